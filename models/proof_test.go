package models_test

import (
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"countersign/models"
)

func TestApprovalStepUp_WhoIsAddedNeedsTheProofOfTheRound(t *testing.T) {
	s := slate(models.Round{Mode: models.All, Seats: seats("marketing")}, models.Round{Mode: models.All, Seats: seats("office"), Proof: models.Strong})
	s, _, err := s.Act("seat-1", "head", "head")
	require.NoError(t, err)
	s, _, err = s.Add("seat-2", models.Before, models.Rounds{{Mode: models.All, Seats: []models.Seat{{ID: "added", Tasks: []models.TaskID{"added"}, Added: "gm"}}}})
	require.NoError(t, err)
	require.Equal(t, models.Strong, s.ProofOf("added"))
	require.Equal(t, models.Strong, s.ProofOf("seat-2"))
	require.Empty(t, s.ProofOf("seat-1"))
	require.Empty(t, s.ProofOf("elsewhere"))
}

func TestApprovalStepUp_AChallengeFitsOneActOnly(t *testing.T) {
	word := rapid.StringMatching(`[a-c|",\[\]]{0,3}`)
	act := rapid.Custom(func(r *rapid.T) models.Act {
		return models.Act{Case: models.CaseID(word.Draw(r, "case")), Task: models.TaskID(word.Draw(r, "task")), Verb: models.Verb(word.Draw(r, "verb")),
			Actor: models.PersonID(word.Draw(r, "actor")), Digest: models.Digest(word.Draw(r, "digest"))}
	})
	rapid.Check(t, func(r *rapid.T) {
		one, two := act.Draw(r, "one"), act.Draw(r, "two")
		nonce, other := rapid.SliceOfN(rapid.Byte(), 1, 2).Draw(r, "nonce"), rapid.SliceOfN(rapid.Byte(), 1, 2).Draw(r, "other nonce")
		said, saidToo := word.Draw(r, "said"), word.Draw(r, "else")
		same := one == two && string(nonce) == string(other) && said == saidToo
		require.Equal(r, same, string(models.SigningChallenge(nonce, one, said)) == string(models.SigningChallenge(other, two, saidToo)))
	})
}
