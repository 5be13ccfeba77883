package api_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"countersign/api"
	"countersign/models"
)

// administrator makes somebody of the house look after accounts.
func (h *house) administrator(name string) {
	h.exec(`update people set administrator = true where id = $1`, h.people[name])
}

func (h *house) accountOf(who, name string) (v api.AccountCard) {
	h.t.Helper()
	h.get(who, "/api/v1/accounts/"+string(h.people[name])).ok(200, &v)
	return v
}

func (h *house) toAccount(who, method, name, what string, body any) reply {
	h.t.Helper()
	return h.do(ask{who: who, method: method, path: "/api/v1/accounts/" + string(h.people[name]) + what, body: body})
}

func TestApprovalInForceAccountsAreLookedAfterByAdministratorsOnly(t *testing.T) {
	h := newHouse(t)
	h.administrator("zhang")
	for _, who := range []string{"gao", "hua", "lin"} {
		h.get(who, "/api/v1/accounts").refused(403, "policy-accounts", "approval.in-force")
		h.get(who, "/api/v1/house/sessions").refused(403, "policy-accounts", "approval.in-force")
		h.get(who, "/api/v1/house/tokens").refused(403, "policy-accounts", "approval.in-force")
		for _, id := range []string{string(h.people["mei"]), uuid.NewString()} {
			h.do(ask{who: who, method: "POST", path: "/api/v1/accounts/" + id + "/password"}).refused(403, "policy-accounts", "approval.in-force")
		}
	}
	var me api.Person
	h.get("zhang", "/api/v1/me").ok(200, &me)
	require.Contains(t, me.May, models.KeepAccounts)
	h.get("lin", "/api/v1/me").ok(200, &me)
	require.NotContains(t, me.May, models.KeepAccounts)

	var page api.AccountPage
	h.get("zhang", "/api/v1/accounts?q=mei").ok(200, &page)
	require.Len(t, page.Rows, 1)
	require.Equal(t, "mei", page.Rows[0].Login)
	require.Equal(t, 1, page.Rows[0].Sessions)
	h.get("zhang", "/api/v1/accounts?kind=without").ok(200, &page)
	require.Empty(t, page.Rows)
	for _, odd := range []string{"x", uuid.NewString()} {
		require.Equal(t, 404, h.get("zhang", "/api/v1/accounts/"+odd).Code)
		require.Equal(t, 404, h.do(ask{who: "zhang", method: "POST", path: "/api/v1/accounts/" + odd + "/unlock"}).Code)
	}
}

func TestApprovalRecordWhatIsDoneToAnAccountIsRecordedAndStays(t *testing.T) {
	h := newHouse(t)
	h.administrator("zhang")
	require.NoError(t, h.desk.OpenAccount(t.Context(), h.people["mei"], "mei", password, "zh-CN"))
	h.tokens["mei"] = h.login("mei", password).Result().Cookies()[0].Value
	require.NotNil(t, h.accountOf("zhang", "mei").Account.SignedInAt)

	for range 5 {
		h.login("mei", "wrong").refused(401, "login-failed", "")
	}
	require.NotNil(t, h.accountOf("zhang", "mei").Account.LockedUntil)
	h.toAccount("zhang", "POST", "mei", "/unlock", nil).ok(204, nil)
	require.Nil(t, h.accountOf("zhang", "mei").Account.LockedUntil)
	h.login("mei", password).ok(200, nil)

	var first api.FirstPasswordView
	h.toAccount("zhang", "POST", "mei", "/password", nil).ok(200, &first)
	h.get("mei", "/api/v1/me").refused(401, "sign-in-first", "")
	r := h.login("mei", first.Password)
	var me api.Person
	r.ok(200, &me)
	require.True(t, me.MustChange, "somebody else knows it")
	h.tokens["mei"] = r.Result().Cookies()[0].Value
	h.get("mei", "/api/v1/inbox").refused(403, "password-change-first", "")

	sessions := h.accountOf("zhang", "mei").Sessions
	require.Len(t, sessions, 1)
	h.toAccount("zhang", "DELETE", "lin", "/sessions/"+sessions[0].ID, nil).refused(404, "not-found", "")
	h.toAccount("zhang", "DELETE", "mei", "/sessions/"+sessions[0].ID, nil).ok(204, nil)
	h.get("mei", "/api/v1/me").refused(401, "sign-in-first", "")
	h.toAccount("zhang", "DELETE", "lin", "/sessions", nil).ok(204, nil)
	h.get("lin", "/api/v1/me").refused(401, "sign-in-first", "")

	var page api.HouseEventPage
	h.get("zhang", "/api/v1/house/events").ok(200, &page)
	var kinds []models.HouseEventKind
	for _, e := range page.Rows {
		kinds = append(kinds, e.Kind)
		require.Equal(t, "zhang", strings.TrimPrefix(e.By, "员工"))
		require.NotContains(t, e.Detail, first.Password)
	}
	require.Equal(t, []models.HouseEventKind{models.SessionsEnded, models.SessionEnded, models.PasswordReset, models.AccountUnlocked}, kinds)
	h.get("zhang", "/api/v1/house/events?q=lin").ok(200, &page)
	require.Len(t, page.Rows, 1)
	h.get("zhang", "/api/v1/house/events?kind=password_reset&from=2026-11-23&until=2026-11-23").ok(200, &page)
	require.Len(t, page.Rows, 1)
	h.get("zhang", "/api/v1/house/events?until=2026-11-22").ok(200, &page)
	require.Empty(t, page.Rows)
	for _, change := range []string{`update house_events set kind = 'x'`, `delete from house_events`, `truncate house_events`} {
		require.Error(t, h.attempt(change), change)
	}
}

