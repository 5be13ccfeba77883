package api_test

import (
	"bytes"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"countersign/api"
	"countersign/models"
	"countersign/models/roster"
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

func TestApprovalDeadlineACalendarThatSomebodyChangedMeanwhileIsNotOverwritten(t *testing.T) {
	h := newHouse(t)
	var v api.CalendarView
	h.get("hua", "/api/v1/calendar/2027").ok(200, &v)
	put := func(was, name string) reply {
		return h.do(ask{who: "hua", method: "PUT", path: "/api/v1/calendar/2027", body: map[string]any{"was": was, "days": []map[string]any{{"day": "2027-05-06", "kind": "holiday", "name": name}}}})
	}
	before := v.Version
	put(before, "厂庆").ok(200, &v)
	require.NotEqual(t, before, v.Version)
	put(before, "停电").refused(409, "calendar-changed", "approval.deadline")
	put(v.Version, "停电").ok(200, nil)
}

func TestApprovalPostTheOrganisationIsATreeOnADay(t *testing.T) {
	h := newHouse(t)
	h.exec(`update posts set superior_id = $1, deputy_of = $1 where id = $2`, h.posts["mei"], h.posts["lin"])
	h.exec(`update holdings set until_on = '2026-11-01' where post_id = $1`, h.posts["lin"])
	h.exec(`insert into holdings (id, post_id, person_id, from_on) values (gen_random_uuid(), $1, $2, '2026-12-01')`, h.posts["lin"], h.people["ma"])
	h.exec(`update people set search = 'maxiaoyun mxy' where id = $1`, h.people["ma"])
	post := func(v api.TreeView, name string) (p api.TreePost) {
		for _, u := range v.Units {
			for _, p = range u.Posts {
				if p.ID == h.posts[name] {
					return p
				}
			}
		}
		require.Fail(t, "no post")
		return p
	}
	var v api.TreeView
	h.get("mei", "/api/v1/organisation/tree").ok(200, &v)
	p := post(v, "lin")
	require.Empty(t, p.Holders)
	require.Equal(t, "2026-11-01", p.VacantSince.String())
	require.Equal(t, string(h.posts["mei"]), p.Superior.ID)
	require.Equal(t, 1, v.Vacant)
	require.Len(t, v.Companies, 1, "who is no general manager of the head office looks at the own company")
	h.get("mei", "/api/v1/organisation/tree?on=2026-10-31").ok(200, &v)
	require.Equal(t, h.people["lin"], post(v, "lin").Holders[0].ID)
	h.get("mei", "/api/v1/organisation/tree?on=2026-12-01&q=mxy").ok(200, &v)
	require.Equal(t, h.people["ma"], post(v, "lin").Holders[0].ID)
	require.Equal(t, []string{string(h.people["ma"])}, v.Hits)
	h.get("mei", "/api/v1/organisation/tree?q=bmmar").ok(200, &v) // 部门marketing
	require.Equal(t, []string{string(h.units["marketing"])}, v.Hits)
	h.get("mei", "/api/v1/organisation/tree?company="+h.ids["other-company"]).refused(404, "not-found", "")
	h.get("gao", "/api/v1/organisation/tree?company="+h.ids["other-company"]).ok(200, &v)
	require.Len(t, v.Companies, 2)

	var card api.PostCard
	h.get("mei", "/api/v1/organisation/posts/"+string(h.posts["lin"])).ok(200, &card)
	require.Len(t, card.Held, 2)
	require.Equal(t, "2026-12-01", card.Held[0].From.String())
	var person api.PersonCard
	h.get("mei", "/api/v1/organisation/people/"+string(h.people["ma"])).ok(200, &person)
	require.Len(t, person.Held, 2)
	require.Empty(t, person.Email, "how to reach a colleague is for those who keep the organisation")
	h.get("hua", "/api/v1/organisation/people/"+string(h.people["ma"])).ok(200, &person)
	require.NotEmpty(t, person.Email)
	for _, hidden := range []string{"/people/" + string(h.people["fu"]), "/people/" + uuid.NewString(), "/people/x", "/posts/" + string(h.posts["fu"]), "/posts/" + uuid.NewString()} {
		h.get("mei", "/api/v1/organisation"+hidden).refused(404, "not-found", "")
	}
	require.Equal(t, 403, h.get("mei", "/api/v1/organisation/template").Code)
	require.Equal(t, "PK", h.get("hua", "/api/v1/organisation/template").ok(200, nil).Body.String()[:2])
}

func TestTheOrganisationIsExportedChangedAndImported(t *testing.T) {
	h := newHouse(t)
	const path = "/api/v1/organisation/import?preview=true"
	h.get("mei", "/api/v1/organisation/export").refused(403, "policy-post", "approval.post")
	file := h.get("hua", "/api/v1/organisation/export").ok(200, nil).Body.Bytes()
	var v api.ImportView
	h.upload("hua", path, "organisation.xlsx", file).ok(200, &v)
	require.Empty(t, v.Faults)
	require.Empty(t, v.Changes, "as it is, nothing changes")
	rows, faults, err := roster.Read(bytes.NewReader(file), "organisation.xlsx")
	require.NoError(t, err)
	require.Empty(t, faults)
	require.Empty(t, rows.Customers, "business stays where it is")
	require.Empty(t, rows.Varieties)

	h.upload("hua", path, "people.csv", []byte("no,name,login,email,phone\nmei,员工美,mei,,-\n")).ok(200, &v)
	require.Empty(t, v.Faults)
	require.Len(t, v.Changes, 1)
	changed := map[string]string{}
	for _, f := range v.Changes[0].Fields {
		changed[f.Label] = f.New
	}
	require.Equal(t, "员工美", changed["姓名"])
	require.NotContains(t, changed, "邮箱", "what is left empty stays")
}

func TestAnImportSaysWhatIsWrongOnItsLineAndWhatChangesInWords(t *testing.T) {
	h := newHouse(t)
	const path = "/api/v1/organisation/import?preview=true"
	var v api.ImportView
	h.upload("hua", path, "customers.csv", []byte("company,code,name,category\nHQ,K9,新客户,target\nHQ,,无编号,target\n")).ok(200, &v)
	require.Len(t, v.Faults, 1)
	require.Equal(t, 3, v.Faults[0].Row)
	h.upload("hua", path, "people.csv", []byte("no,name,login,email\nK9,,Bad Login,nonsense\nmei,员工美,mei,mei@@x\n")).ok(200, &v)
	require.Empty(t, v.Changes)
	var places []string
	for _, f := range v.Faults {
		places = append(places, fmt.Sprintf("%s %d %s", f.Sheet, f.Row, f.Column))
		require.Contains(t, f.Text, f.What)
	}
	require.Equal(t, []string{"人员 2 姓名", "人员 2 登录名", "人员 2 邮箱", "人员 3 邮箱"}, places, "each fault of each row, those of other rows too")
	require.Equal(t, "“nonsense”不是邮箱地址；请按 name@example.com 的格式填写", v.Faults[2].What)
	h.upload("hua", path, "customers.csv", []byte("company,code,name,category\nHQ,C1,安大集团,target\n")).ok(200, &v)
	require.Empty(t, v.Faults)
	require.Equal(t, []api.ImportField{{Label: "名称", Old: "安大纺织", New: "安大集团"}}, v.Changes[0].Fields[:1])
	require.Equal(t, "安大集团", v.Changes[0].Name)
}

func TestApprovalAbsenceHumanResourcesSeesTheProxiesOfTheCompany(t *testing.T) {
	h := newHouse(t)
	h.do(ask{who: "mei", method: "POST", path: "/api/v1/proxies", body: map[string]any{"agent": h.people["ma"], "from": "2026-11-23", "until": "2026-11-25"}}).ok(201, nil)
	h.get("lin", "/api/v1/proxies/company").refused(403, "policy-absence", "approval.absence")
	require.Contains(t, h.get("hua", "/api/v1/proxies/company").ok(200, nil).Body.String(), "员工mei")
	h.wait(3 * 24 * time.Hour)
	h.tokens["hua"] = h.session("hua")
	require.NotContains(t, h.get("hua", "/api/v1/proxies/company").ok(200, nil).Body.String(), "员工mei", "it is over")
}
