package policies

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"countersign/models"
	"countersign/models/regulation"
)

// aForm draws rows of every kind of selector and strategy.
func aForm(t *rapid.T) (rows []models.MatrixRow) {
	selectors := []string{"head@case-unit", "gm@company", "head@hr", "any@finance", "chain:2@applicant", "chain:gm@applicant", "chain:1@case-unit", "field:witness",
		"head@case-unit gm@company", "head@production gm@company head@hr", "head@gate any@finance any@office"}
	for i := range rapid.IntRange(1, 4).Draw(t, "rounds") {
		of := rapid.SampledFrom(selectors).Draw(t, "of")
		rows = append(rows, signedBy(i+1, of, string(rapid.SampledFrom([]models.Mode{models.All, models.Any, models.Departments}).Draw(t, "mode")),
			string(rapid.SampledFrom([]models.Own{"", models.OwnSkip, models.OwnSkip}).Draw(t, "own")), string(rapid.SampledFrom(twices).Draw(t, "twice"))))
		rows[i].Proof = rapid.SampledFrom([]models.Proof{"", "", models.Strong}).Draw(t, "proof")
	}
	return append(rows, signedBy(len(rows)+1, "choice:head@company"))
}

// Whatever the rows say and whoever holds which posts: no requester has a seat, no
// round is without one unless the record says why, and everybody signs once.
func TestApprovalOneSeat_NobodyTwiceNoRequesterNothingSkippedWithoutAReason(t *testing.T) {
	once, own, stood := 0, 0, 0
	check := func(t *rapid.T) {
		d := aDrawing(t)
		d.Kind, d.Step = models.KindForm, models.StepSignatures
		d.Nominees = map[string][]models.Nominee{"choice:head@company": {{Person: someone(t, "chosen")}}, "field:witness": {{Person: someone(t, "witness")}}}
		drawn, err := DrawUp(aForm(t), d)
		if err != nil {
			require.Equal(t, regulation.ApprovalSeatEmpty, models.AsError(err).Clause)
			return
		}
		var needs [][]models.PersonID
		seats := 0
		for i, r := range drawn.Rounds {
			round := map[models.UnitID][]models.PersonID{} // one of each is enough
			covered := map[models.UnitID]bool{}            // by a signature for another seat
			for _, s := range r.Seats {
				people := able(d, models.Sign, s)
				require.NotEmpty(t, people)
				for _, p := range d.Case.Requesters {
					require.NotEqual(t, s.Person, p)
				}
				seats++
				if len(s.Once) > 0 {
					once++
					require.LessOrEqual(t, s.Since, i)
					require.Subset(t, people, s.Once)
				}
				if len(s.Once) == len(people) {
					covered[s.Unit] = r.Mode == models.Departments
					continue
				}
				switch r.Mode {
				case models.Any:
					round[""] = append(round[""], people...)
				case models.Departments:
					round[s.Unit] = append(round[s.Unit], people...)
				default:
					needs = append(needs, people)
				}
			}
			for unit, people := range round {
				if !covered[unit] {
					needs = append(needs, people)
				}
			}
			if len(r.Seats) == 0 {
				own++
				require.True(t, slices.ContainsFunc(r.Considered, func(c models.Considered) bool { return c.Left == models.LeftOwn }), "why is recorded")
			}
			for _, c := range r.Considered {
				stood += len(c.Left)
			}
		}
		require.NotZero(t, seats, "somebody signs")
		require.True(t, fillable(needs, map[models.PersonID]bool{}), "everybody signs once: %v", needs)
	}
	for range 5 { // what is rare is met as well
		rapid.Check(t, check)
	}
	require.NotZero(t, once)
	require.NotZero(t, own)
	require.NotZero(t, stood)
}
