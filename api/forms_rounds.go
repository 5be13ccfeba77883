package api

import (
	"encoding/json"

	"countersign/models"
	"countersign/models/store"
)

// An attempt is a step as it was begun for the nth time.
type attempt struct {
	step models.Step
	n    int
}

// drawnFor are the rounds of the form for which those of each slate were drawn: rights
// are by the rounds of the form (approval.fields).
func drawnFor(slates []store.SlateRow) map[attempt]models.DrawnFor {
	found := map[attempt]models.DrawnFor{}
	for _, row := range slates {
		var drawn struct{ Rounds []struct{ Of int } }
		if json.Unmarshal(row.Drawn, &drawn) != nil {
			continue // an older program drew it
		}
		for _, r := range drawn.Rounds {
			at := attempt{row.Step, row.Attempt}
			found[at] = append(found[at], r.Of)
		}
	}
	return found
}
