package api_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"countersign/api"
)

// TestApprovalPost_WhoHoldsNoPostIsSignedInWithoutPower: somebody whose last post has ended, or
// who has none yet, finds all pages that need no power, and nothing of any company.
func TestApprovalPost_WhoHoldsNoPostIsSignedInWithoutPower(t *testing.T) {
	h := newHouse(t)
	h.exec(`update holdings set until_on = $1 where person_id = $2`, h.clock(), h.people["lin"])
	require.NoError(t, h.desk.OpenAccount(t.Context(), h.people["lin"], "lin", password, "zh-CN"))
	r := h.login("lin", password).ok(200, nil)
	h.tokens["lin"] = r.Result().Cookies()[0].Value
	var me api.Person
	h.get("lin", "/api/v1/me").ok(200, &me)
	require.Empty(t, me.Posts)
	var doc struct{ Paths map[string]map[string]any }
	h.get("", "/api/openapi.json").ok(200, &doc)
	asked := 0
	for path, methods := range doc.Paths {
		if methods["get"] == nil || strings.Contains(path, "{") || strings.HasSuffix(path, "/stream") {
			continue
		}
		asked++
		require.Less(t, h.get("lin", path).Code, 500, path)
	}
	require.Greater(t, asked, 30)
}
