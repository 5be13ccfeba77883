package api

import (
	"encoding/json"
	"slices"
	"time"

	"countersign/models"
	"countersign/models/store"
)

// fall is why a signature counts no more, and that in words: its signer took it back,
// somebody sent the case back, or what it bound was changed. It is empty while it
// counts (approval.take-back, approval.send-back, approval.digest).
func (o *opened) fall(s store.SignatureRow) (why, name string) {
	if s.FellAt == nil {
		return "", ""
	}
	why = "changed"
	r, err := o.record()
	if err != nil {
		return why, word(o.who.Lang, "fell", why)
	}
	for _, e := range r.Events {
		switch {
		case !sameTick(e.At, *s.FellAt):
		case e.Kind == string(models.TakeBack):
			why = "taken_back"
		case e.Kind == string(models.SendBack):
			why = "sent_back"
		}
	}
	return why, word(o.who.Lang, "fell", why)
}

// sameTick reports whether two instants of one transaction are the same: the history
// cuts them to the microsecond, tables round them.
func sameTick(a, b time.Time) bool { return a.Sub(b).Abs() <= time.Microsecond }

// again are the tasks of the slate at work that wait no longer and will again: whose
// signers have added others before themselves, or to whom a case comes back. True
// says that added signers come first.
func (o *opened) again(row store.SlateRow, r *store.Record) map[models.TaskID]bool {
	tasks := map[models.TaskID]bool{}
	var slate models.Slate
	if !atWork(row, r) || json.Unmarshal(row.Current, &slate) != nil {
		return tasks
	}
	for task, before := range slate.ToCome() {
		tasks[task] = before
	}
	return tasks
}

// atWork reports whether tasks of the slate wait.
func atWork(row store.SlateRow, r *store.Record) bool {
	return slices.ContainsFunc(r.Seats, func(s store.SeatRow) bool {
		return s.Step == row.Step && s.Attempt == row.Attempt && s.State == "open"
	})
}

// standing says how a task stands that nobody has done and that does not wait: handed
// on, delegated, taken away, or to come again.
func (o *opened) standing(v *SeatView, row store.SeatRow, again map[models.TaskID]bool, r *store.Record) {
	if row.PersonID != "" {
		v.InPlaceOf = inPlaceOf(row, r.Seats)
	}
	if row.State != "void" {
		return
	}
	if before, comes := again[row.ID]; comes {
		v.State, v.StateName = "ahead", word(o.who.Lang, "seat", "ahead")
		if before {
			v.StateName = word(o.who.Lang, "seat", "after-added")
		}
		return
	}
	for _, e := range r.Events {
		if row.ClosedAt == nil || !sameTick(e.At, *row.ClosedAt) {
			continue
		}
		switch verb := models.Verb(e.Kind); verb {
		case models.Transfer, models.Delegate, models.Recall, models.RemoveSigner:
			v.StateName = word(o.who.Lang, "seat", verb)
		}
	}
}

// inPlaceOf is the post that a seat waited for before it came to a person.
func inPlaceOf(row store.SeatRow, seats []store.SeatRow) string {
	for _, s := range seats {
		if s.SeatID == row.SeatID && s.Step == row.Step && s.Attempt == row.Attempt && s.PostID != "" && row.Verb == models.Sign {
			return called(s)
		}
	}
	return ""
}
