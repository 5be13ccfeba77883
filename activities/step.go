package activities

import (
	"context"
	"fmt"
	"time"

	"countersign/models"
	"countersign/models/regulation"
	"countersign/models/store"
	"countersign/policies"
)

// A Drawing asks for the slate of a step; Attempt counts how often the step was begun.
type Drawing struct {
	Case    models.CaseID     `json:"case"`
	Clause  regulation.Clause `json:"clause"`
	Step    models.Step       `json:"step"`
	Attempt int               `json:"attempt"`
	Facts   Facts             `json:"facts"`
}

// DrawUp draws up the slate of a step from the authority matrix, keeps it with
// who was considered and why, and opens the tasks of its first round
// (authority.matrix). Signatures whose content is unchanged stand again, and what
// their signers had arranged goes on. A slate that was drawn up with the act before is
// answered as it stands.
func (r *Records) DrawUp(ctx context.Context, in Drawing) (Done, error) {
	var out Done
	key := fmt.Sprintf("%s/%s/%d", in.Case, in.Step, in.Attempt)
	on := occasion{key, models.Act{Case: in.Case}, models.Slate{Step: in.Step, Attempt: in.Attempt, Clause: in.Clause}}
	_, err := r.once(ctx, on, &out, func(w *writing) error {
		if err := w.over(&out, models.Slate{Step: in.Step, Clause: in.Clause}); err != nil {
			return err
		}
		if w.ground.Standing != nil {
			return r.drawnBefore(w, &out)
		}
		drawn, err := r.drawn(w, in)
		if err != nil {
			return err
		}
		l, err := r.lay(w, in, drawn)
		if err != nil {
			return err
		}
		out, err = l.done()
		return err
	})
	return out, err
}

// drawnBefore answers with a slate that is in the records already.
func (r *Records) drawnBefore(w *writing, out *Done) error {
	if err := w.stand(&out.Slate, &out.Facts); err != nil {
		return err
	}
	out.Outcome = outcomeOf(w.c, out.Slate)
	return r.nothingUp(w, out)
}

// drawn asks the authority matrix in force today who must act.
func (r *Records) drawn(w *writing, in Drawing) (models.Drawn, error) {
	ask, err := whoActs(w.tx.Facts(), w.c, in.Step, func() (models.Document, error) { return documentOf(w.tx.Facts(), w.c) }, false, w.at)
	if err != nil {
		return models.Drawn{}, err
	}
	ask.StrongFrom = models.Cents(regulation.StepUpFrom.In(w.book))
	drawn, err := policies.DrawUp(ask.Rows, ask.DrawUp)
	drawn.Clause = in.Clause
	return drawn, err
}

// A laying is a slate on its way into the records.
type laying struct {
	*writing
	r     *Records
	in    Drawing
	drawn models.Drawn
	out   Done
}

// lay writes a slate with its tasks; done enters it into the history.
func (r *Records) lay(w *writing, in Drawing, drawn models.Drawn) (*laying, error) {
	l := &laying{writing: w, r: r, in: in, drawn: drawn}
	return l, l.write()
}

func (l *laying) write() error {
	l.out.Facts = l.in.Facts
	l.out.Slate = l.drawn.Slate(l.in.Attempt, func(int, int) models.TaskID { return models.TaskID(newID()) })
	c, err := l.r.carry(l.writing, l.out.Slate, l.drawn, tasksOf(l.c, l.out.Slate, l.drawn, l.at))
	if err != nil {
		return err
	}
	l.out.Slate = c.slate
	l.slates = append(l.slates, store.SlateChange{Slate: l.out.Slate, Drawn: &l.drawn, Current: standing{l.out.Slate, l.out.Facts}})
	if err := l.r.addTasks(l.writing, newsOfStep(l.out.Slate.Verb), c.rows, l.out.Slate.Waiting()); err != nil {
		return err
	}
	for _, signature := range c.signed {
		if err := l.tx.KeepSignature(signature); err != nil {
			return err
		}
	}
	if err := l.tx.CopyTo(l.c.ID, l.drawn.Told, "notice-copied", l.at); err != nil {
		return err
	}
	if l.drawn.Alarm {
		return l.r.alarm(l.writing, "notice-empty-seat")
	}
	return nil
}

