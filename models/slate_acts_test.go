package models_test

import (
	"flag"
	"fmt"
	"maps"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"countersign/models"
)

// adds is a round of signers that somebody adds.
func adds(by models.PersonID, mode models.Mode, tasks ...models.TaskID) models.Rounds {
	r := models.Round{Mode: mode}
	for _, task := range tasks {
		r.Seats = append(r.Seats, models.Seat{ID: task, Tasks: []models.TaskID{task}, Added: by})
	}
	return models.Rounds{r}
}

func refusedUnder(t *testing.T, clause string, err error) {
	t.Helper()
	require.Error(t, err)
	require.Equal(t, clause, models.AsError(err).Clause.String())
}

func inTurn() models.Slate {
	return slate(models.Round{Mode: models.All, Seats: seats("a")}, models.Round{Mode: models.All, Seats: seats("b", "c")}, models.Round{Mode: models.All, Seats: seats("d")})
}

// signed has people sign the tasks, one after another.
func signed(t require.TestingT, s models.Slate, by ...string) models.Slate {
	for i := 0; i < len(by); i += 2 {
		next, _, err := s.Act(models.TaskID(by[i]), models.PersonID(by[i+1]), models.PersonID(by[i+1]))
		require.NoError(t, err)
		s = next
	}
	return s
}

func TestSlateActs(t *testing.T) {
	t.Run("approval.transfer another answers for the seat from now on", func(t *testing.T) {
		s, change, err := inTurn().Hand("seat-1", "new", false)
		require.NoError(t, err)
		require.Equal(t, models.Change{Close: []models.TaskID{"seat-1"}, Open: []models.TaskID{"new"}}, change)
		require.Equal(t, []models.TaskID{"seat-2", "seat-3"}, signed(t, s, "new", "ann").Waiting())
	})
	t.Run("approval.delegate the seat comes back, and is not delegated again meanwhile", func(t *testing.T) {
		s, _, err := inTurn().Hand("seat-1", "look", true)
		require.NoError(t, err)
		_, _, err = s.Hand("look", "again", true)
		refusedUnder(t, "approval.delegate", err)
		s, change, err := s.Return("look", "back")
		require.NoError(t, err)
		require.Equal(t, []models.TaskID{"back"}, change.Open)
		_, _, err = s.Return("back", "more")
		refusedUnder(t, "approval.delegate", err)
	})
	t.Run("approval.add-signer before: the seat waits for them", func(t *testing.T) {
		s, change, err := inTurn().Add("seat-1", models.Before, adds("ann", models.Any, "x", "y"))
		require.NoError(t, err)
		require.Equal(t, models.Change{Close: []models.TaskID{"seat-1"}, Open: []models.TaskID{"x", "y"}}, change)
		require.True(t, s.Unfilled("seat-1"), "it waits again later")
		require.Equal(t, []models.TaskID{"seat-1"}, signed(t, s, "y", "bob").Waiting())
	})
	t.Run("approval.add-signer after: the round is not over until they have signed, one after another", func(t *testing.T) {
		s, change, err := inTurn().Add("seat-1", models.After, append(adds("ann", models.All, "x"), adds("ann", models.All, "y")...))
		require.NoError(t, err)
		require.Empty(t, change)
		s = signed(t, s, "seat-1", "ann")
		require.Equal(t, []models.TaskID{"x"}, s.Waiting())
		require.Equal(t, []models.TaskID{"seat-2", "seat-3"}, signed(t, s, "x", "bob", "y", "cat").Waiting())
	})
	t.Run("approval.add-signer together: all sign in any order", func(t *testing.T) {
		s, change, err := inTurn().Add("seat-1", models.Together, adds("ann", models.All, "x"))
		require.NoError(t, err)
		require.Equal(t, []models.TaskID{"x"}, change.Open)
		require.Equal(t, []models.TaskID{"seat-2", "seat-3"}, signed(t, s, "x", "bob", "seat-1", "ann").Waiting())
	})
	t.Run("approval.add-signer only who added takes away, and only who has not signed", func(t *testing.T) {
		s, _, err := inTurn().Add("seat-1", models.Before, adds("ann", models.All, "x", "y"))
		require.NoError(t, err)
		_, _, err = s.Remove("x", "bob")
		refusedUnder(t, "approval.add-signer", err)
		_, _, err = s.Remove("seat-1", "ann")
		refusedUnder(t, "approval.add-signer", err)
		s = signed(t, s, "x", "bob")
		_, _, err = s.Remove("x", "ann")
		refusedUnder(t, "approval.add-signer", err)
		s, change, err := s.Remove("y", "ann")
		require.NoError(t, err)
		require.Equal(t, models.Change{Close: []models.TaskID{"y"}, Open: []models.TaskID{"seat-1"}}, change)
		_, _, err = s.Remove("y", "ann")
		require.Error(t, err)
	})
	t.Run("approval.take-back until somebody has acted after it", func(t *testing.T) {
		s := signed(t, inTurn(), "seat-1", "ann")
		_, _, err := s.TakeBack("seat-1", "again", "bob")
		refusedUnder(t, "approval.take-back", err)
		back, change, err := s.TakeBack("seat-1", "again", "ann")
		require.NoError(t, err)
		require.Equal(t, models.Change{Close: []models.TaskID{"seat-2", "seat-3"}, Open: []models.TaskID{"again"}}, change)
		require.True(t, back.Unfilled("seat-2"))
		_, _, err = signed(t, s, "seat-2", "bob").TakeBack("seat-1", "again", "ann")
		refusedUnder(t, "approval.take-back", err)
	})
	for name, play := range map[string]struct {
		to    int
		whole bool
		wait  []models.TaskID // at once
		then  []models.TaskID // when those have signed again
	}{
		"approval.send-back to the round before, straight back":      {1, false, []models.TaskID{"again-seat-2", "again-seat-3"}, []models.TaskID{"seat-4"}},
		"approval.send-back to the first round, straight back":       {0, false, []models.TaskID{"again-seat-1"}, []models.TaskID{"seat-4"}},
		"approval.send-back to the first round, the whole way again": {0, true, []models.TaskID{"again-seat-1"}, []models.TaskID{"again-seat-2", "again-seat-3"}},
	} {
		t.Run(name, func(t *testing.T) {
			s := signed(t, inTurn(), "seat-1", "ann", "seat-2", "bob", "seat-3", "cat")
			s, _, err := s.SendBack("seat-4", play.to, play.whole, func(seat models.Seat) models.TaskID { return "again-" + seat.ID })
			require.NoError(t, err)
			require.Equal(t, play.wait, s.Waiting())
			people := []string{"ann", "bob", "cat"}
			for i, task := range play.wait {
				s = signed(t, s, string(task), people[(play.to+i)%3])
			}
			require.Equal(t, play.then, s.Waiting())
		})
	}
	t.Run("approval.send-back never forward, and never to nobody", func(t *testing.T) {
		for _, to := range []int{-1, 0, 1, 7} {
			_, _, err := inTurn().SendBack("seat-1", to, true, func(models.Seat) models.TaskID { return "x" })
			refusedUnder(t, "approval.send-back", err)
		}
	})
}