func TestApprovalInForceWhoIsSuspendedIsOutUntilResumed(t *testing.T) {
	h := newHouse(t)
	h.administrator("zhang")
	require.NoError(t, h.desk.OpenAccount(t.Context(), h.people["mei"], "mei", password, "zh-CN"))
	h.tokens["mei"] = h.login("mei", password).Result().Cookies()[0].Value
	var token struct{ ID, Secret string }
	h.do(ask{who: "mei", method: "POST", path: "/api/v1/tokens", body: map[string]any{"name": "工具", "days": 5}}).ok(201, &token)

	suspend := func(name string) reply {
		return h.toAccount("zhang", "POST", name, "/suspend", map[string]any{"reason": "调查期间"})
	}
	h.toAccount("zhang", "POST", "mei", "/suspend", map[string]any{"reason": "  "}).refused(422, "account-reason", "approval.in-force")
	suspend("mei").ok(204, nil)
	suspend("mei").refused(409, "account-suspended", "approval.in-force")
	h.get("mei", "/api/v1/me").refused(401, "sign-in-first", "")
	h.do(ask{method: "GET", path: "/api/v1/me", header: map[string]string{"Authorization": "Bearer " + token.Secret}}).refused(401, "sign-in-first", "")
	h.login("mei", password).refused(401, "login-failed", "")
	_, err := h.desk.StartSession(t.Context(), h.people["mei"], fromHere)
	require.Error(t, err, "nor by another door")
	require.NotNil(t, h.accountOf("zhang", "mei").Account.SuspendedAt)
	var away api.AbsencesView
	h.get("hua", "/api/v1/absences").ok(200, &away)
	require.Len(t, away.Today, 1, "who stands in is for everybody to know")
	require.Equal(t, "员工mei", away.Today[0].Absent.Name)
	require.Nil(t, away.Today[0].Back)

	h.toAccount("zhang", "POST", "mei", "/resume", nil).ok(204, nil)
	h.toAccount("zhang", "POST", "mei", "/resume", nil).refused(409, "account-not-suspended", "approval.in-force")
	h.login("mei", password).ok(200, nil)
	suspend("zhang").refused(403, "account-own", "approval.in-force")
	h.administrator("fen")
	h.toAccount("zhang", "POST", "fen", "/password", nil).refused(403, "account-of-administrator", "approval.in-force")
}

func TestApprovalInForceAnAccountBeginsWithAPasswordThatIsShownOnce(t *testing.T) {
	h := newHouse(t)
	h.administrator("zhang")
	h.exec(`delete from sessions where person_id = $1`, h.people["wu"])
	h.exec(`delete from accounts where person_id = $1`, h.people["wu"])
	open := func(name, login string) reply {
		return h.do(ask{who: "zhang", method: "POST", path: "/api/v1/accounts", body: map[string]any{"person": h.people[name], "login": login}})
	}
	open("wu", "吴师傅").refused(422, "account-login", "approval.in-force")
	open("wu", "MEI").refused(409, "account-login-taken", "approval.in-force")
	open("mei", "mei2").refused(409, "account-there", "approval.in-force")
	var first api.FirstPasswordView
	open("wu", "Wu.Shi").ok(http.StatusCreated, &first)
	require.Equal(t, "wu.shi", first.Login)
	h.login("wu.shi", first.Password).ok(200, nil)
	open("wu", "wu3").refused(409, "account-there", "approval.in-force")
	h.exec(`update people set left_on = '2026-11-01' where id = $1`, h.people["cang"])
	open("cang", "cang2").refused(404, "not-found", "")
}

