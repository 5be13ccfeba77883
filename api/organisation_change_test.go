package api_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"countersign/api"
	"countersign/models"
)

const changes = "/api/v1/organisation/changes"

// row is one row of a small change, by the names of its columns.
type row = map[string]any

// change looks at the differences of a small change and keeps them.
func (h *house) change(who string, body map[string]any) (v api.ImportView) {
	h.t.Helper()
	h.do(ask{who: who, method: "POST", path: changes + "?preview=true", body: body}).ok(200, &v)
	require.Empty(h.t, v.Faults)
	h.do(ask{who: who, method: "POST", path: changes + "?seen=" + string(v.Digest), body: body}).ok(200, &v)
	return v
}

func holding(post, person, from, until string) map[string]any {
	return map[string]any{"holdings": []row{{"post": post, "person": person, "from": from, "until": until}}}
}

func TestApprovalPost_AHeadAppointedTodaySignsTodayAndTheOneBeforeDoesNot(t *testing.T) {
	h := newHouse(t)
	d := h.submitted("换部长")
	swap := map[string]any{"holdings": []row{
		{"post": "mei", "person": "mei", "from": "2020-01-01", "until": "2026-11-23"},
		{"post": "mei", "person": "ma", "from": "2026-11-23"}}}
	var v api.ImportView
	h.do(ask{who: "hua", method: "POST", path: changes + "?preview=true", body: swap}).ok(200, &v)
	require.Len(t, v.Changes, 2)
	require.Equal(t, "员工ma · 岗位mei · 2026-11-23 –", v.Changes[0].Name)
	require.Equal(t, []api.ImportField{{Label: "卸任日期", Old: "", New: "2026-11-23"}}, v.Changes[1].Fields)
	require.Empty(t, v.Idle, "the post is not without anybody")
	require.Zero(t, count(h, `select count(*) from holdings where from_on = '2026-11-23'`), "a preview changes nothing")
	h.do(ask{who: "hua", method: "POST", path: changes, body: swap}).refused(422, "organisation-unseen", "")
	h.change("hua", swap)

	h.get("mei", "/api/v1/cases/"+string(d.ID)).refused(404, "not-found", "")
	h.act("ma", d.ID, models.Sign, "").ok(200, nil)
	require.EqualValues(t, 1, count(h, `select count(*) from signatures s join people p on p.id = s.person_id where p.no = 'ma'`))
}

func TestApprovalNeverStuck_APreviewSaysWhatWouldWaitForNobody(t *testing.T) {
	h := newHouse(t)
	h.submitted("部长卸任")
	var v api.ImportView
	h.do(ask{who: "hua", method: "POST", path: changes + "?preview=true", body: holding("mei", "mei", "2020-01-01", "2026-12-01")}).ok(200, &v)
	require.Len(t, v.Idle, 1)
	require.Equal(t, "岗位mei", v.Idle[0].Name)
	require.Equal(t, "2026-12-01", v.Idle[0].From.String())
	require.Equal(t, 1, v.Idle[0].Tasks)

	covered := map[string]any{"holdings": []row{{"post": "mei", "person": "mei", "from": "2020-01-01", "until": "2026-12-01"}, {"post": "mei", "person": "lin", "from": "2026-11-30"}}}
	h.do(ask{who: "hua", method: "POST", path: changes + "?preview=true", body: covered}).ok(200, &v)
	require.Empty(t, v.Idle, "somebody follows at once")
}