// TestSlateProperties plays random acts on random nested slates: none hangs,
// none doubles, loses or brings back a vote.
func TestSlateProperties(t *testing.T) {
	tries(t, 30_000)
	rapid.Check(t, func(t *rapid.T) {
		p := &player{t: t, s: slate(rapid.SliceOfN(rapid.Custom(randomRound), 1, 4).Draw(t, "rounds")...)}
		for range rapid.IntRange(0, 40).Draw(t, "acts") {
			p.act()
		}
		p.finish()
	})
}

// tries sets how many cases a property is tried on, unless the command line says
// another number.
func tries(t *testing.T, n int) {
	checks := flag.Lookup("rapid.checks")
	if was := checks.Value.String(); was == checks.DefValue {
		require.NoError(t, checks.Value.Set(fmt.Sprint(n)))
		t.Cleanup(func() { require.NoError(t, checks.Value.Set(was)) })
	}
}

// A player makes random acts and knows what must hold after each.
type player struct {
	t     *rapid.T
	s     models.Slate
	tasks int
	ever  []models.TaskID // every task that ever waited
}

func (p *player) task() models.TaskID {
	p.tasks++
	return models.TaskID(fmt.Sprintf("task-%d", p.tasks))
}

func (p *player) person(what string) models.PersonID {
	return models.PersonID(fmt.Sprintf("p%d", rapid.IntRange(0, 30).Draw(p.t, what)))
}

// anyTask is one that waits, or once waited, or never did.
func (p *player) anyTask() models.TaskID {
	if w := p.s.Waiting(); len(w) > 0 && rapid.IntRange(0, 9).Draw(p.t, "waiting") < 8 {
		return rapid.SampledFrom(w).Draw(p.t, "task")
	}
	return rapid.SampledFrom(append(p.ever, "nobody's")).Draw(p.t, "task")
}

