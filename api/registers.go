package api

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"countersign/models"
	"countersign/models/calendar"
	"countersign/models/message"
	"countersign/models/store"
)

// An entry is a row of a register with its place.
type entry struct {
	store.RegisterEntry
	cells []string
}

// Register is a page of a register of a month, such as 2026-11, that the person may look
// at: of the rows in which each of the words stands somewhere.
func (s *Server) Register(ctx context.Context, who Person, register Register, month, words, text string) (RegisterPage, error) {
	r := s.DB.Reader(ctx, who.Lang)
	t, q, err := s.register(r, who, models.List, register, month)
	if err != nil {
		return RegisterPage{}, err
	}
	after, err := rowKey(text)
	if err != nil {
		return RegisterPage{}, err
	}
	rows, next, err := page(after, func(k store.RowKey, most int) ([]entry, error) {
		q.Before, q.Most = k, most
		return t.read(who.Lang, r, q)
	}, func(e entry) store.RowKey { return e.Key() }, func(all []entry) ([]bool, error) { return t.shown(all, words) })
	v := s.registerPage(who, register, month, t)
	v.Next = next
	for _, e := range rows {
		v.Rows = append(v.Rows, RegisterRow{e.Case, e.cells})
	}
	if err == nil && text == "" {
		v.Totals, err = t.totals(who.Lang, r, words, q, v)
	}
	return v, err
}

// totalMost is how many rows are added up; a month with more has no totals here.
const totalMost = 10_000

// totals adds up the whole month of which v is the first page.
func (t registerTable) totals(lang string, r store.Reader, words string, q store.RegisterQuery, v RegisterPage) ([]RegisterTotal, error) {
	if v.Next == "" {
		return Totals(v), nil
	}
	q.Before = store.RowKey{}
	rows, whole, err := t.allRows(lang, r, words, q, totalMost)
	if err != nil || !whole {
		return nil, err
	}
	v.Rows, v.Next = rows, ""
	return Totals(v), nil
}

// shown are the rows that pass the second gate and have the words.
func (t registerTable) shown(all []entry, words string) ([]bool, error) {
	may, err := t.may(all)
	for i, e := range all {
		may[i] = may[i] && e.has(words)
	}
	return may, err
}

// has reports whether each of the words stands in a cell of the row.
func (e entry) has(words string) bool {
	line := strings.ToLower(strings.Join(e.cells, "\n"))
	return !slices.ContainsFunc(strings.Fields(strings.ToLower(words)), func(w string) bool { return !strings.Contains(line, w) })
}

func (s *Server) registerPage(who Person, register Register, month string, t registerTable) RegisterPage {
	v := RegisterPage{Register: register, Name: t.name, Month: month, Note: t.note, Columns: []RegisterColumn{}, Rows: []RegisterRow{}}
	for _, c := range t.columns {
		v.Columns = append(v.Columns, RegisterColumn{c.key, cmp.Or(c.label, message.Text(who.Lang, "column-"+c.key, nil)), c.number})
	}
	return v
}

// register finds what may be asked of a register. One that the person may not
// look at in any company is refused with the clause.
func (s *Server) register(r store.Reader, who Person, verb models.Verb, register Register, month string) (registerTable, store.RegisterQuery, error) {
	period, err := monthOf(month, s.Now())
	if err != nil {
		return registerTable{}, store.RegisterQuery{}, err
	}
	t, known := registerTables[register]
	if !known {
		var scope models.Scope
		t, scope, err = s.ownTable(r, who, verb, register)
		return t, store.RegisterQuery{Scope: scope, In: period, Now: s.Now()}, err
	}
	policy, kind := s.Policies.Current(), register.kind()
	if err := policy.Decide(s.ask(who, verb, kind)).Err(); err != nil {
		return t, store.RegisterQuery{}, err
	}
	t.name = word(who.Lang, "register", register)
	t.may = each(func(e entry) bool { return s.mayList(who, verb, register, e) })
	return t, store.RegisterQuery{Scope: policy.Registers(verb, kind, who.standing), In: period, Now: s.Now()}, nil
}

// mayList is the second gate of a register: what a row's company says.
func (s *Server) mayList(who Person, verb models.Verb, register Register, e entry) bool {
	q := s.ask(who, verb, register.kind())
	q.Case = &models.CaseFacts{Company: e.Company}
	if s.Policies.Current().Decide(q).Allowed {
		return true
	}
	s.drop(string(register), e.Case)
	return false
}

// kind is the register's name in the policy.
func (r Register) kind() models.Kind { return models.Kind(strings.ReplaceAll(string(r), "-", "_")) }

// A RegisterName is a register that a person may look at, and what stands in it.
type RegisterName struct {
	Register Register `json:"register"`
	Name     string   `json:"name"`
	About    string   `json:"about"`
}

// Books are the registers of the regulations, in the order in which they are offered.
var Books = []Register{RegisterLedger, RegisterHandovers, RegisterPasses, RegisterEntries, RegisterMonthEnds, RegisterExceptions, RegisterEfficiency}

// Registers lists the registers that the person may look at: those of the regulations,
// and those of the company's own forms.
func (s *Server) Registers(ctx context.Context, who Person) (may []RegisterName, err error) {
	may = []RegisterName{}
	for _, register := range Books {
		if s.Policies.Current().Decide(s.ask(who, models.List, register.kind())).Allowed {
			may = append(may, RegisterName{register, word(who.Lang, "register", register), message.Text(who.Lang, "page-register-"+string(register), nil)})
		}
	}
	own, err := ownRegisters(s.DB.Reader(ctx, who.Lang), who)
	for _, d := range own {
		may = append(may, RegisterName{Register(ownRegister + d.Code), d.Register.Name.In(who.Lang), d.Clause.In(who.Lang)})
	}
	return may, err
}

// monthOf is the period of a month such as 2026-11; of the current one where it
// is empty.
func monthOf(month string, now time.Time) (store.Period, error) {
	if month == "" {
		month = today(now).String()[:7]
	}
	first, err := calendar.ParseDate(month + "-01")
	if err != nil {
		return store.Period{}, refuse(models.Invalid, "month-unknown")
	}
	return store.Period{From: first.At(0, calendar.China()), Until: calendar.On(first.Year, first.Month+1, 1).At(0, calendar.China())}, nil
}
