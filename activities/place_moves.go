package activities

import (
	"slices"

	"countersign/models"
	"countersign/models/regulation"
	"countersign/models/store"
)

// back gives a task to those who are there again; the stand-in's closes, and both are
// told.
func (p *placing) back(t store.Task) error {
	switch {
	case t.AbsentID == nil:
		return nil
	case t.ForPostID == nil && t.ForPersonID == nil:
		return p.stay(t)
	}
	to, err := p.homeward(t)
	if err != nil {
		return err
	}
	if err := p.tx.NotifyHolders([]models.TaskID{t.ID}, "notice-stand-in-over", today(p.at), p.at); err != nil {
		return err
	}
	p.note(move{Task: t.ID, To: to.ID, Absent: *t.AbsentID, Back: true})
	return p.replace(t, to, "notice-back")
}

// stay ends the absence of a task that has stayed where it was.
func (p *placing) stay(t store.Task) error {
	if err := p.tx.Place(t.ID, store.Instead{}); err != nil || t.AgentID == nil {
		return err
	}
	p.note(move{Task: t.ID, Absent: *t.AbsentID, Agent: *t.AgentID, Back: true})
	if err := p.tx.Notify(*t.AgentID, p.c.ID, "notice-stand-in-over", p.at); err != nil {
		return err
	}
	return p.tx.NotifyHolders([]models.TaskID{t.ID}, "notice-back", today(p.at), p.at)
}

// wait has a task wait for the return of who is absent; with alarm because nobody else
// can do it.
func (p *placing) wait(t store.Task, absent models.PersonID, alarm bool) error {
	if t.ForPostID != nil || t.ForPersonID != nil {
		to, err := p.homeward(t)
		if err != nil {
			return err
		}
		to.Instead = store.Instead{AbsentID: &absent, PlacedAt: &p.at}
		p.note(move{Task: t.ID, To: to.ID, Absent: absent})
		if err := p.replace(t, to, ""); err != nil || !alarm {
			return err
		}
		return p.r.alarm(p.writing, "notice-absent-nobody")
	}
	known := t.AbsentID != nil && t.AgentID == nil
	if err := p.look(t, store.Instead{AbsentID: &absent}); err != nil || known {
		return err
	}
	p.note(move{Task: t.ID, Absent: absent})
	if !alarm {
		return nil
	}
	return p.r.alarm(p.writing, "notice-absent-nobody")
}

// proxy has a task signed by the holder of a proxy: it waits where it waited.
func (p *placing) proxy(t store.Task, seat models.DrawnSeat) error {
	in := store.Instead{AbsentID: &seat.Absent, AgentID: &seat.Agent, PlacedAt: &p.at}
	m := move{Task: t.ID, Absent: seat.Absent, Agent: seat.Agent, Why: seat.Why}
	if t.ForPostID != nil || t.ForPersonID != nil {
		to, err := p.homeward(t)
		if err != nil {
			return err
		}
		to.Instead, m.To = in, to.ID
		p.note(m)
		return p.replace(t, to, "notice-stand-in")
	}
	if err := p.tx.Place(t.ID, in); err != nil || t.AgentID != nil && *t.AgentID == seat.Agent {
		return err
	}
	p.note(m)
	return p.tx.Notify(seat.Agent, p.c.ID, "notice-stand-in", p.at)
}

// standIn gives a task to another post.
func (p *placing) standIn(t store.Task, seat models.DrawnSeat) error {
	in := store.Instead{AbsentID: &seat.Absent, PlacedAt: &p.at}
	if seat.ForPost != "" {
		in.ForPostID = &seat.ForPost
	} else {
		in.ForPersonID = &seat.ForPerson
	}
	if (t.ForPostID != nil || t.ForPersonID != nil) && t.PostID != nil && *t.PostID == seat.Post {
		return p.look(t, in)
	}
	to := p.again(t)
	to.PostID, to.PersonID, to.Why, to.Instead = &seat.Post, nil, string(seat.Why), in
	p.note(move{Task: t.ID, To: to.ID, Absent: seat.Absent, Post: seat.Post, Why: seat.Why})
	if err := p.due(&to); err != nil {
		return err
	}
	if seat.Alarm {
		if err := p.r.alarm(p.writing, "notice-absent-nobody"); err != nil {
			return err
		}
	}
	return p.replace(t, to, "notice-stand-in")
}

// again is the task once more, for others, with the deadline that it has.
func (p *placing) again(t store.Task) store.Task {
	to := t
	to.ID, to.OpenedAt, to.Reminders, to.RemindedAt = models.TaskID(newID()), &p.at, 0, nil
	return to
}

// homeward is the task as it waits for its own holders.
func (p *placing) homeward(t store.Task) (store.Task, error) {
	to := p.again(t)
	to.PostID, to.PersonID, to.Why, to.Instead = t.ForPostID, t.ForPersonID, "", store.Instead{}
	return to, p.due(&to)
}

// due keeps the deadline of the task unless so little is left that nobody could keep it.
func (p *placing) due(t *store.Task) error {
	if t.DueAt == nil {
		return nil // it stands still, or the calendar does not know the year
	}
	l, err := p.r.ladder(p.writing)
	if err != nil {
		return err
	}
	left, err := l.WorkingTimeLeft(p.at, *t.DueAt)
	if err == nil && left >= p.leastTime() {
		return nil
	}
	due, err := l.AddWorkingTime(p.at, p.leastTime())
	return p.r.take(p.writing, l, t, due, err)
}

// replace has one task wait in the place of another, on the slate and for what was
// asked under it.
func (p *placing) replace(t, to store.Task, key string) error {
	next, waits := p.out.Slate.Instead(t.ID, to.ID)
	if !waits {
		return models.Refuse(models.Conflict, regulation.ApprovalAbsence, "task-closed")
	}
	p.out.Slate = next
	p.passed = append(p.passed, t.ID)
	p.tasks = append(slices.Clone(p.tasks), to)
	if err := p.tx.MoveQuestions(t.ID, to.ID); err != nil {
		return err // before the task closes: what is asked under it would close with it
	}
	if err := p.tx.VoidTask([]models.TaskID{t.ID}, p.at); err != nil {
		return err
	}
	p.climbs(to)
	return p.tx.AddTasks([]store.Task{to}, key, today(p.at), p.at)
}

// anew is a task of a seat that is asked again: who stood in is asked again too, for as
// long as the absence lasts.
func anew(t store.Task) store.Task {
	n := like(t)
	n.Instead = t.Instead
	return n
}
