package activities

import (
	"encoding/json"

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
	if stoppedOf(t).Paused != nil {
		return models.Refuse(models.Conflict, regulation.ApprovalAsk, "asked-already")
	}
	pause, err := p.pause(t)
	if err != nil {
		return err
	}
	question := forPerson(t, p.c.Applicant, string(models.Ask))
	question.Verb, question.SeatID, question.AsksTask = models.Answer, question.ID, &t.ID
	if err := p.r.addTasks(p.writing, p.news(), []store.Task{question}, []models.TaskID{question.ID}); err != nil {
		return err
	}
	t.DueAt, t.RemindAt, t.RungAt, t.DueWhy = nil, nil, nil, mustJSON(pause)
	return p.tx.SetDue(t)
}

// pause stops the clock of a task with the working time that is left.
func (p *performance) pause(t store.Task) (stopped, error) {
	s := stopped{Paused: &p.at}
	if t.DueAt == nil {
		return s, nil // for want of a calendar it had not begun
	}
	c, err := p.r.calendar(p.writing)
	if err != nil {
		return s, err
	}
	s.Was = &calendar.Deadline{}
	if err := json.Unmarshal(t.DueWhy, s.Was); err != nil {
		return s, err
	}
	s.Left, err = c.WorkingTimeLeft(p.at, *t.DueAt)
	return s, err
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

// goOn lets the clock of a task go on with the working time that it had left;
// what was overdue is due at once.
func (r *Records) goOn(w *writing, t store.Task) error {
	s := stoppedOf(t)
	if s.Paused == nil {
		return nil // it was closed and opened again meanwhile, with a clock of its own
	}
	if err := r.resume(w, &t, s); err != nil {
		return err
	}
	w.climbs(t)
	return w.tx.SetDue(t)
}

func (r *Records) resume(w *writing, t *store.Task, s stopped) error {
	l, err := r.ladder(w)
	if err != nil {
		return err
	}
	if s.Was == nil && s.Left == 0 {
		return r.setDeadline(w, t)
	}
	due := calendar.Deadline{From: w.at, Due: w.at}
	if s.Left > 0 {
		s.Since = &w.at
		t.DueWhy = mustJSON(s)
		due, err = l.AddWorkingTime(w.at, s.Left)
	}
	return r.take(w, l, t, due, err)
}
