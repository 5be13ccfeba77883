package approval_test

import (
	"fmt"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"countersign/models"
	"countersign/models/regulation"
	"countersign/workflows/approval"
)

// A court is a slate on which people have signed up to the sender's round.
type court struct {
	t             *rapid.T
	s             models.Slate
	to            int // the round that is sent back to
	seats, people int
}

func (c *court) draw(row approval.Row) {
	before, between := rapid.IntRange(0, 1).Draw(c.t, "before"), 0
	if row.Scope == approval.ToEarlier {
		between = rapid.IntRange(1, 2).Draw(c.t, "between")
	}
	c.to = before
	c.s = models.Slate{Step: models.StepSignatures, Clause: regulation.SampleTwoSignatures, Verb: models.Sign, Attempt: 1}
	for i := range before + 1 + between + 1 {
		shape := rapid.SampledFrom(approval.Shapes).Draw(c.t, "shape")
		if i == c.to {
			shape = row.Shape
		}
		c.s.Rounds = append(c.s.Rounds, c.round(shape))
	}
	sender := before + 1 + between
	for c.s.Current() < sender {
		c.sign(rapid.SampledFrom(c.s.Waiting()).Draw(c.t, "task"))
	}
	for range rapid.IntRange(0, 3).Draw(c.t, "some") { // of the sender's round have signed as well
		before := c.s
		c.sign(rapid.SampledFrom(c.s.Waiting()).Draw(c.t, "task"))
		if c.s.Settled() {
			c.s = before
			break
		}
	}
}

func (c *court) round(shape approval.Shape) models.Round {
	most := map[approval.Shape]int{approval.InTurn: 1, approval.Nested: 2}[shape]
	if most == 0 {
		most = 4
	}
	r := models.Round{Mode: models.All}
	for range rapid.IntRange(min(2, most), most).Draw(c.t, "seats") {
		seat := c.seat()
		switch shape {
		case approval.Branches:
			seat.After = models.Rounds{c.round(approval.All), c.round(approval.InTurn)}
		case approval.Nested:
			c.nest(&seat, rapid.IntRange(1, 2).Draw(c.t, "depth"))
		}
		r.Seats = append(r.Seats, seat)
	}
	switch mode := models.Mode(shape); mode {
	case models.Any, models.Departments:
		r.Mode = mode
	case models.Quorum:
		r.Mode, r.Need = mode, rapid.IntRange(1, len(r.Seats)).Draw(c.t, "need")
	}
	return r
}

func (c *court) seat() models.Seat {
	c.seats++
	id := models.TaskID(fmt.Sprintf("seat-%d", c.seats))
	return models.Seat{ID: id, Tasks: []models.TaskID{id}, Unit: rapid.SampledFrom([]models.UnitID{"a", "b"}).Draw(c.t, "unit")}
}

func (c *court) nest(seat *models.Seat, depth int) {
	for _, rounds := range []*models.Rounds{&seat.Before, &seat.With, &seat.After} {
		if rapid.Bool().Draw(c.t, "nested") {
			inner := c.seat()
			if depth > 1 {
				c.nest(&inner, depth-1)
			}
			*rounds = models.Rounds{{Mode: rapid.SampledFrom([]models.Mode{models.All, models.Any}).Draw(c.t, "mode"), Seats: []models.Seat{inner, c.seat()}}}
		}
	}
}

func (c *court) sign(task models.TaskID) {
	c.people++
	who := models.PersonID(fmt.Sprintf("p%d", c.people))
	next, _, err := c.s.Act(task, who, who)
	require.NoError(c.t, err)
	c.s = next
}

// seatsOf names the seats of tasks.
func seatsOf(s models.Slate, tasks []models.TaskID) (seats []models.TaskID) {
	for _, task := range tasks {
		seat, _ := s.SeatOf(task)
		seats = append(seats, seat.ID)
	}
	return seats
}

// filled are the filled seats of rounds, also those added.
func filled(rounds models.Rounds) []models.TaskID { return models.Slate{Rounds: rounds}.Standing() }

// first are the seats of a round before which nobody signs, when none has signed.
func first(r models.Round) (seats []models.TaskID) {
	for _, s := range r.Seats {
		if len(s.Before) > 0 {
			seats = append(seats, first(s.Before[0])...)
			continue
		}
		seats = append(seats, s.ID)
		if len(s.With) > 0 {
			seats = append(seats, first(s.With[0])...)
		}
	}
	return seats
}

// says works out what a term of the table says about the slate before, of which a round
// is sent back to.
func says(t require.TestingT, s models.Slate, to int, term approval.Term) []models.TaskID {
	all := []models.TaskID{}
	for _, seat := range s.Rounds[to].Seats {
		all = append(all, seat.ID)
	}
	switch term {
	case approval.SendersRound, approval.EveryTask:
		return s.Waiting()
	case approval.TheSeat, approval.EverySeat, approval.HeadsOfBranches:
		return all
	case approval.Innermost:
		return first(s.Rounds[to])
	case approval.NoSignature:
		return nil
	case approval.RoundsBefore:
		return filled(s.Rounds[:to])
	case approval.AllButThatRound:
		return append(filled(s.Rounds[:to]), filled(s.Rounds[to+1:])...)
	}
	require.Fail(t, "the table says what is not known here", term)
	return nil
}
