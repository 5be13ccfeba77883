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

func (c *court) toRound(row approval.Row) {
	before := c.s
	sender := rapid.SampledFrom(before.Waiting()).Draw(c.t, "sender")
	n := 0
	after, change, err := before.SendBack(sender, c.to, row.Way == approval.Whole, func(models.Seat) models.TaskID { n++; return models.TaskID(fmt.Sprintf("again-%d", n)) })
	require.NoError(c.t, err)
	require.ElementsMatch(c.t, says(c.t, c.s, c.to, row.Closes), change.Close, "what closes")
	require.ElementsMatch(c.t, says(c.t, c.s, c.to, row.Opens), seatsOf(after, change.Open), "what opens")
	require.ElementsMatch(c.t, says(c.t, c.s, c.to, row.Stands), after.Standing(), "which signatures stand")
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
	require.ElementsMatch(c.t, before.Waiting(), says(c.t, c.s, c.to, row.Closes))
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
