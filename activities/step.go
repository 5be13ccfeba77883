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
// (authority.matrix). Signatures whose content is unchanged stand again.
func (r *Records) DrawUp(ctx context.Context, in Drawing) (Done, error) {
	var out Done
	key := fmt.Sprintf("%s/%s/%d", in.Case, in.Step, in.Attempt)
	_, err := r.once(ctx, occasion{key: key, act: models.Act{Case: in.Case}}, &out, func(w *writing) error {
		if w.over(&out, models.Slate{Step: in.Step, Clause: in.Clause}) {
			return errUnchanged
		}
		drawn, err := r.drawn(w, in)
		if err != nil {
			return err
		}
		out.Facts = in.Facts
		out.Slate = drawn.Slate(in.Attempt, func(int, int) models.TaskID { return models.TaskID(newID()) })
		if err := w.tx.KeepSlate(w.c.ID, out.Slate, drawn, standing{out.Slate, out.Facts}, w.at); err != nil {
			return err
		}
		if err := r.addTasks(w, tasksOf(w.c, out.Slate, drawn, w.at), out.Slate.Waiting()); err != nil {
			return err
		}
		if out.Slate, err = r.survive(w, out.Slate, drawn); err != nil {
			return err
		}
		if in.Attempt > 1 {
			if err := w.tx.MoveSlate(w.c.ID, out.Slate, standing{out.Slate, out.Facts}); err != nil {
				return err
			}
		}
		out.Outcome = outcomeOf(w.c, out.Slate)
		if err := w.tx.Involve(w.c.ID, "copied", w.at, drawn.Told...); err != nil {
			return err
		}
		if drawn.Alarm {
			if err := r.alarm(w, "notice-empty-seat"); err != nil {
				return err
			}
		}
		out.Receipt, err = w.enter("drawn", models.Act{Case: in.Case}, nil, in.Clause, withAbsent(drawn, map[string]any{"step": in.Step, "attempt": in.Attempt, "waiting": out.Slate.Waiting()}))
		if err != nil {
			return err
		}
		out.Escalate, err = r.nextEscalation(w, out.Slate.Waiting())
		return err
	})
	return out, err
}

// drawn asks the authority matrix in force today who must act.
func (r *Records) drawn(w *writing, in Drawing) (models.Drawn, error) {
	ask, matrix, err := w.tx.Facts().DrawUp(w.c, in.Step, w.at)
	if err != nil {
		return models.Drawn{}, err
	}
	rows := policies.InForce(matrix)
	if w.c.Kind == models.KindForm || policies.Asks(rows, w.c.Kind, in.Step) {
		if rows, err = named(w, rows, &ask); err != nil {
			return models.Drawn{}, err
		}
	}
	ask.StrongFrom = models.Cents(regulation.StepUpFrom.In(w.book))
	drawn, err := policies.DrawUp(rows, ask)
	drawn.Clause = in.Clause
	return drawn, err
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

// survive fills the seats whose posts have signed the same content before
// (approval.send-back).
func (r *Records) survive(w *writing, s models.Slate, d models.Drawn) (models.Slate, error) {
	if s.Attempt == 1 || s.Verb != models.Sign {
		return s, nil
	}
	before, err := w.tx.Signatures(w.c.ID, s.Step)
	if err != nil {
		return s, err
	}
	for _, old := range before {
		for _, task := range s.Waiting() {
			if old.Attempt != s.Attempt-1 || old.Digest != w.c.Digest || !sameSeat(s, d, task, old) {
				continue
			}
			if proven, err := w.proven(s.ProofOf(task), old.ActID); err != nil {
				return s, err
			} else if !proven {
				continue
			}
			next, change, err := s.Act(task, old.PersonID, old.PrincipalID)
			if err != nil || next.Settled() {
				continue // the last signature is given anew: a step takes effect by an act
			}
			s = next
			if err := r.openTasks(w, change.Open); err != nil {
				return s, err
			}
			old.ID, old.Attempt, old.TaskID, old.SeatID = newID(), s.Attempt, task, task
			if err := w.tx.KeepSignature(old); err != nil {
				return s, err
			}
			if err := w.tx.CloseTask(task, old.PersonID, nil, w.at); err != nil {
				return s, err
			}
			break
		}
	}
	return s, nil
}

// sameSeat reports whether a task waits for the post under which the signature was
// given, or for its signer by name.
func sameSeat(s models.Slate, d models.Drawn, task models.TaskID, old store.Signature) bool {
	for i, round := range s.Rounds {
		for j, seat := range round.Seats {
			if from := d.Rounds[i].Seats[j]; seat.ID == task {
				return old.PostID != nil && from.Post == *old.PostID || from.Person != "" && from.Person == old.PrincipalID
			}
		}
	}
	return false
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
		if err := w.end(models.Done, clause); err != nil {
			return err
		}
		var err error
		out.Receipt, err = w.enter("closed", models.Act{Case: in.Case}, nil, clause, map[string]any{"step": in.Step})
		if err != nil {
			return err
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
