package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"countersign/activities"
	"countersign/activities/stepup"
	"countersign/deploy/local"
	"countersign/models/store"
	"countersign/policies"
	"countersign/workflows"
)

// A house is the program with everything that it stands on.
type house struct {
	Settings
	log        *slog.Logger
	parts      *local.Parts // nil where they are not ours
	db         *store.DB
	policies   *policies.Policies
	procedures *workflows.Client
	secrets    stepup.Keys
	demo       bool
	lost       chan error // why the program cannot go on; the first reason counts
}

// lose ends the program: without what was lost it would only look alive.
func (h *house) lose(err error) {
	select {
	case h.lost <- err:
	default: // it ends already
	}
}

// open builds a house: its parts, its records, its policies and the way to its
// procedures. What it opened is closed again when something is missing.
func open(ctx context.Context, s Settings, log *slog.Logger, progress func(string)) (h *house, err error) {
	h = &house{Settings: s, log: log, lost: make(chan error, 1)}
	defer func() {
		if err != nil {
			err = errors.Join(err, h.close())
		}
	}()
	if s.private() {
		if h.parts, err = startPrivate(ctx, &h.Places, progress); err != nil {
			return h, err
		}
	}
	if err = h.openRecords(ctx, progress); err != nil {
		return h, err
	}
	if s.private() {
		if err = h.sealPrivately(ctx); err != nil {
			return h, err
		}
	}
	progress("reaching the procedures")
	return h, h.openProcedures(ctx)
}

// sealPrivately uses the data folder's own key where none is given. Where cases were
// begun under one that is not there any more, it makes no other.
func (h *house) sealPrivately(ctx context.Context) error {
	if len(h.PayloadKeys) > 0 {
		return nil
	}
	begun, err := h.db.Begun(ctx)
	if err != nil {
		return err
	}
	key, err := privateKey(h.Data, !begun)
	h.PayloadKeys = []Secret{key}
	return err
}

func (h *house) openRecords(ctx context.Context, progress func(string)) (err error) {
	progress("opening the records")
	if h.db, err = store.Open(ctx, string(h.Database)); err != nil {
		return err
	}
	return h.readRecords(ctx)
}

// readRecords brings the records to this program's version and reads who may.
func (h *house) readRecords(ctx context.Context) error {
	applied, err := h.db.Migrate(ctx)
	if err != nil {
		return err
	}
	if len(applied) > 0 {
		h.log.Info("the database was brought to this program's version", "migrations", applied)
	}
	h.policies, err = policies.New(ctx, h.db)
	return err
}

// refuseDemo refuses the records of the demonstration, unless they are asked for.
func (h *house) refuseDemo(ctx context.Context) error {
	there, err := h.db.Reader(ctx, "").Demonstration()
	if err == nil && there && !h.Demo {
		err = errors.New("these records are those of the demonstration, and everybody knows its passwords: try them with countersign dev, and begin your own in another --data folder or --database with countersign import")
	}
	return err
}

// desk is what people write with beside the steps of cases.
func (h *house) desk() (*activities.Desk, error) {
	folder, err := h.folder()
	if err != nil {
		return nil, err
	}
	blobs, err := activities.NewFolder(folder)
	return &activities.Desk{DB: h.db, Policies: h.policies, Blobs: blobs, Now: time.Now, Idle: h.SessionIdle, Longest: h.SessionMost, Keys: h.secrets}, err
}

func (h *house) openProcedures(ctx context.Context) error {
	keys, err := h.keys()
	if err != nil {
		return err
	}
	if h.secrets, err = stepUpKeys(keys); err != nil {
		return err
	}
	security, err := h.TLS.config()
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	h.procedures, err = workflows.Connect(ctx, workflows.Options{
		Address: h.Temporal, Namespace: h.Namespace, Keys: keys, TLS: security, Version: version, Log: h.log,
	})
	if err != nil {
		return fmt.Errorf("no answer from Temporal at %s: %w", h.Temporal, err)
	}
	return nil
}

// records are what a worker writes with.
func (h *house) records() *activities.Records {
	return &activities.Records{DB: h.db, Policies: h.policies, Calendars: &activities.Calendars{}, Now: time.Now, Skew: activities.MaySkew, Token: activities.PassCode, Keys: h.secrets}
}

// organisation is what an import writes with.
func (h *house) organisation() activities.Organisation {
	return activities.Organisation{DB: h.db, Now: time.Now}
}

// close ends the connections, and the private parts last.
func (h *house) close() error {
	if h.procedures != nil {
		h.procedures.Close()
	}
	var err error
	if h.db != nil {
		err = h.db.Close()
	}
	if h.parts != nil {
		err = errors.Join(err, stopPrivate(h.Data, h.parts))
	}
	return err
}
