package activities

import (
	"context"
	"time"

	"countersign/models"
	"countersign/models/regulation"
	"countersign/models/store"
)

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
