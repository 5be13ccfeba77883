package models_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"countersign/models"
	"countersign/models/regulation"
)

func slate(rounds ...models.Round) models.Slate {
	n := 0
	for i := range rounds {
		for j := range rounds[i].Seats {
			n++
			task := models.TaskID(fmt.Sprintf("seat-%d", n))
			rounds[i].Seats[j].ID, rounds[i].Seats[j].Tasks = task, []models.TaskID{task}
		}
	}
	return models.Slate{Step: models.StepSignatures, Clause: regulation.SampleTwoSignatures, Verb: models.Sign, Attempt: 1, Rounds: rounds}
}

func seats(units ...models.UnitID) []models.Seat {
	all := make([]models.Seat, len(units))
	for i, u := range units {
		all[i].Unit = u
	}
	return all
}

type move struct {
	task, by string
	opens    int // tasks that open
	closes   int // tasks that close
	refused  string
	settled  bool
}

func TestSlate(t *testing.T) {
	for name, play := range map[string]struct {
		slate models.Slate
		moves []move
	}{
		"sample.two-signatures one after another: the second seat opens when the first is filled": {
			slate(models.Round{Mode: models.All, Seats: seats("a")}, models.Round{Mode: models.All, Seats: seats("b")}), []move{
				{task: "seat-2", by: "gm", refused: "sample.two-signatures"},
				{task: "seat-1", by: "head", opens: 1, closes: 1},
				{task: "seat-1", by: "head", refused: "sample.two-signatures"},
				{task: "seat-2", by: "gm", closes: 1, settled: true},
			}},
		"approval.one-seat one person never fills two seats, nor somebody else in the person's name": {
			slate(models.Round{Mode: models.All, Seats: seats("a", "b")}), []move{
				{task: "seat-1", by: "ann", closes: 1},
				{task: "seat-2", by: "ann", refused: "approval.one-seat"},
				{task: "seat-2", by: "bob", closes: 1, settled: true},
			}},
		"authority.matrix any of a round is enough, and the others need not": {
			slate(models.Round{Mode: models.Any, Seats: seats("a", "b", "c")}, models.Round{Mode: models.All, Seats: seats("d")}), []move{
				{task: "seat-2", by: "ann", closes: 3, opens: 1},
				{task: "seat-1", by: "bob", refused: "sample.two-signatures"},
				{task: "seat-4", by: "gm", closes: 1, settled: true},
			}},
		"authority.matrix two of three": {
			slate(models.Round{Mode: models.Quorum, Need: 2, Seats: seats("a", "b", "c")}), []move{
				{task: "seat-3", by: "ann", closes: 1},
				{task: "seat-1", by: "bob", closes: 2, settled: true},
			}},
		"authority.matrix one of each department": {
			slate(models.Round{Mode: models.Departments, Seats: seats("a", "a", "b", "b")}), []move{
				{task: "seat-1", by: "ann", closes: 2},
				{task: "seat-2", by: "bob", refused: "sample.two-signatures"},
				{task: "seat-4", by: "cat", closes: 2, settled: true},
			}},
	} {
		t.Run(name, func(t *testing.T) {
			s := play.slate
			for i, m := range play.moves {
				next, change, err := s.Act(models.TaskID(m.task), models.PersonID(m.by), models.PersonID(m.by))
				at := fmt.Sprintf("move %d", i+1)
				if m.refused != "" {
					require.Error(t, err, at)
					require.Equal(t, m.refused, models.AsError(err).Clause.String(), at)
					continue
				}
				require.NoError(t, err, at)
				require.Len(t, change.Open, m.opens, at)
				require.Len(t, change.Close, m.closes, at)
				require.Equal(t, m.settled, next.Settled(), at)
				s = next
			}
		})
	}
	t.Run("approval.deadline a task that escalation added fills the same seat, and both tasks close", func(t *testing.T) {
		s, change := slate(models.Round{Mode: models.All, Seats: seats("a")}).Escalate("seat-1", "added")
		require.Equal(t, []models.TaskID{"added"}, change.Open)
		require.Equal(t, []models.TaskID{"seat-1", "added"}, s.Waiting())
		seat, ok := s.SeatOf("added")
		require.True(t, ok)
		require.Equal(t, models.TaskID("seat-1"), seat.ID)
		s, change, err := s.Act("added", "superior", "superior")
		require.NoError(t, err)
		require.Len(t, change.Close, 2)
		require.True(t, s.Settled())
	})
}
