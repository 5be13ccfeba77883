package activities

import (
	"context"
	"crypto/sha256"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"countersign/models"
	"countersign/models/calendar"
	"countersign/models/regulation"
	"countersign/models/store"
)

// SetCalendar replaces the days of a year on which a company differs from the
// ordinary week. Open deadlines follow, and their holders are told (approval.deadline).
func (d *Desk) SetCalendar(ctx context.Context, actor models.PersonID, company models.CompanyID, year int, days []calendar.Day) error {
	return d.SetCalendarAfter(ctx, actor, company, year, "", days)
}

// SetCalendarAfter is SetCalendar where the company's days are still those of was, as
// CalendarVersion says; an empty was does not ask.
func (d *Desk) SetCalendarAfter(ctx context.Context, actor models.PersonID, company models.CompanyID, year int, was string, days []calendar.Day) error {
	if err := checkDays(year, days); err != nil {
		return err
	}
	return d.write(ctx, func(tx store.Tx, at time.Time) error {
		if _, err := d.mayHouse(tx, models.SetCalendar, actor, at); err != nil {
			return err
		}
		if err := unchanged(tx, company, year, was); err != nil {
			return err
		}
		if err := tx.SetCalendar(company, year, days, actor, at); err != nil {
			return err
		}
		return tx.KeepHouseEvent(models.HouseEvent{At: at, Kind: models.CalendarSet, Actor: actor, Company: company,
			Detail: map[string]string{"year": strconv.Itoa(year), "days": strconv.Itoa(len(days))}})
	})
}

// unchanged refuses where somebody has changed the days meanwhile. One at a time compares.
func unchanged(tx store.Tx, company models.CompanyID, year int, was string) error {
	if err := tx.LockOrganisation(); err != nil || was == "" {
		return err
	}
	own, err := tx.CalendarDays(company)
	if err != nil {
		return err
	}
	own = slices.DeleteFunc(own, func(d calendar.Day) bool { return d.Date.Year != year })
	if CalendarVersion(own) != was {
		return models.Refuse(models.Conflict, regulation.ApprovalDeadline, "calendar-changed")
	}
	return nil
}

// CalendarVersion tells days of a company apart from others, whatever their order.
func CalendarVersion(days []calendar.Day) string {
	lines := make([]string, len(days))
	for i, d := range days {
		lines[i] = strings.Join([]string{d.Date.String(), string(d.Kind), d.Name.Zh, d.Name.En, d.Source}, "\x1f")
	}
	slices.Sort(lines)
	return fmt.Sprintf("%x", sha256.Sum256([]byte(strings.Join(lines, "\x1e"))))[:16]
}

func checkDays(year int, days []calendar.Day) error {
	seen := map[calendar.Date]bool{}
	for _, day := range days {
		if day.Date.Year != year {
			return models.Refuse(models.Invalid, regulation.ApprovalDeadline, "calendar-other-year", "Day", day.Date.String(), "Year", year)
		}
		if seen[day.Date] {
			return models.Refuse(models.Invalid, regulation.ApprovalDeadline, "calendar-day-twice", "Day", day.Date.String())
		}
		seen[day.Date] = true
	}
	if _, err := calendar.New(calendar.Settings{Company: days}); err != nil {
		return models.Refuse(models.Invalid, regulation.ApprovalDeadline, "calendar-wrong").Because(err)
	}
	return nil
}

// Shifted is what another calendar would do to the open deadlines of a company.
type Shifted struct {
	Open  int `json:"open"`  // looked at
	Moved int `json:"moved"` // would be at another time
	Set   int `json:"set"`   // could be counted now
	Lost  int `json:"lost"`  // could not be counted any more
}

// TryCalendar says what replacing the days of a year would do, and changes nothing.
func (d *Desk) TryCalendar(ctx context.Context, actor models.PersonID, company models.CompanyID, year int, days []calendar.Day) (s Shifted, err error) {
	if err := checkDays(year, days); err != nil {
		return s, err
	}
	return s, d.write(ctx, func(tx store.Tx, at time.Time) error {
		if _, err := d.mayHouse(tx, models.SetCalendar, actor, at); err != nil {
			return err
		}
		c, err := replaced(tx, company, year, days)
		if err != nil {
			return err
		}
		return s.look(tx, company, ladder{Calendar: c})
	})
}

// companyCalendar is the company's calendar as it stands.
func companyCalendar(tx store.Tx, company models.CompanyID) (*calendar.Calendar, error) {
	own, err := tx.CalendarDays(company)
	if err != nil {
		return nil, err
	}
	return calendar.New(calendar.Settings{Statutory: calendar.Seed(), Company: own})
}

// replaced is the company's calendar with other days in a year.
func replaced(tx store.Tx, company models.CompanyID, year int, days []calendar.Day) (*calendar.Calendar, error) {
	own, err := tx.CalendarDays(company)
	if err != nil {
		return nil, err
	}
	own = slices.DeleteFunc(own, func(d calendar.Day) bool { return d.Date.Year == year })
	return calendar.New(calendar.Settings{Statutory: calendar.Seed(), Company: append(own, days...)})
}

func (s *Shifted) look(tx store.Tx, company models.CompanyID, l ladder) error {
	var after models.TaskID
	for {
		tasks, err := tx.OpenTasksIn(company, after, 1000)
		if err != nil || len(tasks) == 0 {
			return err
		}
		for _, t := range tasks {
			after = t.ID
			if err := s.count(l, t); err != nil {
				return err
			}
		}
	}
}

func (s *Shifted) count(l ladder, t store.Task) error {
	s.Open++
	if stoppedOf(t).Paused != nil {
		return nil
	}
	due, err := l.count(t)
	_, missing := gapOf(err)
	switch {
	case missing && t.DueAt != nil:
		s.Lost++
	case missing:
	case err != nil:
		return err
	case t.DueAt == nil:
		s.Set++
	case !due.Due.Equal(*t.DueAt):
		s.Moved++
	}
	return nil
}
