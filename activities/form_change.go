package activities

import (
	"time"

	"countersign/models"
	"countersign/models/form"
	"countersign/models/regulation"
	"countersign/models/store"
)

// formChangeFaults are the faults of a change of a form of the company's own: those of its
// definition, at their places below form. One that was not made from the newest version is
// refused whole.
func formChangeFaults(tx store.Tx, c models.Case, d *models.MatrixChange, at time.Time) ([]models.FieldError, error) {
	f, err := form.Read(d.Form)
	if err != nil {
		return d.CheckForm([]models.FieldError{{At: "form", Clause: regulation.ApprovalForm, Key: "form-unreadable"}}), nil
	}
	if _, err := tx.NextForm(c.Company, f); err != nil {
		return nil, err
	}
	err = CheckForm(f)
	if err == nil {
		err = staffed(tx, c.Company, f, at)
	}
	e := models.AsError(err)
	if err != nil && (e == nil || e.Kind != models.Invalid && e.Kind != models.Conflict) {
		return nil, err
	}
	return d.CheckForm(belowForm(f, e)), nil
}

// belowForm are the faults of a definition at their places in the change that carries it.
func belowForm(f form.Definition, e *models.Error) (found []models.FieldError) {
	if e == nil {
		return nil
	}
	if len(e.Fields) == 0 {
		return []models.FieldError{{At: "form." + f.Naming(e.Args["Of"]), Clause: e.Clause, Key: e.Key, Args: e.Args}}
	}
	for _, fault := range e.Fields {
		fault.At = "form." + fault.At
		found = append(found, fault)
	}
	return found
}

// changeForm puts the signed version of a form in force at once: who signed it has said who
// signs from now on (authority.matrix). It refuses one that was not made from the newest.
func (p *performance) changeForm(d *models.MatrixChange) error {
	f, err := form.Read(d.Form)
	if err != nil {
		return err
	}
	_, err = p.tx.KeepForm(p.c.Company, f, p.c.Applicant, p.c.ID, p.at)
	if e := models.AsError(err); err != nil && e != nil && e.Key == "form-newer" {
		return models.Refuse(models.Conflict, e.Clause, "form-newer-signed", "Version", e.Args["Version"])
	}
	if err != nil {
		return err
	}
	return p.effective()
}
