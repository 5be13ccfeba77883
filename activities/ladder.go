package activities

import (
	"errors"
	"time"

	"countersign/models/calendar"
	"countersign/models/regulation"
	"countersign/models/store"
)

// A ladder counts, on a company's calendar and under a rulebook, when holders are
// reminded and when what they leave goes up (approval.deadline). Nothing on it ever
// falls outside of working hours.
type ladder struct {
	*calendar.Calendar
	book regulation.Rulebook
}

// set sets the next reminder and the next rung of a task whose deadline is set, as
// seen at an instant.
func (l ladder) set(t *store.Task, at time.Time) error {
	t.RemindAt, t.RungAt = nil, nil
	if t.Rung < store.Top {
		since, hours := *t.DueAt, regulation.EscalateHours.In(l.book)
		switch {
		case t.AsksTask != nil:
			hours = 0
		case t.Rung > 0:
			since, hours = later(*t.DueAt, *t.EscalatedAt), regulation.ClimbHours.In(l.book)
		}
		rung, err := l.after(since, hours)
		if err == nil {
			rung, err = l.NextWork(later(rung, at))
		}
		if err != nil {
			return err
		}
		t.RungAt = &rung
	}
	return l.remind(t, at)
}

// remind sets the next reminder: the first some working time before the deadline,
// the others one after another until the task goes up.
func (l ladder) remind(t *store.Task, at time.Time) error {
	t.RemindAt = nil
	if t.Reminders >= regulation.RemindTimes.In(l.book) || t.DueAt.Before(at) {
		return nil
	}
	next, err := l.firstReminder(t, at)
	if t.Reminders > 0 && t.RemindedAt != nil {
		next, err = l.after(*t.RemindedAt, regulation.RemindAgainHours.In(l.book))
	}
	if _, missing := gapOf(err); missing {
		return nil // the deadline is in a year that is known: no reminder comes after it
	}
	if err == nil && !next.IsZero() && next.Before(*t.DueAt) {
		t.RemindAt = &next
	}
	return err
}

// firstReminder is so many working hours before the deadline; zero where there are
// fewer: who got the task so late has just been told.
func (l ladder) firstReminder(t *store.Task, at time.Time) (time.Time, error) {
	left, err := l.WorkingTimeLeft(at, *t.DueAt)
	before := time.Duration(regulation.RemindHours.In(l.book)) * time.Hour
	if err != nil || left <= before {
		return time.Time{}, err
	}
	d, err := l.AddWorkingTime(at, left-before)
	return d.Due, err
}

// after is so many working hours after an instant.
func (l ladder) after(at time.Time, hours int) (time.Time, error) {
	if hours <= 0 {
		return l.NextWork(at)
	}
	d, err := l.AddWorkingTime(at, time.Duration(hours)*time.Hour)
	return d.Due, err
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// gapOf is the year without which a deadline cannot be counted, where that is what
// err says.
func gapOf(err error) (year int, missing bool) {
	var gap *calendar.NoData
	if errors.As(err, &gap) {
		return gap.Year, true
	}
	return 0, false
}
