package activities

import (
	"bytes"
	"encoding/json"

	"countersign/models"
	"countersign/models/regulation"
	"countersign/models/store"
)

// An effect is what a step does to the records beside its signatures, in the
// transaction of the act that does it.
type effect func(*performance) error

// effects by kind and step. A step of signatures has its effect when the last
// of them is there; any other with the deed itself.
var effects = map[models.Kind]map[models.Step]effect{
	models.KindSampleRequest: {
		models.StepSignatures: (*performance).putInForce, models.StepCollect: (*performance).sell, models.StepRevise: (*performance).revise,
		models.StepReturnToWorkshop: (*performance).returnToWorkshop, models.StepRegisterStock: (*performance).registerStock,
		models.StepHandOver: (*performance).handOver, models.StepTake: (*performance).take, models.StepRelease: (*performance).release,
	},
	models.KindSampleMonthEnd: {
		models.StepTotal: (*performance).total, models.StepExplain: (*performance).explain, models.StepReport: (*performance).report,
		models.StepBook: (*performance).bookMonth, models.StepSignatures: (*performance).none, models.StepRevise: (*performance).explain,
	},
	models.KindSampleRequisition: {
		models.StepSignatures: (*performance).effective, models.StepStockOut: (*performance).stockOut, models.StepBook: (*performance).bookRequisition,
		models.StepRevise: (*performance).revise,
	},
	models.KindException:       {models.StepSignatures: (*performance).grant, models.StepRevise: (*performance).revise},
	models.KindRevocation:      {models.StepSignatures: (*performance).revoke, models.StepRevise: (*performance).revise},
	models.KindForm:            {models.StepSignatures: (*performance).approved, models.StepRevise: (*performance).revise},
	models.KindMatrixChange:    {models.StepSignatures: (*performance).changeMatrix, models.StepRevise: (*performance).revise},
	models.KindParameterChange: {models.StepSignatures: (*performance).changeParameters, models.StepRevise: (*performance).revise},
}

// effect does what the step does beside the act itself.
func (p *performance) effect() error {
	step := p.in.Slate.Step
	if step == models.StepSignatures && p.out.Outcome != Signed {
		return nil
	}
	do, ok := effects[p.c.Kind][step]
	if !ok && p.c.Kind == models.KindForm {
		do, ok = (*performance).none, true // a deed of the company's own is the act itself
	}
	if !ok {
		return models.Refuse(models.Invalid, p.clause, "step-unknown")
	}
	return do(p)
}

func (p *performance) none() error { return nil }

// effective puts the case in force.
func (p *performance) effective() error {
	p.c.State = models.Effective
	if p.c.Kind == models.KindException {
		return p.tx.Notify(p.c.Applicant, p.c.ID, "notice-granted", p.at)
	}
	return p.tx.Notify(p.c.Applicant, p.c.ID, "notice-effective", p.at)
}

// revise takes over what the applicant has mended; the signatures under other
// content fall (approval.digest), and those of who has mended it (approval.own-case).
func (p *performance) revise() error {
	doc, err := p.r.takeDraft(p.writing, p.in.Act)
	if err == nil {
		err = CheckChoices(p.tx, p.c, doc, p.at)
	}
	if err != nil {
		return err
	}
	if err := p.fall(doc); err != nil {
		return err
	}
	if err := p.tx.FallOwn(p.c.ID, models.StepSignatures, p.at); err != nil {
		return err
	}
	p.c.State = models.Running
	about, err := aboutOf(p.tx, p.c, doc)
	if err != nil {
		return err
	}
	p.about = &about
	switch d := doc.(type) {
	case *models.SampleRequest:
		err = p.tx.UseExceptions(p.c.ID, p.c.Digest, p.at)
	case *models.Exception:
		err = p.r.askException(p.writing, d)
	case *models.Revocation:
		err = p.r.askRevocation(p.writing, d)
	}
	if err != nil {
		return err
	}
	p.out.Facts, err = p.r.factsOf(p.writing, doc)
	return err
}

// askException enters what is asked for: the subject as it is now, which is what
// the general manager is shown and what passes.
func (r *Records) askException(w *writing, e *models.Exception) error {
	w.c.Subject = &e.Subject
	return w.tx.AskException(w.c.ID, *e, w.c.Company, w.c.Applicant, w.at)
}

