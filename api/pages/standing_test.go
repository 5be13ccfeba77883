package pages_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"countersign/models"
)

func TestApprovalNeverStuck_TheGeneralManagerReadsItOnOnePage(t *testing.T) {
	h := newHouse(t)
	path := h.submitted()
	h.get("chenli", "/standing").is(200).says("尚未核对", "未结事项", "市场营销部", "approval.never-stuck")
	require.NoError(t, h.db.KeepExamination(t.Context(), models.Examination{At: h.now, Checked: 1}))
	h.get("chenli", "/standing").says("没有停滞的事项")
	stuck := models.Finding{Case: models.CaseID(path[len("/cases/"):]), Kind: models.KindSampleRequest, Trouble: models.NobodyHolds}
	require.NoError(t, h.db.KeepExamination(t.Context(), models.Examination{At: h.now.Add(time.Minute), Checked: 1, Findings: []models.Finding{stuck}}))
	h.get("chenli", "/standing").says("有 1 件事项需要处理", "请补任职务").lacks("没有停滞")
	h.get("chenli", "/").says("办理总览")
	h.get("linxiaowen", "/").lacks("办理总览")
	h.get("linxiaowen", "/standing").is(403).says("approval.need-to-know")
}
