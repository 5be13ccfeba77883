package policies

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"countersign/models"
	"countersign/models/regulation"
)

func amounting(amount models.Cents) models.DrawUp {
	d := staff(models.KindSampleRequest, models.StepSignatures)
	d.Case.Amount = amount
	return d
}

func TestAuthorityMatrix_ADryRunFindsWhatAnotherMatrixWouldDrawOtherwise(t *testing.T) {
	before := DefaultMatrix()
	asks := []models.DrawUp{amounting(0), amounting(90_000), amounting(100_000)}
	require.Empty(t, DryRun(before, before, asks), "the same matrix draws the same slates")

	after := slices.Clone(before)
	for i, r := range after {
		if r.Kind == models.KindSampleRequest && r.Step == models.StepSignatures && r.Round == 2 {
			after[i].From = 100_000
			break
		}
	}
	found := DryRun(before, after, asks)
	require.Len(t, found, 2, "the general manager signs from 1,000 on only")
	require.Equal(t, []int{0, 1}, []int{found[0].Ask, found[1].Ask})
	require.Len(t, found[0].Before.Rounds, 2)
	require.Len(t, found[0].After.Rounds, 1)

	slow := slices.Clone(before)
	for i := range slow {
		slow[i].Within += 3
	}
	require.Len(t, DryRun(before, slow, asks), 3, "another deadline is a difference")

	none := slices.DeleteFunc(slices.Clone(before), func(r models.MatrixRow) bool { return r.Kind == models.KindSampleRequest })
	gone := DryRun(before, none, asks[:1])
	require.Equal(t, "matrix-no-row", gone[0].AfterFault.Key)
	require.Equal(t, regulation.AuthorityMatrix, gone[0].AfterFault.Clause)
	require.Empty(t, DryRun(none, none, asks), "what neither draws is no difference")
}

func TestAuthorityMatrix_ADryRunIsTheSameFromBothSides(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		before, after := DefaultMatrix(), DefaultMatrix()
		for range rapid.IntRange(0, 3).Draw(t, "changes") {
			i := rapid.IntRange(0, len(after)-1).Draw(t, "row")
			after[i].Of = []string{rapid.SampledFrom([]string{"head@case-unit", "gm@company", "any@finance", "chain:2@applicant", "head@hr"}).Draw(t, "of")}
			after[i].Within = rapid.IntRange(0, 9).Draw(t, "within")
		}
		asks := []models.DrawUp{}
		for _, r := range DefaultMatrix() {
			ask := amounting(models.Cents(rapid.IntRange(0, 300_000).Draw(t, "amount")))
			ask.Kind, ask.Step = r.Kind, r.Step
			asks = append(asks, ask)
		}
		there, back := DryRun(before, after, asks), DryRun(after, before, asks)
		if len(there) != len(back) {
			t.Fatalf("%d there and %d back", len(there), len(back))
		}
		for i := range there {
			if there[i].Ask != back[i].Ask {
				t.Fatalf("slate %d there, %d back", there[i].Ask, back[i].Ask)
			}
		}
		if n := len(DryRun(after, after, asks)); n > 0 {
			t.Fatalf("%d slates differ from themselves", n)
		}
	})
}

func TestAuthorityMatrix_APolicyIsReadAsTheSentencesThatAreWritten(t *testing.T) {
	all, err := Sentences("p, 010, sign|refuse, exception|form, by-proxy !proxy-covers, deny, approval.proxy\np, 100, sign, form, seat, allow, approval.form\np, 999, sign|refuse, exception|form, any, deny, approval.post\n")
	require.NoError(t, err)
	require.Len(t, all, 3)
	require.Equal(t, Sentence{Number: 10, Verbs: []models.Verb{models.Sign, models.RefuseIt}, Kinds: []models.Kind{models.KindException, models.KindForm},
		Words: []string{"by-proxy", "!proxy-covers"}, Clause: regulation.ApprovalProxy}, all[0])
	_, err = Sentences("p, 010, sign, form, nonsense, deny, approval.proxy\n")
	require.ErrorContains(t, err, "nonsense")
}
