package pages

import (
	"cmp"
	"maps"
	"net/url"
	"slices"
	"strings"

	"countersign/api"
	"countersign/models"
	"countersign/models/form"
	"countersign/models/regulation"
)

// An entry is a field of a company's own form as it stands on the sheet
// (approval.form).
type entry struct {
	form.Field
	Name        string // of the field in HTML, and the place of its faults
	Label, Hint string
	Value       string
	Options     []choice
	Few         bool // options, to be seen at once
	Faults      []api.FaultView
	Most        int // characters
	Rows        []entryRow
	Adds        bool // rows can be added and taken away
	Files       []api.AttachmentView
	chosen      []string
}

// few is how many options are shown at once instead of in a list.
const few = 5

// Entries are the fields of the form in the language of the sheet.
func (s sheet) Entries() (all []entry) {
	if s.Form == nil {
		return nil
	}
	for _, f := range s.Form.Fields {
		if s.Fills || f.Right(form.Start) == form.Writable || s.totalled(f) { // others fill in the others
			all = append(all, s.entry(f, "values."+f.Key))
		}
	}
	return all
}

func (s sheet) entry(f form.Field, name string) entry {
	e := entry{Field: f, Name: name, Label: f.Label.In(s.Lang), Hint: f.Hint.In(s.Lang), Value: s.Get(name), Few: len(f.Choices()) <= few, Faults: s.At(name), Most: cmp.Or(f.Most, 500),
		Adds: !s.Fills, Files: s.Own[name], chosen: s.Values[name]}
	switch {
	case f.Type == form.Unit:
		e.Options = s.Units
	case f.Type == form.Rows:
		e.Rows = s.rowsOf(f, name)
	case f.Sum != "":
		e.Value = f.Written(e.Value)
	}
	for _, o := range f.Choices() {
		e.Options = append(e.Options, choice{o.Value, o.Label.In(s.Lang)})
	}
	return e
}

// filling puts the fields that a task fills in on its panel, as they stand or were
// typed (approval.fields).
func (v *visit) filling(c api.CaseView, tasks []panel, typed url.Values, r *refusal) {
	for i := range tasks {
		p := &tasks[i]
		s := sheet{Lang: v.lang, Form: &form.Definition{}, Values: url.Values{}, Fills: true}
		for _, a := range p.Acts {
			for _, f := range a.Fills {
				field, _ := c.Document.Form.Field(f.Key)
				s.Form.Fields = append(s.Form.Fields, field)
				s.fillView(f)
			}
		}
		if models.TaskID(typed.Get("task")) == p.Task {
			s.Values = typed
			if r != nil {
				s.Faults = r.Fields
			}
		}
		p.Fills = s.Entries()
	}
}

// fillView puts a field as it stands into the fields of a task.
func (s sheet) fillView(f api.FillView) {
	name := "values." + f.Key
	switch list := f.List.(type) {
	case []models.Row:
		fillRows(s.Values, name, list)
	case []string:
		s.Values[name] = list
	default:
		s.Values.Set(name, f.Value)
	}
}

// Rule is the company rule that the form carries out, in words.
func (s sheet) Rule() string {
	if s.Form == nil {
		return ""
	}
	return s.Form.Clause.In(s.Lang)
}

// own is the field of a company's own form with a key.
func (s sheet) own(key string) (form.Field, bool) {
	if s.Form == nil {
		return form.Field{}, false
	}
	return s.Form.Field(key)
}

// ownForm is the newest version of the form with a code.
func (v *visit) ownForm(code string) (*form.Definition, error) {
	all, err := v.house.Forms(v.context(), v.who)
	for _, d := range all {
		if d.Code == code {
			return &d, err
		}
	}
	if err == nil {
		err = models.Refuse(models.Missing, regulation.ApprovalForm, "no-such-form")
	}
	return nil, err
}

// blankForm is the empty sheet of a form.
func (v *visit) blankForm(code string) (*sheet, error) {
	d, err := v.ownForm(code)
	if err != nil {
		return nil, err
	}
	return &sheet{Kind: models.KindForm, Name: d.Name.In(v.lang), Path: "/new/form/" + url.PathEscape(code), Form: d, Values: url.Values{}}, nil
}

// fillForm puts the values of a filled form into the fields.
func fillForm(d *models.FilledForm, v url.Values) {
	for key, value := range d.Values {
		fillField(v, "values."+key, value)
	}
}

// filled is the form as it was typed; what is wrong with it the house says, all
// at once.
func (r *reading) filled() *models.FilledForm {
	s := r.s
	d := &models.FilledForm{Form: s.Form.Code, Version: s.Form.Version, Values: models.Values{}}
	for _, f := range s.Form.Fields {
		if f.Right(form.Start) != form.Writable || f.Type == form.Files { // files the house knows
			continue
		}
		if value := r.value(f, "values."+f.Key); value != "" {
			d.Values[f.Key] = value
		}
	}
	s.total(d.Values)
	return d
}

func (r *reading) value(f form.Field, name string) string {
	switch f.Type {
	case form.Person:
		return r.entry(name, r.v.staff)
	case form.Rows:
		return models.Listed(rowsTyped(r.s.Values, name))
	case form.Choices:
		return models.Listed(filledIn(r.s.Values[name]))
	}
	return strings.TrimSpace(strings.ReplaceAll(r.s.Get(name), "\r\n", "\n"))
}

// total puts the totals of what was typed on the sheet, where it is shown again.
func (s sheet) total(values models.Values) {
	filled := models.FilledForm{Values: maps.Clone(values)}
	s.Form.Plain(&filled)
	for _, f := range s.Form.Fields {
		if f.Sum != "" {
			s.Values.Set("values."+f.Key, filled.Values[f.Key])
		}
	}
}

// readable leaves out what the page shows in another way.
func readable(c *api.CaseView) {
	if c.Kind == models.KindMatrixChange {
		c.Document.Fields = slices.DeleteFunc(c.Document.Fields, func(f api.FieldView) bool { return f.Key == "row" }) // shown as differences
	}
}

// seen is a case as its page shows it.
func (v *visit) seen(id models.CaseID) (api.CaseView, error) {
	c, err := v.house.Case(v.context(), v.who, id)
	if err == nil {
		readable(&c)
	}
	return c, err
}
