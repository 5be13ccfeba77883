package policies

import (
	"testing"

	"github.com/stretchr/testify/require"

	"countersign/models"
)

// proved is the row with a signature that needs proof.
func proved(r models.MatrixRow) models.MatrixRow {
	r.Proof = models.Strong
	return r
}

func TestApprovalStepUp_ASignatureWithoutProofIsNeverForARoundThatAsksForOne(t *testing.T) {
	d := hold(hold(staff(models.KindForm, models.StepSignatures), "head", "boss"), "gm", "boss")
	rows := []models.MatrixRow{signedBy(1, "head@case-unit"), signedBy(2, "head@hr"), proved(signedBy(3, "gm@company", "once"))}
	drawn, err := DrawUp(rows, d)
	require.NoError(t, err)
	slate := numbered(drawn)
	require.Equal(t, models.Strong, slate.ProofOf("1.1"), "who signs for the third round as well proves it")
	require.Empty(t, slate.ProofOf("2.1"), "nobody else does")
	require.Equal(t, models.Strong, slate.ProofOf("3.1"))

	slate, _, err = slate.Act("1.1", "other", "other") // to whom it was transferred
	require.NoError(t, err)
	slate, _, err = slate.Act("2.1", "boss", "boss") // to whom it was transferred, without a proof
	require.NoError(t, err)
	require.Equal(t, []models.TaskID{"3.1"}, slate.Waiting(), "a proof is asked for still")

	slate, _, err = numbered(drawn).Act("1.1", "boss", "boss")
	require.NoError(t, err)
	slate, _, err = slate.Act("2.1", "hrhead", "hrhead")
	require.NoError(t, err)
	require.True(t, slate.Settled(), "he has proved it for both")

	old := numbered(drawn) // drawn before seats said so
	old.Rounds[0].Proof, old.Rounds[2].Seats[0].Proof = "", ""
	old, _, err = old.Act("1.1", "boss", "boss")
	require.NoError(t, err)
	require.True(t, old.Rounds[2].Seats[0].Covered, "a slate that runs goes on as it was drawn")
}

func TestApprovalOneSeat_WhoSignsInAnothersNameIsAskedInTheOwnToo(t *testing.T) {
	d := staff(models.KindForm, models.StepSignatures)
	d.Absent = models.Away{"head": {"gm"}}
	drawn, err := DrawUp([]models.MatrixRow{signedBy(1, "head@case-unit"), signedBy(2, "gm@company", "once")}, d)
	require.NoError(t, err)
	rounds, _ := tell(drawn)
	require.Equal(t, []string{"proxy head", "deputy deputy"}, rounds, "his signature for the head is not his own, and he signs once")
}

