package activities

import (
	"context"
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
	if err := CheckForm(f); err != nil {
		return f, err
	}
	err = d.write(ctx, func(tx store.Tx, at time.Time) error {
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
		kept, err = tx.KeepForm(company, f, actor, at)
		return err
	})
	return kept, err
}

// CheckForm finds what is wrong with a definition.
func CheckForm(f form.Definition) error {
	return models.Incomplete(regulation.ApprovalForm, append(f.Check(), policies.CheckRows(f.Matrix())...))
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
	tried := map[models.Step]bool{}
	for _, row := range rows {
		if tried[row.Step] || len(posts) == 0 || row.Step == models.StepRevise {
			continue
		}
		tried[row.Step] = true
		ask := models.DrawUp{Kind: models.KindForm, Step: row.Step, Posts: posts, Case: models.CaseFacts{Company: company, Unit: posts[0].Unit, Amount: row.From}}
		if _, err := policies.DrawUp(rows, ask); err != nil {
			return err
		}
	}
	return nil
}
