package models_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"countersign/models"
	"countersign/models/regulation"
)

func slate(rounds ...models.Round) models.Slate {
	n := 0
	for i := range rounds {
		for j := range rounds[i].Seats {
			n++
			rounds[i].Seats[j].ID = models.TaskID(fmt.Sprintf("seat-%d", n))
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
		s := slate(models.Round{Mode: models.All, Seats: seats("a")}).Escalate("seat-1", "added")
		require.Equal(t, []models.TaskID{"seat-1", "added"}, s.Waiting())
		require.Equal(t, models.TaskID("seat-1"), s.SeatOf("added"))
		s, change, err := s.Act("added", "superior", "superior")
		require.NoError(t, err)
		require.Len(t, change.Close, 2)
		require.True(t, s.Settled())
	})
}

// TestSlateProperties plays random acts on random slates.
func TestSlateProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := slate(rapid.SliceOfN(rapid.Custom(randomRound), 1, 4).Draw(t, "rounds")...)
		people := []models.PersonID{"p0", "p1", "p2", "p3", "p4", "p5", "p6", "p7", "p8", "p9", "p10", "p11"}
		signed := map[models.PersonID]bool{}
		for range rapid.IntRange(0, 40).Draw(t, "acts") {
			task := models.TaskID(fmt.Sprintf("seat-%d", rapid.IntRange(0, 17).Draw(t, "seat")))
			by, principal := rapid.SampledFrom(people).Draw(t, "by"), rapid.SampledFrom(people).Draw(t, "for")
			was := s.Waiting()
			next, change, err := s.Act(task, by, principal)
			if err != nil {
				require.Equal(t, was, s.Waiting(), "a refused act changes nothing")
				continue
			}
			require.Contains(t, was, task, "only what waits is done")
			require.False(t, signed[by] || signed[principal], "nobody is on a slate twice")
			signed[by], signed[principal] = true, true
			require.Contains(t, change.Close, task)
			require.Subset(t, next.Waiting(), change.Open)
			require.GreaterOrEqual(t, next.Current(), s.Current(), "no round comes back")
			require.Equal(t, next.Settled(), len(next.Waiting()) == 0, "a slate waits for somebody until it is settled")
			s = next
		}
	})
}

func randomRound(t *rapid.T) models.Round {
	r := models.Round{Mode: rapid.SampledFrom([]models.Mode{models.All, models.Any, models.Quorum, models.Departments}).Draw(t, "mode")}
	for range rapid.IntRange(1, 4).Draw(t, "seats") {
		r.Seats = append(r.Seats, models.Seat{Unit: models.UnitID(rapid.SampledFrom([]string{"a", "b", "c"}).Draw(t, "unit"))})
	}
	r.Need = rapid.IntRange(1, len(r.Seats)).Draw(t, "need")
	return r
}
