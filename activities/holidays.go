package activities

import (
	"context"
	"crypto/sha256"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"countersign/models"
	"countersign/models/calendar"
	"countersign/models/regulation"
	"countersign/models/store"
)

// SetCalendar replaces what a company has entered for a year: the days on which it
// differs from the ordinary week, and whether they are all there are. Open deadlines
// follow, and their holders are told (approval.deadline).
func (d *Desk) SetCalendar(ctx context.Context, actor models.PersonID, company models.CompanyID, y calendar.Year) error {
	return d.SetCalendarAfter(ctx, actor, company, "", y)
}

// SetCalendarAfter is SetCalendar where the company's year is still that of was, as
// CalendarVersion says; an empty was does not ask.
func (d *Desk) SetCalendarAfter(ctx context.Context, actor models.PersonID, company models.CompanyID, was string, y calendar.Year) error {
	if err := checkYear(y); err != nil {
		return err
	}
	return d.write(ctx, func(tx store.Tx, at time.Time) error {
		if _, _, err := d.mayHouseOf(tx, models.SetCalendar, actor, &models.CaseFacts{Company: company}, at); err != nil {
			return err
		}
		if err := unchanged(tx, company, y.Year, was); err != nil {
			return err
		}
		if err := tx.SetCalendar(company, y, actor, at); err != nil {
			return err
		}
		detail := map[string]string{"year": strconv.Itoa(y.Year), "days": strconv.Itoa(len(y.Days))}
		if y.Complete {
			detail["complete"] = strconv.Itoa(y.Year)
		}
		return tx.KeepHouseEvent(models.HouseEvent{At: at, Kind: models.CalendarSet, Actor: actor, Company: company, Detail: detail})
	})
}

// unchanged refuses where somebody has changed the year meanwhile. One at a time compares.
func unchanged(tx store.Tx, company models.CompanyID, year int, was string) error {
	if err := tx.LockOrganisation(); err != nil || was == "" {
		return err
	}
	s, err := tx.CompanyCalendar(company)
	if err != nil {
		return err
	}
	own := slices.DeleteFunc(s.Company, func(d calendar.Day) bool { return d.Date.Year != year })
	if CalendarVersion(calendar.Year{Year: year, Days: own, Complete: slices.Contains(s.Complete, year)}) != was {
		return models.Refuse(models.Conflict, regulation.ApprovalDeadline, "calendar-changed")
	}
	return nil
}

// CalendarVersion tells what a company has entered for a year apart from anything else,
// whatever the order of the days.
func CalendarVersion(y calendar.Year) string {
	lines := make([]string, len(y.Days))
	for i, d := range y.Days {
		lines[i] = strings.Join([]string{d.Date.String(), string(d.Kind), d.Name.Zh, d.Name.En, d.Source}, "\x1f")
	}
	slices.Sort(lines)
	lines = append(lines, strconv.FormatBool(y.Complete))
	return fmt.Sprintf("%x", sha256.Sum256([]byte(strings.Join(lines, "\x1e"))))[:16]
}

// dayNameMost and daySourceMost are how many characters the words of a day have at most.
const (
	dayNameMost   = 60
	daySourceMost = 200
)

func longDay(d calendar.Day) bool {
	return max(utf8.RuneCountInString(d.Name.Zh), utf8.RuneCountInString(d.Name.En)) > dayNameMost || utf8.RuneCountInString(d.Source) > daySourceMost
}

func checkYear(y calendar.Year) error {
	seen := map[calendar.Date]bool{}
	for _, day := range y.Days {
		if day.Date.Year != y.Year {
			return models.Refuse(models.Invalid, regulation.ApprovalDeadline, "calendar-other-year", "Day", day.Date.String(), "Year", y.Year)
		}
		if strings.TrimSpace(day.Name.Zh) == "" {
			return models.Refuse(models.Invalid, regulation.ApprovalDeadline, "calendar-day-unnamed", "Day", day.Date.String())
		}
		if longDay(day) {
			return models.Refuse(models.Invalid, regulation.ApprovalDeadline, "calendar-name-long", "Day", day.Date.String(), "Most", dayNameMost, "Source", daySourceMost)
		}
		if seen[day.Date] {
			return models.Refuse(models.Invalid, regulation.ApprovalDeadline, "calendar-day-twice", "Day", day.Date.String())
		}
		seen[day.Date] = true
	}
	c, err := calendar.New(calendar.Settings{Statutory: calendar.Seed(), Company: y.Days})
	if err != nil {
		return models.Refuse(models.Invalid, regulation.ApprovalDeadline, "calendar-wrong").Because(err)
	}
	if day, unnamed := c.Unnamed(y.Year); unnamed && y.Complete {
		return models.Refuse(models.Invalid, regulation.ApprovalDeadline, "calendar-incomplete", "Day", day.String(), "Year", y.Year)
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

// TryCalendar says what replacing a year would do, and changes nothing.
func (d *Desk) TryCalendar(ctx context.Context, actor models.PersonID, company models.CompanyID, y calendar.Year) (s Shifted, err error) {
	if err := checkYear(y); err != nil {
		return s, err
	}
	return s, d.write(ctx, func(tx store.Tx, at time.Time) error {
		if _, _, err := d.mayHouseOf(tx, models.SetCalendar, actor, &models.CaseFacts{Company: company}, at); err != nil {
			return err
		}
		c, err := replaced(tx, company, y)
		if err != nil {
			return err
		}
		return s.look(tx, company, ladder{Calendar: c})
	})
}

// companyCalendar is the company's calendar as it stands.
func companyCalendar(tx store.Tx, company models.CompanyID) (*calendar.Calendar, error) {
	s, err := tx.CompanyCalendar(company)
	if err != nil {
		return nil, err
	}
	return calendar.New(s)
}

// replaced is the company's calendar with another year.
func replaced(tx store.Tx, company models.CompanyID, y calendar.Year) (*calendar.Calendar, error) {
	s, err := tx.CompanyCalendar(company)
	if err != nil {
		return nil, err
	}
	s.Company = append(slices.DeleteFunc(s.Company, func(d calendar.Day) bool { return d.Date.Year == y.Year }), y.Days...)
	if s.Complete = slices.DeleteFunc(s.Complete, func(year int) bool { return year == y.Year }); y.Complete {
		s.Complete = append(s.Complete, y.Year)
	}
	return calendar.New(s)
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
