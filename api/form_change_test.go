package api_test

import (
	"encoding/json"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"countersign/api"
	"countersign/models"
	"countersign/models/form"
	"countersign/models/regulation"
	"countersign/models/store"
)

// adopts puts the next version of a form in force, as if the case in which hua proposes it had
// been approved.
func (h *house) adopts(definition any) (kept form.Definition) {
	h.t.Helper()
	text, err := json.Marshal(definition)
	require.NoError(h.t, err)
	d, err := form.Read(text)
	require.NoError(h.t, err)
	_, err = h.desk.TryForm(h.t.Context(), h.people["hua"], d)
	require.NoError(h.t, err)
	require.NoError(h.t, h.db.Write(h.t.Context(), func(tx store.Tx) error {
		kept, err = tx.KeepForm(models.CompanyID(h.ids["company"]), d, h.people["hua"], "", h.clock())
		return err
	}))
	return kept
}

func TestAuthorityMatrix_AFormIsProposedAndItsSignersSeeBothVersions(t *testing.T) {
	h := newHouse(t)
	h.person("he", "hr", "staff")
	d := form.Shipped[0]
	d.Signatures, d.Effect, d.Register = slices.Clone(d.Signatures[:1]), nil, nil // the house of this test has nobody above its general manager
	check := func() (v api.FormCheckView) {
		h.do(ask{who: "hua", method: "POST", path: "/api/v1/forms/check", body: d}).ok(200, &v)
		require.Empty(t, v.Faults)
		return v
	}
	require.True(t, check().ToCase)
	h.do(ask{who: "hua", method: "POST", path: "/api/v1/forms", body: d}).refused(403, "form-by-case", regulation.AuthorityMatrix.ID())

	propose := func(who string) (draft api.DraftView) {
		h.do(ask{who: who, method: "POST", path: "/api/v1/cases", body: map[string]any{"kind": "matrix_change", "document": map[string]any{"reason": "三天以上也由部门负责人批准", "form": d}}}).ok(201, &draft)
		return draft
	}
	submit := func(who string, draft api.DraftView) reply {
		return h.do(ask{who: who, method: "POST", path: "/api/v1/cases/" + string(draft.ID) + "/submit", header: key(), body: map[string]any{"digest": draft.Digest}})
	}
	draft := propose("he")
	submit("he", draft).ok(200, nil)
	var c api.CaseView
	h.get("hua", "/api/v1/cases/"+string(draft.ID)).ok(200, &c)
	require.Equal(t, form.Shipped[0], *c.Document.FormChange.Was)
	require.Equal(t, d, c.Document.FormChange.Now)
	require.Contains(t, c.Document.Fields[len(c.Document.Fields)-1].Value, "批准后的效果", "what else changes is said too")
	require.Nil(t, c.Document.Matrix)

	var listed struct{ Rows []api.FormVersionView }
	h.get("hua", "/api/v1/forms/versions").ok(200, &listed)
	waits := listed.Rows[len(listed.Rows)-1]
	require.Equal(t, []any{true, 2, c.Number, draft.ID}, []any{waits.Proposed, waits.Version, waits.Number, *waits.Case})
	h.get("lin", "/api/v1/forms/versions").ok(200, &listed)
	require.False(t, slices.ContainsFunc(listed.Rows, func(v api.FormVersionView) bool { return v.Proposed }), "not to who may not read the case")

	h.act("hua", draft.ID, models.Sign, "").ok(200, nil)
	require.True(t, check().ToCase, "not in force yet")
	h.act("gao", draft.ID, models.Sign, "").ok(200, nil)
	require.False(t, check().ToCase)
	h.get("hua", "/api/v1/forms/versions").ok(200, &listed)
	require.Equal(t, []any{2, draft.ID, false}, []any{listed.Rows[0].Version, *listed.Rows[0].Case, listed.Rows[0].Proposed})

	d.Version, d.Name.En = 2, "Time off"
	h.do(ask{who: "hua", method: "POST", path: "/api/v1/forms", body: d}).ok(201, nil)
	var page api.HouseEventPage
	h.get("gao", "/api/v1/house/events?kind=form_kept").ok(200, &page)
	require.Len(t, page.Rows, 1)
	require.Equal(t, []string{"保存表单新版本", "表单 leave，第 3 版"}, []string{page.Rows[0].KindName, page.Rows[0].Detail})
	d.Signatures[0].Of = []string{"gm@company"}
	submit("he", propose("he")).refused(409, "form-newer", regulation.ApprovalForm.ID())
}
