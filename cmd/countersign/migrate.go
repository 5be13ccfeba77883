package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"countersign/activities"
	"countersign/models/store"
)

type migrateCommand struct {
	Places `embed:""`
}

// Run brings the database to this program's version.
func (c *migrateCommand) Run(ctx context.Context, t terminal) error {
	return c.withRecords(ctx, t, func(db *store.DB) error {
		applied, err := db.Migrate(ctx)
		if err != nil {
			return err
		}
		if len(applied) == 0 {
			fmt.Fprintln(t.out, "the database is at this program's version")
			return nil
		}
		fmt.Fprintln(t.out, "applied:", applied)
		return nil
	})
}

// withRecords opens the records, runs do and closes them again.
func (p *Places) withRecords(ctx context.Context, t terminal, do func(*store.DB) error) error {
	if err := p.check(); err != nil {
		return err
	}
	stop, err := reach(ctx, p, func(step string) { t.say("· " + step) })
	if err != nil {
		return err
	}
	db, err := store.Open(ctx, string(p.Database))
	if err != nil {
		return errors.Join(err, stop())
	}
	err = do(db)
	return errors.Join(err, db.Close(), stop())
}

// withOrganisation is withRecords for what writes the organisation, at this
// program's version.
func (p *Places) withOrganisation(ctx context.Context, t terminal, do func(activities.Organisation) error) error {
	return p.withRecords(ctx, t, func(db *store.DB) error {
		if _, err := db.Migrate(ctx); err != nil {
			return err
		}
		return do(activities.Organisation{DB: db, Now: time.Now})
	})
}
