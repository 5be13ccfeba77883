package activities

import (
	"context"
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

// nextEscalation is when the next of the tasks is overdue and has not been
// given to the superior yet; zero where none will be.
func (r *Records) nextEscalation(w *writing, ids []models.TaskID) (next time.Time, err error) {
	var before []models.TaskID
	earlier := func(due time.Time) {
		if !due.IsZero() && (next.IsZero() || due.Before(next)) {
			next = due
		}
	}
	for _, id := range ids {
		if due, opened := w.due[id]; opened {
			earlier(due)
		} else {
			before = append(before, id)
		}
	}
	if len(before) == 0 {
		return next, nil
	}
	tasks, err := w.tx.Tasks(w.c.ID, before)
	if err != nil {
		return next, err
	}
	asked := false
	for _, t := range tasks {
		if t.DueAt != nil && t.EscalatedAt == nil {
			earlier(*t.DueAt)
		}
		asked = asked || t.DueAt == nil // its clock stands still while the applicant is asked
	}
	if !asked {
		return next, nil
	}
	questions, err := w.tx.Questions(w.c.ID)
	for _, t := range questions {
		if t.DueAt != nil && t.EscalatedAt == nil {
			earlier(*t.DueAt)
		}
	}
	return next, err
}

// Overdue names the slate whose deadlines have passed.
type Overdue struct {
	Case  models.CaseID `json:"case"`
	Slate models.Slate  `json:"slate"`
	Facts Facts         `json:"facts"`
	At    time.Time     `json:"at"`
}

// Escalate gives overdue signatures to the superior posts as well, and tells
// the superiors about overdue deeds. It approves nothing (approval.deadline).
func (r *Records) Escalate(ctx context.Context, in Overdue) (Done, error) {
	var out Done
	key := string(in.Case) + "/overdue/" + string(in.Slate.Step) + "/" + in.At.UTC().Format(time.RFC3339Nano)
	_, err := r.once(ctx, occasion{key, models.Act{Case: in.Case}, in.Slate}, &out, func(w *writing) error {
		if err := w.stand(&in.Slate, &in.Facts); err != nil {
			return err
		}
		if out.Facts = in.Facts; w.over(&out, in.Slate) {
			return errUnchanged
		}
		out.Slate = in.Slate
		tasks, err := w.tx.Tasks(w.c.ID, in.Slate.Waiting())
		if err != nil {
			return err
		}
		for _, t := range tasks {
			if t.DueAt == nil || t.EscalatedAt != nil || t.DueAt.After(in.At) {
				continue
			}
			if err := r.escalate(w, t, &out); err != nil {
				return err
			}
		}
		if err := r.unanswered(w, in.At); err != nil {
			return err
		}
		out.Outcome = outcomeOf(w.c, out.Slate)
		if err := w.tx.MoveSlate(w.c.ID, out.Slate, standing{out.Slate, out.Facts}); err != nil {
			return err
		}
		out.Receipt, err = w.enter("escalated", models.Act{Case: in.Case}, nil, regulation.ApprovalDeadline, map[string]any{"step": in.Slate.Step, "waiting": out.Slate.Waiting()})
		if err != nil {
			return err
		}
		out.Escalate, err = r.nextEscalation(w, out.Slate.Waiting())
		return err
	})
	return out, err
}

// unanswered lets the clock of a signer go on who asked and got no answer in time
// (approval.ask).
func (r *Records) unanswered(w *writing, at time.Time) error {
	questions, err := w.tx.Questions(w.c.ID)
	if err != nil {
		return err
	}
	for _, q := range questions {
		if q.DueAt == nil || q.EscalatedAt != nil || q.DueAt.After(at) {
			continue
		}
		if err := w.tx.MarkEscalated(q.ID, w.at); err != nil {
			return err
		}
		askers, err := w.tx.Tasks(w.c.ID, []models.TaskID{*q.AsksTask})
		if err != nil {
			return err
		}
		for _, asker := range askers {
			if err := r.goOn(w, asker); err != nil {
				return err
			}
		}
	}
	return nil
}

func (r *Records) escalate(w *writing, t store.Task, out *Done) error {
	if err := w.tx.MarkEscalated(t.ID, w.at); err != nil {
		return err
	}
	superior, err := w.tx.Superior(t, today(w.at))
	if err != nil {
		return err
	}
	if superior == "" {
		return r.alarm(w, "notice-overdue")
	}
	gone := false
	if t.PersonID != nil {
		fit, err := w.tx.Fitness(w.c.ID, w.c.Company, []models.PersonID{*t.PersonID}, today(w.at), "")
		if err != nil {
			return err
		}
		gone = !fit[*t.PersonID].Employed
	}
	if t.Verb != models.Sign && !gone {
		return w.tx.NotifyPost(superior, w.c.ID, "notice-overdue", today(w.at), w.at)
	}
	added := t
	added.ID, added.PostID, added.PersonID, added.State, added.Why = models.TaskID(newID()), &superior, nil, "ahead", string(models.WhyEscalated)
	added.OpenedAt, added.DueAt, added.RemindAt, added.DueWhy, added.EscalatedAt = nil, nil, nil, nil, nil
	if err := w.tx.AddTasks([]store.Task{added}, "", today(w.at), w.at); err != nil {
		return err
	}
	out.Slate, _ = out.Slate.Escalate(t.SeatID, added.ID)
	return r.openTasks(w, []models.TaskID{added.ID})
}

func mustJSON(v any) json.RawMessage {
	text, err := json.Marshal(v)
	if err != nil {
		panic(err) // plain values always marshal
	}
	return text
}
