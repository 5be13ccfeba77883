package demo

import (
	"context"
	"encoding/json"
	"time"

	"countersign/activities"
	"countersign/models/store"
)

// Password is the password of everybody in the demo group.
const Password = "countersign-demo"

// administrator is the employee of the head office who looks after accounts.
const administrator = "tangyu"

// Load brings the demo group into an empty database, as an import of its files
// would, and marks it: its passwords are published. It does nothing where there is an
// organisation already.
func Load(ctx context.Context, db *store.DB, now func() time.Time) error {
	house := activities.Organisation{DB: db, Now: now}
	if empty, err := house.Empty(ctx); err != nil || !empty {
		return err
	}
	group, err := Roster()
	if err != nil {
		return err
	}
	var admins []string
	for _, p := range group.People {
		if p.Login == administrator {
			admins = append(admins, p.No)
		}
	}
	if err := db.Write(ctx, func(tx store.Tx) error { return tx.MarkDemonstration(now().UTC()) }); err != nil {
		return err
	}
	if _, _, err := house.Apply(ctx, activities.Import{Roster: group, Administrators: admins, Password: func() string { return Password }}); err != nil {
		return err
	}
	// A month may be closed on any day in the demo, so that it can be tried at once.
	return house.SetParameters(ctx, "MILL", map[string]json.RawMessage{"sample.month-end/closing_day": json.RawMessage("1")})
}
