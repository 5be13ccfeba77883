package api

import (
	"strconv"
	"strings"

	"countersign/models"
	"countersign/models/message"
	"countersign/models/regulation"
)

// documentView resolves the names in a document and weighs and prices its lines.
func (o *opened) documentView(doc models.Document, body []byte) (DocumentView, error) {
	v := DocumentView{Raw: body, Fields: []FieldView{}, Lines: []LineView{}}
	var err error
	switch d := doc.(type) {
	case *models.SampleRequest:
		err = o.sampleRequest(d, &v)
	case *models.SampleMonthEnd:
		err = o.monthEnd(d, &v)
	case *models.SampleRequisition:
		err = o.requisition(d, &v)
	case *models.Exception:
		err = o.exception(d, &v)
	case *models.Revocation:
		err = o.revocation(d, &v)
	case *models.MatrixChange:
		err = o.matrixChange(d, &v)
	case *models.ParameterChange:
		err = o.parameterChange(d, &v)
	case *models.FilledForm:
		err = o.filledForm(d, &v)
	}
	if err == nil {
		err = o.chosen(doc, &v)
	}
	for _, l := range v.Lines {
		v.Grams, v.Cents = v.Grams+l.Grams, v.Cents+l.Cents
	}
	return v, err
}

// field adds a value with its label; the label's message is field-kind-key.
func (o *opened) field(v *DocumentView, key, value string) {
	v.Fields = append(v.Fields, FieldView{Key: key, Label: message.Text(o.who.Lang, "field-"+key, nil), Value: value})
}

// requested shows a request that is not in force: its fields, and its lines as they
// were asked for.
func (o *opened) requested(d *models.SampleRequest, v *DocumentView) error {
	customer, err := o.r.Customer(o.Company, d.Customer)
	if err != nil {
		return err
	}
	o.requestFields(d, customer, v)
	return o.asked(d, v)
}

func (o *opened) requestFields(d *models.SampleRequest, customer string, v *DocumentView) {
	v.Free = d.Free
	o.field(v, "customer", customer)
	o.field(v, "purpose", d.Purpose)
	o.field(v, "free", message.Text(o.who.Lang, "free-"+strconv.FormatBool(d.Free), nil))
	o.field(v, "wantedOn", d.WantedOn.String())
	o.field(v, "remark", d.Remark)
}

func (o *opened) sampleRequest(d *models.SampleRequest, v *DocumentView) error {
	sample, err := o.Sample(d.Customer)
	if err != nil {
		return err
	}
	o.requestFields(d, sample.Customer, v)
	if len(sample.Lines) == 0 {
		return o.asked(d, v)
	}
	for _, r := range sample.Lines {
		v.Lines = append(v.Lines, LineView{Line: r.Line, Variety: r.VarietyID, Code: r.Code, Name: r.Name, Size: r.Size, SizeName: word(o.who.Lang, "size", r.Size),
			Pieces: r.Pieces, Grams: r.Grams, Cents: r.Cents, FromWarehouse: r.FromWarehouse, HandedOver: r.HandedOver, Taken: r.Taken})
	}
	return nil
}

// asked shows the lines of a request that is not in force: weighed by the
// rulebook of the case, priced as of now.
func (o *opened) asked(d *models.SampleRequest, v *DocumentView) error {
	book, err := o.rulebook()
	if err != nil {
		return err
	}
	varieties, err := o.varieties(len(d.Lines), func(i int) models.VarietyID { return d.Lines[i].Variety })
	for i, l := range models.Weigh(d.Lines, varieties, book) {
		kind := varieties[l.Variety]
		v.Lines = append(v.Lines, LineView{Line: i + 1, Variety: l.Variety, Code: kind.Code, Name: kind.Name, Size: l.Size, SizeName: word(o.who.Lang, "size", l.Size),
			Pieces: l.Pieces, Grams: l.Grams, PricePerKg: kind.PricePerKg, Cents: l.Price, FromWarehouse: kind.ID != "" && l.FromWarehouse})
	}
	return err
}

func (o *opened) requisition(d *models.SampleRequisition, v *DocumentView) error {
	o.field(v, "purpose", d.Purpose)
	varieties, err := o.varieties(len(d.Lines), func(i int) models.VarietyID { return d.Lines[i].Variety })
	for i, l := range d.Lines {
		kind := varieties[l.Variety]
		v.Lines = append(v.Lines, LineView{Line: i + 1, Variety: l.Variety, Code: kind.Code, Name: kind.Name, Grams: l.Grams, PricePerKg: kind.PricePerKg, Cents: l.Price(kind)})
	}
	return err
}

// exception shows what is asked for, and the subject as it was when it was asked
// for: that is what passes (authority.exception).
func (o *opened) exception(d *models.Exception, v *DocumentView) error {
	clause := clauseByID(o.who.Lang, d.Clause)
	o.field(v, "clause", string(clause.ID)+" "+clause.Text)
	kind, body, err := o.ExceptionSubject()
	if err != nil || len(body) == 0 {
		o.field(v, "reason", d.Reason)
		return err
	}
	doc, err := models.DecodeDocument(kind, body)
	request, is := doc.(*models.SampleRequest)
	if err != nil || !is {
		o.field(v, "reason", d.Reason)
		return err
	}
	book, err := o.rulebook()
	if err != nil {
		return err
	}
	for _, f := range request.Exceeds(book) {
		o.field(v, "exceeds", message.Text(o.who.Lang, f.Key+"-weighed", f.Args))
	}
	o.field(v, "reason", d.Reason)
	return o.requested(request, v)
}

// revocation names the case that is to be revoked before it says why.
func (o *opened) revocation(d *models.Revocation, v *DocumentView) error {
	subject, err := o.SubjectName()
	if name := caseName(o.who.Lang, subject.Kind, subject.Form); err == nil && subject.Number != "" {
		o.field(v, "subject", strings.TrimSpace(name+" "+subject.Number))
	}
	o.field(v, "reason", d.Reason)
	return err
}

// varieties finds the varieties of n lines.
func (o *opened) varieties(n int, of func(i int) models.VarietyID) (map[models.VarietyID]models.Variety, error) {
	ids := make([]models.VarietyID, n)
	for i := range ids {
		ids[i] = of(i)
	}
	return o.r.VarietiesOf(o.Company, ids)
}

// rulebook is the one that the case began with, or that a draft would begin with.
func (o *opened) rulebook() (regulation.Rulebook, error) {
	if o.Rulebook > 0 {
		return o.r.Facts().RulebookVersion(o.Company, o.Rulebook)
	}
	return o.r.Facts().Rulebook(o.Company, today(o.question.Now))
}
