// Package demotest gives tests a database with the demo group in it.
package demotest

import (
	"context"
	"testing"
	"time"

	"countersign/deploy/demo"
	"countersign/deploy/local/localtest"
	"countersign/models/calendar"
	"countersign/models/store"
	"countersign/policies"
)

// Loaded is the day on which the group came into the database.
var Loaded = calendar.On(2026, 11, 1).At(9*time.Hour, calendar.China())

// DB returns a database with the demo group and the default policy.
func DB(t testing.TB) *store.DB {
	t.Helper()
	return localtest.Prepared(t, "demo", func(ctx context.Context, db *store.DB) error {
		if err := demo.Load(ctx, db, func() time.Time { return Loaded }); err != nil {
			return err
		}
		_, err := policies.New(ctx, db)
		return err
	})
}
