package api

import (
	"slices"

	"countersign/models"
	"countersign/models/store"
)

// came are the acts by which a task comes to somebody with words to it.
var came = []models.Verb{models.SendBack, models.Transfer, models.Delegate, models.Advise, models.AddSigner, models.Ask, models.TakeBack, models.Recall}

// because is what was said as a task came to its holder: the question to the
// applicant, the answer to who asked, or why a case was sent back or handed on (approval.ask,
// approval.send-back). Nil where nobody said anything.
func (o *opened) because(task models.TaskID) (*SaidView, error) {
	r, err := o.record()
	if err != nil {
		return nil, err
	}
	at := slices.IndexFunc(r.Seats, func(s store.SeatRow) bool { return s.ID == task })
	if at < 0 {
		return nil, nil
	}
	seat := r.Seats[at]
	for _, e := range slices.Backward(r.Events) {
		opened := seat.OpenedAt != nil && sameTick(e.At, *seat.OpenedAt)
		revise := seat.Verb == models.Resubmit && e.Kind == string(models.SendBack)
		if e.Comment != "" && (opened && slices.Contains(came, models.Verb(e.Kind)) || revise || answers(e, task, r.Seats)) {
			return &SaidView{By: e.Actor, Post: e.Post, Words: e.Comment, At: e.At}, nil
		}
	}
	return nil, nil
}

// answers reports whether the entry answers a question that was asked from the task: it
// waited all the while (approval.ask, approval.delegate).
func answers(e store.EventRow, task models.TaskID, seats []store.SeatRow) bool {
	return slices.ContainsFunc(seats, func(s store.SeatRow) bool {
		return s.Asks == task && e.Kind == string(s.Verb) && s.ClosedAt != nil && sameTick(e.At, *s.ClosedAt)
	})
}
