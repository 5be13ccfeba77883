package policies

import (
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"countersign/models"
	"countersign/models/regulation"
)

// A prediction is the slate itself: where everybody is named and nothing changes,
// what is predicted is what is drawn up then.
func TestApprovalSlate_APredictionIsWhatIsDrawnUpThen(t *testing.T) {
	same := 0
	rapid.Check(t, func(t *rapid.T) {
		d := aDrawing(t)
		d.Kind, d.Step = models.KindForm, models.StepSignatures
		d.Nominees = map[string][]models.Nominee{"choice:head@company": {{Person: someone(t, "chosen")}}, "field:witness": {{Person: someone(t, "witness")}}}
		rows := aForm(t)
		predicted := Predict(rows, d)
		drawn, err := DrawUp(rows, d)
		if err != nil {
			require.Equal(t, models.AsError(err), predicted.Nobody, "and who cannot be asked then is said now")
			return
		}
		same++
		require.Nil(t, predicted.Nobody)
		require.Equal(t, drawn, predicted.Drawn)
		for _, r := range drawn.Rounds {
			for _, s := range r.Seats {
				on := OnHolders
				if s.Person != "" {
					on = OnPerson
				}
				require.Contains(t, predicted.Depends, Dependence{On: on})
			}
		}
	})
	require.NotZero(t, same)
}

func TestApprovalSlate_APredictionSaysWhatItDependsOn(t *testing.T) {
	small, large := signedBy(1, "head@case-unit"), signedBy(1, "chain:gm@applicant")
	small.To, large.From = 300, 300
	d := staff(models.KindForm, models.StepSignatures)
	d.Case.Amount = 299
	require.Equal(t, []Dependence{{On: OnAmount, To: 300}, {On: OnHolders}}, Predict([]models.MatrixRow{small, large}, d).Depends)
	d.Case.Amount = 300
	require.Equal(t, []Dependence{{On: OnAmount, From: 300}, {On: OnHolders}}, Predict([]models.MatrixRow{small, large}, d).Depends)
	p := Predict([]models.MatrixRow{signedBy(1, "field:witness"), signedBy(2, "choice:head@company"), signedBy(3, "head@case-unit"), signedBy(4, "head@hr", "once")}, hold(d, "hrhead", "head"))
	require.Equal(t, []Dependence{{On: OnField, Of: "field:witness"}, {On: OnChoice, Of: "choice:head@company"}, {On: OnHolders}, {On: OnOnce}}, p.Depends)
	for i := range d.Posts {
		d.Posts[i].Holders = nil
	}
	require.Equal(t, regulation.ApprovalSeatEmpty, Predict([]models.MatrixRow{signedBy(1, "head@hr")}, d).Nobody.Clause)
}