// begin makes the records of a case that is opened, and says what its procedure
// branches on.
func (r *Records) begin(w *writing, doc models.Document) (Facts, error) {
	switch d := doc.(type) {
	case *models.SampleRequest:
		if err := w.tx.UseExceptions(w.c.ID, w.c.Digest, w.at); err != nil {
			return Facts{}, err
		}
	case *models.SampleMonthEnd:
		if err := claimMonth(w, d); err != nil {
			return Facts{}, err
		}
	case *models.Exception:
		if err := r.askException(w, d); err != nil {
			return Facts{}, err
		}
	case *models.Revocation:
		if err := r.askRevocation(w, d); err != nil {
			return Facts{}, err
		}
	}
	return r.factsOf(w, doc)
}

// factsOf are the facts that a procedure branches on.
func (r *Records) factsOf(w *writing, doc models.Document) (Facts, error) {
	if filled, own := doc.(*models.FilledForm); own {
		form, err := w.definition(filled)
		w.c.Amount, w.c.Level, w.c.Bound = form.AmountOf(*filled), form.Level, w.c.Bound || form.Withdraw == "signed"
		return Facts{Tasks: form.Steps(*filled), Effect: form.EffectKind()}, err
	}
	d, ok := doc.(*models.SampleRequest)
	if !ok {
		return Facts{}, nil
	}
	goods, err := w.goods(d)
	return FactsOfRequest(d, goods, w.book), err
}

// FactsOfRequest are the facts that the procedure of a sample request branches on.
func FactsOfRequest(d *models.SampleRequest, varieties map[models.VarietyID]models.Variety, book regulation.Rulebook) Facts {
	facts := Facts{Free: d.Free}
	for _, l := range models.Weigh(d.Lines, varieties, book) {
		facts.FromWarehouse = facts.FromWarehouse || l.FromWarehouse
	}
	return facts
}

// ended does what the end of a case by refusal or withdrawal means for its records.
func (p *performance) ended() error {
	switch p.c.Kind {
	case models.KindSampleMonthEnd:
		return p.tx.ReleaseMonth(p.c.ID, p.at)
	case models.KindException, models.KindRevocation:
	default:
		return nil
	}
	state := map[models.State]string{models.Refused: "refused", models.Withdrawn: "withdrawn"}[p.c.State]
	if p.c.Kind == models.KindRevocation {
		return p.tx.DecideRevocation(p.c.ID, state, true, p.in.Act.Actor, p.at)
	}
	return p.tx.DecideException(p.c.ID, state, p.in.Act.Actor, p.at)
}

// grant lets the exception's subject pass its clause (authority.exception).
func (p *performance) grant() error {
	if err := p.effective(); err != nil {
		return err
	}
	return p.tx.DecideException(p.c.ID, "granted", p.in.Act.Actor, p.at)
}

// changeMatrix puts the signed matrix in force from its day on, or from today where that
// has passed (authority.matrix). One that does not say from which version it was made is
// made from the one that was there when it was submitted.
func (p *performance) changeMatrix() error {
	doc, err := p.document()
	if err != nil {
		return err
	}
	d := doc.(*models.MatrixChange)
	if d.OfForm() {
		return p.changeForm(d)
	}
	newest, err := p.tx.Facts().NewestMatrix(p.c.Company)
	if err != nil {
		return err
	}
	if d.Base == nil {
		base, err := p.tx.Facts().MatrixBefore(p.c.Company, p.c.ID)
		if err != nil {
			return err
		}
		d.Base = &base
	}
	if err := d.Follows(newest); err != nil {
		return err
	}
	from := inForceFrom(d.From, today(p.at))
	if from.Before(newest.From) {
		return models.Refuse(models.Conflict, regulation.AuthorityMatrix, "matrix-before", "From", newest.From.String())
	}
	if _, err := p.tx.KeepMatrix(p.c.Company, from, d.Rows, p.c.ID, p.at); err != nil {
		return err
	}
	return p.effective()
}

// document is the document that was signed.
func (p *performance) document() (models.Document, error) {
	return documentOf(p.tx.Facts(), p.c)
}

// form reads the act's own form strictly into data.
func (p *performance) form(data any) error {
	d := json.NewDecoder(bytes.NewReader(p.content.Data))
	d.DisallowUnknownFields()
	if len(p.content.Data) == 0 || d.Decode(data) != nil {
		return models.Refuse(models.Invalid, p.clause, "form-missing")
	}
	return nil
}

// linesOf reads the lines of the request in force.
func (p *performance) linesOf() ([]store.SampleLine, error) {
	lines, err := p.tx.Lines(p.c.ID)
	if err == nil && len(lines) == 0 {
		err = models.Refuse(models.Conflict, regulation.SampleDraw, "form-not-effective")
	}
	return lines, err
}
