package api_test

import (
	"encoding/json"
	"fmt"
	"sort"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"countersign/api"
	"countersign/models"
)

// described is every route as the API's own description lists it.
func (h *house) described() (lines []string) {
	h.t.Helper()
	var doc struct {
		Paths map[string]map[string]json.RawMessage `json:"paths"`
	}
	h.get("", "/api/openapi.json").ok(200, &doc)
	for path, methods := range doc.Paths {
		for method := range methods {
			lines = append(lines, strings.ToUpper(method)+" "+path)
		}
	}
	sort.Strings(lines)
	return lines
}

// bodies are sound bodies for the routes that name something by its id. A new
// such route without one fails the test.
var bodies = map[string]any{
	"PUT /api/v1/cases/{id}/document":     map[string]any{"document": map[string]any{}},
	"POST /api/v1/cases/{id}/submit":      map[string]any{"digest": "00"},
	"POST /api/v1/cases/{id}/acts":        map[string]any{"verb": "sign", "task": "6c3d5fd4-8f43-4a8b-a8c2-2ee0b2fb2e33", "digest": "00"},
	"POST /api/v1/cases/{id}/challenge":   map[string]any{"task": "6c3d5fd4-8f43-4a8b-a8c2-2ee0b2fb2e33", "digest": "00"},
	"POST /api/v1/me/factors/{id}/remove": map[string]any{"password": "x"},
}

// named are the things that lin has and zhang may not see, by route.
func (h *house) named() map[string]string {
	d := h.submitted("秘密用途")
	draft := h.draft("秘密草稿")
	file := h.attach("lin", draft.ID, "图纸.txt", []byte("text"))
	require.Equal(h.t, 201, file.Code, file.Body.String())
	var a api.AttachmentView
	file.ok(201, &a)
	var token struct{ ID string }
	h.do(ask{who: "lin", method: "POST", path: "/api/v1/tokens", body: map[string]any{"name": "工具", "days": 5}}).ok(201, &token)
	var proxy api.ProxyView
	h.do(ask{who: "mei", method: "POST", path: "/api/v1/proxies", body: map[string]any{"agent": h.people["ma"], "from": "2026-11-23", "until": "2026-11-25"}}).ok(201, &proxy)
	var away api.AbsenceView
	h.do(ask{who: "lin", method: "POST", path: "/api/v1/absences", body: map[string]any{"from": "2026-12-23", "until": "2026-12-25"}}).ok(201, &away)
	h.exec(`insert into gate_passes (case_id, company_id, token, issued_at) values ($1, $2, 'the-token', now())`, d.ID, h.ids["company"])
	factor := uuid.NewString()
	h.exec(`insert into factors (id, person_id, kind, name, credential_id, passkey, at, confirmed_at) values ($1, $2, 'passkey', '手机', '\x01', '{}', now(), now())`, factor, h.people["lin"])
	return map[string]string{"me": factor, "cases": string(d.ID), "attachments": string(a.ID), "tokens": token.ID, "proxies": string(proxy.ID), "absences": string(away.ID), "gate": "the-token"}
}

func TestApprovalNeedToKnowWhatIsNotThereAndWhatMayNotBeSeenAreOneAnswer(t *testing.T) {
	h := newHouse(t)
	named := h.named()
	tried := 0
	for _, line := range h.described() {
		method, path, _ := strings.Cut(line, " ")
		thing := strings.Split(strings.TrimPrefix(path, "/api/v1/"), "/")[0]
		if !strings.Contains(path, "{id}") && !strings.Contains(path, "{token}") {
			continue
		}
		try := func(who, id string) reply {
			at := strings.NewReplacer("{id}", id, "{token}", id).Replace(path)
			if strings.HasSuffix(path, "/explain") {
				at += "?verb=sign"
			}
			if strings.HasSuffix(path, "/attachments") && method == "POST" {
				return h.attach(who, models.CaseID(id), "a.txt", []byte("text"))
			}
			if strings.HasSuffix(path, "/files") {
				return h.attachTo(who, models.CaseID(id), uuid.NewString(), "a.txt", "text")
			}
			body, header := bodies[line], key()
			header["If-Match"] = "00"
			if body == nil && method == "PUT" {
				require.Failf(t, "no body", "add a sound body for %s", line)
			}
			return h.do(ask{who: who, method: method, path: at, body: body, header: header})
		}
		require.NotEmpty(t, named[thing], "name a thing for %s", line)
		for _, who := range []string{"zhang", "fu"} {
			hidden, absent, odd := try(who, named[thing]), try(who, uuid.NewString()), try(who, "x")
			require.Equal(t, 404, hidden.Code, "%s as %s: %s", line, who, hidden.Body)
			require.Equal(t, absent.Body.String(), hidden.Body.String(), line)
			require.Equal(t, absent.Code, hidden.Code, line)
			require.Equal(t, 404, odd.Code, "%s: %s", line, odd.Body)
			tried++
		}
	}
	require.Greater(t, tried, 20)
	require.Zero(t, h.server.Dropped())
}

func TestApprovalNeedToKnowACanaryIsFoundInNoAnswerToAnOrdinaryUser(t *testing.T) {
	h := newHouse(t)
	canary := "canary-" + uuid.NewString()
	d := h.draft(canary)
	h.attach("lin", d.ID, canary+".txt", []byte(canary))
	var c api.CaseView
	h.get("lin", "/api/v1/cases/"+string(d.ID)).ok(200, &c)
	h.do(ask{who: "lin", method: "POST", path: fmt.Sprintf("/api/v1/cases/%s/submit", d.ID), header: key(), body: map[string]any{"digest": c.Digest}}).ok(200, nil)
	h.act("mei", d.ID, models.Sign, canary).ok(200, nil)

	seen := 0
	for _, line := range h.described() {
		path, get := strings.CutPrefix(line, "GET ")
		if !get || path == "/api/v1/stream" {
			continue
		}
		for _, id := range []string{string(d.ID), string(c.Attachments[0].ID)} {
			at := strings.NewReplacer("{id}", id, "{token}", "x", "{register}", "sample-ledger", "{year}", "2026").Replace(path)
			for _, query := range []string{"", "?q=canary", "?verb=sign", "?box=done", "?box=started", "?box=copied"} {
				for _, who := range []string{"zhang", "fu", ""} {
					require.NotContains(t, h.get(who, at+query).Body.String(), canary, "%s%s as %s", at, query, who)
					seen++
				}
			}
		}
	}
	require.Greater(t, seen, 500)
	require.Contains(t, h.get("lin", "/api/v1/cases/"+string(d.ID)).Body.String(), canary, "the canary is alive")
	require.NotContains(t, h.log.String(), canary)
	for who, token := range h.tokens {
		require.NotContains(t, h.log.String(), token, who)
	}
}

func TestApprovalInForceWhoHasLeftIsOutAtOnce(t *testing.T) {
	h := newHouse(t)
	h.get("mei", "/api/v1/me").ok(200, nil)
	h.exec(`update people set left_on = '2026-11-23' where id = $1`, h.people["mei"])
	h.get("mei", "/api/v1/me").refused(401, "sign-in-first", "")
}

func TestARouteWithoutAPolicyRowDoesNotStart(t *testing.T) {
	require.NoError(t, api.CheckAccess(t, newHouse(t).server, "public"))
	require.ErrorContains(t, api.CheckAccess(t, newHouse(t).server, "nobody"), "does not say who may use it")
	require.ErrorContains(t, api.CheckAccess(t, newHouse(t).server, "no-row"), "no policy row")
}
