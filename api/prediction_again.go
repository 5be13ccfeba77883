package api

import (
	"encoding/json"
	"slices"

	"countersign/models"
	"countersign/models/message"
	"countersign/models/store"
)

// again says of the signatures of a case that is with its applicant who comes again:
// whose signature stands unless what he or she was shown changes, and who was added or
// got a seat from another (approval.send-back).
func (w predicting) again(v *ComingView) error {
	if w.current == nil || w.current.Step != models.StepRevise || v.Step != models.StepSignatures {
		return nil
	}
	r, err := w.record()
	if err != nil {
		return err
	}
	at := lastSlate(r.Slates, v.Step)
	var slate models.Slate
	if at < 0 || json.Unmarshal(r.Slates[at].Current, &slate) != nil {
		return nil
	}
	seats, fell := standingSeats(r, r.Slates[at])
	if fell {
		return nil // all are asked again
	}
	w.stand(v, r.Seats, seats)
	w.lack(v, r.Seats, slate.Lacks())
	return nil
}

// lastSlate is the last slate of a step; -1 where there is none.
func lastSlate(rows []store.SlateRow, step models.Step) int {
	for i, row := range slices.Backward(rows) {
		if row.Step == step {
			return i
		}
	}
	return -1
}

// standingSeats are the seats of a slate whose signatures stand; fell says that none
// does, though somebody has signed.
func standingSeats(r *store.Record, row store.SlateRow) (seats map[models.TaskID]bool, fell bool) {
	seats = map[models.TaskID]bool{}
	signed := false
	for _, s := range r.Signatures {
		if s.Step != row.Step || s.Attempt != row.Attempt || s.Decision != models.Sign {
			continue
		}
		if signed = true; s.FellAt == nil {
			seats[s.SeatID] = true
		}
	}
	return seats, signed && len(seats) == 0
}

// stand marks the seats whose signatures stand.
func (w predicting) stand(v *ComingView, rows []store.SeatRow, stands map[models.TaskID]bool) {
	for _, row := range rows {
		if seat := seatOf(v, row); seat != nil && row.ID == row.SeatID && stands[row.SeatID] {
			seat.Once = message.Text(w.who.Lang, "coming-stands", nil)
		}
	}
}

// lack puts those in their places who were handed a seat or added, and have not signed.
func (w predicting) lack(v *ComingView, rows []store.SeatRow, lacks map[models.TaskID][]models.TaskID) {
	for _, row := range rows {
		tasks, lacking := lacks[row.SeatID]
		if !lacking || !slices.Contains(tasks, row.ID) || row.PersonID == "" || seatOf(v, row) != nil || row.Round >= len(v.Rounds) {
			continue
		}
		comes := ComingSeat{Holders: []string{row.Person}, Why: word(w.who.Lang, "why", row.Why)}
		for _, home := range rows {
			if seat := seatOf(v, home); seat != nil && home.ID == row.SeatID && home.ID != row.ID {
				*seat, tasks = comes, nil // instead of whose seat it was
			}
		}
		if tasks != nil {
			v.Rounds[row.Round].Seats = append(v.Rounds[row.Round].Seats, comes)
		}
	}
}

// seatOf is the predicted seat for the post or person of a task.
func seatOf(v *ComingView, row store.SeatRow) *ComingSeat {
	if row.Round >= len(v.Rounds) {
		return nil
	}
	seats := v.Rounds[row.Round].Seats
	for i := range seats {
		if row.PostID != "" && seats[i].Post == row.Unit+" "+row.Post || row.PersonID != "" && seats[i].Post == "" && slices.Equal(seats[i].Holders, []string{row.Person}) {
			return &seats[i]
		}
	}
	return nil
}
