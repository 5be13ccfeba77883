package activities

import (
	"maps"
	"slices"
	"time"

	"countersign/models"
	"countersign/models/form"
	"countersign/models/regulation"
	"countersign/models/store"
	"countersign/policies"
)

// A Cast is what the slate of a step is drawn up from, in time or ahead of it.
type Cast struct {
	models.DrawUp
	// Rows are who acts; Plain are those of the matrix or the form alone, without what
	// the subject of a revocation adds.
	Rows, Plain []models.MatrixRow
	Form        *form.Definition // of a company's own form
}

// Foresee asks who will act on a case with a document as it stands at an instant: by
// the matrix with which it began, or would begin (approval.slate).
func Foresee(f store.Facts, c models.Case, doc models.Document, at time.Time) (a Cast, err error) {
	if c.Amount, err = worth(f, c, doc, at); err != nil {
		return a, err
	}
	if c.State == models.Draft {
		if c.Matrix, _, err = f.MatrixVersion(c.Company, today(at)); err != nil {
			return a, err
		}
	}
	if d, ok := doc.(*models.Revocation); ok && (c.Subject == nil || *c.Subject != d.Subject) {
		if c.Subject, err = mayName(f, c, d.Subject, at); err != nil {
			return a, err
		}
	}
	return whoActs(f, c, models.StepSignatures, func() (models.Document, error) { return doc, nil }, true, at)
}

// worth is the amount of a document as it stands, by the rulebook of the case.
func worth(f store.Facts, c models.Case, doc models.Document, at time.Time) (models.Cents, error) {
	goods, err := f.Varieties(c.Company, models.Goods(doc))
	if len(goods) == 0 || err != nil {
		return 0, err
	}
	var book regulation.Rulebook
	if c.State == models.Draft {
		book, err = f.Rulebook(c.Company, today(at))
	} else {
		book, err = f.RulebookVersion(c.Company, c.Rulebook)
	}
	return models.Worth(doc, goods, book), err
}

// whoActs asks who acts at a step of a case: by the matrix or the company's own form,
// for a revocation also by who signed last. The document is read where somebody may be
// named in it, or always.
func whoActs(f store.Facts, c models.Case, step models.Step, document func() (models.Document, error), always bool, at time.Time) (Cast, error) {
	ask, matrix, err := f.DrawUp(c, step, at)
	a := Cast{DrawUp: ask, Rows: policies.InForce(matrix)}
	if err == nil && (always || c.Kind == models.KindForm || policies.Asks(a.Rows, c.Kind, step)) {
		var doc models.Document
		if doc, err = document(); err == nil {
			err = a.nominate(f, c.Company, doc)
		}
	}
	a.Plain = a.Rows
	if err == nil && c.Kind == models.KindRevocation && c.Subject != nil && step == models.StepSignatures {
		err = a.revoked(f, *c.Subject, at)
	}
	return a, err
}

// nominate takes from a document whom it names, and who acts on a company's own form.
func (a *Cast) nominate(f store.Facts, company models.CompanyID, doc models.Document) error {
	filled, own := doc.(*models.FilledForm)
	if !own {
		a.Nominees = models.Nominees(doc)
		return nil
	}
	d, err := f.Form(company, filled.Form, filled.Version)
	a.Form, a.Rows, a.Nominees, a.Case.Amount = &d, d.MatrixFor(*filled), d.Nominees(filled), d.AmountOf(*filled)
	a.Case.Beneficiaries = d.Beneficiaries(filled)
	return err
}

// revoked adds who signs a revocation beside those of the matrix: at least who signed
// the last round of the subject, by the rows under which it was signed
// (approval.revoke). It is about the department and the amount of the subject, whose
// requesters and beneficiaries do not decide about it (approval.own-case).
func (a *Cast) revoked(f store.Facts, id models.CaseID, at time.Time) error {
	subject, err := f.Case(id)
	if err != nil {
		return err
	}
	signed, err := whoActs(f, subject, models.StepSignatures, func() (models.Document, error) {
		return documentOf(f, subject)
	}, false, at)
	if err != nil {
		return err
	}
	a.Case.Unit, a.Case.Amount, a.Case.SubjectRequesters = subject.Unit, subject.Amount, slices.Concat(signed.Case.Requesters, signed.Case.Beneficiaries)
	a.Rows = policies.AtLeast(a.Rows, models.KindRevocation, signed.Rows, subject.Kind, subject.Amount)
	named := maps.Clone(signed.Nominees)
	if named == nil {
		named = map[string][]models.Nominee{}
	}
	maps.Copy(named, a.Nominees)
	a.Nominees = named
	return nil
}

// documentOf is the document in force of a case.
func documentOf(f store.Facts, c models.Case) (models.Document, error) {
	body, err := f.Revision(c.ID, c.Digest)
	if err != nil {
		return nil, err
	}
	return models.DecodeDocument(c.Kind, body)
}

// mayName is the case that a revocation is about, where its applicant may name it; nil
// where there is none.
func mayName(f store.Facts, c models.Case, id models.CaseID, at time.Time) (*models.CaseID, error) {
	subject, err := f.Case(id)
	if models.IsKind(err, models.Missing) || err == nil && subject.Company != c.Company {
		return nil, nil
	}
	if err != nil || subject.Applicant == c.Applicant {
		return &id, err
	}
	may, err := mayRevoke(f, c.Applicant, subject, at)
	if err != nil || !may {
		return nil, err
	}
	return &id, nil
}
