package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
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
	return p.withHouse(ctx, t, func(h *house) error { return do(h.db) })
}

// withHouse runs do in a house that has its records and not yet its procedures; its
// parts are nil where a running program has them.
func (p *Places) withHouse(ctx context.Context, t terminal, do func(*house) error) (err error) {
	if err := p.check(); err != nil {
		return err
	}
	h := &house{Settings: Settings{Places: *p}, log: slog.New(slog.DiscardHandler)}
	defer func() { err = errors.Join(err, h.close()) }()
	if h.parts, err = reach(ctx, &h.Places, func(step string) { t.say("· " + step) }); err != nil {
		return err
	}
	if h.db, err = store.Open(ctx, string(h.Database)); err != nil {
		return err
	}
	return do(h)
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
