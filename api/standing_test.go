package api_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"countersign/api"
	"countersign/models"
	"countersign/models/regulation"
)

func TestApprovalNeverStuck_TheGeneralManagerSeesWhatWaitsForWhom(t *testing.T) {
	h := newHouse(t)
	stuck := h.submitted("在等")
	h.submitted("也在等")
	h.exec(`update tasks set due_at = $2 where case_id = $1 and state = 'open'`, stuck.ID, h.now.Add(-time.Hour))

	var v api.StandingView
	h.get("gao", "/api/v1/standing").ok(200, &v)
	require.Equal(t, []int{2, 2, 1}, []int{v.Open, v.Waiting, v.Overdue})
	require.Len(t, v.Departments, 1)
	require.Equal(t, 1, v.Departments[0].Overdue)
	require.Len(t, v.Holders, 1)
	require.NotEmpty(t, v.Holders[0].Person)
	require.Nil(t, v.ExaminedAt, "nobody has looked at the cases yet")

	h.exec(`update examination set at = $1, checked = 2, findings = json_build_array(json_build_object('case', $2::text, 'kind', 'sample_request', 'trouble', 'nobody-holds'),
		json_build_object('case', gen_random_uuid(), 'kind', 'sample_request', 'trouble', 'behind'))`, h.now, stuck.ID)
	h.get("gao", "/api/v1/standing").ok(200, &v)
	require.NotNil(t, v.ExaminedAt)
	require.Len(t, v.Stuck, 1, "a case of nobody's company is not told")
	require.Equal(t, stuck.ID, v.Stuck[0].Case)
	require.Equal(t, models.NobodyHolds, v.Stuck[0].Trouble)
}

func TestApprovalNeedToKnow_OnlyGeneralManagersSeeHowTheCasesStand(t *testing.T) {
	h := newHouse(t)
	h.submitted("别家的")
	for _, who := range []string{"lin", "mei", "zhang"} {
		h.get(who, "/api/v1/standing").refused(403, "policy-need-to-know", regulation.ApprovalNeedToKnow.ID())
	}
}
