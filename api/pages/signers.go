package pages

import (
	"net/url"
	"slices"
	"strings"

	"countersign/api"
	"countersign/models"
	"countersign/models/form"
)

// A chooser lets the applicant choose who signs, of those whom a selector allows.
type chooser struct {
	Name, Label string
	Number      int
	Range       []choice
	Faults      []api.FaultView
	chosen      []string
}

// Has reports whether a person is chosen.
func (c chooser) Has(id string) bool { return slices.Contains(c.chosen, id) }

const bySigner = "signers."

// choosers puts the choices of signers on the sheet that its draft leaves open.
func (v *visit) choosers(s *sheet) error {
	if s.Case == "" {
		return nil // what there is to choose is known when it is written once
	}
	all, err := v.house.Choices(v.context(), v.who, s.Case)
	for _, c := range all {
		key := "page-choose-one"
		if c.Number > 1 {
			key = "page-choose-n"
		}
		of := chooser{Name: bySigner + c.Of, Number: c.Number, Label: v.t(key, "Step", c.StepName, "N", c.Number, "Who", v.words().whoOf(rangeOf(c.Of))),
			Faults: s.At(bySigner + c.Of), chosen: s.Values[bySigner+c.Of]}
		for _, p := range c.Range {
			of.Range = append(of.Range, choice{p.ID, p.Name})
		}
		s.Signers = append(s.Signers, of)
	}
	return err
}

// rangeOf is the selector of those among whom a choice is made: "choice:2:head@company"
// is among head@company.
func rangeOf(of string) string { return of[strings.LastIndex(of, ":")+1:] }

// choose takes what was chosen on the sheet into the document.
func (s sheet) choose(doc models.Document) {
	chosen := map[string][]models.PersonID{}
	for name, values := range s.Values {
		of, is := strings.CutPrefix(name, bySigner)
		for _, value := range values {
			if is && value != "" {
				chosen[of] = append(chosen[of], models.PersonID(value))
			}
		}
	}
	if d, chooses := doc.(interface {
		Choose(map[string][]models.PersonID)
	}); chooses && len(chosen) > 0 {
		d.Choose(chosen)
	}
}

// fillSigners puts the choices of a document into the fields.
func fillSigners(doc models.Document, v url.Values) {
	for of, named := range models.Nominees(doc) {
		for _, n := range named {
			v.Add(bySigner+of, string(n.Person))
		}
	}
}

// staff are those of the company who fit what was typed.
func (v *visit) staff(q string) (found []choice, err error) {
	rows, err := v.house.People(v.context(), v.who, q)
	for _, r := range rows {
		found = append(found, choice{string(r.ID), r.No + " " + r.Name})
	}
	return found, err
}

// units puts the units of the company on a sheet that asks for one.
func (v *visit) units(s *sheet) error {
	if s.Form == nil || !slices.ContainsFunc(s.Form.Fields, func(f form.Field) bool { return f.Type == form.Unit }) {
		return nil
	}
	o, err := v.house.Organisation(v.context(), v.who)
	for _, u := range o.Units {
		s.Units = append(s.Units, choice{string(u.ID), u.Name})
	}
	return err
}

// coming are the steps of a case after the one at work, as things stand.
func (v *visit) coming(c api.CaseView) (steps []api.ComingView, err error) {
	if c.State.State != models.Draft && !c.State.State.Open() {
		return nil, nil
	}
	p, err := v.house.Prediction(v.context(), v.who, c.ID)
	for _, s := range p.Steps {
		if !s.Current {
			steps = append(steps, s)
		}
	}
	return steps, err
}
