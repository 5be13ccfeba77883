package activities

import (
	"time"

	"countersign/models"
	"countersign/models/form"
	"countersign/models/regulation"
	"countersign/models/store"
	"countersign/policies"
)

// formRows are who acts on a company's own form, by the version it was submitted with.
func formRows(w *writing) ([]models.MatrixRow, error) {
	doc, err := documentOf(w.tx.Facts(), w.c)
	if err != nil {
		return nil, err
	}
	var a Cast
	err = a.nominate(w.tx.Facts(), w.c.Company, doc)
	return a.Rows, err
}

// nominees finds what is wrong with whom a filled form names: people and units that
// are not there, and signers who could not sign.
func nominees(tx store.Tx, c models.Case, d form.Definition, filled *models.FilledForm, at time.Time) ([]models.FieldError, error) {
	rows, of := d.MatrixFor(*filled), d.Nominees(filled)
	if len(of) == 0 && !policies.Asks(rows, c.Kind, models.StepSignatures) {
		return nil, nil
	}
	c.Amount = d.AmountOf(*filled)
	ask, _, err := tx.Facts().DrawUp(c, models.StepSignatures, at)
	if err != nil {
		return nil, err
	}
	ask.Nominees, ask.Case.Beneficiaries = of, d.Beneficiaries(filled)
	return append(unknown(d, of, ask.Posts), policies.CheckNominees(rows, ask)...), nil
}

// unknown finds the people and units of fields that the company does not have.
func unknown(d form.Definition, of map[string][]models.Nominee, posts []models.StaffedPost) (found []models.FieldError) {
	for _, field := range d.Fields {
		for _, n := range of["field:"+field.Key] {
			if policies.Knows(posts, n) {
				continue
			}
			e := models.Refuse(models.Invalid, regulation.ApprovalForm, "field-"+string(field.Type)+"-unknown")
			found = append(found, models.FieldError{At: "values." + field.Key, Clause: e.Clause, Key: e.Key})
		}
	}
	return found
}

// CheckChoices finds what is wrong with whom the applicant of one of the house's own
// procedures chose, by the matrix with which the case began or would begin.
func CheckChoices(tx store.Tx, c models.Case, doc models.Document, at time.Time) error {
	if c.Kind == models.KindForm {
		return nil // is checked with the form
	}
	of := models.Nominees(doc)
	if c.Matrix == 0 && len(of) == 0 {
		return nil // the regulations leave no choice
	}
	amount, err := worth(tx.Facts(), c, doc, at)
	if err != nil {
		return err
	}
	c.Amount = amount
	ask, matrix, err := tx.Facts().DrawUp(c, models.StepSignatures, at)
	if err != nil {
		return err
	}
	ask.Nominees = of
	return models.Incomplete(clauseOf(c.Kind), policies.CheckNominees(policies.InForce(matrix), ask))
}

// matrixOf notes which matrix the case begins with, and checks the choices that it
// leaves to the applicant.
func (w *writing) matrixOf(doc models.Document) error {
	version, chooses, err := w.tx.Facts().MatrixVersion(w.c.Company, today(w.at))
	if err != nil {
		return err
	}
	w.c.Matrix = version
	if chooses || len(models.Nominees(doc)) > 0 {
		return CheckChoices(w.tx, w.c, doc, w.at)
	}
	return nil
}
