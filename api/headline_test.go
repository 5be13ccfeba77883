package api_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"countersign/api"
	"countersign/models"
	"countersign/models/regulation"
)

func TestApprovalRemind_ARefusalIsHeadedByWhatIsWrong(t *testing.T) {
	head := func(kind models.ErrorKind, key, lang string) string {
		return api.ProblemOf(models.Refuse(kind, regulation.ApprovalRemind, key), lang).Title
	}
	require.Equal(t, "刚催办过", head(models.TooMuch, "reminded-already", "zh-CN"))
	require.Equal(t, "They may not see the case", head(models.Invalid, "mention-unseen", "en"))
	require.Equal(t, "过多或过快", head(models.TooMuch, "login-slower", "zh-CN"), "others say of what kind they are")
}
