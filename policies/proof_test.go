package policies

import (
	"testing"

	"github.com/stretchr/testify/require"

	"countersign/models"
)

func TestApprovalStepUp_TheMatrixOrTheAmountAsksForAProof(t *testing.T) {
	proofs := func(matrix []models.MatrixRow, d models.DrawUp) (proofs []models.Proof) {
		drawn, err := DrawUp(matrix, d)
		require.NoError(t, err)
		slate := drawn.Slate(1, func(round, _ int) models.TaskID { return models.TaskID(rune('a' + round)) })
		for _, r := range slate.Rounds {
			proofs = append(proofs, r.Proof)
		}
		return proofs
	}
	change := staff(models.KindMatrixChange, models.StepSignatures)
	require.Equal(t, []models.Proof{"", ""}, proofs(DefaultMatrix(), change), "as shipped no signature asks for one")
	marked := DefaultMatrix()
	for i, r := range marked {
		if r.Kind == models.KindMatrixChange && r.Round == 2 {
			marked[i].Proof = models.Strong
		}
	}
	require.Equal(t, []models.Proof{"", models.Strong}, proofs(marked, change))
	require.Empty(t, CheckMatrix(marked))

	change.StrongFrom, change.Case.Amount = 100, 99
	require.Equal(t, []models.Proof{"", ""}, proofs(DefaultMatrix(), change))
	change.Case.Amount = 100
	require.Equal(t, []models.Proof{models.Strong, models.Strong}, proofs(DefaultMatrix(), change))
	deed := staff(models.KindSampleRequest, models.StepRelease)
	deed.StrongFrom, deed.Case.Amount = 100, 100
	require.Equal(t, []models.Proof{""}, proofs(DefaultMatrix(), deed), "a deed is no signature")
}

func TestApprovalStepUp_OnlySignaturesAreMarked(t *testing.T) {
	for _, spoil := range []func(*models.MatrixRow){
		func(r *models.MatrixRow) { r.Proof = "weak" },
		func(r *models.MatrixRow) { r.Verb, r.Proof = models.Release, models.Strong },
	} {
		row := models.MatrixRow{Verb: models.Sign, Proof: models.Strong}
		spoil(&row)
		var f faults
		f.row(0, row)
		var keys []string
		for _, e := range f {
			keys = append(keys, e.Key)
		}
		require.Contains(t, keys, "matrix-proof")
	}
}
