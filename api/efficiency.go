package api

import (
	"cmp"
	"errors"
	"slices"
	"strconv"
	"time"

	"countersign/models"
	"countersign/models/calendar"
	"countersign/models/store"
)

// RegisterEfficiency tells by department and month how long it held the cases of its
// company: sums of the ledgers of all cases (approval.deadline).
const RegisterEfficiency Register = "efficiency"

var efficiency = registerTable{
	columns: []registerColumn{text("month"), text("department"), number("tasks-held"), number("tasks-done"), number("tasks-overdue"), number("hours-working"), number("hours-wall")},
	read: func(_ string, r store.Reader, q store.RegisterQuery) ([]entry, error) {
		all, err := departments(r, q)
		if err != nil {
			return nil, err
		}
		var entries []entry
		for _, d := range all {
			if len(entries) < q.Most && (q.Before.ID == "" || d.ID < q.Before.ID) {
				entries = append(entries, entry{d.RegisterEntry, d.cells(q.In.From)})
			}
		}
		return entries, nil
	},
}

// A department is what one unit had to do in a month.
type department struct {
	store.RegisterEntry
	unit                string
	held, done, overdue int
	working, wall       time.Duration
	unknown             bool // a day has no calendar
}

func (d department) cells(month time.Time) []string {
	working := hoursOf(d.working)
	if d.unknown {
		working = ""
	}
	return []string{month.In(calendar.China()).Format("2006-01"), d.unit, strconv.Itoa(d.held), strconv.Itoa(d.done), strconv.Itoa(d.overdue), working, hoursOf(d.wall)}
}

func hoursOf(d time.Duration) string { return strconv.FormatFloat(d.Hours(), 'f', 1, 64) }

// departments adds up what was charged to each unit within the period, up to now; the
// last by id first, as registers are read.
func departments(r store.Reader, q store.RegisterQuery) ([]*department, error) {
	period := models.Stretch{From: q.In.From, Until: q.In.Until}
	if q.Now.Before(period.Until) {
		period.Until = q.Now
	}
	shares, err := r.Shares(q)
	if err != nil || !period.From.Before(period.Until) {
		return nil, err
	}
	t := tally{units: map[models.UnitID]*department{}, calendars: map[models.CompanyID]*calendar.Calendar{}, period: period}
	for _, share := range shares {
		if err := t.add(r, share); err != nil {
			return nil, err
		}
	}
	all := make([]*department, 0, len(t.units))
	for _, d := range t.units {
		all = append(all, d)
	}
	slices.SortFunc(all, func(a, b *department) int { return cmp.Compare(b.ID, a.ID) })
	return all, nil
}

// A tally adds up shares.
type tally struct {
	units     map[models.UnitID]*department
	calendars map[models.CompanyID]*calendar.Calendar
	period    models.Stretch
}

func (t *tally) add(r store.Reader, s store.Share) (err error) {
	company, known := t.calendars[s.Company]
	if !known {
		if company, err = r.CompanyCalendar(s.Company); err != nil {
			return err
		}
		t.calendars[s.Company] = company
	}
	hold, err := s.Hold(t.period.Until)
	if err != nil {
		return err
	}
	charges := models.Charged(t.period, []models.Hold{hold}).Tracks[s.Task]
	for _, c := range charges {
		unit, name := s.UnitID, s.Unit
		if c.Party == models.ByApplicant {
			unit, name = s.ApplicantUnit, s.ApplicantName
		}
		if err := t.of(s.Company, unit, name).charge(company, c); err != nil {
			return err
		}
	}
	if len(charges) > 0 {
		t.of(s.Company, s.UnitID, s.Unit).count(s, t.period)
	}
	return nil
}

func (t *tally) of(company models.CompanyID, id models.UnitID, name string) *department {
	if t.units[id] == nil {
		t.units[id] = &department{RegisterEntry: store.RegisterEntry{ID: string(id), At: t.period.From, Company: company}, unit: name}
	}
	return t.units[id]
}

func (d *department) charge(c *calendar.Calendar, of models.Charge) error {
	working, err := c.WorkingTimeLeft(of.From, of.Until)
	var gap *calendar.NoData
	if errors.As(err, &gap) {
		d.unknown, err = true, nil
	}
	d.working, d.wall = d.working+working, d.wall+of.Wall()
	return err
}

func (d *department) count(s store.Share, period models.Stretch) {
	d.held++
	if s.State == "done" && s.ClosedAt != nil && s.ClosedAt.Before(period.Until) {
		d.done++
	}
	if s.DueAt != nil && !s.DueAt.Before(period.From) && s.DueAt.Before(period.Until) && (s.ClosedAt == nil || s.ClosedAt.After(*s.DueAt)) {
		d.overdue++
	}
}
