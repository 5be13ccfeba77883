package api_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"countersign/activities"
	"countersign/api"
	"countersign/models"
	"countersign/models/calendar"
	"countersign/models/roster"
)

const importing = "/api/v1/organisation/import"

// bring looks at the differences of a file and brings it in.
func (h *house) bring(who, file, text string) {
	h.t.Helper()
	var v api.ImportView
	h.upload(who, importing+"?preview=true", file, []byte(text)).ok(200, &v)
	require.Empty(h.t, v.Faults)
	h.upload(who, importing+"?seen="+string(v.Digest), file, []byte(text)).ok(200, nil)
}

func TestApprovalOwnCase_NobodyGivesHimselfAPost(t *testing.T) {
	h := newHouse(t)
	h.exec(`update people set administrator = true where no = 'zhang'`)
	before := count(h, `select count(*) from holdings`)
	for _, own := range []struct{ who, file, text string }{
		{"zhang", "holdings.csv", "post,person,from,until\ngao,zhang,2026-11-23,\n"},
		{"zhang", "holdings.csv", "post,person,from,until\ngao,zhang,2027-01-01,\n"},
		{"hua", "holdings.csv", "post,person,from,until\ngao,hua,2026-11-23,\n"},
		{"hua", "posts.csv", "company,unit,code,title,rank\nHQ,hr,hua,岗位hua,gm\n"},
		{"hua", "posts.csv", "company,unit,code,title,rank\nHQ,office,hua,岗位hua,head\n"},
		{"zhang", "units.csv", "company,code,name,function\nHQ,other,部门other,hr\n"},
		{"zhang", "people.csv", "no,name,login\nzhang,员工zhang,gaoyuan\n"},
	} {
		h.upload(own.who, importing+"?preview=true", own.file, []byte(own.text)).refused(403, "import-own", "approval.own-case")
		_, _, err := activities.Organisation{DB: h.db, Now: h.clock, Policies: h.desk.Policies}.Apply(t.Context(), activities.Import{Actor: h.people[own.who],
			Roster: read(t, own.file, own.text)})
		require.Equal(t, "import-own", models.AsError(err).Key, own.text)
	}
	h.do(ask{who: "hua", method: "POST", path: changes + "?preview=true", body: holding("gao", "hua", "2026-11-23", "")}).refused(403, "import-own", "approval.own-case")
	require.Equal(t, before, count(h, `select count(*) from holdings`))

	h.bring("hua", "people.csv", "no,name,login\nhua,华新名,hua\n")
	h.bring("zhang", "holdings.csv", "post,person,from,until\ngao,lin,2026-11-23,\n")
	var page api.HouseEventPage
	h.get("gao", "/api/v1/house/events?kind=organisation_changed").ok(200, &page)
	require.Len(t, page.Rows, 1, "who gave which post to whom stays (approval.record)")
	require.Equal(t, "员工zhang", page.Rows[0].Actor.Name)
	require.Equal(t, "员工lin", page.Rows[0].Person.Name)
	require.Contains(t, page.Rows[0].Detail, "gao/lin/2026-11-23")
}

// read is the roster of a file.
func read(t *testing.T, file, text string) roster.Roster {
	t.Helper()
	rows, faults, err := roster.Read(strings.NewReader(text), file)
	require.NoError(t, err)
	require.Empty(t, faults)
	return rows
}

func TestApprovalPost_WhoMayBringInIsDecidedByTheTransactionThatWrites(t *testing.T) {
	h := newHouse(t)
	house := activities.Organisation{DB: h.db, Now: h.clock, Policies: h.desk.Policies}
	file := activities.Import{Actor: h.people["hua"], Roster: roster.Roster{Holdings: []roster.Holding{{Post: "mei", Person: "ma", From: calendar.On(2026, 11, 23)}}}}
	d, err := house.Preview(t.Context(), file)
	require.NoError(t, err)
	file.Seen = d.Digest()
	h.exec(`update holdings set until_on = '2026-11-23' where person_id = $1`, h.people["hua"])
	_, _, err = house.Apply(t.Context(), file)
	require.True(t, models.IsKind(err, models.Forbidden), "the post ended between preview and import: %v", err)
	file.Actor = h.people["lin"]
	_, _, err = house.Apply(t.Context(), file)
	require.True(t, models.IsKind(err, models.Forbidden))
	require.Zero(t, count(h, `select count(*) from holdings where from_on = '2026-11-23'`))
}
