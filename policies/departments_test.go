package policies

import (
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"countersign/models"
	"countersign/models/regulation"
)

// numbered is the slate as the workflow keeps it: task 2.1 is the first of the second round.
func numbered(drawn models.Drawn) models.Slate {
	return drawn.Slate(1, func(round, seat int) models.TaskID { return models.TaskID(fmt.Sprintf("%d.%d", round+1, seat+1)) })
}

func TestApprovalSlate_AStandInSignsForTheDepartmentThatHasNobody(t *testing.T) {
	d := hold(staff(models.KindForm, models.StepSignatures), "director") // nobody heads production
	rows := []models.MatrixRow{signedBy(1, "any@finance head@production gm@company", "departments")}
	drawn, err := DrawUp(rows, d)
	require.NoError(t, err)
	rounds, _ := tell(drawn)
	require.Equal(t, []string{"laid-down accountant, laid-down cashier, superior gm, elsewhere deputy"}, rounds, "the general manager for production, his deputy for the office")

	slate, _, err := numbered(drawn).Act("1.1", "accountant", "accountant")
	require.NoError(t, err)
	for task, other := range map[models.TaskID]models.TaskID{"1.3": "1.4", "1.4": "1.3"} {
		after, _, err := slate.Act(task, "one", "one")
		require.NoError(t, err)
		require.Equal(t, []models.TaskID{other}, after.Waiting(), "whoever of the office signs first, the other department is asked still")
	}
}

func TestApprovalSeatEmpty_EachSelectorWithoutAPostHasASeatOfItsOwn(t *testing.T) {
	d := staff(models.KindForm, models.StepSignatures)
	rows := []models.MatrixRow{signedBy(1, "head@warehouse head@gate gm@company", "departments")} // neither has a head
	drawn, err := DrawUp(rows, d)
	require.NoError(t, err)
	require.Len(t, drawn.Rounds[0].Seats, 3)
	slate := numbered(drawn)
	for i := range 3 {
		require.Len(t, slate.Waiting(), 3-i, "each of the three is asked")
		who := models.PersonID(fmt.Sprint("signer", i))
		slate, _, err = slate.Act(slate.Waiting()[0], who, who)
		require.NoError(t, err)
	}
	require.True(t, slate.Settled())

	d.Nominees, d.Ahead = map[string][]models.Nominee{}, true
	drawn, err = DrawUp([]models.MatrixRow{signedBy(1, "choice:2:head@company", "departments")}, d)
	require.NoError(t, err)
	require.Len(t, drawn.Rounds[0].Seats, 2, "whom the applicant has still to choose are two")
}

// Whoever holds which posts, and whoever is away: in a round that needs one of each
// department as many sign as there are departments.
func TestApprovalSlate_OneOfEachDepartmentIsOneOfEach(t *testing.T) {
	places := []string{"head@production", "any@finance", "gm@company", "head@hr", "any@office", "head@gate", "head@warehouse", "any@marketing", "field:witness"}
	stood := 0
	check := func(t *rapid.T) {
		d := aDrawing(t)
		d.Kind, d.Step, d.Absent = models.KindForm, models.StepSignatures, away(t)
		d.Nominees = map[string][]models.Nominee{"field:witness": {{Person: someone(t, "witness")}}}
		of := rapid.Permutation(places).Draw(t, "of")[:rapid.IntRange(1, 4).Draw(t, "departments")]
		row := models.MatrixRow{Kind: d.Kind, Step: d.Step, Clause: regulation.ApprovalForm, Verb: models.Sign, Round: 1, Mode: models.Departments, Of: of}
		drawn, err := DrawUp([]models.MatrixRow{row}, d)
		if err != nil {
			require.Equal(t, regulation.ApprovalSeatEmpty, models.AsError(err).Clause)
			return
		}
		slate := numbered(drawn)
		for n := range departments(d, of) {
			require.False(t, slate.Settled(), "%d signatures are enough for %v", n, of)
			who := models.PersonID(fmt.Sprint("signer", n))
			slate, _, err = slate.Act(rapid.SampledFrom(slate.Waiting()).Draw(t, "task"), who, who)
			require.NoError(t, err)
		}
		require.True(t, slate.Settled())
		for _, s := range drawn.Rounds[0].Seats {
			if slices.Contains(beyond, s.Why) {
				stood++
			}
		}
	}
	for range 5 {
		rapid.Check(t, check)
	}
	require.NotZero(t, stood)
}

// departments counts what the places are of: units with such posts, and places where
// there are none.
func departments(d models.DrawUp, of []string) int {
	w, found := newDraw(d, models.Sign), map[models.UnitID]bool{}
	for _, selector := range of {
		named := w.choices(selector)
		for _, c := range named {
			found[models.UnitID(selector)] = found[models.UnitID(selector)] || c.post.Unit == ""
			if c.post.Unit != "" {
				found[c.post.Unit] = true
			}
		}
		if len(named) == 0 {
			found[models.UnitID(selector)] = true
		}
	}
	n := 0
	for _, counts := range found {
		if counts {
			n++
		}
	}
	return n
}

// away draws who is absent, and whom they let sign for them.
func away(t *rapid.T) models.Away {
	absent := models.Away{}
	for range rapid.IntRange(0, 3).Draw(t, "away") {
		var agents []models.PersonID
		if rapid.Bool().Draw(t, "proxy") {
			agents = []models.PersonID{someone(t, "agent")}
		}
		absent[someone(t, "absent")] = agents
	}
	return absent
}
