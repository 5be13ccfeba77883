package api

import (
	"context"
	"maps"
	"slices"
	"strings"

	"countersign/models"
	"countersign/models/form"
	"countersign/models/message"
	"countersign/policies"
)

// Choices are the signers whom the applicant of a draft, or of a case that was sent
// back, has to choose, and among whom; none for those who do not work on it.
func (s *Server) Choices(ctx context.Context, who Person, id models.CaseID) (views []ChoiceView, err error) {
	views = []ChoiceView{}
	err = s.withCase(ctx, who, id, func(o *opened) error {
		if !o.editable() {
			return nil
		}
		l := outlook{opened: o}
		if err := l.look(); err != nil {
			return err
		}
		return l.choices(&views)
	})
	return views, err
}

func (s *Server) getChoices(ctx context.Context, in *ByCase) (*of[rows[ChoiceView]], error) {
	return listed(s.Choices(ctx, whoAsks(ctx), in.ID))
}

func (l *outlook) choices(views *[]ChoiceView) error {
	var people []models.PersonID
	all := policies.Choices(l.plain, l.ask)
	for _, c := range all {
		people = append(people, c.Range...)
	}
	if len(all) == 0 {
		return nil
	}
	called, err := l.r.Called(nil, nil, people)
	for _, c := range all {
		if strings.HasPrefix(c.Of, "field:") {
			continue
		}
		name, _ := l.stepName(c.Step)
		v := ChoiceView{Of: c.Of, Number: c.Number, Step: c.Step, StepName: name, Clause: clauseView(l.who.Lang, c.Clause), Range: []Ref{}}
		for _, p := range c.Range {
			v.Range = append(v.Range, ref(p, called.People[p]))
		}
		*views = append(*views, v)
	}
	return err
}

// chosen shows whom the applicant chose to sign: signatures bind it.
func (o *opened) chosen(doc models.Document, v *DocumentView) error {
	var people []models.PersonID
	of := models.Nominees(doc)
	for _, selector := range slices.Sorted(maps.Keys(of)) {
		for _, n := range of[selector] {
			people = append(people, n.Person)
		}
	}
	if len(people) == 0 {
		return nil
	}
	called, err := o.r.Called(nil, nil, people)
	v.Fields = append(v.Fields, FieldView{Key: "signers", Label: message.Text(o.who.Lang, "field-signers", nil), Value: o.list(called.People, people)})
	return err
}

// list writes names one after another.
func (o *opened) list(names map[models.PersonID]string, of []models.PersonID) string {
	all := make([]string, len(of))
	for i, p := range of {
		all[i] = names[p]
	}
	return strings.Join(all, message.Text(o.who.Lang, "list-separator", nil))
}

// namesIn finds what the people and units of a filled form are called, by field.
func (o *opened) namesIn(d form.Definition, filled *models.FilledForm) (map[string]string, error) {
	var people []models.PersonID
	var units []models.UnitID
	for _, f := range d.Fields {
		switch value := filled.Values[f.Key]; f.Type {
		case form.Person:
			people = append(people, models.PersonID(value))
		case form.Unit:
			units = append(units, models.UnitID(value))
		}
	}
	if len(people)+len(units) == 0 {
		return nil, nil
	}
	called, err := o.r.Called(nil, units, people)
	names := map[string]string{}
	for _, f := range d.Fields {
		switch value := filled.Values[f.Key]; f.Type {
		case form.Person:
			names[f.Key] = called.People[models.PersonID(value)]
		case form.Unit:
			names[f.Key] = called.Units[models.UnitID(value)]
		}
	}
	return names, err
}
