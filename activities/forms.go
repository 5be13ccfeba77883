package activities

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"countersign/models"
	"countersign/models/form"
	"countersign/models/regulation"
	"countersign/models/store"
	"countersign/policies"
)

// DefineForm keeps the next version of a form of the company of the actor's post that may, when it is
// sound: no field without words, no step that nobody can do (approval.form). It refuses one
// that changes who signs: that is proposed as a change of the matrix (authority.matrix).
// Cases under way go on under their version.
func (d *Desk) DefineForm(ctx context.Context, actor models.PersonID, f form.Definition) (kept form.Definition, err error) {
	err = d.defining(ctx, actor, f, func(tx store.Tx, company models.CompanyID, at time.Time) (err error) {
		byCase, err := byCase(tx, company, f)
		if err != nil {
			return err
		}
		if kept, err = tx.KeepForm(company, f, actor, "", at); err != nil {
			return err
		}
		if byCase {
			return models.Refuse(models.Forbidden, regulation.AuthorityMatrix, "form-by-case")
		}
		return tx.KeepHouseEvent(models.HouseEvent{At: at, Kind: models.FormKept, Actor: actor, Company: company,
			Detail: map[string]string{"form": kept.Code, "version": strconv.Itoa(kept.Version)}})
	})
	return kept, err
}

// TryForm finds what keeps a form from being put in force, and keeps nothing. It reports
// whether an approved case alone does so, because the form changes who signs
// (authority.matrix).
func (d *Desk) TryForm(ctx context.Context, actor models.PersonID, f form.Definition) (toCase bool, err error) {
	err = d.defining(ctx, actor, f, func(tx store.Tx, company models.CompanyID, _ time.Time) (err error) {
		toCase, err = byCase(tx, company, f)
		return err
	})
	return toCase, err
}

// byCase reports whether only an approved case puts the form in force: it is new, or others
// sign, act or are told than by the version in force (authority.matrix).
func byCase(tx store.Tx, company models.CompanyID, f form.Definition) (bool, error) {
	before, there, err := tx.FormInForce(company, f.Code)
	return !there || !f.SignedAs(before), err
}

// defining runs keep where the actor may define the form and it is sound.
func (d *Desk) defining(ctx context.Context, actor models.PersonID, f form.Definition, keep func(store.Tx, models.CompanyID, time.Time) error) error {
	if err := CheckForm(f); err != nil {
		return err
	}
	return d.write(ctx, func(tx store.Tx, at time.Time) error {
		snapshot, standing, err := d.mayHouseOf(tx, models.Import, actor, nil, at)
		if err != nil {
			return err
		}
		of := snapshot.Companies(models.Import, standing, at)
		if len(of) == 0 {
			return models.Refuse(models.Forbidden, regulation.ApprovalForm, "no-post-to-submit")
		}
		company := of[0]
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
	found := append(append(f.Check(), rows...), uncaught(f)...)
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

// uncaught finds the cases in which nobody would sign, or rounds are missing or there
// twice: each combination of the values that rows depend on, for every amount. Where
// nothing depends on values that is one case.
func uncaught(f form.Definition) (found []models.FieldError) {
	cases, _ := f.Cases() // too many are a fault already
	for _, c := range cases {
		held := f.Holding(c)
		if len(held) == 0 && len(f.Signatures) > 0 {
			found = append(found, inForm(f, c, nil, models.FieldError{Clause: regulation.AuthorityMatrix, Key: "matrix-gap", At: "rows"}))
		}
		for _, e := range policies.CheckRounds(f.MatrixFor(models.FilledForm{Values: c})[:len(held)]) {
			found = append(found, inForm(f, c, held, e))
		}
		if len(found) > 0 {
			return found // the others are like it
		}
	}
	return nil
}

// inForm says a fault of the rows that hold in a case as the form is written: at its
// signature, which is called by its number, in which case and at what amount.
func inForm(f form.Definition, c form.Case, held []int, e models.FieldError) models.FieldError {
	amount, _ := e.Args["Amount"].(models.Cents)
	args := map[string]any{"Zh": f.At("zh-CN", c, amount), "En": f.At("en", c, amount), "Round": e.Args["Round"], "Of": e.Args["Of"], "Row": 0}
	var row int
	at := "signatures"
	if _, err := fmt.Sscanf(e.At, "rows[%d]", &row); err == nil {
		_, column, _ := strings.Cut(e.At, "]")
		at, args["Row"] = fmt.Sprintf("signatures[%d]%s", held[row], column), held[row]+1
	}
	if other, is := e.Args["Other"].(int); is {
		args["Other"] = held[other] + 1
	}
	return models.FieldError{At: at, Clause: e.Clause, Key: strings.Replace(e.Key, "matrix-", "form-case-", 1), Args: args}
}

// staffed refuses a form with a seat that nobody of the company could fill now, in any
// case that its rows tell apart. The department of a case is whichever applies, so it is
// tried for none in particular: rows of the department are filled by its head or above.
func staffed(tx store.Tx, company models.CompanyID, f form.Definition, at time.Time) error {
	posts, err := tx.Facts().Organisation(company, at)
	if err != nil || len(posts) == 0 {
		return err
	}
	cases, _ := f.Cases()
	for _, c := range cases {
		if err := staffedFor(f.MatrixFor(models.FilledForm{Values: c}), company, posts); err != nil {
			return err
		}
	}
	return staffedFor(f.Matrix()[len(f.Signatures):], company, posts) // tasks that are done in some cases only
}

func staffedFor(rows []models.MatrixRow, company models.CompanyID, posts []models.StaffedPost) error {
	type place struct {
		step models.Step
		from models.Cents // others act from this amount on
	}
	tried := map[place]bool{}
	for _, row := range rows {
		at := place{row.Step, row.From}
		if tried[at] || row.Step == models.StepRevise {
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