func TestApprovalInForce_WhoHasLeftIsOutAtOnce(t *testing.T) {
	h := newHouse(t)
	leave := func(until string) map[string]any {
		return map[string]any{"people": []row{{"no": "lin", "until": until}}, "holdings": []row{{"post": "lin", "person": "lin", "from": "2020-01-01", "until": until}}}
	}
	var v api.ImportView
	h.do(ask{who: "hua", method: "POST", path: changes + "?preview=true", body: map[string]any{"people": []row{{"no": "lin", "until": "2026-11-23"}}}}).ok(200, &v)
	require.Len(t, v.Faults, 1, "what is still held ends with it, for somebody to see")
	require.Contains(t, v.Faults[0].What, "仍任职务 lin")

	h.change("hua", leave("2026-11-25"))
	h.get("lin", "/api/v1/inbox").ok(200, nil)
	h.wait(2 * 24 * time.Hour)
	h.tokens["hua"], h.tokens["lin"] = h.session("hua"), h.session("lin")
	h.get("lin", "/api/v1/inbox").refused(401, "sign-in-first", "")

	h.change("hua", map[string]any{"people": []row{{"no": "ma", "until": "2026-11-25"}}, "holdings": []row{{"post": "ma", "person": "ma", "from": "2020-01-01", "until": "2026-11-25"}}})
	h.get("ma", "/api/v1/inbox").refused(401, "sign-in-first", "")
	require.Zero(t, count(h, `select count(*) from sessions s join people p on p.id = s.person_id where p.no in ('ma', 'lin')`))
	require.Zero(t, count(h, `select count(*) from accounts a join people p on p.id = a.person_id where p.no in ('ma', 'lin')`), "the login of who left is free again")

	back := h.change("hua", map[string]any{"people": []row{{"no": "lin", "name": "员工lin", "login": "lin"}}, "holdings": []row{{"post": "lin", "person": "lin", "from": "2026-11-25"}}})
	require.Len(t, back.Accounts, 1, "who comes back signs in with a new password")
}

func TestAPersonIsAddedAndCorrected(t *testing.T) {
	h := newHouse(t)
	v := h.change("hua", map[string]any{"people": []row{{"no": "N1", "name": "新人", "login": "xin", "phone": "123"}}, "holdings": []row{{"post": "lin", "person": "N1", "from": "2026-11-23", "until": "2027-01-01"}}})
	require.Len(t, v.Accounts, 1)
	require.Equal(t, "xin", v.Accounts[0].Login)

	v = h.change("hua", map[string]any{"people": []row{{"no": "N1", "name": "辛仁", "email": "xin@example.com", "phone": "-"}}})
	require.Equal(t, []api.ImportField{{Label: "姓名", Old: "新人", New: "辛仁"}, {Label: "邮箱", Old: "", New: "xin@example.com"}, {Label: "电话", Old: "123", New: ""}}, v.Changes[0].Fields)
	require.EqualValues(t, 1, count(h, `select count(*) from accounts where login = 'xin'`), "what is left empty stays")

	var events api.HouseEventPage
	h.get("gao", "/api/v1/house/events?kind=organisation_changed&q=N1").ok(200, &events)
	require.Len(t, events.Rows, 3)
	require.Equal(t, "变更 人员 N1，姓名 新人 → 辛仁，邮箱，电话", events.Rows[0].Detail, "how somebody is reached is not kept for ever")
	require.Equal(t, "员工hua", events.Rows[0].By)
}

func TestUnitsAndPostsBeginChangeAndEnd(t *testing.T) {
	h := newHouse(t)
	h.change("hua", map[string]any{
		"units": []row{{"company": "HQ", "code": "LAB", "name": "检测室", "parent": "production", "function": "laboratory"}},
		"posts": []row{{"company": "HQ", "unit": "LAB", "code": "LAB-1", "title": "检测员", "rank": "staff", "superior": "pan"}, {"code": "ping", "deputyOf": "pan"}}})
	h.change("hua", map[string]any{"units": []row{{"company": "HQ", "code": "LAB", "name": "实验室", "parent": "-"}}, "posts": []row{{"code": "LAB-1", "superior": "wu"}}})
	require.EqualValues(t, 1, count(h, `select count(*) from units where code = 'LAB' and name = '实验室' and parent_id is null and function = 'laboratory'`))
	require.EqualValues(t, 1, count(h, `select count(*) from posts w join posts s on s.id = w.superior_id where w.code = 'LAB-1' and s.code = 'wu' and w.title = '检测员'`))
	require.EqualValues(t, 1, count(h, `select count(*) from posts w join posts d on d.id = w.deputy_of where w.code = 'ping' and d.code = 'pan'`))

	var v api.ImportView
	h.do(ask{who: "hua", method: "POST", path: changes + "?preview=true", body: map[string]any{"units": []row{{"company": "HQ", "code": "LAB", "until": "2026-11-23"}}}}).ok(200, &v)
	require.Equal(t, "「职务」表「撤销日期」列：部门 LAB 自 2026-11-23 起撤销；请填写不晚于该日的撤销日期，或先把职务移到其他部门", v.Complaints[0], "of what is on record there is no line")
	h.change("hua", map[string]any{"units": []row{{"company": "HQ", "code": "LAB", "until": "2026-11-23"}}, "posts": []row{{"code": "LAB-1", "until": "2026-11-23"}}})
	h.change("hua", map[string]any{"posts": []row{{"code": "ping", "title": "生产员"}}})
	h.change("hua", holding("wu", "ma", "2026-12-01", ""))
	v = h.change("hua", holding("wu", "ma", "2026-12-01", "2026-12-01"))
	require.Equal(t, "ended", string(v.Changes[0].Op), "an appointment that has not begun is taken back")
	h.change("hua", holding("wu", "ma", "2026-12-01", ""))
}

