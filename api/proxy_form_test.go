package api_test

import (
	"net/url"
	"testing"

	"github.com/stretchr/testify/require"

	"countersign/api"
	"countersign/models"
)

func TestApprovalProxy_AProxyOfOneFormReachesThatFormAndNoOther(t *testing.T) {
	h := newHouse(t)
	leave := h.filed("leave", map[string]string{"kind": "annual", "from_on": "2026-12-01", "until_on": "2026-12-02", "days": "2", "reason": "家中有事"})
	seal := h.filed("seal_use", map[string]string{"seal": "contract", "document": "供货合同", "copies": "2", "recipient": "客户", "amount": "0", "reason": "签约"})
	give := func(kinds ...string) reply {
		return h.do(ask{who: "mei", method: "POST", path: "/api/v1/proxies", body: map[string]any{"agent": h.people["ma"], "from": "2026-11-23", "until": "2026-11-25", "kinds": kinds}})
	}
	for _, none := range []string{"form/expenses", "form/", "leave", "sample_request/leave"} {
		give(none).refused(422, "kind-unknown", "approval.proxy")
	}
	var p api.ProxyView
	give("form/leave").ok(201, &p)
	require.Equal(t, []string{"请假申请"}, p.KindNames)

	rows, _ := h.box("ma", api.BoxTodo)
	require.Len(t, rows, 1)
	require.Equal(t, leave.ID, rows[0].Case)
	var n api.Count
	h.get("ma", "/api/v1/inbox/count").ok(200, &n)
	require.Equal(t, 1, n.Todo)
	require.Equal(t, []string{rows[0].Number}, h.found("ma", nil), "what may be read is narrowed in the same way")
	h.get("ma", "/api/v1/cases/"+string(seal.ID)).refused(404, "not-found", "")

	give("form").ok(201, nil)
	rows, _ = h.box("ma", api.BoxTodo)
	require.Len(t, rows, 2, "all forms")
	h.act("ma", leave.ID, models.Sign, "").ok(200, nil)
}

func TestABoxAndASearchAreNarrowedToOneForm(t *testing.T) {
	h := newHouse(t)
	h.filed("leave", map[string]string{"kind": "annual", "from_on": "2026-12-01", "until_on": "2026-12-02", "days": "2", "reason": "家中有事"})
	h.submitted("送样")
	var kinds struct{ Rows []api.KindView }
	h.get("mei", "/api/v1/kinds").ok(200, &kinds)
	require.Contains(t, kinds.Rows, api.KindView{Kind: "form", Name: "全部自定义表单"})
	require.Contains(t, kinds.Rows, api.KindView{Kind: "form/leave", Name: "请假申请"})
	for kind, want := range map[string]int{"form/leave": 1, "form": 1, "form/seal_use": 0, "sample_request": 1, "": 2} {
		require.Len(t, h.inbox("mei", url.Values{"kind": {kind}}), want, kind)
		require.Len(t, h.found("lin", url.Values{"kind": {kind}}), want, kind)
	}
}
