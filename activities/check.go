package activities

import (
	"encoding/json"
	"time"

	"countersign/models"
	"countersign/models/regulation"
	"countersign/models/store"
	"countersign/policies"
)

// CheckDocument finds everything that keeps a case's document from being
// submitted; nil where nothing does. The refusal names each place and its clause.
func CheckDocument(tx store.Tx, c models.Case, doc models.Document, book regulation.Rulebook, at time.Time) error {
	found, err := faultsOf(tx, c, doc, book, at)
	if err != nil {
		return err
	}
	under := clauseOf(c.Kind)
	if c.Kind == models.KindSampleRequest {
		under = regulation.SampleComplete
	}
	return models.Incomplete(under, found)
}

func faultsOf(tx store.Tx, c models.Case, doc models.Document, book regulation.Rulebook, at time.Time) ([]models.FieldError, error) {
	switch d := doc.(type) {
	case *models.SampleRequest:
		basis, err := sampleBasis(tx, c, d, book, at)
		return d.Check(basis), err
	case *models.SampleMonthEnd:
		return d.Check(today(at).String()[:7]), nil
	case *models.SampleRequisition:
		varieties, err := tx.Varieties(c.Company, models.Goods(d))
		return d.Check(varieties), err
	case *models.Exception:
		subject, err := exceptionSubject(tx, c, d)
		return d.Check(subject), err
	case *models.Revocation:
		subject, bar, err := revocationSubject(tx, c, d, at)
		return d.Check(subject, bar), err
	case *models.MatrixChange:
		if d.OfForm() {
			return formChangeFaults(tx, c, d, at)
		}
		newest, err := tx.Facts().NewestMatrix(c.Company)
		if err == nil {
			err = d.Follows(newest)
		}
		return d.Check(today(at), newest, policies.CheckMatrix(d.Rows)), err
	case *models.ParameterChange:
		basis, err := ParameterBasis(tx.Facts(), c.Company, d, at)
		return d.Check(basis), err
	}
	if filled, ok := doc.(*models.FilledForm); ok {
		return formFaults(tx, c, filled, at)
	}
	return nil, models.Refuse(models.Invalid, regulation.Clause{}, "kind-unknown")
}

// formFaults are the faults of a filled form, which must be of the version in
// force when it is submitted, and stay of that version when it is mended.
func formFaults(tx store.Tx, c models.Case, filled *models.FilledForm, at time.Time) ([]models.FieldError, error) {
	d, err := tx.Form(c.Company, filled.Form, filled.Version)
	if err != nil {
		return nil, err
	}
	version := d.Version
	var before models.FilledForm
	if c.State == models.Draft {
		newest := &models.FilledForm{Form: filled.Form}
		err = newestForm(tx, c.Company, newest)
		version = newest.Version
	} else {
		var body []byte
		if body, err = tx.Revision(c.ID, c.Digest); err == nil {
			err = json.Unmarshal(body, &before)
			version = before.Version
			if before.Form != filled.Form {
				version = 0
			}
		}
	}
	if err == nil && version != filled.Version {
		err = models.Refuse(models.Conflict, regulation.ApprovalForm, "form-outdated")
	}
	if err != nil {
		return nil, err
	}
	found := append(d.Faults(*filled), d.Untouched(*filled, before)...)
	if d.CountsDays() {
		c, err := companyCalendar(tx, c.Company)
		if err != nil {
			return nil, err
		}
		found = append(found, d.DayFaults(*filled, c)...)
	}
	if len(found) == 0 {
		if found, err = leaveFaults(tx, c, d, *filled); err != nil {
			return nil, err
		}
	}
	named, err := nominees(tx, c, d, filled, at)
	return append(found, named...), err
}

func sampleBasis(tx store.Tx, c models.Case, d *models.SampleRequest, book regulation.Rulebook, at time.Time) (models.SampleBasis, error) {
	b, err := tx.SampleBasis(c.ID, c.Company, d.Customer, models.Goods(d))
	b.Rulebook, b.Today = book, today(at)
	return b, err
}

// exceptionSubject is the draft that an exception is about, where the applicant
// may name it: only one's own.
func exceptionSubject(tx store.Tx, c models.Case, d *models.Exception) (*models.Case, error) {
	subject, err := tx.LockCase(d.Subject)
	if models.IsKind(err, models.Missing) || subject.Applicant != c.Applicant || subject.Company != c.Company {
		return nil, nil
	}
	return &subject, err
}
