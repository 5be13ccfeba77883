package api

import (
	"context"
	"encoding/json"
	"slices"

	"countersign/models"
	"countersign/models/form"
	"countersign/models/store"
)

// Forms lists the newest version of each form that the person's company has.
func (s *Server) Forms(ctx context.Context, who Person) (all []form.Definition, err error) {
	err = s.DB.Snapshot(ctx, who.Lang, func(r store.Reader) error {
		all, err = r.Forms(models.CompanyID(who.Company.ID))
		return err
	})
	return all, err
}

// DefineForm keeps the next version of a form of the person's company. One that changes who
// signs is refused: it is the form of a matrix_change (authority.matrix).
func (s *Server) DefineForm(ctx context.Context, who Person, definition json.RawMessage) (form.Definition, error) {
	d, err := form.Read(definition)
	if err != nil {
		return d, err
	}
	return s.Desk.DefineForm(ctx, who.ID, d)
}

// filledForm shows a company's own form with its labels; what the person's step
// hides is left out (approval.form).
func (o *opened) filledForm(d *models.FilledForm, v *DocumentView) error {
	definition, err := o.r.Form(o.Company, d.Form, d.Version)
	if err != nil {
		return err
	}
	v.Form = &definition
	reader, err := o.reader()
	if err != nil {
		return err
	}
	names, err := o.namesIn(definition, d)
	if err != nil {
		return err
	}
	hidden := false
	for _, field := range definition.Fields {
		if field.HiddenFrom(reader) {
			hidden = true
			continue
		}
		value := shownValue(field, d.Values[field.Key], o.who.Lang)
		if field.Type == form.Person || field.Type == form.Unit {
			value = names[field.Key]
		}
		view := FieldView{Key: field.Key, Label: field.Label.In(o.who.Lang), Value: value, Rows: rowsView(field, d.Values[field.Key], o.who.Lang)}
		if field.Type == form.Files {
			if view.Files, err = o.fieldFiles(d.Values[field.Key]); err != nil {
				return err
			}
		}
		v.Fields = append(v.Fields, view)
	}
	if hidden && !o.editable() {
		v.Raw = nil
	}
	return nil
}

func shownValue(f form.Field, value, lang string) string {
	if rows := rowsView(f, value, lang); rows != nil {
		return rows.text()
	}
	if f.Type == form.Files {
		return namesWithDigests(form.FilesOf(value))
	}
	if len(f.Choices()) > 0 {
		return f.Called(lang, value)
	}
	return f.Written(value)
}

// reader is what the person is to the case, as rights of forms ask it.
func (o *opened) reader() (form.Reader, error) {
	r, err := o.record()
	if err != nil {
		return form.Reader{}, err
	}
	drawn := drawnFor(r.Slates)
	reader := form.Reader{Requester: slices.Contains(o.question.Case.Requesters, o.who.ID), All: o.who.standing.Manages(o.Company)}
	for _, s := range r.Seats {
		if s.Verb == models.Answer {
			continue // who is asked a question is not shown what the step is
		}
		if s.PersonID == o.who.ID || s.ClosedBy == o.who.ID || o.who.standing.Holds(s.PostID) {
			reader.Steps = append(reader.Steps, form.At(s.Step, drawn[attempt{s.Step, s.Attempt}].Round(s.Round)))
		}
	}
	return reader, nil
}

// fills says of each act which fields of the form it fills in (approval.fields).
func (o *opened) fills(v *CaseView, doc models.Document) {
	filled, own := doc.(*models.FilledForm)
	if !own || v.Document.Form == nil {
		return
	}
	drawn := drawnFor(o.read.Slates)
	at := map[models.TaskID]models.Step{}
	for _, s := range v.Slates {
		for i, round := range s.Rounds {
			for _, seat := range round.Seats {
				at[seat.Task] = form.At(s.Step, drawn[attempt{s.Step, s.Attempt}].Round(i))
			}
		}
	}
	for i, a := range v.Acts {
		if a.Verb != models.Sign && a.Verb != models.Carry {
			continue
		}
		for _, f := range v.Document.Form.Fills(at[a.Task]) {
			v.Acts[i].Fills = append(v.Acts[i].Fills, fillView(f, filled.Values[f.Key], o.who.Lang))
		}
	}
}

func (s *Server) getForms(ctx context.Context, _ *nothing) (*of[rows[form.Definition]], error) {
	return listed(s.Forms(ctx, whoAsks(ctx)))
}

type formIn struct{ Body json.RawMessage }

// A KeptFormView is a version of a form that was kept, with the company whose form it is.
type KeptFormView struct {
	form.Definition
	Company CompanyView `json:"company"`
}

func (s *Server) postForm(ctx context.Context, in *formIn) (*of[KeptFormView], error) {
	who := whoAsks(ctx)
	kept, err := s.DefineForm(ctx, who, in.Body)
	return answer(KeptFormView{kept, who.Company}, err)
}

// nameForm calls the tasks of a case of a company's own form by their names.
func (o *opened) nameForm(v *CaseView) {
	d := v.Document.Form
	if d == nil {
		return
	}
	names := map[models.Step]string{}
	for _, t := range d.Tasks {
		names[t.Step] = t.Name.In(o.who.Lang)
	}
	for i, s := range v.Slates {
		if name, own := names[s.Step]; own {
			v.Slates[i].StepName, v.Slates[i].VerbName = name, name
		}
	}
}
