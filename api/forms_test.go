package api_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"countersign/api"
	"countersign/models"
	"countersign/models/form"
	"countersign/models/regulation"
)

func TestApprovalFormIsFilledSignedAndShownWithItsLabels(t *testing.T) {
	h := newHouse(t)
	var forms struct{ Rows []form.Definition }
	h.get("lin", "/api/v1/forms").ok(200, &forms)
	require.Len(t, forms.Rows, len(form.Shipped))
	leave := map[string]string{"kind": "annual", "from_on": "2026-12-01", "until_on": "2026-12-02", "days": "2", "reason": "家中有事"}
	var d api.DraftView
	h.do(ask{who: "lin", method: "POST", path: "/api/v1/cases", body: map[string]any{"kind": "form", "document": models.FilledForm{Form: "leave", Values: leave}}}).ok(201, &d)
	h.do(ask{who: "lin", method: "POST", path: "/api/v1/cases/" + string(d.ID) + "/submit", header: key(), body: map[string]any{"digest": d.Digest}}).ok(200, nil)
	var c api.CaseView
	h.get("mei", "/api/v1/cases/"+string(d.ID)).ok(200, &c)
	require.Equal(t, "请假申请", c.KindName)
	require.Contains(t, c.Document.Fields, api.FieldView{Key: "kind", Label: "假别", Value: "年休假"})
	h.exec(`insert into case_people (case_id, person_id, part, at) values ($1, $2, 'copied', now())`, d.ID, h.people["ma"])
	var copied api.CaseView
	h.get("ma", "/api/v1/cases/"+string(d.ID)).ok(200, &copied)
	require.Nil(t, copied.Document.Raw, "what a step hides is not shown to who was copied")
	for _, f := range copied.Document.Fields {
		require.NotEqual(t, "reason", f.Key)
	}
	h.act("mei", d.ID, models.Sign, "").ok(200, nil)
	h.do(ask{who: "lin", method: "POST", path: "/api/v1/cases", body: map[string]any{"kind": "form", "document": models.FilledForm{Form: "none"}}}).refused(404, "not-found", "")
}

func TestApprovalFormIsDefinedByWhoMayAndOnlySoundly(t *testing.T) {
	h := newHouse(t)
	h.do(ask{who: "lin", method: "POST", path: "/api/v1/forms", body: form.Shipped[0]}).refused(403, "policy-post", regulation.ApprovalPost.ID())
	var me api.Person
	h.get("hua", "/api/v1/me").ok(200, &me)
	own := form.Shipped[0]
	own.Signatures = slices.Clone(own.Signatures[:1]) // the house of this test has no general manager
	var kept api.KeptFormView
	h.do(ask{who: "hua", method: "POST", path: "/api/v1/forms", body: own}).ok(201, &kept)
	require.Equal(t, form.Shipped[0].Code, kept.Code)
	require.Equal(t, form.Shipped[0].Version+1, kept.Version)
	require.NotEmpty(t, kept.Company.Name)
	require.Equal(t, me.Company, kept.Company, "whose form it is")
}
