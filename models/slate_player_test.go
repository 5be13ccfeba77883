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

// TestSlateProperties plays random acts on random nested slates: none hangs,
// none doubles, loses or brings back a vote.
func TestSlateProperties(t *testing.T) {
	tries(t, 30_000)
	over := 0
	rapid.Check(t, func(t *rapid.T) {
		p := &player{t: t, s: slate(rapid.SliceOfN(rapid.Custom(randomRound), 1, 4).Draw(t, "rounds")...)}
		p.once()
		for range rapid.IntRange(0, 40).Draw(t, "acts") {
			p.act()
		}
		p.finish()
		over += p.over
	})
	require.Positive(t, over)
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

	over   int             // seats that another signature was for
	handed []models.Handed // everything that was ever handed on
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

// anyHanded is a task that somebody has handed on, and who, or what was drawn.
func (p *player) anyHanded(task models.TaskID, by models.PersonID) (models.TaskID, models.PersonID) {
	if len(p.handed) == 0 {
		return task, by
	}
	h := rapid.SampledFrom(p.handed).Draw(p.t, "handed")
	if rapid.IntRange(0, 9).Draw(p.t, "another's") == 0 {
		return h.Task, by
	}
	return h.Task, h.By
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
	var to int
	var whole bool
	what := rapid.SampledFrom([]string{"sign", "sign", "sign", "hand", "delegate", "recall", "recall", "return", "add", "remove", "take back", "send back", "escalate", "fill"}).Draw(p.t, "what")
	switch what {
	case "sign":
		next, change, err = before.Act(task, by, p.person("for"))
	case "hand", "delegate":
		next, change, err = before.Hand(task, p.task(), by, what == "delegate")
	case "recall":
		task, by = p.anyHanded(task, by)
		next, change, err = before.Recall(task, p.task(), by)
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
		to, whole = rapid.IntRange(0, 3).Draw(p.t, "to"), rapid.Bool().Draw(p.t, "whole")
		next, change, err = before.SendBack(task, to, whole, func(models.Seat) models.TaskID { return p.task() })
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
	if what == "hand" || what == "delegate" {
		p.handed = append(p.handed, models.Handed{Task: task, By: by})
	}
	p.recalled(what, task, by, before, next)
	if what == "send back" {
		fell = askedAgain(before, to, whole)
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
	p.covered(next)
}

// recalled says when something that was handed on may be recalled: by who handed it on,
// while the seat is not filled and nobody has handed it on since; and then once.
func (p *player) recalled(what string, task models.TaskID, by models.PersonID, before, next models.Slate) {
	for _, h := range p.handed {
		if _, offered := next.Recallable(h.By)[h.Task]; offered {
			seat, _ := next.SeatHanded(h.Task)
			require.False(p.t, seat.Signed, "what was signed is not recalled")
		}
	}
	if what != "recall" {
		return
	}
	was, offered := before.Recallable(by)[task]
	require.True(p.t, offered, "what is recalled was offered")
	require.NotContains(p.t, next.Waiting(), was, "who had it has it no more")
	_, again := next.Recallable(by)[task]
	require.False(p.t, again, "it is recalled once")
	_, _, err := next.Recall(task, p.task(), by)
	require.Error(p.t, err)
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
		for _, seat := range fell {
			delete(want, seat)
		}
	}
	require.Equal(p.t, want, is, "%s", what)
}

// askedAgain are the signatures of the rounds that sending back asks again: of one round,
// or of it and all since (SEND_BACK.md).
func askedAgain(s models.Slate, to int, whole bool) (seats []models.TaskID) {
	for _, seat := range s.Standing() {
		if round := s.RoundOf(seat) - 1; round == to || whole && round > to && round <= s.Current() {
			seats = append(seats, seat)
		}
	}
	return seats
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
	r := models.Round{Mode: rapid.SampledFrom([]models.Mode{models.All, models.Any, models.Quorum, models.Departments}).Draw(t, "mode"),
		Proof: rapid.SampledFrom([]models.Proof{"", models.Strong}).Draw(t, "proof")}
	for range rapid.IntRange(1, 4).Draw(t, "seats") {
		r.Seats = append(r.Seats, models.Seat{Unit: models.UnitID(rapid.SampledFrom([]string{"a", "b", "c"}).Draw(t, "unit"))})
	}
	r.Need = rapid.IntRange(1, len(r.Seats)).Draw(t, "need")
	return r
}
