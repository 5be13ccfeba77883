package api_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"countersign/api"
	"countersign/models"
	"countersign/models/regulation"
)

// box reads a whole box, page by page.
func (h *house) box(who string, box api.Box) (all []api.InboxRow, pages int) {
	h.t.Helper()
	for cursor := ""; pages < 100; {
		var p api.InboxPage
		h.get(who, fmt.Sprintf("/api/v1/inbox?box=%s&cursor=%s", box, cursor)).ok(200, &p)
		all, pages = append(all, p.Rows...), pages+1
		if cursor = p.Next; cursor == "" {
			break
		}
		require.Len(h.t, p.Rows, 20)
	}
	return all, pages
}

func TestApprovalPostTasksWaitForWhoHoldsThePost(t *testing.T) {
	h := newHouse(t)
	d := h.submitted("职务")
	todo, _ := h.box("mei", api.BoxTodo)
	require.Len(t, todo, 1)
	require.Equal(t, d.ID, todo[0].Case)
	require.Equal(t, models.Sign, todo[0].Verb)
	require.NotNil(t, todo[0].DueAt)
	for _, who := range []string{"lin", "gao", "zhang", "fu"} {
		rows, _ := h.box(who, api.BoxTodo)
		require.Empty(t, rows, who)
	}
	h.exec(`update holdings set until_on = '2026-11-23' where person_id = $1`, h.people["mei"])
	h.exec(`insert into holdings (id, post_id, person_id, from_on) values (gen_random_uuid(), $1, $2, '2026-11-23')`, h.posts["mei"], h.people["ma"])
	todo, _ = h.box("mei", api.BoxTodo)
	require.Empty(t, todo, "who no longer holds the post has no task")
	todo, _ = h.box("ma", api.BoxTodo)
	require.Len(t, todo, 1)
	h.act("ma", d.ID, models.Sign, "").ok(200, nil)
	done, _ := h.box("ma", api.BoxDone)
	require.Len(t, done, 1)
	require.NotNil(t, done[0].At)
}

func TestAnInboxIsReadPageByPageSoonestDueFirst(t *testing.T) {
	h := newHouse(t)
	for i := range 23 {
		h.submitted(fmt.Sprint("第", i))
		h.wait(time.Minute)
	}
	h.exec(`update tasks set due_at = null where id = (select id from tasks where state = 'open' order by id limit 1)`)
	h.exec(`update tasks set due_at = due_at - interval '30 days' where id = (select id from tasks where state = 'open' and due_at is not null order by id desc limit 1)`)
	todo, pages := h.box("mei", api.BoxTodo)
	require.Len(t, todo, 23)
	require.Equal(t, 2, pages)
	require.True(t, todo[0].Overdue)
	require.Nil(t, todo[22].DueAt, "what is never due comes last")
	seen := map[models.TaskID]bool{}
	for i, row := range todo {
		require.False(t, seen[row.Task])
		seen[row.Task] = true
		if i > 0 && row.DueAt != nil {
			require.False(t, row.DueAt.Before(*todo[i-1].DueAt))
		}
	}
	started, pages := h.box("lin", api.BoxStarted)
	require.Len(t, started, 23)
	require.Equal(t, 2, pages)
	var c api.Count
	h.get("mei", "/api/v1/inbox/count").ok(200, &c)
	require.Equal(t, api.Count{Todo: 23, Unread: 23}, c)
	h.exec(`insert into tasks (id, case_id, kind, company_id, step, attempt, verb, clause, round, seat_id, post_id, state)
		select gen_random_uuid(), case_id, kind, company_id, step, attempt, verb, clause, round, seat_id, post_id, 'open' from tasks, generate_series(1, 90) where state = 'open' and due_at is null`)
	h.get("mei", "/api/v1/inbox/count").ok(200, &c)
	require.Equal(t, api.Count{Todo: 99, More: true, Unread: 23}, c)
	h.exec(`insert into notices select (jsonb_populate_record(n, jsonb_build_object('id', gen_random_uuid()))).* from notices n, generate_series(1, 90) where person_id = $1`, h.people["mei"])
	h.get("mei", "/api/v1/inbox/count").ok(200, &c)
	require.Equal(t, api.Count{Todo: 99, More: true, Unread: 99, MoreUnread: true}, c)
	h.get("mei", "/api/v1/inbox?cursor=garbage").refused(422, "cursor-wrong", "")
}

