package activities

import (
	"context"
	"fmt"
	"slices"

	"countersign/models"
	"countersign/models/form"
	"countersign/models/regulation"
)

// series are the letters in the numbers of each kind of case.
var series = map[models.Kind]string{
	models.KindSampleRequest: "QY", models.KindSampleMonthEnd: "YJ", models.KindSampleRequisition: "LY",
	models.KindException: "TP", models.KindRevocation: "CX", models.KindMatrixChange: "QX", models.KindParameterChange: "CS",
}

// OpenCase submits a draft: it checks the document once more, numbers the case
// (approval.number) and keeps what was submitted. It refuses what is incomplete
// and what was changed since the applicant saw it.
func (r *Records) OpenCase(ctx context.Context, in Submission) (Opened, error) {
	var out Opened
	repeated, err := r.once(ctx, occasion{key: string(in.Act.ID), act: in.Act}, &out, func(w *writing) error {
		if w.c.State != models.Draft {
			return models.Refuse(models.Conflict, regulation.ApprovalRecord, "already-submitted")
		}
		if err := r.allow(w, in.Act, nil); err != nil {
			return err
		}
		doc, err := r.takeDraft(w, in.Act)
		if err != nil {
			return err
		}
		w.c.State, w.c.OpenedAt, w.c.Rulebook = models.Running, w.at, w.book.Version
		if err := w.matrixOf(doc); err != nil {
			return err
		}
		if out.Facts, err = r.begin(w, doc); err != nil {
			return err
		}
		w.c.Bound = w.c.Bound || slices.Contains(regulation.WithdrawUntilSigned.In(w.book), string(w.c.Kind))
		first, err := r.next(w, Course{Facts: out.Facts}, out.Facts)
		if err != nil {
			return err
		}
		if err := r.number(w, doc); err != nil { // last: cases of the series wait for each other from here on
			return err
		}
		out.Run = runOf(ctx)
		out.Receipt, err = w.enter(string(models.Submit), in.Act, nil, clauseOf(w.c.Kind), map[string]any{"digest": w.c.Digest, "rulebook": w.c.Rulebook, "number": w.c.Number})
		if err == nil {
			out.Next, err = first.entered()
		}
		return err
	})
	out.Elsewhere = repeated && out.Run != runOf(ctx)
	return out, err
}

// takeDraft makes the draft the case's document: what is signed from now on.
func (r *Records) takeDraft(w *writing, act models.Act) (models.Document, error) {
	body, digest, err := w.tx.Draft(w.c.ID)
	if err != nil {
		return nil, err
	}
	if act.Digest != digest {
		return nil, models.Refuse(models.Conflict, regulation.ApprovalDigest, "digest-stale")
	}
	doc, err := models.DecodeDocument(w.c.Kind, body)
	if err != nil {
		return nil, err
	}
	if err := CheckDocument(w.tx, w.c, doc, w.book, w.at); err != nil {
		return nil, err
	}
	if doc, body, digest, err = w.kept(doc, body, digest); err != nil {
		return nil, err
	}
	if w.c.Amount, err = w.worth(doc); err != nil {
		return nil, err
	}
	w.c.Digest = digest
	if err := w.tx.KeepRevision(w.c.ID, digest, body, act.Actor, w.at); err != nil {
		return nil, err
	}
	return doc, w.benefit(doc)
}

// worth is the amount of a document of the case, but for a company's own form.
func (w *writing) worth(doc models.Document) (models.Cents, error) {
	goods, err := w.goods(doc)
	return models.Worth(doc, goods, w.book), err
}

// goods are the varieties of the document that is submitted, read once.
func (w *writing) goods(doc models.Document) (map[models.VarietyID]models.Variety, error) {
	var err error
	if w.varieties == nil {
		w.varieties, err = w.tx.Varieties(w.c.Company, models.Goods(doc))
	}
	return w.varieties, err
}

// benefit writes down whom a company's own form says that the case is for
// (approval.own-case).
func (w *writing) benefit(doc models.Document) error {
	filled, own := doc.(*models.FilledForm)
	if !own {
		return nil
	}
	d, err := w.definition(filled)
	if err != nil || !d.Concerns() {
		return err
	}
	return w.tx.Benefit(w.c.ID, w.at, d.Beneficiaries(filled)...)
}

// definition is what the filled form of the case goes by, read once.
func (w *writing) definition(filled *models.FilledForm) (form.Definition, error) {
	if w.defined != nil {
		return *w.defined, nil
	}
	d, err := w.tx.Form(w.c.Company, filled.Form, filled.Version)
	if err == nil {
		w.defined = &d
	}
	return d, err
}

func (r *Records) number(w *writing, doc models.Document) error {
	year := today(w.at).Year
	counted, letters, err := seriesOf(w, doc)
	if err != nil {
		return err
	}
	code, n, err := w.tx.NextNumber(w.c.Company, counted, year)
	number := fmt.Sprintf("%s-%s-%d-%05d", code, letters, year, n)
	w.c.Number = &number
	return err
}

// seriesOf is what is counted together, and the letters in its numbers: a
// company's own forms are each counted by themselves.
func seriesOf(w *writing, doc models.Document) (counted models.Kind, letters string, err error) {
	filled, own := doc.(*models.FilledForm)
	if !own {
		return w.c.Kind, series[w.c.Kind], nil
	}
	d, err := w.definition(filled)
	return w.c.Kind + models.Kind("/"+d.Series), d.Series, err
}

// clauseOf is the clause under which a kind of case is submitted.
func clauseOf(k models.Kind) regulation.Clause {
	switch k {
	case models.KindSampleRequest:
		return regulation.SampleForm
	case models.KindSampleMonthEnd:
		return regulation.SampleMonthEnd
	case models.KindSampleRequisition:
		return regulation.SampleRequisition
	case models.KindException:
		return regulation.AuthorityException
	case models.KindRevocation:
		return regulation.ApprovalRevoke
	case models.KindMatrixChange:
		return regulation.AuthorityMatrix
	case models.KindParameterChange:
		return regulation.ApprovalParameters
	case models.KindForm:
		return regulation.ApprovalForm
	}
	return regulation.ApprovalRecord
}