func (p *player) act() {
	task, by := p.anyTask(), p.person("by")
	before := p.s
	waited := before.Waiting()
	p.ever = append(p.ever, waited...)
	var next models.Slate
	var change models.Change
	var err error
	var fell []models.TaskID
	what := rapid.SampledFrom([]string{"sign", "sign", "sign", "hand", "delegate", "return", "add", "remove", "take back", "send back", "escalate", "fill"}).Draw(p.t, "what")
	switch what {
	case "sign":
		next, change, err = before.Act(task, by, p.person("for"))
	case "hand", "delegate":
		next, change, err = before.Hand(task, p.task(), what == "delegate")
	case "return":
		next, change, err = before.Return(task, p.task())
	case "add":
		where := rapid.SampledFrom([]models.Where{models.Before, models.Together, models.After}).Draw(p.t, "where")
		next, change, err = before.Add(task, where, adds(by, rapid.SampledFrom([]models.Mode{models.All, models.Any}).Draw(p.t, "mode"), p.task(), p.task()))
	case "remove":
		next, change, err = before.Remove(task, by)
	case "take back":
		next, change, err = before.TakeBack(task, p.task(), by)
	case "send back":
		next, change, err = before.SendBack(task, rapid.IntRange(0, 3).Draw(p.t, "to"), rapid.Bool().Draw(p.t, "whole"), func(models.Seat) models.TaskID { return p.task() })
	case "escalate":
		next, change = before.Escalate(task, p.task())
	case "fill": // a signer changes what some of the others were shown
		for _, seat := range before.Standing() {
			if rapid.Bool().Draw(p.t, "falls") {
				fell = append(fell, seat)
			}
		}
		next, change, err = before.Fill(task, by, by, fell, func(models.Seat) models.TaskID { return p.task() })
	}
	require.Equal(p.t, waited, before.Waiting(), "an act leaves the slate before it as it was")
	if err != nil {
		return
	}
	p.mustHold(what, task, before, next, change, fell)
	p.s = next
}

func (p *player) mustHold(what string, task models.TaskID, before, next models.Slate, change models.Change, fell []models.TaskID) {
	was, is := before.Waiting(), next.Waiting()
	require.Equal(p.t, next.Settled(), len(is) == 0, "a slate waits for somebody exactly until it is settled")
	require.ElementsMatch(p.t, is, append(minus(was, change.Close), change.Open...), "what opens and closes is what changed")
	require.Len(p.t, unique(is), len(is), "no task waits twice")
	held := map[models.PersonID]int{}
	count(next.Rounds, held)
	for who, n := range held {
		require.Equal(p.t, 1, n, "%s is on the slate twice after %s", who, what)
	}
	p.votes(what, task, before, next, fell)
}

// votes says which signatures may come and go: nothing else makes, loses or revives one.
func (p *player) votes(what string, task models.TaskID, before, next models.Slate, fell []models.TaskID) {
	was, is := votesOf(before), votesOf(next)
	want := maps.Clone(was)
	acted, _ := before.SeatOf(task)
	switch what {
	case "sign", "fill":
		for _, seat := range fell {
			delete(want, seat)
		}
		want[acted.ID] = is[acted.ID]
		require.NotEmpty(p.t, is[acted.ID])
	case "take back":
		delete(want, acted.ID)
	case "send back":
		for seat := range want {
			if is[seat] == "" && before.RoundOf(seat) < before.Current()+2 {
				delete(want, seat) // which of them is for the table of workflows/approval to say
			}
		}
	}
	require.Equal(p.t, want, is, "%s", what)
}

// votesOf are the signatures of a slate: by whom, by seat.
func votesOf(s models.Slate) map[models.TaskID]models.PersonID {
	votes := map[models.TaskID]models.PersonID{}
	for _, id := range s.Standing() {
		seat, _ := s.SeatOf(id)
		votes[id] = seat.By
	}
	return votes
}

// finish has fresh people sign whatever waits: it must come to an end.
func (p *player) finish() {
	for i := 0; !p.s.Settled(); i++ {
		require.Less(p.t, i, 500, "the slate hangs")
		by := models.PersonID(fmt.Sprintf("fresh-%d", i))
		next, _, err := p.s.Act(p.s.Waiting()[0], by, by)
		require.NoError(p.t, err)
		p.s = next
	}
}

// count counts under whose names seats are filled; a person acting for nobody
// else counts once.
func count(rounds models.Rounds, held map[models.PersonID]int) {
	for _, r := range rounds {
		for _, s := range r.Seats {
			if s.Signed {
				held[s.By]++
				if s.For != s.By {
					held[s.For]++
				}
			}
			count(s.Before, held)
			count(s.With, held)
			count(s.After, held)
		}
	}
}

func minus(from, these []models.TaskID) (rest []models.TaskID) {
	gone := unique(these)
	for _, t := range from {
		if !gone[t] {
			rest = append(rest, t)
		}
	}
	return rest
}

func unique(tasks []models.TaskID) map[models.TaskID]bool {
	seen := map[models.TaskID]bool{}
	for _, t := range tasks {
		seen[t] = true
	}
	return seen
}

func randomRound(t *rapid.T) models.Round {
	r := models.Round{Mode: rapid.SampledFrom([]models.Mode{models.All, models.Any, models.Quorum, models.Departments}).Draw(t, "mode")}
	for range rapid.IntRange(1, 4).Draw(t, "seats") {
		r.Seats = append(r.Seats, models.Seat{Unit: models.UnitID(rapid.SampledFrom([]string{"a", "b", "c"}).Draw(t, "unit"))})
	}
	r.Need = rapid.IntRange(1, len(r.Seats)).Draw(t, "need")
	return r
}
