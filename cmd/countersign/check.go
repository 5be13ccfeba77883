package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/jedib0t/go-pretty/v6/table"

	"countersign/models"
	"countersign/models/message"
	"countersign/models/store"
	"countersign/workflows"
)

type checkCommand struct {
	Places `embed:""`

	Repair bool   `help:"Deliver to workflows again what the records have and they have not."`
	Format string `help:"table or json." enum:"table,json" default:"table"`
}

// Run examines every open case, and the histories of all; it fails where a trouble stays.
func (c *checkCommand) Run(ctx context.Context, t terminal) error {
	if !c.private() && (c.Temporal == "" || len(c.PayloadKeys) == 0) {
		return errors.New("--database goes with --temporal HOST:PORT and --payload-keys: records are compared with workflows")
	}
	return c.withRecords(ctx, t, func(db *store.DB) error {
		procedures, err := c.procedures(ctx)
		if err != nil {
			return err
		}
		defer procedures.Close()
		done, err := procedures.ExamineAll(ctx, db, time.Now, c.Repair)
		if err != nil {
			return err
		}
		if err := workflows.ExamineOthers(ctx, db, &done); err != nil {
			return err
		}
		if err := errors.Join(db.KeepExamination(ctx, done), c.report(t, done)); err != nil {
			return err
		}
		if left := len(done.Left()); left > 0 {
			return fmt.Errorf("%d troubles stay", left)
		}
		return nil
	})
}

// procedures reaches Temporal with the keys that are given, or the data folder's own.
func (c *checkCommand) procedures(ctx context.Context) (*workflows.Client, error) {
	if len(c.PayloadKeys) == 0 && c.Data != "" {
		key, err := privateKey(c.Data)
		if err != nil {
			return nil, err
		}
		c.PayloadKeys = []Secret{key}
	}
	keys, err := c.keys()
	if err != nil {
		return nil, err
	}
	security, err := c.TLS.config()
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	return workflows.Connect(ctx, workflows.Options{Address: c.Temporal, Namespace: c.Namespace, Keys: keys, TLS: security, Version: version, Log: slog.New(slog.DiscardHandler)})
}

func (c *checkCommand) report(t terminal, done models.Examination) error {
	found := done.Findings
	if c.Format == "json" {
		if found == nil {
			found = []models.Finding{}
		}
		return json.NewEncoder(t.out).Encode(map[string]any{"checked": done.Checked, "findings": found})
	}
	if len(found) == 0 {
		fmt.Fprintln(t.out, message.Text(t.lang, "check-well", map[string]any{"Count": done.Checked}))
		return nil
	}
	w := table.NewWriter()
	for _, f := range found {
		w.AppendRow(table.Row{f.Number, f.Kind, f.Case, f.Trouble, map[bool]string{true: "repaired"}[f.Repaired], message.Text(t.lang, "trouble-"+string(f.Trouble), map[string]any{"Seq": f.Seq})})
	}
	fmt.Fprintln(t.out, w.Render())
	return nil
}
