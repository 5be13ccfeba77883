package api

import (
	"cmp"
	"context"
	"errors"
	"math"
	"slices"
	"time"

	"countersign/models"
	"countersign/models/calendar"
	"countersign/models/regulation"
	"countersign/models/store"
)

// A FiguresView tells how many cases of the person's companies came in and went out by
// month and kind, and how long their steps took. Durations are whole seconds of
// working time by the company's calendar.
type FiguresView struct {
	Clause ClauseView     `json:"clause"` // approval.deadline
	From   string         `json:"from"`   // the first month, 2026-06
	To     string         `json:"to"`     // the last month, that too
	Months []MonthFigures `json:"months"` // in order, by kind
	Steps  []StepFigures  `json:"steps"`  // closed within these months, the most overdue first
	// MissingYear is a year without a calendar; what lies in it has no durations.
	MissingYear int `json:"missingYear,omitempty"`
}

// MonthFigures are the cases of a kind in a month: opened in it, or closed in it and how;
// of a company's own form Kind says which, such as form/leave.
type MonthFigures struct {
	Month     string      `json:"month"`
	Kind      models.Kind `json:"kind"`
	KindName  string      `json:"kindName"`
	Opened    int         `json:"opened"`
	Completed int         `json:"completed"` // took effect and were carried out
	Refused   int         `json:"refused"`
	Withdrawn int         `json:"withdrawn"`
	Revoked   int         `json:"revoked"` // took effect and were made void afterwards
	Took                  // from the submission to the end, of those closed
}

// StepFigures are the tasks of a step that were done, each measured without the time in
// which the applicant was asked.
type StepFigures struct {
	Kind     models.Kind `json:"kind"`
	KindName string      `json:"kindName"`
	Step     models.Step `json:"step"`
	StepName string      `json:"stepName"`
	Done     int         `json:"done"`
	Overdue  int         `json:"overdue"` // done after the deadline
	Took
}

// Took is how long things took in seconds of working time: half of them, and nine of
// ten, not longer than this. Both are nil where there is nothing to measure.
type Took struct {
	Median *int64 `json:"median,omitempty"`
	P90    *int64 `json:"p90,omitempty"`
}

// monthsMost is how many months are told at once; monthsFirst where none are named.
const (
	monthsMost  = 24
	monthsFirst = 6
)

// Figures tells how many cases came in and went out in the months from and to, such as
// 2026-06, and how long their steps took (approval.deadline).
func (s *Server) Figures(ctx context.Context, who Person, from, to string) (FiguresView, error) {
	return s.figures(ctx, who, models.List, from, to)
}

func (s *Server) figures(ctx context.Context, who Person, verb models.Verb, from, to string) (FiguresView, error) {
	policy := s.Policies.Current()
	if err := policy.Decide(s.ask(who, verb, models.StandingRegister)).Err(); err != nil {
		return FiguresView{}, err
	}
	in, err := monthsOf(from, to, s.Now())
	if err != nil {
		return FiguresView{}, err
	}
	q := store.RegisterQuery{Scope: policy.Registers(verb, models.StandingRegister, who.standing), In: in, Now: s.Now()}
	v := FiguresView{Clause: clauseView(who.Lang, regulation.ApprovalDeadline), From: monthName(in.From), To: monthName(in.Until.Add(-time.Second))}
	err = s.DB.Snapshot(ctx, who.Lang, func(r store.Reader) error {
		m := measure{lang: who.Lang, r: r, q: q, calendars: map[models.CompanyID]*calendar.Calendar{}}
		if v.Months, err = m.months(); err != nil {
			return err
		}
		v.Steps, err = m.steps()
		v.MissingYear = m.missing
		return err
	})
	return v, err
}

// monthsOf is the period of the months from and to, that too; without them the last
// half year, up to the current month.
func monthsOf(from, to string, now time.Time) (store.Period, error) {
	last, err := monthOf(to, now)
	if err != nil {
		return last, err
	}
	first := store.Period{From: last.From.AddDate(0, 1-monthsFirst, 0)}
	if from != "" {
		if first, err = monthOf(from, now); err != nil {
			return first, err
		}
	}
	if first.From.After(last.From) || first.From.AddDate(0, monthsMost, 0).Before(last.Until) {
		return first, refuse(models.Invalid, "months-wrong", "Most", monthsMost)
	}
	return store.Period{From: first.From, Until: last.Until}, nil
}

