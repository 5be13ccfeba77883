package api

import (
	"slices"

	"countersign/models"
	"countersign/models/message"
	"countersign/models/store"
)

// covered says of a seat that is filled by a signature given for another one, and of
// one that may be (approval.one-seat). Nobody has signed there.
func (o *opened) covered(v *SeatView, seat store.SeatRow, drawn models.Drawn, r *store.Record) {
	if seat.Round >= len(drawn.Rounds) {
		return
	}
	seats := drawn.Rounds[seat.Round].Seats
	i := slices.IndexFunc(seats, func(s models.DrawnSeat) bool { return s.Post == seat.PostID && s.Person == seat.PersonID })
	if i < 0 || len(seats[i].Once) == 0 || seat.State == "done" {
		return
	}
	v.Why = message.Text(o.who.Lang, "seat-once", nil)
	for _, s := range r.Signatures {
		if s.Step == seat.Step && s.Attempt == seat.Attempt && s.FellAt == nil && slices.Contains(seats[i].Once, s.PrincipalID) {
			at := slices.IndexFunc(r.Seats, func(row store.SeatRow) bool { return row.ID == s.TaskID })
			if at >= 0 && r.Seats[at].Round >= seats[i].Since && (seats[i].Proof == "" || s.Proof != nil) {
				v.Why = message.Text(o.who.Lang, "seat-covered", map[string]any{"Round": r.Seats[at].Round + 1})
			}
		}
	}
}

// without says why a round has no seats.
func (o *opened) without(view *SlateView, drawn models.Drawn) error {
	for i, r := range drawn.Rounds {
		if len(r.Seats) > 0 {
			continue
		}
		var posts []models.PostID
		for _, c := range r.Considered {
			posts = append(posts, c.Post)
		}
		called, err := o.r.Called(posts, nil, nil)
		if err != nil {
			return err
		}
		for _, c := range r.Considered {
			view.Rounds[i].Left = append(view.Rounds[i].Left, LeftOut{called.Posts[c.Post], word(o.who.Lang, "left", c.Left)})
		}
	}
	return nil
}
