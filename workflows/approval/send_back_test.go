package approval_test

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"countersign/models"
	"countersign/models/form"
	"countersign/models/regulation"
	"countersign/policies"
	"countersign/workflows/approval"
)

// tries sets how many cases a property is tried on, unless the command line says
// another number.
func tries(t *testing.T, n int) {
	checks := flag.Lookup("rapid.checks")
	if was := checks.Value.String(); was == checks.DefValue {
		require.NoError(t, checks.Value.Set(fmt.Sprint(n)))
		t.Cleanup(func() { require.NoError(t, checks.Value.Set(was)) })
	}
}

// TestSendBackTable runs every row of the table against slates: what it says is
// worked out here by itself, and what the slate does must be that.
func TestSendBackTable(t *testing.T) {
	tries(t, 750) // × 42 rows
	for _, row := range approval.SendBack() {
		t.Run(fmt.Sprintf("approval.send-back %s, %s, %s", row.Scope, row.Way, row.Shape), func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				c := &court{t: t}
				c.draw(row)
				if row.Scope == approval.ToApplicant {
					c.toApplicant(row)
				} else {
					c.toRound(row)
				}
			})
		})
	}
}

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

// says works out what a term of the table says about the slate before.
func (c *court) says(term approval.Term) []models.TaskID {
	s, all := c.s, []models.TaskID{}
	for _, seat := range s.Rounds[c.to].Seats {
		all = append(all, seat.ID)
	}
	switch term {
	case approval.SendersRound, approval.EveryTask:
		return s.Waiting()
	case approval.TheSeat, approval.EverySeat, approval.HeadsOfBranches:
		return all
	case approval.Innermost:
		return first(s.Rounds[c.to])
	case approval.NoSignature:
		return nil
	case approval.RoundsBefore:
		return filled(s.Rounds[:c.to])
	case approval.AllButThatRound:
		return append(filled(s.Rounds[:c.to]), filled(s.Rounds[c.to+1:])...)
	}
	c.t.Fatalf("the table says %q, of which nothing is known here", term)
	return nil
}

func (c *court) toRound(row approval.Row) {
	before := c.s
	sender := rapid.SampledFrom(before.Waiting()).Draw(c.t, "sender")
	n := 0
	after, change, err := before.SendBack(sender, c.to, row.Way == approval.Whole, func(models.Seat) models.TaskID { n++; return models.TaskID(fmt.Sprintf("again-%d", n)) })
	require.NoError(c.t, err)
	require.ElementsMatch(c.t, c.says(row.Closes), change.Close, "what closes")
	require.ElementsMatch(c.t, c.says(row.Opens), seatsOf(after, change.Open), "what opens")
	require.ElementsMatch(c.t, c.says(row.Stands), after.Standing(), "which signatures stand")
	current := before.Current()
	lacked := seatsOf(before, before.Waiting())
	for c.s = after; c.s.Current() == c.to; {
		c.sign(c.s.Waiting()[0])
	}
	switch row.Next {
	case approval.TheSender:
		require.ElementsMatch(c.t, lacked, seatsOf(c.s, c.s.Waiting()))
	case approval.RoundAfter:
		require.Equal(c.t, c.to+1, c.s.Current())
		require.Empty(c.t, filled(c.s.Rounds[c.to+1:]))
	default:
		c.t.Fatalf("the table asks %q next", row.Next)
	}
	c.finish(current)
}

// finish has everybody sign: it comes to its end, by way of the sender's round.
func (c *court) finish(sender int) {
	passed := false
	for i := 0; !c.s.Settled(); i++ {
		require.Less(c.t, i, 300, "the slate hangs")
		passed = passed || c.s.Current() == sender
		c.sign(c.s.Waiting()[0])
	}
	require.True(c.t, passed)
}

