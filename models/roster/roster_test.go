package roster_test

import (
	"bytes"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/stretchr/testify/require"

	"countersign/models/calendar"
	"countersign/models/roster"
)

// mill is a small company without complaint.
func mill() roster.Roster {
	jan := calendar.On(2026, 1, 1)
	return roster.Roster{
		Companies: []roster.Company{
			{Code: "HQ", Name: "锦程集团", Kind: roster.HeadOffice},
			{Code: "MILL", Name: "锦程纺织厂", NameEn: "Jincheng Mill", Parent: "HQ", Kind: roster.Mill},
		},
		Units: []roster.Unit{
			{Company: "MILL", Code: "PROD", Name: "生产部", Function: roster.Production},
			{Company: "MILL", Code: "SHOP", Name: "车间", Parent: "PROD", Function: roster.Workshop, From: jan.AddDays(200)},
		},
		Posts: []roster.Post{
			{Company: "MILL", Unit: "PROD", Code: "M-1", Title: "生产部部长", Rank: roster.Head},
			{Company: "MILL", Unit: "PROD", Code: "M-2", Title: "生产部副部长", Rank: roster.DeputyHead, Superior: "M-1", DeputyOf: "M-1", From: jan},
			{Company: "MILL", Unit: "PROD", Code: "M-3", Title: "车间主任", Rank: roster.Head, Superior: "M-1", From: jan.AddDays(300), Until: jan.AddDays(600)},
		},
		People: []roster.Person{
			{No: "0001", Name: "孙志强", NameEn: "Sun Zhiqiang", Login: "sunzhiqiang", Email: "s@example.invalid", Phone: "+86 10000000001"},
			{No: "0002", Name: "马永福"},
		},
		Holdings: []roster.Holding{
			{Post: "M-1", Person: "0001", From: jan},
			{Post: "M-2", Person: "0002", From: jan, Until: jan.AddDays(31)},
			{Post: "M-2", Person: "0002", From: jan.AddDays(31)},
		},
		Customers: []roster.Customer{{Company: "MILL", Code: "C-1", Name: `=HYPERLINK("http://example.invalid","x")`, Category: roster.Key}},
		Varieties: []roster.Variety{{Company: "MILL", Code: "V-1", Name: "T65/C35 45S", InProduction: true, PricePerKg: 2380}},
		Days: []roster.Day{
			{Company: "MILL", Date: calendar.On(2027, 10, 1), Kind: calendar.Holiday, Name: "国庆节", NameEn: "National Day", Source: "国办发明电〔2026〕1号"},
			{Company: "MILL", Date: calendar.On(2027, 10, 9), Kind: calendar.Workday, Name: "国庆节补班"},
		},
	}
}

// same compares two rosters but for the lines they were read from.
func same(a, b roster.Roster) string {
	line := func(p cmp.Path) bool { return p.Last().String() == ".Line" }
	return cmp.Diff(a, b, cmp.FilterPath(line, cmp.Ignore()), cmpopts.EquateEmpty())
}

func kinds() []roster.Kind {
	return []roster.Kind{roster.Companies, roster.Units, roster.Posts, roster.People, roster.Holdings, roster.Customers, roster.Varieties, roster.Days}
}

func readCSV(t *testing.T, name, content string) (roster.Roster, []roster.RowError) {
	t.Helper()
	r, errs, err := roster.Read(bytes.NewReader([]byte(content)), name)
	require.NoError(t, err)
	return r, errs
}

func texts(errs []roster.RowError) (out []string) {
	for _, e := range errs {
		out = append(out, e.Text("zh-CN"))
	}
	return out
}

// codes lists errors as sheet:row:column:code.
func codes(errs []roster.RowError) (out []string) {
	for _, e := range errs {
		out = append(out, e.Sheet+":"+itoa(e.Row)+":"+e.Column+":"+e.Code)
	}
	return out
}
