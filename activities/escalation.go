package activities

import (
	"context"
	"time"

	"countersign/models"
	"countersign/models/regulation"
	"countersign/models/store"
)

// nextEscalation is when the next of the tasks goes a rung up the ladder; zero where
// none will.
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
		if t.RungAt != nil {
			earlier(*t.RungAt)
		}
		asked = asked || t.DueAt == nil // its clock stands still while the applicant is asked
	}
	if !asked {
		return next, nil
	}
	questions, err := w.tx.Questions(w.c.ID)
	for _, t := range questions {
		if t.RungAt != nil {
			earlier(*t.RungAt)
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

// A rung is how a task went up: to a post, or to those who are told when nobody is
// left.
type rung struct {
	Task  models.TaskID `json:"task"`
	Rung  int           `json:"rung"`
	To    models.PostID `json:"to,omitempty"`
	Alarm bool          `json:"alarm,omitempty"`
}

// Escalate takes what is overdue a rung up the ladder: a signature is given to the
// next superior as well, of another deed the superior is told, and where no superior
// is left an alarm goes to the general manager and those who look after the house.
// It approves nothing (approval.deadline).
func (r *Records) Escalate(ctx context.Context, in Overdue) (Done, error) {
	var out Done
	key := string(in.Case) + "/overdue/" + string(in.Slate.Step) + "/" + in.At.UTC().Format(time.RFC3339Nano)
	_, err := r.once(ctx, occasion{key, models.Act{Case: in.Case}, in.Slate}, &out, func(w *writing) error {
		if err := w.stand(&in.Slate, &in.Facts); err != nil {
			return err
		}
		out.Facts = in.Facts
		if err := w.over(&out, in.Slate); err != nil {
			return err
		}
		out.Slate = in.Slate
		tasks, err := w.tx.Tasks(w.c.ID, in.Slate.Waiting())
		if err != nil {
			return err
		}
		rungs, err := r.goAllUp(w, tasks, in.At, &out)
		if err != nil {
			return err
		}
		answers, err := r.unanswered(w, in.At)
		if err != nil {
			return err
		}
		if out.Outcome = outcomeOf(w.c, out.Slate); len(rungs)+answers == 0 {
			return r.nothingUp(w, &out) // the deadline has moved since the timer was set
		}
		w.moved(out)
		out.Receipt, err = w.enter(kindOf(rungs), models.Act{Case: in.Case}, nil, regulation.ApprovalDeadline,
			map[string]any{"machine": machine, "step": in.Slate.Step, "waiting": out.Slate.Waiting(), "rungs": rungs})
		if err != nil {
			return err
		}
		out.Escalate, err = r.nextEscalation(w, out.Slate.Waiting())
		return err
	})
	return out, err
}

// machine is the name under which the program enters what a deadline has it do.
const machine = "deadline"

// nothingUp answers an alarm clock that rang for nothing.
func (r *Records) nothingUp(w *writing, out *Done) (err error) {
	out.Receipt = models.Receipt{Case: w.c.ID, Seq: w.c.Seq, Hash: w.c.Head, State: w.c.State}
	if out.Escalate, err = r.nextEscalation(w, out.Slate.Waiting()); err != nil {
		return err
	}
	return errUnchanged
}

// kindOf is the kind of the entry: what went to a superior, else the alarm, else
// only that the applicant has not answered.
func kindOf(rungs []rung) string {
	kind := "unanswered"
	for _, up := range rungs {
		if !up.Alarm {
			return "escalated"
		}
		kind = "overdue_alarm"
	}
	return kind
}

// unanswered lets the clock of a signer go on who asked and got no answer in time
// (approval.ask). It says how many those are.
func (r *Records) unanswered(w *writing, at time.Time) (n int, err error) {
	questions, err := w.tx.Questions(w.c.ID)
	if err != nil {
		return 0, err
	}
	for _, q := range questions {
		if q.RungAt == nil || q.RungAt.After(at) {
			continue
		}
		n++
		if err := w.tx.Climb(q.ID, store.Top, nil, w.at); err != nil {
			return n, err
		}
		askers, err := w.tx.Tasks(w.c.ID, []models.TaskID{*q.AsksTask})
		if err != nil {
			return n, err
		}
		for _, asker := range askers {
			if err := r.goOn(w, asker); err != nil {
				return n, err
			}
		}
	}
	return n, nil
}

// goAllUp takes the tasks that are overdue one rung up, in a round that does not need
// them all so many as it needs: the others climb with them.
func (r *Records) goAllUp(w *writing, tasks []store.Task, at time.Time, out *Done) (rungs []rung, err error) {
	var given []models.TaskID
	for _, t := range tasks {
		if t.RungAt == nil || t.RungAt.After(at) {
			continue
		}
		if out.Slate.Suffices(given, t.ID) {
			next, err := r.nextRung(w)
			if err != nil {
				return nil, err
			}
			if err := w.tx.Climb(t.ID, t.Rung+1, next, w.at); err != nil {
				return nil, err
			}
			continue
		}
		up, err := r.goUp(w, t, out)
		if err != nil {
			return nil, err
		}
		if rungs = append(rungs, up); up.To != "" {
			given = append(given, t.ID)
		}
	}
	return rungs, nil
}

// goUp takes a task one rung up.
func (r *Records) goUp(w *writing, t store.Task, out *Done) (rung, error) {
	up := rung{Task: t.ID, Rung: t.Rung + 1}
	gives, err := r.givesUp(w, t)
	if err != nil {
		return up, err
	}
	if up.To, err = w.tx.Superior(t, gives, today(w.at)); err != nil {
		return up, err
	}
	if up.Alarm = up.To == ""; up.Alarm {
		if err := r.alarm(w, "notice-overdue"); err != nil {
			return up, err
		}
		return up, w.tx.Climb(t.ID, store.Top, nil, w.at)
	}
	next, err := r.nextRung(w)
	if err != nil {
		return up, err
	}
	if err := w.tx.Climb(t.ID, up.Rung, next, w.at); err != nil {
		return up, err
	}
	if !gives {
		return up, w.tx.NotifyPost(up.To, w.c.ID, "notice-overdue", today(w.at), w.at)
	}
	added := like(t)
	added.PostID, added.PersonID, added.Why, added.Rung = &up.To, nil, string(models.WhyEscalated), store.Top
	if err := w.tx.AddTasks([]store.Task{added}, "", today(w.at), w.at); err != nil {
		return up, err
	}
	out.Slate, _ = out.Slate.Escalate(t.SeatID, added.ID)
	return up, r.openTasks(w, []models.TaskID{added.ID})
}

// nextRung is when the task goes up again; nil, and said, where the year has no
// calendar yet.
func (r *Records) nextRung(w *writing) (*time.Time, error) {
	l, err := r.ladder(w)
	if err != nil {
		return nil, err
	}
	next, err := l.after(w.at, regulation.ClimbHours.In(w.book))
	if year, missing := gapOf(err); missing {
		return nil, askForYear(w.tx, w.c.Company, year, w.at)
	}
	return &next, err
}

// givesUp says whether the superior is given the task, and not only told: where
// it is a signature, or where its person has left.
func (r *Records) givesUp(w *writing, t store.Task) (bool, error) {
	if t.Verb == models.Sign || t.PersonID == nil {
		return t.Verb == models.Sign, nil
	}
	fit, err := w.tx.Fitness(w.c.ID, w.c.Company, []models.PersonID{*t.PersonID}, today(w.at), "")
	return err == nil && !fit[*t.PersonID].Employed, err
}