// toApplicant draws the slate up again, after something was changed that some of
// the signers were shown.
func (c *court) toApplicant(row approval.Row) {
	before := c.s
	require.ElementsMatch(c.t, before.Waiting(), c.says(row.Closes))
	require.Equal(c.t, approval.TheApplicant, row.Opens)
	changed := map[models.TaskID]bool{} // by seats whose signers were shown it
	for _, seat := range before.Standing() {
		changed[seat] = rapid.IntRange(0, 2).Draw(c.t, "changed") == 0
	}
	stands := func(seat models.TaskID) bool { return row.Stands == approval.Unchanged && !changed[seat] }
	again, was := c.again(before, stands)
	var want, got []models.TaskID
	for _, seat := range before.Standing() {
		if stands(seat) {
			want = append(want, seat)
		}
	}
	for _, seat := range again.Standing() {
		got = append(got, was[seat])
	}
	require.ElementsMatch(c.t, want, got, "which signatures stand")
	switch row.Next {
	case approval.WhoeverLacks:
		if !slices.Contains(values(changed), true) {
			require.ElementsMatch(c.t, seatsOf(before, before.Waiting()), translated(was, seatsOf(again, again.Waiting())), "it is straight back with the sender")
		}
	case approval.FirstRound:
		require.Zero(c.t, again.Current())
	default:
		c.t.Fatalf("the table asks %q next", row.Next)
	}
	current := before.Current()
	c.s = again
	c.finish(current)
}

// again is the slate drawn up anew, with what it carries over; was says which seat
// of before each of its seats is.
func (c *court) again(before models.Slate, stands func(models.TaskID) bool) (again models.Slate, was map[models.TaskID]models.TaskID) {
	was = map[models.TaskID]models.TaskID{}
	again = models.Slate{Step: before.Step, Clause: before.Clause, Verb: before.Verb, Attempt: 2}
	for _, r := range before.Rounds {
		drawn := models.Round{Mode: r.Mode, Need: r.Need}
		for _, s := range r.Seats {
			id := "new-" + s.ID
			was[id] = s.ID
			drawn.Seats = append(drawn.Seats, models.Seat{ID: id, Tasks: []models.TaskID{id}, Unit: s.Unit})
		}
		again.Rounds = append(again.Rounds, drawn)
	}
	for _, r := range before.Rounds {
		for _, s := range r.Seats {
			again = again.Carry("new-"+s.ID, s, models.Carrying{Stands: stands,
				Seat: func(old models.Seat) models.TaskID { was["new-"+old.ID] = old.ID; return "new-" + old.ID },
				Task: func(now, _ models.Seat, task models.TaskID) models.TaskID { return "new-" + task }})
		}
	}
	return again, was
}

func translated(was map[models.TaskID]models.TaskID, seats []models.TaskID) (old []models.TaskID) {
	for _, s := range seats {
		old = append(old, was[s])
	}
	return old
}

func values[K comparable, V any](m map[K]V) (all []V) {
	for _, v := range m {
		all = append(all, v)
	}
	return all
}

func TestSendBackIsTotal(t *testing.T) {
	t.Run("approval.send-back the table has a row for every scope, way and shape, and words for all that it says", func(t *testing.T) {
		table := approval.SendBack()
		require.Len(t, table, len(approval.Scopes)*len(approval.Ways)*len(approval.Shapes))
		for _, row := range table {
			for _, said := range []any{row.Scope, row.Way, row.Shape, row.Closes, row.Opens, row.Stands, row.Next} {
				words := approval.Terms[fmt.Sprint(said)]
				require.NotEmpty(t, words.Zh, said)
				require.NotEmpty(t, words.En, said)
			}
		}
	})
	t.Run("approval.send-back SEND_BACK.md is the table", func(t *testing.T) {
		text, err := os.ReadFile("SEND_BACK.md")
		require.NoError(t, err)
		require.Equal(t, approval.Markdown(append(policies.DefaultMatrix(), form.Shipped[0].Matrix()...)), string(text), "run make generate")
	})
}
