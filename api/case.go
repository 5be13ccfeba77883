package api

import (
	"context"
	"slices"

	"countersign/models"
	"countersign/models/regulation"
	"countersign/models/store"
)

// Case is a case as the person may see it.
func (s *Server) Case(ctx context.Context, who Person, id models.CaseID) (v CaseView, err error) {
	err = s.withCase(ctx, who, id, func(o *opened) error {
		v, err = o.view()
		return err
	})
	if err == nil {
		err = s.unrevoked(ctx, who, &v)
	}
	return v, err
}

// view is built part by part; each part asks for what it shows.
func (o *opened) view() (CaseView, error) {
	v := o.head()
	doc, body, digest, err := o.document()
	if err != nil {
		return v, err
	}
	v.Digest = digest
	if v.Document, err = o.documentView(doc, body); err != nil {
		return v, err
	}
	if v.Signatures, err = o.signatureViews(); err != nil {
		return v, err
	}
	if v.Slates, err = o.slateViews(); err != nil {
		return v, err
	}
	if v.Events, err = o.eventViews(); err != nil {
		return v, err
	}
	if v.Attachments, err = o.attachmentViews(); err != nil {
		return v, err
	}
	if v.Exceptions, err = o.exceptionViews(doc); err != nil {
		return v, err
	}
	if v.Revocations, err = o.revocationViews(); err != nil {
		return v, err
	}
	if v.Takers, err = o.takers(); err != nil {
		return v, err
	}
	verb, err := o.waitsFor()
	if err != nil {
		return v, err
	}
	v.State = waits(o.who.Lang, v.State, verb)
	v.Acts, v.Barred, err = o.acts(v.Slates, digest)
	o.nameForm(&v)
	o.fills(&v, doc)
	return v, err
}

func (o *opened) head() CaseView {
	lang := o.who.Lang
	v := CaseView{ID: o.ID, Kind: o.Kind, KindName: caseName(lang, o.Kind, o.Form), Number: o.Number, State: stateView(lang, o.State), Digest: o.Digest,
		Applicant: ref(o.ApplicantID, o.Applicant), Unit: ref(o.UnitID, o.Unit), Company: CompanyView{o.Company, o.CompanyName},
		OpenedAt: o.OpenedAt, UpdatedAt: o.UpdatedAt, ClosedAt: o.ClosedAt, Subject: o.Subject, Seq: o.Seq}
	if o.Clause != nil && *o.Clause != "" {
		clause := clauseByID(lang, *o.Clause)
		v.Clause = &clause
	}
	return v
}

func (o *opened) attachmentViews() ([]AttachmentView, error) {
	r, err := o.record()
	if err != nil {
		return nil, err
	}
	views := make([]AttachmentView, 0, len(r.Attachments))
	for _, f := range r.Attachments {
		if f.Field == "" { // others stand in their field
			views = append(views, attachmentView(f))
		}
	}
	return views, err
}

// exceptionViews are the exceptions asked for this case; of an exception itself,
// those of the earlier ones to the same clause that the person may read.
func (o *opened) exceptionViews(doc models.Document) ([]ExceptionView, error) {
	rows, err := o.exceptions(doc)
	views := make([]ExceptionView, 0, len(rows))
	for _, r := range rows {
		views = append(views, ExceptionView{Case: r.Case, Number: r.Number, State: r.State, StateName: word(o.who.Lang, "exception", r.State),
			Clause: clauseByID(o.who.Lang, r.Clause), By: r.AskedBy, At: r.At, Decided: r.DecidedBy, DecidedAt: r.DecidedAt})
	}
	return views, err
}

func (o *opened) exceptions(doc models.Document) ([]store.ExceptionRow, error) {
	if e, is := doc.(*models.Exception); is {
		return o.precedents(e.Clause)
	}
	if r, err := o.record(); err != nil || !r.Excepted {
		return nil, err
	}
	return o.OpenCase.Exceptions()
}

// mostPrecedents are how many earlier exceptions are weighed.
const mostPrecedents = 20

func (o *opened) precedents(clause regulation.ID) ([]store.ExceptionRow, error) {
	rows, err := o.EarlierExceptions(clause, mostPrecedents)
	if err != nil {
		return nil, err
	}
	ids := make([]models.CaseID, len(rows))
	for i, r := range rows {
		ids[i] = r.Case
	}
	may, err := o.s.mayRead(o.r, o.who, ids)
	return slices.DeleteFunc(rows, func(r store.ExceptionRow) bool { return !may[r.Case] }), err
}