func TestApprovalProxySignsWithinPeriodKindsAndLimit(t *testing.T) {
	h := newHouse(t)
	d := h.submitted("代理")
	give := func(agent string, from, until string, more map[string]any) reply {
		body := map[string]any{"agent": h.people[agent], "from": from, "until": until}
		for k, v := range more {
			body[k] = v
		}
		return h.do(ask{who: "mei", method: "POST", path: "/api/v1/proxies", body: body})
	}
	const proxy regulation.ID = "approval.proxy"
	give("mei", "2026-11-23", "2026-11-25", nil).refused(422, "proxy-to-self", proxy)
	give("fu", "2026-11-23", "2026-11-25", nil).refused(422, "proxy-agent-unknown", proxy)
	give("ma", "2026-11-22", "2026-11-25", nil).refused(422, "proxy-period", proxy)
	give("ma", "2026-11-23", "2027-02-21", nil).refused(422, "proxy-too-long", proxy)
	give("ma", "2026-11-23", "2026-11-25", map[string]any{"kinds": []string{"matrix_change"}}).ok(201, nil)
	rows, _ := h.box("ma", api.BoxTodo)
	require.Empty(t, rows, "of another kind")
	var p api.ProxyView
	give("ma", "2026-11-23", "2026-11-25", map[string]any{"kinds": []string{"sample_request"}}).ok(201, &p)
	require.True(t, p.InForce)

	rows, _ = h.box("ma", api.BoxTodo)
	require.Len(t, rows, 1)
	require.Equal(t, "员工mei", rows[0].Proxy)
	var c api.CaseView
	h.get("ma", "/api/v1/cases/"+string(d.ID)).ok(200, &c)
	require.Equal(t, "员工mei", c.Acts[0].Proxy)
	h.do(ask{who: "ma", method: "DELETE", path: "/api/v1/proxies/" + string(p.ID)}).refused(404, "not-found", "")
	h.act("ma", d.ID, models.Sign, "").ok(200, nil)
	h.get("gao", "/api/v1/cases/"+string(d.ID)).ok(200, &c)
	require.Equal(t, "员工mei", c.Signatures[0].Principal.Name)
	require.Equal(t, "员工mei", c.Slates[0].Rounds[0].Seats[0].For)

	d = h.submitted("撤回以后")
	h.do(ask{who: "mei", method: "DELETE", path: "/api/v1/proxies/" + string(p.ID)}).ok(204, nil)
	h.get("ma", "/api/v1/cases/"+string(d.ID)).refused(404, "not-found", "")
}

func TestApprovalOwnCaseABarredHolderHasNothingToDo(t *testing.T) {
	h := newHouse(t)
	d := h.submitted("补位")
	h.exec(`insert into holdings (id, post_id, person_id, from_on) values (gen_random_uuid(), $1, $2, '2020-01-01')`, h.posts["mei"], h.people["lin"])
	rows, _ := h.box("lin", api.BoxTodo)
	require.Empty(t, rows, "the requester holds the post and still has no task")
	var c api.CaseView
	h.get("lin", "/api/v1/cases/"+string(d.ID)).ok(200, &c)
	require.EqualValues(t, "approval.own-case", c.Barred[0].Clause.ID)
	require.Zero(t, h.server.Dropped(), "that is no difference between two faces of a rule")
}

