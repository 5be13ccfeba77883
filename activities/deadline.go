package activities

import (
	"encoding/json"
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
// itself, of which it reads a version that it has not seen. Nobody waits for the
// reading of another.
func (cs *Calendars) Of(tx store.Tx, company models.CompanyID, version string) (*calendar.Calendar, error) {
	if c := cs.seen(company, version); c != nil {
		return c, nil
	}
	c, err := companyCalendar(tx, company)
	if err != nil {
		return nil, err
	}
	cs.mu.Lock()
	defer cs.mu.Unlock()
	if cs.known == nil {
		cs.known = map[models.CompanyID]dated{}
	}
	cs.known[company] = dated{c, version}
	return c, nil
}

// seen is the calendar of a company in a version; nil where it was not read.
func (cs *Calendars) seen(company models.CompanyID, version string) *calendar.Calendar {
	cs.mu.Lock()
	defer cs.mu.Unlock()
	if have := cs.known[company]; have.version == version {
		return have.calendar
	}
	return nil
}

// addTasks writes the tasks of a slate and opens those whose turn it is; those who
// may do them are told the news under the key.
func (r *Records) addTasks(w *writing, news string, tasks []store.Task, waiting []models.TaskID) error {
	for i := range tasks {
		if !slices.Contains(waiting, tasks[i].ID) {
			continue
		}
		if tasks[i].State == "open" { // with the clock of the task before it
			w.climbs(tasks[i])
			continue
		}
		if err := r.open(w, &tasks[i]); err != nil {
			return err
		}
	}
	return w.tx.AddTasks(tasks, news, today(w.at), w.at)
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
	return w.tx.OpenAhead(tasks, store.NoticeTask, today(w.at), w.at)
}

// open makes a task open from now on, with its deadline.
func (r *Records) open(w *writing, t *store.Task) error {
	if t.State == "void" && t.Why != string(models.WhyEscalated) {
		t.Rung = 0
	}
	t.State, t.OpenedAt, t.Reminders, t.RemindedAt, t.EscalatedAt = "open", &w.at, 0, nil, nil
	if err := r.setDeadline(w, t); err != nil {
		return err
	}
	w.climbs(*t)
	return nil
}

// climbs remembers when a task that this transaction opens goes up.
func (w *writing) climbs(t store.Task) {
	w.due[t.ID] = time.Time{}
	if t.RungAt != nil {
		w.due[t.ID] = *t.RungAt
	}
}

// setDeadline counts the working days of a task from when it was opened. A year
// without a calendar is said on the task, told to those who keep the calendar, and
// not guessed.
func (r *Records) setDeadline(w *writing, t *store.Task) error {
	l, err := r.ladder(w)
	if err != nil {
		return err
	}
	days := t.WithinDays
	if days == 0 {
		days = regulation.SignWithinDays.In(w.book)
	}
	due, err := l.AddWorkingDays(*t.OpenedAt, days)
	return r.take(w, l, t, due, err)
}

// take gives a task the deadline that was counted, or says which year is missing.
func (r *Records) take(w *writing, l ladder, t *store.Task, due calendar.Deadline, err error) error {
	if err == nil {
		t.DueAt, t.DueWhy = &due.Due, mustJSON(due)
		err = l.set(t, w.at)
	}
	year, missing := gapOf(err)
	if !missing {
		return err
	}
	if t.DueAt == nil {
		s := stoppedOf(*t)
		t.DueWhy = mustJSON(stopped{MissingYear: year, Left: s.Left, Since: s.Since})
	}
	return askForYear(w.tx, w.c.Company, year, w.at)
}

// A stopped clock is what a task without a deadline keeps instead of one: the year
// that is missing, or what was left when the applicant was asked.
type stopped struct {
	MissingYear int                `json:"missingYear,omitempty"`
	Paused      *time.Time         `json:"paused,omitempty"`
	Left        time.Duration      `json:"left,omitempty"`
	Was         *calendar.Deadline `json:"was,omitempty"`   // the deadline before the pause
	Since       *time.Time         `json:"since,omitempty"` // when the clock with that left went on
}

func stoppedOf(t store.Task) (s stopped) {
	if t.DueAt == nil && t.DueWhy != nil {
		_ = json.Unmarshal(t.DueWhy, &s) // what an older program wrote is a clock without a cause
	}
	return s
}

// ladder is the company's calendar with the rulebook of the case.
func (r *Records) ladder(w *writing) (ladder, error) {
	c, err := r.calendar(w)
	return ladder{c, w.book}, err
}

// calendar is the company's, looked at once a transaction.
func (r *Records) calendar(w *writing) (c *calendar.Calendar, err error) {
	if w.calendar == nil {
		w.calendar, err = r.Calendars.Of(w.tx, w.c.Company, w.ground.Calendar)
	}
	return w.calendar, err
}

func mustJSON(v any) json.RawMessage {
	text, err := json.Marshal(v)
	if err != nil {
		panic(err) // plain values always marshal
	}
	return text
}
