package pages

import (
	"net/http"
	"net/url"
	"strings"

	"countersign/api"
	"countersign/models"
	"countersign/models/calendar"
	"countersign/models/message"
)

// An absenceMatter is who is away and the form to say so.
type absenceMatter struct {
	api.AbsencesView
	entered
	People []choice // who may be meant, for human resources
}

// An absenceOf is a line of a list of absences, with the name where it is not the
// reader's own.
type absenceOf struct {
	A     api.AbsenceView
	Named bool
}

func absenceLine(a api.AbsenceView, named bool) absenceOf { return absenceOf{a, named} }

func absences(v *visit) error {
	return v.showAbsences(http.StatusOK, absenceMatter{entered: entered{Values: url.Values{}}})
}

func (v *visit) showAbsences(status int, m absenceMatter) (err error) {
	if m.AbsencesView, err = v.house.Absences(v.context(), v.who); err != nil {
		return err
	}
	return v.show(status, "absences", v.t("page-absences"), m)
}

// enterAbsence says when the visitor, or for human resources a colleague, is away.
func enterAbsence(v *visit) error {
	typed, err := v.typed()
	if err != nil {
		return err
	}
	m := absenceMatter{entered: entered{Values: typed}}
	form := api.AbsenceForm{Person: models.PersonID(typed.Get("person")), Note: strings.TrimSpace(typed.Get("note"))}
	for name, day := range map[string]*calendar.Date{"from": &form.From, "until": &form.Until} {
		if *day, err = calendar.ParseDate(strings.TrimSpace(typed.Get(name))); err != nil {
			m.Faults = append(m.Faults, v.faultAt(name, "page-date-wrong"))
		}
	}
	if err := v.meant(&m, &form); err != nil {
		return err
	}
	if len(m.Faults) > 0 {
		return v.showAbsences(http.StatusUnprocessableEntity, m)
	}
	if _, err := v.house.EnterAbsence(v.context(), v.who, form); err != nil {
		if m.Refusal = v.refuse(err); m.Refusal.Kind != models.Unidentified {
			return v.showAbsences(m.Refusal.Status, m)
		}
		return err
	}
	return v.see("/absences", "entered", "1")
}

// meant finds the colleague whose name or number was typed; without one it is the
// visitor.
func (v *visit) meant(m *absenceMatter, form *api.AbsenceForm) error {
	q := strings.TrimSpace(m.Get("person.q"))
	if form.Person != "" && q == m.Get("person.was") || q == "" {
		if q == "" {
			form.Person = ""
		}
		return nil
	}
	found, err := v.colleagues(q)
	if err != nil {
		return err
	}
	m.Values.Set("person.was", q)
	if len(found) == 1 {
		form.Person = models.PersonID(found[0].ID)
		m.Values.Set("person", found[0].ID)
		return nil
	}
	m.People, m.Faults = found, append(m.Faults, v.faultAt("person", "page-entry-choose"))
	return nil
}

func (v *visit) faultAt(at, key string) api.FaultView {
	return api.FaultView{At: at, Key: key, Text: message.Text(v.lang, key, nil)}
}

func endAbsence(v *visit) error {
	if err := v.house.EndAbsence(v.context(), v.who, models.AbsenceID(v.c.Param("id")), calendar.Date{}); err != nil {
		return err
	}
	return v.see("/absences")
}
