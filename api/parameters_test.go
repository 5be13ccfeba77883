package api_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"countersign/api"
	"countersign/models/regulation"
)

func TestApprovalParameters_AChangeIsTriedBeforeItIsSubmitted(t *testing.T) {
	h := newHouse(t)
	h.submitted("看样") // is under way, and finishes under what it began with
	h.exec(`insert into sample_lines (case_id, line, variety_id, size, pieces, grams, from_warehouse) select id, 1, $1, 'half', 3, 2400, false from cases`, h.ids["variety"])
	try := func(who string, values map[string]any) reply {
		return h.do(ask{who: who, method: "POST", path: "/api/v1/rulebook/check", body: map[string]any{"from": "2026-12-01", "reason": "称重改为实测", "values": values}})
	}
	try("lin", map[string]any{"sample.weights/half_g": 750}).refused(403, "policy-not-allowed", "authority.matrix")
	var v api.ParameterCheckView
	try("hua", map[string]any{"sample.weights/half_g": 750, "sample.form/copies": []string{"gate"}, "approval.step-up/every_signature_from_cents": 5_000_000}).ok(200, &v)
	require.Empty(t, v.Faults)
	require.Equal(t, 1, v.UnderWay)
	require.Len(t, v.Changes, 3)
	require.Equal(t, []string{"0.00", "50000.00"}, []string{v.Changes[0].Was, v.Changes[0].Now})
	require.Equal(t, []string{"第一联 营销存根、第二联 生产取样、第三联 出门证", "第三联 出门证"}, []string{v.Changes[1].Was, v.Changes[1].Now})
	require.Nil(t, v.Changes[1].Looked, "what was printed is not kept")
	require.Equal(t, &api.LookedBack{All: 1, Otherwise: 1, Words: "近 90 天 1 行半纱中，有 1 行折算的重量将不同。"}, v.Changes[2].Looked)
	for _, s := range regulation.Settings() { // each question is one that the database can answer
		if len(s.Words) == 0 {
			try("hua", map[string]any{s.Key(): s.Most}).ok(200, &v)
			require.Len(t, v.Changes, 1)
			require.NotContains(t, fmt.Sprint(v.Changes[0].Looked), "looked-")
		}
	}
	try("hua", map[string]any{"sample.weights/half_g": 0}).ok(200, &v)
	require.Equal(t, "values.sample.weights/half_g", v.Faults[0].At)
	require.Equal(t, "应为 1 至 100000 之间的整数。", v.Faults[0].Text)
}

func TestApprovalParameters_AProposalShowsFromWhatToWhat(t *testing.T) {
	h := newHouse(t)
	h.exec(`insert into rulebooks (company_id, version, from_on, parameters) values ($1, 1, '2026-11-01', '{"sample.weights/half_g": 750}')`, h.ids["company"])
	var d api.DraftView
	h.do(ask{who: "hua", method: "POST", path: "/api/v1/cases", body: map[string]any{"kind": "parameter_change", "document": map[string]any{
		"from": "2026-12-01", "reason": "称重改为实测", "values": map[string]any{"sample.weights/half_g": nil}}}}).ok(201, &d)
	var c api.CaseView
	h.get("hua", "/api/v1/cases/"+string(d.ID)).ok(200, &c)
	require.Contains(t, c.Document.Fields, api.FieldView{Key: "sample.weights/half_g", Label: "半纱每个（克）", Value: "750 → 800"})
	require.Len(t, c.Document.Parameters, 1)
	require.Equal(t, []string{"半纱每个（克）", "750", "800"}, []string{c.Document.Parameters[0].Label, c.Document.Parameters[0].Was, c.Document.Parameters[0].Now})
}
