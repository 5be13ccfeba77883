package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/jedib0t/go-pretty/v6/table"

	"countersign/models"
	"countersign/models/message"
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
	return c.withHouse(ctx, t, func(h *house) error {
		stop, err := h.answerForProcedures(ctx)
		if err != nil {
			return err
		}
		defer stop()
		done, err := h.procedures.ExamineAll(ctx, h.db, time.Now, c.Repair)
		if err != nil {
			return err
		}
		if err := workflows.ExamineOthers(ctx, h.db, &done); err != nil {
			return err
		}
		if err := errors.Join(h.keep(ctx, done), c.report(t, done)); err != nil {
			return err
		}
		if left := len(done.Left()); left > 0 {
			return fmt.Errorf("%d troubles stay", left)
		}
		return nil
	})
}

// answerForProcedures reaches the procedures. In a house that is stopped nobody else
// carries them out, and a workflow that nobody carries out says nothing: until stop is
// called this program does.
func (h *house) answerForProcedures(ctx context.Context) (stop func(), err error) {
	if h.parts != nil {
		if err := h.readRecords(ctx); err != nil {
			return nil, err
		}
	}
	if err := h.sealPrivately(ctx); err != nil {
		return nil, err
	}
	if err := h.openProcedures(ctx); err != nil || h.parts == nil {
		return func() {}, err
	}
	return h.carryOut()
}

// keep keeps what was found for the general manager, unless there is a case of which
// nothing was found out: that may be for want of a key or of somebody who answers, and
// would stand in place of an examination that was whole.
func (h *house) keep(ctx context.Context, done models.Examination) error {
	if slices.ContainsFunc(done.Findings, func(f models.Finding) bool { return f.Trouble == models.Unexamined }) {
		return nil
	}
	return h.db.KeepExamination(ctx, done)
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
