package api

import (
	"slices"
	"strings"

	"countersign/models"
	"countersign/models/form"
	"countersign/models/message"
	"countersign/models/store"
)

// ownRegister begins the names of the registers of companies' own forms.
const ownRegister = "form-"

// ownRegisters are the forms of the person's company that have a register.
func ownRegisters(r store.Reader, who Person) ([]form.Definition, error) {
	all, err := r.Forms(who.Company.ID)
	return slices.DeleteFunc(all, func(d form.Definition) bool { return d.Register == nil }), err
}

// ownTable is the register of one of the company's own forms: of the cases to which the
// person may do verb. Everybody may look at it, and finds there what he or she may read.
func (s *Server) ownTable(r store.Reader, who Person, verb models.Verb, register Register) (registerTable, models.Scope, error) {
	all, err := ownRegisters(r, who)
	code, _ := strings.CutPrefix(string(register), ownRegister)
	i := slices.IndexFunc(all, func(d form.Definition) bool { return d.Code == code })
	if err == nil && i < 0 {
		err = notFound()
	}
	if err != nil {
		return registerTable{}, models.Scope{}, err
	}
	if verb == models.List {
		verb = models.Read
	}
	l, err := s.list(r, who, string(register))
	if err != nil {
		return registerTable{}, models.Scope{}, err
	}
	t := ownColumns(all[i], who.Lang)
	t.read = func(lang string, r store.Reader, q store.RegisterQuery) ([]entry, error) {
		return ownEntries(all[i], r, q, who)
	}
	t.may = func(entries []entry) ([]bool, error) {
		ids := make([]models.CaseID, len(entries))
		for i, e := range entries {
			ids[i] = e.Case
		}
		return l.mayEach(verb, ids)
	}
	return t, l.policy.ScopeOf(verb, []models.Kind{models.KindForm}, l.standing, l.now), nil
}

// ownColumns are when, of which case and by whom, the fields of the register, and how
// each case stands.
func ownColumns(d form.Definition, lang string) registerTable {
	t := registerTable{name: d.Register.Name.In(lang), note: registerNote(d, lang), columns: []registerColumn{text("registered-at"), text("number"), text("asked-by")}}
	for _, key := range d.Register.Columns {
		f, _ := d.Field(key)
		t.columns = append(t.columns, registerColumn{key: "value-" + key, number: f.Type == form.Number || f.Type == form.Money, label: f.Label.In(lang)})
	}
	t.columns = append(t.columns, text("registered-by"), text("state"))
	return t
}

// registerNote says by which days of the form the register lists; empty where it lists
// what was registered in a month.
func registerNote(d form.Definition, lang string) string {
	if d.Register.By == nil {
		return ""
	}
	from, _ := d.Field(d.Register.By.From)
	until, _ := d.Field(d.Register.By.Until)
	return message.Text(lang, "register-by", map[string]any{"From": from.Label.In(lang), "Until": until.Label.In(lang)})
}

// ownEntries are a page of the register. What the version of a case kept from somebody
// is not shown, though the newest version does.
func ownEntries(d form.Definition, r store.Reader, q store.RegisterQuery, who Person) ([]entry, error) {
	rows, err := r.OwnRegister(q, who.Company.ID, d)
	if err != nil {
		return nil, err
	}
	versions, filled := map[int]form.Definition{}, make([]models.FilledForm, len(rows))
	var people []models.PersonID
	var units []models.UnitID
	for i, row := range rows {
		if filled[i], err = row.Filled(); err != nil {
			return nil, err
		}
		if _, known := versions[row.Version]; !known {
			if versions[row.Version], err = r.Form(who.Company.ID, d.Code, row.Version); err != nil {
				return nil, err
			}
		}
		for _, key := range d.Register.Columns {
			people, units = append(people, models.PersonID(filled[i].Values[key])), append(units, models.UnitID(filled[i].Values[key]))
		}
	}
	called, err := r.Called(nil, units, people)
	entries := make([]entry, len(rows))
	for i, row := range rows {
		cells := []string{clockTime(row.At), row.Number, row.Applicant}
		for _, key := range d.Register.Columns {
			cells = append(cells, ownCell(versions[row.Version], key, filled[i].Values[key], called, who.Lang))
		}
		entries[i] = entry{row.RegisterEntry, append(cells, row.By, word(who.Lang, "state", row.State))}
	}
	return entries, err
}

// ownCell is a value as the register shows it.
func ownCell(d form.Definition, key, value string, called store.Called, lang string) string {
	f, ok := d.Field(key)
	switch {
	case !ok || f.Kept() || value == "":
		return ""
	case f.Type == form.Person:
		return called.People[models.PersonID(value)]
	case f.Type == form.Unit:
		return called.Units[models.UnitID(value)]
	case f.Type == form.Money:
		return Money(form.Definition{Amount: key}.AmountOf(models.FilledForm{Values: map[string]string{key: value}}))
	}
	return shownValue(f, value, lang)
}