func TestARegisterShowsOneCompanyToThoseWhoMayLook(t *testing.T) {
	h := newHouse(t)
	d := h.submitted("登记")
	h.exec(`insert into sample_ledger (id, company_id, case_id, line, variety_id, size, pieces, grams, taken_by, taken_at, act_id, note)
		values (gen_random_uuid(), $1, $2, 1, $3, 'whole', 2, 3800, $4, '2026-11-23 03:00Z', gen_random_uuid(), '=HYPERLINK("http://x")')`, h.ids["company"], d.ID, h.ids["variety"], h.people["lin"])
	h.exec(`insert into sample_ledger (id, company_id, variety_id, size, pieces, grams, taken_by, taken_at, act_id, note)
		select gen_random_uuid(), $1::uuid, $2::uuid, 'half', 1, 800, $3::uuid, '2026-11-30 15:59:59Z'::timestamptz, gen_random_uuid(), '末日' union all
		select gen_random_uuid(), $1::uuid, $2::uuid, 'half', 1, 800, $3::uuid, '2026-11-30 16:00:00Z'::timestamptz, gen_random_uuid(), '次月' union all
		select gen_random_uuid(), $4::uuid, $2::uuid, 'half', 1, 800, $3::uuid, '2026-11-23 03:00Z'::timestamptz, gen_random_uuid(), '外公司'`, h.ids["company"], h.ids["variety"], h.people["lin"], h.ids["other-company"])
	var p api.RegisterPage
	h.get("wu", "/api/v1/registers/sample-ledger?month=2026-11").ok(200, &p)
	require.Len(t, p.Rows, 2)
	require.Equal(t, "末日", p.Rows[0].Cells[8])
	require.Equal(t, "3.800", p.Rows[1].Cells[6])
	require.Equal(t, "HQ-QY-2026-00001", p.Rows[1].Cells[1])
	h.exec(`insert into sample_ledger (id, company_id, variety_id, size, pieces, grams, taken_by, taken_at, act_id, note)
		select gen_random_uuid(), $1::uuid, $2::uuid, 'half', 1, 800, $3::uuid, '2026-10-23 03:00Z'::timestamptz, gen_random_uuid(), '' from generate_series(1, 45)`, h.ids["company"], h.ids["variety"], h.people["lin"])
	h.get("wu", "/api/v1/registers/sample-ledger?month=2026-10").ok(200, &p)
	require.NotEmpty(t, p.Next)
	require.Len(t, p.Totals, 1)
	require.Contains(t, p.Totals[0].Sums, "36", "the totals are of the whole month, not of the page")
	h.get("zhang", "/api/v1/registers/sample-ledger").refused(403, "policy-need-to-know", "approval.need-to-know")
	h.get("wu", "/api/v1/registers/nothing").refused(404, "not-found", "")
	var may struct{ Rows []api.RegisterName }
	h.get("men", "/api/v1/registers").ok(200, &may)
	require.Equal(t, api.RegisterName{Register: api.RegisterPasses, Name: "出门证登记表", About: "开出、使用和过期的出门证。"}, may.Rows[0])
	for _, r := range may.Rows[1:] {
		require.Contains(t, r.Register, "form-", "of the regulations' own there is no other")
	}

	file := h.get("wu", "/api/v1/registers/sample-ledger/export?month=2026-11&format=csv").ok(200, nil)
	require.Contains(t, file.Body.String(), "\ufeff取样时间,编号")
	require.Contains(t, file.Body.String(), `"'=HYPERLINK(""http://x"")"`)
	book := h.get("wu", "/api/v1/registers/sample-ledger/export?month=2026-11").ok(200, nil)
	require.Equal(t, "PK", book.Body.String()[:2])
	h.get("zhang", "/api/v1/registers/sample-ledger/export").refused(403, "policy-need-to-know", "approval.need-to-know")
	for _, name := range []string{"gate-passes", "handovers", "entries", "exceptions", "month-ends"} {
		h.get("gao", "/api/v1/registers/"+name).ok(200, &p)
		require.NotEqual(t, "register-"+name, p.Name)
		for _, c := range p.Columns {
			require.NotEqual(t, "column-"+c.Key, c.Label)
		}
	}
}

func TestNothingInACellIsAFormula(t *testing.T) {
	for _, cell := range []string{"=1", "+1", "-1", "@x", "\t=1", "  =1", "\u200b=1", "＝1", "＠x", "\r", "\n"} {
		require.Equal(t, "'"+cell, api.Plain(cell))
	}
	for _, cell := range []string{"", "安大", "1-2", "a=b"} {
		require.Equal(t, cell, api.Plain(cell))
	}
}

