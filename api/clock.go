package api

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"countersign/models"
	"countersign/models/calendar"
	"countersign/models/message"
	"countersign/models/store"
)

// A ClockView says how the time of a case is charged. Durations are whole seconds;
// working time is that of the company's calendar.
type ClockView struct {
	From  time.Time `json:"from"`
	Until time.Time `json:"until"` // now, while the case is open
	Open  bool      `json:"open"`
	// Life goes through the case without gap or overlap.
	Life []ChargeView `json:"life"`
	// Sums are Life added up by whom it is charged to, the longest first.
	Sums []ChargeSum `json:"sums"`
	// Tasks go in the same way through each task while it was open: several can have
	// the case at once.
	Tasks []TaskClock `json:"tasks"`
	Spent Spent       `json:"spent"` // the whole life
	// MissingYear is a year without a calendar; working time is then not told.
	MissingYear int `json:"missingYear,omitempty"`
}

// Spent is a length of time on the wall and in working time.
type Spent struct {
	Wall    int64 `json:"wall"`
	Working int64 `json:"working"`
}

// A ChargeView is a stretch of time and to whom it is charged.
type ChargeView struct {
	Party     models.Party `json:"party" enum:"applicant,holder,outside,system"`
	PartyName string       `json:"partyName"`
	Who       string       `json:"who,omitempty"` // posts with their units, or people
	From      time.Time    `json:"from"`
	Until     time.Time    `json:"until"`
	Spent
}

// A ChargeSum is all that is charged to one party or post.
type ChargeSum struct {
	Party     models.Party `json:"party" enum:"applicant,holder,outside,system"`
	PartyName string       `json:"partyName"`
	Who       string       `json:"who,omitempty"`
	Spent
}

// A TaskClock is the clock of one task.
type TaskClock struct {
	Task     models.TaskID `json:"task"`
	Step     models.Step   `json:"step"`
	StepName string        `json:"stepName"`
	Who      string        `json:"who"`
	Charges  []ChargeView  `json:"charges"`
}

// Clock says how the time of a case is charged.
func (s *Server) Clock(ctx context.Context, who Person, id models.CaseID) (v ClockView, err error) {
	err = s.withCase(ctx, who, id, func(o *opened) error {
		v, err = o.clock()
		return err
	})
	return v, err
}

// A clockwork makes charges out of a case.
type clockwork struct {
	lang     string
	calendar *calendar.Calendar
	names    map[models.TaskID]string
	missing  int
}

func (o *opened) clock() (ClockView, error) {
	v := ClockView{From: o.OpenedAt, Until: o.question.Now, Open: o.ClosedAt == nil, Life: []ChargeView{}, Sums: []ChargeSum{}, Tasks: []TaskClock{}}
	if o.ClosedAt != nil {
		v.Until = *o.ClosedAt
	}
	if o.State == models.Draft {
		v.Until = v.From
	}
	company, err := o.r.CompanyCalendar(o.Company)
	if err != nil {
		return v, err
	}
	rows, err := o.Held()
	if err != nil {
		return v, err
	}
	w := clockwork{o.who.Lang, company, map[models.TaskID]string{}, 0}
	holds := make([]models.Hold, 0, len(rows))
	for _, row := range rows {
		hold, err := row.Hold(v.Until)
		if err != nil {
			return v, err
		}
		holds, w.names[row.Task] = append(holds, hold), holder(row)
	}
	ledger := models.Charged(models.Stretch{From: v.From, Until: v.Until}, holds)
	v.Life = w.charges(ledger.Life)
	for _, row := range rows {
		if track := ledger.Tracks[row.Task]; len(track) > 0 {
			v.Tasks = append(v.Tasks, TaskClock{row.Task, row.Step, word(w.lang, "step", row.Step), w.names[row.Task], w.charges(track)})
		}
	}
	v.Sums, v.Spent, v.MissingYear = sums(v.Life), w.spent(models.Stretch{From: v.From, Until: v.Until}), w.missing
	return v, nil
}

// holder is who has a task: a post with its unit, or a person.
func holder(row store.HeldRow) string {
	if row.Post == "" {
		return row.Person
	}
	return strings.TrimSpace(row.Unit + " " + row.Post)
}

func (w *clockwork) charges(all []models.Charge) []ChargeView {
	views := make([]ChargeView, 0, len(all))
	for _, c := range all {
		views = append(views, ChargeView{Party: c.Party, PartyName: word(w.lang, "party", c.Party), Who: w.who(c), From: c.From, Until: c.Until, Spent: w.spent(c.Stretch)})
	}
	return views
}

// who names those to whom a stretch is charged; the applicant needs no name.
func (w *clockwork) who(c models.Charge) string {
	if c.Party == models.ByApplicant {
		return ""
	}
	var names []string
	seen := map[string]bool{}
	for _, t := range c.Tasks {
		if name := w.names[t]; !seen[name] {
			seen[name], names = true, append(names, name)
		}
	}
	return message.List(w.lang, names)
}

// sums adds up what is charged to each, the longest first.
func sums(life []ChargeView) []ChargeSum {
	all := []ChargeSum{}
	for _, c := range life {
		i := slices.IndexFunc(all, func(s ChargeSum) bool { return s.Party == c.Party && s.Who == c.Who })
		if i < 0 {
			i = len(all)
			all = append(all, ChargeSum{Party: c.Party, PartyName: c.PartyName, Who: c.Who})
		}
		all[i].Wall, all[i].Working = all[i].Wall+c.Wall, all[i].Working+c.Working
	}
	slices.SortStableFunc(all, func(a, b ChargeSum) int { return cmp.Compare(b.Wall, a.Wall) })
	return all
}

// spent is the length of a stretch. A year without a calendar is remembered.
func (w *clockwork) spent(s models.Stretch) Spent {
	working, err := w.calendar.WorkingTimeLeft(s.From, s.Until)
	var gap *calendar.NoData
	if errors.As(err, &gap) {
		w.missing = gap.Year
	}
	return Spent{int64(s.Wall().Seconds()), int64(working.Seconds())}
}
