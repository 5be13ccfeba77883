package activities

import (
	"context"
	"time"

	"countersign/models"
	"countersign/models/regulation"
)

// A Glance has the records of a case looked at again: by who is absent on a day its
// tasks may wait for others, and the records may have changed otherwise.
type Glance struct {
	Case  models.CaseID `json:"case"`
	Slate models.Slate  `json:"slate"`
	Facts Facts         `json:"facts"`
	At    time.Time     `json:"at"`
}

// Look gives the tasks of those who are absent to who stands in for them, and back to
// those who are there again (approval.absence). It finds nothing to do where that was
// done; then, too, it says how the records stand, so that the workflow catches up.
func (r *Records) Look(ctx context.Context, in Glance) (Done, error) {
	var out Done
	key := string(in.Case) + "/look/" + in.At.UTC().Format(time.RFC3339Nano)
	_, err := r.once(ctx, occasion{key, models.Act{Case: in.Case}, in.Slate}, &out, func(w *writing) error {
		if err := w.stand(&in.Slate, &in.Facts); err != nil {
			return err
		}
		out.Facts = in.Facts
		if err := w.over(&out, in.Slate); err != nil {
			return err
		}
		out.Slate = in.Slate
		moved, err := r.place(w, &out)
		if err != nil {
			return err
		}
		if out.Outcome = outcomeOf(w.c, out.Slate); len(moved) == 0 {
			return r.nothingUp(w, &out)
		}
		w.moved(out)
		out.Receipt, err = w.enter("absence", models.Act{Case: in.Case}, nil, regulation.ApprovalAbsence,
			map[string]any{"machine": "absence", "step": out.Slate.Step, "waiting": out.Slate.Waiting(), "moved": moved})
		if err != nil {
			return err
		}
		out.Escalate, err = r.nextEscalation(w, out.Slate.Waiting())
		return err
	})
	return out, err
}