func TestApprovalInForceEverySessionAndTokenIsListedPageByPage(t *testing.T) {
	h := newHouse(t)
	h.administrator("zhang")
	h.exec(`insert into sessions (token_hash, person_id, created_at, seen_at, ends_at, ip, agent)
		select decode(md5('s' || n), 'hex'), $1, now(), $2::timestamptz - (n / 7) * interval '1 second', $2::timestamptz + interval '1 day', '', 'many' from generate_series(1, 230) n`, h.people["lin"], h.now)
	h.exec(`insert into api_tokens (id, person_id, name, token_hash, created_at, ends_at)
		select gen_random_uuid(), $1, 'many ' || n, decode(md5('k' || n), 'hex'), $2::timestamptz - (n / 7) * interval '1 second', $2::timestamptz + interval '1 day' from generate_series(1, 230) n`, h.people["lin"], h.now)
	for _, path := range []string{"/api/v1/house/sessions", "/api/v1/house/tokens"} {
		seen, next := map[string]bool{}, ""
		for range 5 {
			var page struct {
				Rows []struct{ ID, Agent, Name string }
				Next string
			}
			h.get("zhang", path+"?cursor="+next).ok(200, &page)
			for _, r := range page.Rows {
				require.False(t, seen[r.ID], "twice in the list")
				seen[r.ID] = strings.Contains(r.Agent+r.Name, "many")
			}
			if next = page.Next; next == "" {
				break
			}
		}
		require.Empty(t, next)
		many := 0
		for _, one := range seen {
			if one {
				many++
			}
		}
		require.Equal(t, 230, many, path)
	}
	h.get("zhang", "/api/v1/house/tokens?cursor=nonsense").refused(422, "cursor-wrong", "")
}

func TestApprovalInForceAnAdministratorRevokesATokenOfAnybody(t *testing.T) {
	h := newHouse(t)
	h.administrator("zhang")
	var token struct{ ID, Secret string }
	h.do(ask{who: "lin", method: "POST", path: "/api/v1/tokens", body: map[string]any{"name": "工具", "days": 5}}).ok(201, &token)
	require.Contains(t, h.get("zhang", "/api/v1/house/tokens").ok(200, nil).Body.String(), token.ID)
	require.NotContains(t, h.get("zhang", "/api/v1/house/tokens").Body.String(), token.Secret)
	for who, want := range map[string]int{"lin": 403, "zhang": 204} {
		if who == "lin" {
			require.Equal(t, want, h.do(ask{who: who, method: "DELETE", path: "/api/v1/house/tokens/" + token.ID}).Code)
		}
	}
	h.do(ask{who: "zhang", method: "DELETE", path: "/api/v1/house/tokens/" + token.ID}).ok(204, nil)
	h.do(ask{who: "zhang", method: "DELETE", path: "/api/v1/house/tokens/" + token.ID}).refused(404, "not-found", "")
	h.do(ask{method: "GET", path: "/api/v1/me", header: map[string]string{"Authorization": "Bearer " + token.Secret}}).refused(401, "sign-in-first", "")
}

func TestApprovalRecordTheAuditIsForAdministratorsAndGeneralManagers(t *testing.T) {
	h := newHouse(t)
	h.administrator("zhang")
	h.person("fang", "sub-marketing", "gm")
	h.toAccount("zhang", "POST", "fu", "/unlock", nil).ok(204, nil)
	h.toAccount("zhang", "POST", "lin", "/unlock", nil).ok(204, nil)
	seen := func(who string) int {
		var page api.HouseEventPage
		h.get(who, "/api/v1/house/events").ok(200, &page)
		return len(page.Rows)
	}
	require.Equal(t, 2, seen("zhang"))
	require.Equal(t, 2, seen("gao"), "the general manager of the head office")
	require.Equal(t, 1, seen("fang"), "that of a subsidiary sees what concerns the own company")
	h.get("lin", "/api/v1/house/events").refused(403, "policy-audit", "approval.record")
	h.get("lin", "/api/v1/house/events/export").refused(403, "policy-audit", "approval.record")
	file := h.get("fang", "/api/v1/house/events/export?format=csv").ok(200, nil).Body.String()
	require.Contains(t, file, "员工fu fu")
	require.NotContains(t, file, "员工lin")
	h.do(ask{who: "hua", method: "PUT", path: "/api/v1/calendar/2027", body: map[string]any{"days": []any{}}}).ok(200, nil)
	require.Equal(t, 3, seen("gao"), "who set the calendar is recorded too")
}
