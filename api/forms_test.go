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
	h.exec(`with c as (update cases set updated_at = updated_at where id = $1 returning id)
		insert into case_people (case_id, person_id, part, at) select id, $2, 'copied', now() from c`, d.ID, h.people["ma"])
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
	adopted := h.adopts(own)
	require.Equal(t, form.Shipped[0].Version+1, adopted.Version)

	late := own // of the shipped version, by somebody who has not seen the one that was kept meanwhile
	late.Name.En = "Another name"
	h.do(ask{who: "hua", method: "POST", path: "/api/v1/forms", body: late}).refused(409, "form-newer", regulation.ApprovalForm.ID())
	late.Version = 0
	h.do(ask{who: "hua", method: "POST", path: "/api/v1/forms", body: late}).refused(409, "form-newer", regulation.ApprovalForm.ID())
	late.Version = adopted.Version
	var kept api.KeptFormView
	h.do(ask{who: "hua", method: "POST", path: "/api/v1/forms", body: late}).ok(201, &kept)
	require.Equal(t, "Another name", kept.Name.En)
	require.Equal(t, []any{form.Shipped[0].Code, form.Shipped[0].Version + 2}, []any{kept.Code, kept.Version})
	require.NotEmpty(t, kept.Company.Name)
	require.Equal(t, me.Company, kept.Company, "whose form it is")
}

func TestApprovalForm_ADefinitionGoesOutAsJSONSchemaAndComesBack(t *testing.T) {
	h := newHouse(t)
	var schema map[string]any
	h.get("hua", "/api/v1/forms/trip/1/schema").ok(200, &schema)
	require.Equal(t, "https://json-schema.org/draft/2020-12/schema", schema["$schema"])
	require.Equal(t, map[string]any{"zh": "目的地", "en": "Destination"}, schema["properties"].(map[string]any)["destination"].(map[string]any)["x-label"])
	h.get("hua", "/api/v1/forms/trip/9/schema").refused(404, "not-found", "")

	var check api.FormCheckView
	h.do(ask{who: "hua", method: "POST", path: "/api/v1/forms/check", body: schema}).ok(200, &check)
	require.Equal(t, form.Shipped[2], *check.Definition)
	again, err := form.Read(check.Schema)
	require.NoError(t, err)
	require.Equal(t, form.Shipped[2], again)

	schema["oneOf"] = []any{}
	check = api.FormCheckView{}
	h.do(ask{who: "hua", method: "POST", path: "/api/v1/forms/check", body: schema}).ok(200, &check)
	require.Nil(t, check.Definition)
	require.Equal(t, "oneOf", check.Faults[0].At)
	require.Contains(t, check.Faults[0].Text, "不支持关键字 oneOf")
	h.do(ask{who: "hua", method: "POST", path: "/api/v1/forms", body: schema}).refused(422, "document-incomplete", regulation.ApprovalForm.ID())
	delete(schema, "oneOf")
	procedure := schema["x-procedure"].(map[string]any)
	procedure["tasks"] = []any{} // the house of this test has no office
	h.do(ask{who: "hua", method: "POST", path: "/api/v1/forms", body: schema}).refused(403, "form-by-case", regulation.AuthorityMatrix.ID())
	kept := h.adopts(schema)
	require.Equal(t, 2, kept.Version)
	require.Equal(t, form.Shipped[2].Fields, kept.Fields)
}