// done enters the slate into the history.
func (l *laying) done() (Done, error) {
	l.out.Outcome = outcomeOf(l.c, l.out.Slate)
	body := withAbsent(l.drawn, map[string]any{"step": l.in.Step, "attempt": l.in.Attempt, "waiting": l.out.Slate.Waiting()})
	var err error
	if l.out.Receipt, err = l.enter("drawn", models.Act{Case: l.in.Case}, nil, l.in.Clause, body); err != nil {
		return l.out, err
	}
	l.out.Escalate, err = l.r.nextEscalation(l.writing, l.out.Slate.Waiting())
	return l.out, err
}

// tasksOf are the tasks of a slate, none of them open yet.
func tasksOf(c models.Case, s models.Slate, d models.Drawn, at time.Time) []store.Task {
	var tasks []store.Task
	for i, round := range s.Rounds {
		for j, seat := range round.Seats {
			from := d.Rounds[i].Seats[j]
			t := store.Task{ID: seat.ID, CaseID: c.ID, Kind: c.Kind, CompanyID: c.Company, Step: s.Step, Attempt: s.Attempt, Verb: s.Verb,
				Clause: string(s.Clause.ID()), Round: i, SeatID: seat.ID, State: "ahead", Why: string(from.Why), WithinDays: d.Rounds[i].Within}
			t.Instead = insteadOf(from, at)
			if from.Person != "" {
				t.PersonID = &from.Person
			} else {
				t.PostID = &from.Post
			}
			tasks = append(tasks, t)
		}
	}
	return tasks
}

// A Closing ends a case whose procedure has come to its end.
type Closing struct {
	Case models.CaseID `json:"case"`
	Step models.Step   `json:"step"`
}

// CloseCase closes a case that went through its procedure.
func (r *Records) CloseCase(ctx context.Context, in Closing) (Done, error) {
	var out Done
	_, err := r.once(ctx, occasion{key: string(in.Case) + "/close", act: models.Act{Case: in.Case}}, &out, func(w *writing) error {
		clause := clauseOf(w.c.Kind)
		if err := w.over(&out, models.Slate{}); err != nil {
			return err // it was revoked at the last moment
		}
		if err := w.end(models.Done, clause); err != nil {
			return err
		}
		var err error
		out.Receipt, err = w.enter("closed", models.Act{Case: in.Case}, nil, clause, map[string]any{"step": in.Step})
		if err != nil {
			return err
		}
		if w.c.Kind == models.KindException {
			return nil // its applicant has heard that it is granted
		}
		return w.tx.Notify(w.c.Applicant, w.c.ID, "notice-done", w.at)
	})
	return out, err
}

// An Alarm says that a step of a case cannot be begun.
type Alarm struct {
	Case models.CaseID `json:"case"`
	Step models.Step   `json:"step"`
	At   time.Time     `json:"at"`
}

// RaiseAlarm tells those who look after the house that nobody can do a step
// (approval.empty-seat).
func (r *Records) RaiseAlarm(ctx context.Context, in Alarm) (Done, error) {
	var out Done
	key := fmt.Sprintf("%s/%s/alarm/%d", in.Case, in.Step, in.At.Unix())
	_, err := r.once(ctx, occasion{key: key, act: models.Act{Case: in.Case}}, &out, func(w *writing) error {
		var err error
		out.Receipt, err = w.enter("alarm", models.Act{Case: in.Case}, nil, regulation.ApprovalSeatEmpty, map[string]any{"step": in.Step})
		if err != nil {
			return err
		}
		return r.alarm(w, "notice-nobody")
	})
	return out, err
}

// alarm tells the general manager and the personnel department's heads that
// something needs a person's care.
func (r *Records) alarm(w *writing, key string) error {
	people, err := w.tx.AlarmPeople(w.c.Company, today(w.at))
	if err != nil {
		return err
	}
	for _, p := range people {
		if err := w.tx.Notify(p, w.c.ID, key, w.at); err != nil {
			return err
		}
	}
	return nil
}
