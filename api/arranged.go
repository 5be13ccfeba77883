package api

import (
	"encoding/json"
	"slices"
	"strings"

	"countersign/activities"
	"countersign/models"
	"countersign/models/message"
	"countersign/models/regulation"
	"countersign/models/store"
)

// arranged says of an act that arranges who signs whom it took away, or where it sent
// the case back to (approval.add-signer, approval.send-back).
func (o *opened) arranged(v *EventView, e store.EventRow, r *store.Record) {
	switch models.Verb(e.Kind) {
	case models.RemoveSigner:
		var f activities.Removing
		if json.Unmarshal(e.Data, &f) == nil {
			v.People = removed(f.Seat, r.Seats)
		}
	case models.Recall:
		if e.Clause == regulation.ApprovalDelegate.ID() {
			v.Text = word(o.who.Lang, "event", "recall-delegate")
		}
	case models.SendBack:
		var f activities.SendingBack
		if len(e.Data) == 0 || json.Unmarshal(e.Data, &f) == nil {
			v.Back = backTo(f, e, r.Seats)
			v.Text = v.Back.text(o.who.Lang)
		}
	}
}

// removed is who was to sign on a seat that was taken away.
func removed(seat models.TaskID, seats []store.SeatRow) (who []NamedView) {
	for _, s := range seats {
		if (s.ID == seat || s.SeatID == seat) && s.PersonID != "" {
			who = []NamedView{{ID: s.PersonID, Name: s.Person}}
		}
	}
	return who
}

// backTo is where an act sent the case back to: to whom that round was drawn up for,
// whatever came to it since.
func backTo(f activities.SendingBack, e store.EventRow, seats []store.SeatRow) *BackView {
	back := &BackView{Whole: f.Whole}
	at := slices.IndexFunc(seats, func(s store.SeatRow) bool { return s.ID == e.Task })
	if f.Round == nil || at < 0 {
		return back
	}
	back.Round = *f.Round
	for _, s := range seats {
		came := s.AddedBy != "" || s.Asks != "" || s.PersonID != "" && s.ID != s.SeatID || s.OpenedAt != nil && s.OpenedAt.After(e.At)
		if came || s.Step != seats[at].Step || s.Attempt != seats[at].Attempt || s.Round != back.Round-1 {
			continue
		}
		if name := called(s); !slices.Contains(back.Who, name) {
			back.Who = append(back.Who, name)
		}
	}
	return back
}

// text is where a case went back to in words.
func (b BackView) text(lang string) string {
	key := "event-send_back"
	if b.Round > 0 {
		key = "event-send_back-round"
	}
	if b.Whole {
		key += "-whole"
	}
	return message.Text(lang, key, map[string]any{"N": b.Round, "Who": strings.Join(b.Who, message.Text(lang, "list-or", nil))})
}

// called is the post of a seat, or the person where it waits for one: 市场营销部部长,
// not 市场营销部 市场营销部部长.
func called(s store.SeatRow) string {
	switch {
	case s.PersonID != "":
		return s.Person
	case strings.HasPrefix(s.Post, s.Unit), strings.HasSuffix(s.Post, s.Unit):
		return s.Post
	}
	return s.Unit + " " + s.Post
}
