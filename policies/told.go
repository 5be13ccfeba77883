package policies

import (
	"slices"

	"countersign/models"
)

// ToldWhenDone are those who get a copy when a step is done: who holds the posts now
// that the rows of the step name for then (approval.copy).
func ToldWhenDone(matrix []models.MatrixRow, d models.DrawUp) (people []models.PersonID) {
	rows := roundsOf(matrix, d)
	if len(rows) == 0 {
		return nil
	}
	draw := newDraw(d, rows[0].Verb)
	for _, row := range rows {
		people = append(people, draw.told(row.Tells(true))...)
	}
	slices.Sort(people)
	return slices.Compact(people)
}
