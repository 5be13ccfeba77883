package activities

import (
	"countersign/models"
	"countersign/models/regulation"
	"countersign/models/store"
)

// A SendingBack says where a case goes: to the applicant, or, with Round, to an
// earlier round of the slate (the first is 1). With Whole everything since is
// signed again; without, it comes straight back. Step may name where it goes in
// words of the procedure: only signatures and the applicant can be asked again,
// what was done is not undone.
type SendingBack struct {
	Step  models.Step `json:"step,omitempty"`
	Round *int        `json:"round,omitempty"`
	Whole bool        `json:"whole,omitempty"`
}

func (p *performance) sendingBack() (SendingBack, error) {
	var f SendingBack
	if len(p.content.Data) == 0 {
		return f, nil
	}
	if err := p.form(&f); err != nil {
		return f, err
	}
	switch f.Step {
	case "", models.StepRevise, p.in.Slate.Step:
	default:
		return f, models.Refuse(models.Conflict, regulation.ApprovalSendBack, "send-back-deed")
	}
	if (f.Step == models.StepRevise) != (f.Round == nil) && f.Step != "" {
		return f, models.Refuse(models.Invalid, regulation.ApprovalSendBack, "send-back-where")
	}
	return f, nil
}

// sendBack sends the case back: to the applicant, or to an earlier round.
func (p *performance) sendBack() error {
	if err := p.reason(); err != nil {
		return err
	}
	to, err := p.sendingBack()
	if err != nil {
		return err
	}
	if to.Round != nil {
		return p.sendBackTo(to)
	}
	if to.Whole {
		if err := p.tx.Fall(p.c.ID, p.in.Slate.Step, "", p.at); err != nil {
			return err
		}
	}
	if err := p.sign(); err != nil {
		return err
	}
	p.out.Outcome, p.c.State = SentBack, models.Returned
	if err := p.tx.CloseTask(p.in.Act.Task, p.in.Act.Actor, nil, p.at); err != nil {
		return err
	}
	return p.tx.VoidTasks(p.c.ID, p.at)
}

// sendBackTo asks an earlier round again (approval.send-back).
func (p *performance) sendBackTo(to SendingBack) error {
	p.clause = regulation.ApprovalSendBack
	a, err := p.asking()
	if err != nil {
		return err
	}
	next, change, err := p.in.Slate.SendBack(p.in.Act.Task, *to.Round-1, to.Whole, a.task)
	if err != nil {
		return err
	}
	if err := p.tx.FallSeats(p.c.ID, p.in.Slate.Step, p.in.Slate.Attempt, a.seats, p.at); err != nil {
		return err
	}
	return p.follow(next, change, a.tasks...)
}

// An asking makes new tasks for seats whose signatures are asked for again.
type asking struct {
	done  map[models.TaskID]store.Task // by seat
	tasks []store.Task
	seats []models.TaskID
}

func (p *performance) asking() (*asking, error) {
	before, err := p.tx.TasksOfStep(p.c.ID, p.in.Slate.Step, p.in.Slate.Attempt)
	a := &asking{done: map[models.TaskID]store.Task{}}
	for _, t := range before {
		if t.State == "done" && t.Verb == p.in.Slate.Verb {
			a.done[t.SeatID] = t
		}
	}
	return a, err
}

// task is the task that waits for the seat from now on.
func (a *asking) task(s models.Seat) models.TaskID {
	t := anew(a.done[s.ID])
	t.AddedBy = a.done[s.ID].AddedBy
	a.tasks, a.seats = append(a.tasks, t), append(a.seats, s.ID)
	return t.ID
}

// askingFor is the asking of seats that fell; none where none did.
func (p *performance) askingFor(fell []models.TaskID) (*asking, error) {
	if len(fell) == 0 {
		return &asking{}, nil
	}
	p.tell("asked", fell)
	return p.asking()
}