func TestWrongRowsOfAChangeAreNamed(t *testing.T) {
	h := newHouse(t)
	var v api.ImportView
	wrong := map[string]any{
		"people":   []row{{"no": "mei", "email": "mei@@x"}, {"no": "N9", "login": "lin"}},
		"holdings": []row{{"post": "mei", "person": "nobody", "from": "someday"}, {"post": "lin", "person": "lin", "from": "2026-11-23"}}}
	p := h.do(ask{who: "hua", method: "POST", path: changes + "?seen=x", body: wrong}).refused(422, "organisation-wrong", "")
	var places []string
	for _, f := range p.Fields {
		places = append(places, f.At)
		require.NotEmpty(t, f.Key)
	}
	require.Equal(t, []string{"people.login", "people[0].email", "people[1].name", "holdings[0].person", "holdings[0].from", "holdings[1].from"}, places)
	require.Contains(t, p.Fields[5].Text, "在册记录", "as the preview says it")
	require.Zero(t, count(h, `select count(*) from house_events`), "nothing is kept of the right rows either")
	h.do(ask{who: "hua", method: "POST", path: changes + "?preview=true", body: wrong}).ok(200, &v)
	var said []string
	for _, f := range v.Faults {
		said = append(said, fmt.Sprintf("%s %d %s", f.Sheet, f.Row, f.Column))
	}
	require.Equal(t, []string{"人员 0 登录名", "人员 1 邮箱", "人员 2 姓名", "任职 1 工号", "任职 1 任职日期", "任职 2 任职日期"}, said)
	require.Contains(t, v.Faults[5].What, "在册记录")
	require.Empty(t, v.Changes)
	h.do(ask{who: "hua", method: "POST", path: changes, body: map[string]any{"people": []row{{"no": "mei", "nmae": "x"}}}}).refused(422, "request-wrong", "")
	require.EqualValues(t, 13, count(h, `select count(*) from people`))

	ended := holding("mei", "mei", "2020-01-01", "2026-12-01")
	h.do(ask{who: "hua", method: "POST", path: changes + "?preview=true", body: ended}).ok(200, &v)
	h.exec(`update holdings set until_on = '2026-11-30' where person_id = $1`, h.people["mei"])
	h.do(ask{who: "hua", method: "POST", path: changes + "?seen=" + string(v.Digest), body: ended}).refused(409, "organisation-moved", "")
}

