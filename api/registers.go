package api

import (
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

// Register is a page of a register of a month, such as 2026-11, that the person may look at.
func (s *Server) Register(ctx context.Context, who Person, register Register, month, text string) (RegisterPage, error) {
	t, q, err := s.register(who, models.List, register, month)
	if err != nil {
		return RegisterPage{}, err
	}
	after, err := rowKey(text)
	if err != nil {
		return RegisterPage{}, err
	}
	r := s.DB.Reader(ctx, who.Lang)
	rows, next, err := page(after, func(k store.RowKey, most int) ([]entry, error) {
		q.Before, q.Most = k, most
		return t.read(who.Lang, r, q)
	}, func(e entry) store.RowKey { return e.Key() }, each(func(e entry) bool { return s.mayList(who, models.List, register, e) }))
	v := s.registerPage(who, register, month, t)
	v.Next = next
	for _, e := range rows {
		v.Rows = append(v.Rows, RegisterRow{e.Case, e.cells})
	}
	if err == nil && text == "" {
		v.Totals, err = s.monthTotals(ctx, who, t, q, v)
	}
	return v, err
}

// totalMost is how many rows are added up; a month with more has no totals here.
const totalMost = 10_000

// monthTotals adds up the whole month of which v is the first page.
func (s *Server) monthTotals(ctx context.Context, who Person, t registerTable, q store.RegisterQuery, v RegisterPage) ([]RegisterTotal, error) {
	if v.Next == "" {
		return Totals(v), nil
	}
	q.Before = store.RowKey{}
	rows, whole, err := s.allRows(ctx, who, models.List, v.Register, t, q, totalMost)
	if err != nil || !whole {
		return nil, err
	}
	v.Rows, v.Next = rows, ""
	return Totals(v), nil
}

func (s *Server) registerPage(who Person, register Register, month string, t registerTable) RegisterPage {
	v := RegisterPage{Register: register, Name: word(who.Lang, "register", register), Month: month, Columns: []RegisterColumn{}, Rows: []RegisterRow{}}
	for _, c := range t.columns {
		v.Columns = append(v.Columns, RegisterColumn{c.key, message.Text(who.Lang, "column-"+c.key, nil), c.number})
	}
	return v
}

// register finds what may be asked of a register. One that the person may not
// look at in any company is refused with the clause.
func (s *Server) register(who Person, verb models.Verb, register Register, month string) (registerTable, store.RegisterQuery, error) {
	t, known := registerTables[register]
	if !known {
		return t, store.RegisterQuery{}, notFound()
	}
	period, err := monthOf(month, s.Now())
	if err != nil {
		return t, store.RegisterQuery{}, err
	}
	policy, kind := s.Policies.Current(), register.kind()
	if err := policy.Decide(s.ask(who, verb, kind)).Err(); err != nil {
		return t, store.RegisterQuery{}, err
	}
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

// Registers lists the registers that the person may look at.
func (s *Server) Registers(_ context.Context, who Person) ([]Register, error) {
	may := []Register{}
	for register := range registerTables {
		if s.Policies.Current().Decide(s.ask(who, models.List, register.kind())).Allowed {
			may = append(may, register)
		}
	}
	slices.Sort(may)
	return may, nil
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
