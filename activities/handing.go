package activities

import (
	"encoding/json"
	"time"

	"countersign/models"
	"countersign/models/calendar"
	"countersign/models/regulation"
	"countersign/models/store"
)

// A Handing names to whom a task goes.
type Handing struct {
	To models.PersonID `json:"to"`
}

// hand gives the seat to another: for good (转办), or to look first (委派).
func (p *performance) hand(comesBack bool) error {
	if err := p.reason(); err != nil {
		return err
	}
	var f Handing
	if err := p.form(&f); err != nil {
		return err
	}
	if err := p.fit(f.To); err != nil {
		return err
	}
	t, err := p.task()
	if err != nil {
		return err
	}
	added := forPerson(t, f.To, string(p.in.Act.Verb))
	if comesBack {
		added.Verb = models.Advise
	}
	next, change, err := p.in.Slate.Hand(p.in.Act.Task, added.ID, comesBack)
	if err != nil {
		return err
	}
	return p.follow(next, change, added)
}

// advise gives a delegated task back to who delegated it, with what was found.
func (p *performance) advise() error {
	if err := p.reason(); err != nil {
		return err
	}
	seat, _ := p.in.Slate.SeatOf(p.in.Act.Task)
	asked, err := p.tx.Tasks(p.c.ID, []models.TaskID{seat.Asks})
	if err != nil || len(asked) == 0 {
		return orRefuse(err, models.Refuse(models.Conflict, p.clause, "not-delegated"))
	}
	back := like(asked[0])
	next, change, err := p.in.Slate.Return(p.in.Act.Task, back.ID)
	if err != nil {
		return err
	}
	if err := p.tx.CloseTask(p.in.Act.Task, p.in.Act.Actor, nil, p.at); err != nil {
		return err
	}
	return p.follow(next, change, back)
}

// takeBack takes back one's signature while nobody has acted after it (拿回).
func (p *performance) takeBack() error {
	t, err := p.task()
	if err != nil {
		return err
	}
	if t.State != "done" || t.Verb != models.Sign {
		return models.Refuse(models.Conflict, regulation.ApprovalTakeBack, "nothing-to-take-back")
	}
	again := like(t)
	seat, _ := p.in.Slate.SeatOf(t.SeatID)
	next, change, err := p.in.Slate.TakeBack(t.SeatID, again.ID, p.in.Act.Actor)
	if err != nil {
		return err
	}
	if err := p.tx.FallSeats(p.c.ID, t.Step, t.Attempt, append(seat.Nested(), t.SeatID), p.at); err != nil {
		return err
	}
	return p.follow(next, change, again)
}

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

func orRefuse(err error, refusal *models.Error) error {
	if err != nil {
		return err
	}
	return refusal
}