func TestApprovalPost_AHeadOfHumanResourcesChangesTheOwnCompanyOnly(t *testing.T) {
	h := newHouse(t)
	h.unit(h.ids["other-company"], "sub-hr", "hr")
	h.person("sha", "sub-hr", "head")
	h.exec(`insert into people (id, no, name, name_en) values (gen_random_uuid(), 'N0', '待岗', '')`)
	h.exec(`insert into people (id, no, name, name_en, administrator, left_on) values (gen_random_uuid(), 'NX', '旧人', '', true, '2026-11-01')`)
	for _, who := range []string{"lin", "gao", "mei"} {
		h.do(ask{who: who, method: "POST", path: changes + "?preview=true", body: holding("fu", "lin", "2026-11-23", "")}).refused(403, "policy-post", "approval.post")
	}
	for name, body := range map[string]map[string]any{
		"a holding":               holding("lin", "sha", "2026-11-23", ""),
		"a person":                {"people": []row{{"no": "lin", "phone": "1"}}},
		"a person of no company":  {"people": []row{{"no": "N0", "phone": "1"}}},
		"one who comes back":      {"people": []row{{"no": "NX", "name": "旧人", "login": "jiu"}}, "holdings": []row{{"post": "fu", "person": "NX", "from": "2026-11-23"}}},
		"a post":                  {"posts": []row{{"code": "lin", "title": "x"}}},
		"a post that is moved":    {"posts": []row{{"code": "lin", "company": "SUB", "unit": "sub-hr"}}},
		"a unit":                  {"units": []row{{"company": "HQ", "code": "hr", "name": "x"}}},
		"a person, and one's own": {"people": []row{{"no": "fu", "phone": "1"}, {"no": "ma", "phone": "1"}}},
		"a post given to another": {"posts": []row{{"code": "fu", "company": "HQ", "unit": "hr"}}},
	} {
		t.Run(name, func(t *testing.T) {
			h.do(ask{who: "sha", method: "POST", path: changes + "?preview=true", body: body}).refused(403, "organisation-not-yours", "approval.post")
		})
	}
	var tree api.TreeView
	h.get("sha", "/api/v1/organisation/tree").ok(200, &tree)
	require.Equal(t, "SUB", tree.Changes)
	require.Equal(t, "部门sub-hr", tree.Units[0].Row.Name)
	tree = api.TreeView{}
	h.get("fu", "/api/v1/organisation/tree").ok(200, &tree)
	require.Empty(t, tree.Changes)
	require.Nil(t, tree.Units[0].Row)
	var post api.PostCard
	h.get("sha", "/api/v1/organisation/posts/"+string(h.posts["fu"])).ok(200, &post)
	require.Equal(t, &api.PostRowForm{Company: "SUB", Unit: "sub-marketing", Code: "fu", Title: "岗位fu", TitleEn: "fu", Rank: "staff"}, post.Row)
	var person api.PersonCard
	h.get("sha", "/api/v1/organisation/people/"+string(h.people["fu"])).ok(200, &person)
	require.Equal(t, &api.PersonRowForm{No: "fu", Name: "员工fu", NameEn: "fu", Email: "fu@example.com"}, person.Row)
	for who, found := range map[string]int{"sha": 3, "hua": 15} {
		var people struct{ Rows []api.PersonRow }
		h.get(who, "/api/v1/organisation/people?q=").ok(200, &people)
		require.Len(t, people.Rows, found, "whom %s may give a post", who)
	}
	h.get("lin", "/api/v1/organisation/people?q=").refused(403, "policy-post", "approval.post")

	h.change("sha", map[string]any{"people": []row{{"no": "fu", "phone": "1"}, {"no": "N1", "name": "新人"}}, "holdings": []row{{"post": "fu", "person": "N1", "from": "2026-11-23"}},
		"posts": []row{{"company": "SUB", "unit": "sub-hr", "code": "SUB-9", "title": "文员", "rank": "staff"}}})
	require.EqualValues(t, 1, count(h, `select count(*) from house_events e join companies c on c.id = e.company_id where e.kind = 'organisation_changed' and c.code = 'SUB' and e.detail ->> 'added' = 'SUB-9'`))
	h.change("sha", map[string]any{"people": []row{{"no": "N2", "name": "待定"}}})
	h.change("hua", map[string]any{"people": []row{{"no": "fu", "phone": "2"}, {"no": "NX", "name": "旧人", "login": "jiu"}}})
	require.Zero(t, count(h, `select count(*) from people where no = 'NX' and administrator`), "who comes back has none of the rights of before")
}
