package api_test

import (
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/stretchr/testify/require"

	"countersign/api"
)

func TestApprovalRecord_TextThatNoTextMayBeIsRefusedEverywhereAndIsNoFault(t *testing.T) {
	h := newHouse(t)
	h.exec(`update people set administrator = true where no = 'hua'`)
	for _, bad := range []string{"a\x00b", "\xff\xfe", "\xd3\xc3\xd3\xa1"} {
		q := url.QueryEscape(bad)
		for who, paths := range map[string][]string{
			"lin": {"/api/v1/cases?q=" + q, "/api/v1/cases?kind=" + q, "/api/v1/cases?state=" + q, "/api/v1/customers?q=" + q, "/api/v1/people?q=" + q,
				"/api/v1/varieties?q=" + q, "/api/v1/units?q=" + q, "/api/v1/organisation/tree?q=" + q, "/api/v1/forms/" + q + "/1"},
			"hua": {"/api/v1/accounts?q=" + q, "/api/v1/house/sessions?q=" + q},
			"men": {"/api/v1/gate/" + q},
		} {
			for _, path := range paths {
				a := h.get(who, path)
				require.Less(t, a.Code, 500, "%q: %s", path, a.Body)
			}
		}
		a := h.post("", "/api/v1/session", map[string]any{"login": strings.ToValidUTF8(bad, "\x00"), "password": "x"})
		require.Less(t, a.Code, 500, a.Body.String())
	}
	h.post("lin", "/api/v1/tokens", map[string]any{"name": "a\x00b", "days": 1}).refused(422, "text-unprintable", "")
	require.NotContains(t, h.log.String(), "a request failed")
}

func TestApprovalNeverStuck_ARequestThatPostgreSQLDoesNotAnswerIsAnsweredInTime(t *testing.T) {
	h := newHouse(t, func(o *api.Options) { o.Patience = 300 * time.Millisecond })
	h.get("lin", "/api/v1/inbox").ok(200, nil)
	conn, err := pgx.Connect(t.Context(), h.db.URL())
	require.NoError(t, err)
	defer conn.Close(t.Context())
	_, err = conn.Exec(t.Context(), `begin; lock table tasks in access exclusive mode`)
	require.NoError(t, err)
	began := time.Now()
	h.get("lin", "/api/v1/inbox").refused(503, "try-again", "")
	require.Less(t, time.Since(began), 10*time.Second)
	_, err = conn.Exec(t.Context(), `rollback`)
	require.NoError(t, err)
	h.get("lin", "/api/v1/inbox").ok(200, nil)
}
