package activities

import (
	"encoding/json"
	"time"

	"countersign/models"
	"countersign/models/calendar"
	"countersign/models/regulation"
	"countersign/models/store"
)

// ask asks the applicant; the clock of who asks stands still meanwhile.
func (p *performance) ask() error {
	if err := p.reason(); err != nil {
		return err
	}
	t, err := p.task()
	if err != nil {
		return err
	}
	if t.DueAt == nil {
		return models.Refuse(models.Conflict, regulation.ApprovalAsk, "asked-already")
	}
	left, err := p.left(*t.DueAt)
	if err != nil {
		return err
	}
	question := forPerson(t, p.c.Applicant, string(models.Ask))
	question.Verb, question.SeatID, question.AsksTask = models.Answer, question.ID, &t.ID
	if err := p.r.addTasks(p.writing, []store.Task{question}, []models.TaskID{question.ID}); err != nil {
		return err
	}
	return p.tx.SetDue(t.ID, nil, nil, mustJSON(map[string]any{"paused": p.at, "left": left}))
}

// answer answers the signer, whose clock goes on.
func (p *performance) answer() error {
	if err := p.reason(); err != nil {
		return err
	}
	t, err := p.task()
	if err != nil {
		return err
	}
	if t.AsksTask == nil {
		return models.Refuse(models.Conflict, regulation.ApprovalAsk, "task-closed")
	}
	asker, err := p.tx.Tasks(p.c.ID, []models.TaskID{*t.AsksTask})
	if err != nil || len(asker) == 0 {
		return orRefuse(err, models.Refuse(models.Conflict, regulation.ApprovalAsk, "task-closed"))
	}
	if err := p.tx.CloseTask(t.ID, p.in.Act.Actor, nil, p.at); err != nil {
		return err
	}
	if asker[0].State != "open" {
		return nil
	}
	if err := p.r.goOn(p.writing, asker[0]); err != nil {
		return err
	}
	return p.tx.NotifyHolders([]models.TaskID{asker[0].ID}, "notice-answered", today(p.at), p.at)
}

// left is the working time until due.
func (p *performance) left(due time.Time) (time.Duration, error) {
	c, err := p.r.calendar(p.writing)
	if err != nil {
		return 0, err
	}
	return c.WorkingTimeLeft(p.at, due)
}

// goOn lets the clock of a task go on with the working time that it had left;
// what was overdue is due at once.
func (r *Records) goOn(w *writing, t store.Task) error {
	var paused struct {
		Paused *time.Time
		Left   time.Duration
	}
	if err := json.Unmarshal(t.DueWhy, &paused); err != nil {
		return err
	}
	if paused.Paused == nil {
		return nil // it was closed and opened again meanwhile, with a clock of its own
	}
	due := calendar.Deadline{From: w.at, Due: w.at}
	if paused.Left > 0 {
		c, err := r.calendar(w)
		if err != nil {
			return err
		}
		if due, err = c.AddWorkingTime(w.at, paused.Left); err != nil {
			return err
		}
	}
	w.due[t.ID] = due.Due
	return w.tx.SetDue(t.ID, &due.Due, nil, mustJSON(due))
}
