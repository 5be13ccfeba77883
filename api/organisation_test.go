package api_test

import (
	"bytes"
	"fmt"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"countersign/api"
	"countersign/models/roster"
)

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
