package activities

import (
	"encoding/json"
	"errors"
	"slices"
	"sync"
	"time"

	"countersign/models"
	"countersign/models/calendar"
	"countersign/models/regulation"
	"countersign/models/store"
)

// Calendars are the companies' calendars, read anew when they may have changed.
type Calendars struct {
	mu    sync.Mutex
	known map[models.CompanyID]dated
}

type dated struct {
	calendar *calendar.Calendar
	version  string
}

// Of is the calendar of a company: the statutory days and what the company set
// itself, of which it reads a version that it has not seen.
func (cs *Calendars) Of(tx store.Tx, company models.CompanyID, version string) (*calendar.Calendar, error) {
	cs.mu.Lock()
	defer cs.mu.Unlock()
	if have, ok := cs.known[company]; ok && have.version == version {
		return have.calendar, nil
	}
	own, err := tx.CalendarDays(company)
	if err != nil {
		return nil, err
	}
	c, err := calendar.New(calendar.Settings{Statutory: calendar.Seed(), Company: own})
	if err != nil {
		return nil, err
	}
	if cs.known == nil {
		cs.known = map[models.CompanyID]dated{}
	}
	cs.known[company] = dated{c, version}
	return c, nil
}

// addTasks writes the tasks of a slate and opens those whose turn it is; those who
// may do them are told.
func (r *Records) addTasks(w *writing, tasks []store.Task, waiting []models.TaskID) error {
	for i := range tasks {
		if !slices.Contains(waiting, tasks[i].ID) {
			continue
		}
		if err := r.open(w, &tasks[i]); err != nil {
			return err
		}
	}
	return w.tx.AddTasks(tasks, "notice-task", today(w.at), w.at)
}

// openTasks opens tasks that were ahead, each with its deadline, and tells
// those who may do them (approval.deadline).
func (r *Records) openTasks(w *writing, ids []models.TaskID) error {
	if len(ids) == 0 {
		return nil
	}
	tasks, err := w.tx.Tasks(w.c.ID, ids)
	if err != nil {
		return err
	}
	for i, t := range tasks {
		if t.State != "ahead" && t.State != "void" {
			continue
		}
		if err := r.open(w, &tasks[i]); err != nil {
			return err
		}
	}
	return w.tx.OpenAhead(tasks, "notice-task", today(w.at), w.at)
}

// open makes a task open from now on, with its deadline.
func (r *Records) open(w *writing, t *store.Task) error {
	t.State, t.OpenedAt = "open", &w.at
	if err := r.setDeadline(w, t); err != nil {
		return err
	}
	w.due[t.ID] = time.Time{}
	if t.DueAt != nil {
		w.due[t.ID] = *t.DueAt
	}
	return nil
}

// setDeadline counts the working days of a task. A year without a calendar is
// said on the task, told to those who keep the calendar, and not guessed.
func (r *Records) setDeadline(w *writing, t *store.Task) error {
	days := t.WithinDays
	if days == 0 {
		days = regulation.SignWithinDays.In(w.book)
	}
	c, err := r.calendar(w)
	if err != nil {
		return err
	}
	due, err := c.AddWorkingDays(w.at, days)
	var gap *calendar.NoData
	if errors.As(err, &gap) {
		t.DueWhy = json.RawMessage(mustJSON(map[string]int{"missingYear": gap.Year}))
		return r.alarm(w, "notice-calendar-missing")
	}
	if err != nil {
		return err
	}
	t.DueAt, t.DueWhy = &due.Due, mustJSON(due)
	t.RemindAt = remindAt(c, w.at, due.Due, time.Duration(regulation.RemindHours.In(w.book))*time.Hour)
	return nil
}

// calendar is the company's, looked at once a transaction.
func (r *Records) calendar(w *writing) (c *calendar.Calendar, err error) {
	if w.calendar == nil {
		w.calendar, err = r.Calendars.Of(w.tx, w.c.Company, w.ground.Calendar)
	}
	return w.calendar, err
}

// remindAt is so many working hours before the deadline; at once where there
// are fewer.
func remindAt(c *calendar.Calendar, from, due time.Time, before time.Duration) *time.Time {
	left, err := c.WorkingTimeLeft(from, due)
	if err != nil || left <= before {
		return nil // told when it opened, and that is not long ago
	}
	d, err := c.AddWorkingTime(from, left-before)
	if err != nil {
		return nil
	}
	return &d.Due
}

func mustJSON(v any) json.RawMessage {
	text, err := json.Marshal(v)
	if err != nil {
		panic(err) // plain values always marshal
	}
	return text
}
