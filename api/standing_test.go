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
	table := h.get("gao", "/api/v1/standing/export?format=csv").ok(200, nil).Body.String()
	require.Contains(t, table, "公司,部门,职务,任职人,待办（件）")
	require.Contains(t, table, v.Holders[0].Person+",2,1,")
	require.Contains(t, h.get("gao", "/api/v1/standing/export?format=csv&of=departments").ok(200, nil).Body.String(), v.Departments[0].Unit+",2,1,")

	h.exec(`update examination set at = $1, checked = 2, findings = json_build_array(json_build_object('case', $2::text, 'kind', 'sample_request', 'trouble', 'nobody-holds'),
		json_build_object('case', gen_random_uuid(), 'kind', 'sample_request', 'trouble', 'behind'))`, h.now, stuck.ID)
	h.get("gao", "/api/v1/standing").ok(200, &v)
	require.NotNil(t, v.ExaminedAt)
	require.Len(t, v.Stuck, 1, "a case of nobody's company is not told")
	require.Equal(t, stuck.ID, v.Stuck[0].Case)
	require.Equal(t, models.NobodyHolds, v.Stuck[0].Trouble)
}

func TestApprovalRecord_TheGeneralManagerReadsWhereAHistoryIsBroken(t *testing.T) {
	h := newHouse(t)
	changed := h.submitted("改动")
	h.exec(`update cases set state = 'done' where id = $1`, changed.ID)
	require.NoError(t, h.db.KeepExamination(t.Context(), models.Examination{At: h.now, Findings: []models.Finding{
		{Case: changed.ID, Kind: models.KindSampleRequest, Trouble: models.BrokenChain, Seq: 7}}}))
	var v api.StandingView
	h.get("gao", "/api/v1/standing").ok(200, &v)
	require.Len(t, v.Stuck, 1)
	require.Contains(t, v.Stuck[0].Says, "办理记录第 7 条与写入时不符")
	h.do(ask{who: "gao", method: "PUT", path: "/api/v1/me/language", body: map[string]any{"language": "en"}}).ok(204, nil)
	h.get("gao", "/api/v1/standing").ok(200, &v)
	require.Contains(t, v.Stuck[0].Says, "Entry 7 of its history is not as it was written")
}

func TestApprovalNeverStuck_WhoIsNotNamedIsCountedAndCanBeListed(t *testing.T) {
	h := newHouse(t)
	id := h.submitted("在等").ID
	h.exec(`insert into people (id, no, name) select gen_random_uuid(), 'many-' || n, '待办人' || n from generate_series(1, 40) n`)
	h.exec(`insert into tasks select (jsonb_populate_record(t, jsonb_build_object('id', gen_random_uuid(), 'post_id', null, 'person_id', p.id))).* from tasks t, people p
		where t.case_id = $1 and t.state = 'open' and p.no like 'many-%'`, id)
	var v api.StandingView
	h.get("gao", "/api/v1/standing").ok(200, &v)
	require.Equal(t, []int{30, 11}, []int{len(v.Holders), v.MoreHolders})
	v = api.StandingView{}
	h.get("gao", "/api/v1/standing?all=true").ok(200, &v)
	require.Equal(t, []int{41, 0}, []int{len(v.Holders), v.MoreHolders})
	require.Contains(t, h.get("gao", "/api/v1/standing/export?format=csv").ok(200, nil).Body.String(), "待办人40")
}

func TestApprovalNeedToKnow_OnlyGeneralManagersSeeHowTheCasesStand(t *testing.T) {
	h := newHouse(t)
	h.submitted("别家的")
	for _, who := range []string{"lin", "mei", "zhang"} {
		h.get(who, "/api/v1/standing").refused(403, "policy-need-to-know", regulation.ApprovalNeedToKnow.ID())
	}
}
