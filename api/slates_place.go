package api

import (
	"encoding/json"

	"countersign/models"
	"countersign/models/store"
)

// A PlaceView is where a signer has added a seat: before, together with or after
// another one (approval.add-signer).
type PlaceView struct {
	Of    models.TaskID `json:"of"` // the seat of who added it
	Where string        `json:"where" enum:"before,together,after"`
	// Turn counts those who sign there one after another from 1; who has the same turn
	// signs at once.
	Turn int `json:"turn"`
}

// places are where seats of a slate were added, by seat.
func places(row store.SlateRow) map[models.TaskID]*PlaceView {
	all := map[models.TaskID]*PlaceView{}
	var slate models.Slate
	if json.Unmarshal(row.Current, &slate) != nil {
		return all // an older program drew it: nothing is known of who came when
	}
	for _, r := range slate.Rounds {
		for _, seat := range r.Seats {
			placed(all, seat)
		}
	}
	return all
}

// placed notes where the seats are that were added to a seat, and to those in turn.
func placed(all map[models.TaskID]*PlaceView, seat models.Seat) {
	for where, rounds := range map[string]models.Rounds{"before": seat.Before, "together": seat.With, "after": seat.After} {
		for i, r := range rounds {
			for _, added := range r.Seats {
				all[added.ID] = &PlaceView{Of: seat.ID, Where: where, Turn: i + 1}
				placed(all, added)
			}
		}
	}
}
