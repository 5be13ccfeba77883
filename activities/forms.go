package activities

import (
	"context"
	"fmt"
	"slices"
	"time"

	"countersign/models"
	"countersign/models/form"
	"countersign/models/regulation"
	"countersign/models/store"
	"countersign/policies"
)

// DefineForm keeps the next version of a form of the actor's company, when it is
// sound: no field without words, no step that nobody can do (approval.form).
// Cases under way go on under their version.
func (d *Desk) DefineForm(ctx context.Context, actor models.PersonID, f form.Definition) (kept form.Definition, err error) {
	err = d.defining(ctx, actor, f, func(tx store.Tx, company models.CompanyID, at time.Time) (err error) {
		kept, err = tx.KeepForm(company, f, actor, at)
		return err
	})
	return kept, err
}

// TryForm finds what DefineForm would refuse, and keeps nothing.
func (d *Desk) TryForm(ctx context.Context, actor models.PersonID, f form.Definition) error {
	return d.defining(ctx, actor, f, func(store.Tx, models.CompanyID, time.Time) error { return nil })
}

// defining runs keep where the actor may define the form and it is sound.
func (d *Desk) defining(ctx context.Context, actor models.PersonID, f form.Definition, keep func(store.Tx, models.CompanyID, time.Time) error) error {
	if err := CheckForm(f); err != nil {
		return err
	}
	return d.write(ctx, func(tx store.Tx, at time.Time) error {
		standing, err := d.mayHouse(tx, models.Import, actor, at)
		if err != nil {
			return err
		}
		if len(standing.Posts) == 0 {
			return models.Refuse(models.Forbidden, regulation.ApprovalForm, "no-post-to-submit")
		}
		company := standing.Posts[0].Company
		if err := staffed(tx, company, f, at); err != nil {
			return err
		}
		return keep(tx, company, at)
	})
}

// CheckForm finds what is wrong with a definition.
func CheckForm(f form.Definition) error {
	rows := policies.CheckRows(f.Matrix())
	for i := range rows {
		rows[i].At = f.Place(rows[i].At)
	}
	found := append(f.Check(), rows...)
	for _, letters := range series {
		if f.Series == letters {
			found = append(found, models.FieldError{At: "series", Clause: regulation.ApprovalForm, Key: "form-series-taken"})
		}
	}
	for i, row := range f.Signatures {
		if slices.Contains(row.Of, "applicant") {
			found = append(found, models.FieldError{At: fmt.Sprintf("signatures[%d].of", i), Clause: regulation.ApprovalOwnCase, Key: "form-applicant-signs"})
		}
	}
	return models.Incomplete(regulation.ApprovalForm, found)
}

// staffed refuses a form with a seat that nobody of the company could fill now.
// The department of a case is whichever applies, so it is tried for none in
// particular: rows of the department are filled by its head or above.
func staffed(tx store.Tx, company models.CompanyID, f form.Definition, at time.Time) error {
	posts, err := tx.Facts().Organisation(company, at)
	if err != nil {
		return err
	}
	rows := f.Matrix()
	type place struct {
		step models.Step
		from models.Cents // others act from this amount on
	}
	tried := map[place]bool{}
	for _, row := range rows {
		at := place{row.Step, row.From}
		if tried[at] || len(posts) == 0 || row.Step == models.StepRevise {
			continue
		}
		tried[at] = true
		ask := models.DrawUp{Kind: models.KindForm, Step: row.Step, Posts: posts, Ahead: true, Case: models.CaseFacts{Company: company, Unit: posts[0].Unit, Amount: row.From}}
		if _, err := policies.DrawUp(rows, ask); err != nil {
			return err
		}
	}
	return nil
}