func monthName(t time.Time) string { return t.In(calendar.China()).Format("2006-01") }

// A measure takes working times.
type measure struct {
	lang      string
	r         store.Reader
	q         store.RegisterQuery
	calendars map[models.CompanyID]*calendar.Calendar
	missing   int // a year without a calendar
}

func (m *measure) calendar(of models.CompanyID) (c *calendar.Calendar, err error) {
	if c = m.calendars[of]; c == nil {
		if c, err = m.r.CompanyCalendar(of); err == nil {
			m.calendars[of] = c
		}
	}
	return c, err
}

// working is a length of time in a company; known is false in a year without a calendar.
func (m *measure) working(of models.CompanyID, s models.Stretch) (took time.Duration, known bool, err error) {
	c, err := m.calendar(of)
	if err != nil {
		return 0, false, err
	}
	took, err = c.WorkingTimeLeft(s.From, s.Until)
	var gap *calendar.NoData
	if errors.As(err, &gap) {
		m.missing = gap.Year
		return 0, false, nil
	}
	return took, err == nil, err
}

func (m *measure) within(at time.Time) bool {
	return !at.Before(m.q.In.From) && at.Before(m.q.In.Until)
}

// months counts the cases.
func (m *measure) months() ([]MonthFigures, error) {
	spans, err := m.r.CaseSpans(m.q.Scope, m.q.In)
	if err != nil {
		return nil, err
	}
	type place struct {
		month string
		kind  models.Kind
	}
	all, times := map[place]*MonthFigures{}, map[place][]time.Duration{}
	of := func(at time.Time, kind models.Kind, form string) (place, *MonthFigures) {
		p := place{monthName(at), kind}
		if all[p] == nil {
			all[p] = &MonthFigures{Month: p.month, Kind: kind, KindName: caseName(m.lang, kind, form)}
		}
		return p, all[p]
	}
	for _, c := range spans {
		if m.within(c.OpenedAt) {
			_, f := of(c.OpenedAt, c.Kind, c.Form)
			f.Opened++
		}
		if c.ClosedAt == nil || !m.within(*c.ClosedAt) {
			continue
		}
		p, f := of(*c.ClosedAt, c.Kind, c.Form)
		f.close(c.State)
		took, known, err := m.working(c.Company, models.Stretch{From: c.OpenedAt, Until: *c.ClosedAt})
		if err != nil {
			return nil, err
		}
		if known {
			times[p] = append(times[p], took)
		}
	}
	months := make([]MonthFigures, 0, len(all))
	for p, f := range all {
		f.Took = took(times[p])
		months = append(months, *f)
	}
	slices.SortFunc(months, func(a, b MonthFigures) int {
		return cmp.Or(cmp.Compare(a.Month, b.Month), cmp.Compare(slices.Index(models.Kinds, a.Kind.Base()), slices.Index(models.Kinds, b.Kind.Base())), cmp.Compare(a.Kind, b.Kind))
	})
	return months, nil
}

// close counts a case that ended.
func (f *MonthFigures) close(state models.State) {
	switch state {
	case models.Refused:
		f.Refused++
	case models.Withdrawn:
		f.Withdrawn++
	case models.Revoked:
		f.Revoked++
	default:
		f.Completed++
	}
}

// took is the median and the ninetieth percentile, each one of the times (nearest rank).
func took(times []time.Duration) Took {
	if len(times) == 0 {
		return Took{}
	}
	slices.Sort(times)
	return Took{seconds(times, 0.5), seconds(times, 0.9)}
}

func seconds(sorted []time.Duration, part float64) *int64 {
	rank := int(math.Ceil(part * float64(len(sorted))))
	s := int64(sorted[max(rank, 1)-1].Seconds())
	return &s
}