func TestSearchStaysWithinTheCompany(t *testing.T) {
	h := newHouse(t)
	var c struct{ Rows []api.CustomerRow }
	h.get("lin", "/api/v1/customers?q=ADF").ok(200, &c)
	require.Len(t, c.Rows, 1)
	h.get("lin", "/api/v1/customers?q=%25").ok(200, &c)
	require.Empty(t, c.Rows, "a percent sign is a percent sign")
	h.get("lin", "/api/v1/customers").ok(200, &c)
	require.Len(t, c.Rows, 1)
	var p struct{ Rows []api.PersonRow }
	h.get("lin", "/api/v1/people?q=fu").ok(200, &p)
	require.Empty(t, p.Rows)
	h.get("lin", "/api/v1/people?q=mei").ok(200, &p)
	require.Equal(t, []string{"部门marketing 岗位mei"}, p.Rows[0].Posts)
	var u struct{ Rows []api.UnitRow }
	h.get("lin", "/api/v1/units?q=market").ok(200, &u)
	require.Len(t, u.Rows, 1)
	require.Equal(t, "部门marketing", u.Rows[0].Name)
	h.get("lin", "/api/v1/units?q=bm").ok(200, &u)
	require.Len(t, u.Rows, 9, "by the initials of the pinyin")
	var v struct{ Rows []api.VarietyRow }
	h.get("lin", "/api/v1/varieties?q=40").ok(200, &v)
	require.False(t, v.Rows[0].InProduction)
}

func TestTheHouseIsShownInTheReadersLanguage(t *testing.T) {
	h := newHouse(t)
	h.do(ask{who: "lin", method: "PUT", path: "/api/v1/me/language", body: map[string]any{"language": "en"}}).ok(204, nil)
	var o api.OrganisationView
	h.get("lin", "/api/v1/organisation").ok(200, &o)
	require.Equal(t, "Head office", o.Company.Name)
	require.Len(t, o.Units, 9)
	var rules struct{ Rows []api.ClauseView }
	h.get("lin", "/api/v1/rules").ok(200, &rules)
	require.Len(t, rules.Rows, len(regulation.All()))
	d := h.submitted("英文")
	var c api.CaseView
	h.get("lin", "/api/v1/cases/"+string(d.ID)).ok(200, &c)
	require.Equal(t, "Being signed", c.State.Name)
	require.Contains(t, c.Slates[0].Rounds[0].Seats[0].DueWhy, "working day")
	var n api.NoticePage
	h.get("mei", "/api/v1/notices").ok(200, &n)
	require.Equal(t, 1, n.Unread)
	require.Equal(t, c.Number, n.Rows[0].Number)
	h.do(ask{who: "ma", method: "POST", path: "/api/v1/notices/read", body: map[string]any{"ids": []string{n.Rows[0].ID}}}).ok(204, nil)
	h.get("mei", "/api/v1/notices").ok(200, &n)
	require.Equal(t, 1, n.Unread, "nobody reads for another")
	h.do(ask{who: "mei", method: "POST", path: "/api/v1/notices/read", body: map[string]any{}}).ok(204, nil)
	h.get("mei", "/api/v1/notices").ok(200, &n)
	require.Zero(t, n.Unread)
}

func TestApprovalOwnCaseTheBadgeCountsOnlyWhatMayBeDone(t *testing.T) {
	h := newHouse(t)
	h.submitted("自己的事项")
	h.exec(`insert into proxies (id, principal_id, agent_id, from_at, until_at, given_by, given_at) values (gen_random_uuid(), $1, $2, '2026-01-01', '2027-01-01', $1, '2026-01-01')`, h.people["mei"], h.people["lin"])
	h.exec(`insert into proxies (id, principal_id, agent_id, from_at, until_at, given_by, given_at) values (gen_random_uuid(), $1, $2, '2026-01-01', '2027-01-01', $1, '2026-01-01')`, h.people["mei"], h.people["ma"])
	badges := func(want map[string]int, says string) {
		t.Helper()
		for who, want := range want {
			var n api.Count
			h.get(who, "/api/v1/inbox/count").ok(200, &n)
			rows, _ := h.box(who, api.BoxTodo)
			require.Equal(t, want, n.Todo, "%s: %s", who, says)
			require.Len(t, rows, want, "%s: %s", who, says)
		}
	}
	badges(map[string]int{"mei": 1, "ma": 1, "lin": 0}, "the own case is another's to sign")
	h.exec(`update proxies set limit_cents = 100`)
	h.exec(`update cases set amount = 101`)
	badges(map[string]int{"mei": 1, "ma": 0}, "approval.proxy beyond the limit of the proxy")
	h.exec(`update cases set amount = 100`)
	badges(map[string]int{"mei": 1, "ma": 1}, "approval.proxy within the limit")
	h.exec(`update cases set level = 'top_secret'`)
	badges(map[string]int{"ma": 0}, "approval.proxy never for top secret")
}
