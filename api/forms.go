package api

import (
	"context"
	"encoding/json"
	"maps"
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

// DefineForm keeps the next version of a form of the person's company.
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
	steps, err := o.mySteps()
	if err != nil {
		return err
	}
	hidden := false
	for _, field := range definition.Fields {
		if hides(field, steps, o.seesAll()) {
			hidden = true
			continue
		}
		v.Fields = append(v.Fields, FieldView{field.Key, field.Label.In(o.who.Lang), shownValue(field, d.Values[field.Key], o.who.Lang)})
	}
	if hidden {
		v.Raw = nil
	}
	return nil
}

func shownValue(f form.Field, value, lang string) string {
	for _, o := range f.Options {
		if o.Value == value {
			return o.Label.In(lang)
		}
	}
	return value
}

// hides reports whether a field is kept from somebody who has a part in these steps
// of the case. What is hidden from any step is shown only to those of another, to
// requesters and to general managers: not to who was copied, or reads by position.
func hides(f form.Field, steps []models.Step, all bool) bool {
	kept := slices.Contains(slices.Collect(maps.Values(f.Rights)), form.Hidden)
	return kept && !all && !slices.ContainsFunc(steps, func(s models.Step) bool { return f.Right(s) != form.Hidden })
}

// seesAll reports whether nothing of the form is hidden from the person.
func (o *opened) seesAll() bool {
	return slices.Contains(o.question.Case.Requesters, o.who.ID) || slices.ContainsFunc(o.who.standing.Posts, func(h models.Held) bool {
		return h.Rank == models.RankGM && (h.Company == o.Company || h.Head)
	})
}

// mySteps are the steps of the case that the person has or had tasks in.
func (o *opened) mySteps() (steps []models.Step, err error) {
	r, err := o.record()
	if err != nil {
		return nil, err
	}
	for _, s := range r.Seats {
		if s.PersonID == o.who.ID || s.ClosedBy == o.who.ID || o.who.standing.Holds(s.PostID) {
			steps = append(steps, s.Step)
		}
	}
	return steps, err
}

func (s *Server) getForms(ctx context.Context, _ *nothing) (*of[rows[form.Definition]], error) {
	return listed(s.Forms(ctx, whoAsks(ctx)))
}

type formIn struct{ Body json.RawMessage }

func (s *Server) postForm(ctx context.Context, in *formIn) (*of[form.Definition], error) {
	return answer(s.DefineForm(ctx, whoAsks(ctx), in.Body))
}

// nameForm calls the case of a company's own form, and its tasks, by their names.
func (o *opened) nameForm(v *CaseView) {
	d := v.Document.Form
	if d == nil {
		return
	}
	v.KindName = d.Name.In(o.who.Lang)
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
