package models_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"countersign/models"
	"countersign/models/regulation"
)

func TestApprovalParameters_TheKindsThatAParameterMayNameAreThoseThatThereAre(t *testing.T) {
	s, found := regulation.FindSetting("approval.withdraw/until_signed_kinds")
	require.True(t, found)
	var kinds []string
	for _, k := range models.Kinds {
		kinds = append(kinds, string(k))
	}
	require.ElementsMatch(t, kinds, s.Words)
}
