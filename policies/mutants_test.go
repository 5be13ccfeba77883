package policies

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
)

// Deleting a row, turning its effect round or forgetting one of its words must
// change some story, for every verb and kind: the proof that each rule is tested.
func TestMutants_NoRowOfThePolicyIsWithoutAStory(t *testing.T) {
	s := loaded(t)
	of := map[subject][]golden{}
	for _, g := range goldens() {
		at := subject{g.q.Verb, g.q.Kind}
		of[at] = append(of[at], g)
	}
	mutants := 0
	for at, p := range s.parts {
		for i, r := range p.rows {
			for change, rows := range mutate(p.rows, i) {
				mutants++
				m := &part{rows: rows}
				if m.seal() != nil {
					continue // not even loaded
				}
				mutant := &Snapshot{parts: map[subject]*part{at: m}}
				killed := slices.ContainsFunc(of[at], func(g golden) bool { return !g.holds(mutant.Decide(g.q)) })
				require.True(t, killed, "%s %s: row %d (%s) %s, and no story tells", at.verb, at.kind, r.number, r.cond.text, change)
			}
		}
	}
	require.Greater(t, mutants, 1000)
}

// mutate makes the rows with one row gone, turned round, or without one of its words.
func mutate(rows []row, i int) map[string][]row {
	all := map[string][]row{"is gone": slices.Delete(slices.Clone(rows), i, i+1)}
	turned := slices.Clone(rows)
	turned[i].allow = !turned[i].allow
	turned[i].key = refusalKey(turned[i])
	all["is turned round"] = turned
	for j, w := range rows[i].cond.words {
		if len(rows[i].cond.words) == 1 {
			break
		}
		short := slices.Clone(rows)
		short[i].cond.words = slices.Delete(slices.Clone(rows[i].cond.words), j, j+1)
		all["forgets "+w.text] = short
	}
	return all
}
