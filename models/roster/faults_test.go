package roster_test

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"countersign/models/roster"
)

// judged reads a CSV file and checks it together with what is there already.
func judged(t *testing.T, name, content string) []string {
	t.Helper()
	r, errs := readCSV(t, name, content)
	return codes(roster.Check(roster.Join(r, mill()), errs...))
}

func TestEachFaultOfEachRowIsNamed(t *testing.T) {
	require.Equal(t, []string{
		"people:2:name:required", "people:2:login:bad_login", "people:2:email:not_an_address",
		"people:3:email:not_an_address",
		"people:4:no:required", "people:5:no:required",
	}, judged(t, "people.csv", "no,name,login,email\n7,,Ann Lee,nonsense\n8,甲,jia,乙 <y@example.com>\n,丙,,-\n,丁,,ding@example.com\n"))

	require.Equal(t, []string{
		"holdings:2:post:no_such_post", "holdings:2:person:no_such_person", "holdings:2:from:not_a_date",
		"holdings:3:post:no_such_post", "holdings:3:from:required", "holdings:3:until:not_a_date",
	}, judged(t, "holdings.csv", "post,person,from,until\nX-9,99,2026-02-30,2026-03-01\nX-8,0001,,soon\n"))

	require.Equal(t, []string{
		"posts:2:company:no_such", "posts:2:unit:no_such_unit", "posts:2:rank:unknown_choice", "posts:2:superior:no_such_post", "posts:2:until:not_a_date",
	}, judged(t, "posts.csv", "company,unit,code,title,rank,superior,until\nNONE,PROD,M-9,x,chief,M-0,someday\n"))
}

func TestWhatFollowsFromABadCellIsNoFaultOfItsOwn(t *testing.T) {
	require.Equal(t, []string{"holdings:2:until:not_a_date", "holdings:4:from:not_a_date", "holdings:5:from:not_a_date"},
		judged(t, "holdings.csv", "post,person,from,until\nM-1,0002,2026-05-01,2026-05-32\nM-1,0002,2026-06-01,\nM-1,0002,x,\nM-1,0002,y,\n"),
		"days that were not read overlap nothing, and two such rows are not one")
	require.Equal(t, []string{"varieties:2:price:not_money"}, judged(t, "varieties.csv", "company,code,name,in_production,price\nMILL,V-9,x,yes,dear\n"))

	f := excelize.NewFile()
	require.NoError(t, f.SetSheetName("Sheet1", "People"))
	require.NoError(t, f.SetSheetRow("People", "A1", &[]any{"Name"}))
	require.NoError(t, f.SetSheetRow("People", "A2", &[]any{"甲"}))
	_, err := f.NewSheet("Holdings")
	require.NoError(t, err)
	require.NoError(t, f.SetSheetRow("Holdings", "A1", &[]any{"Post", "Employee no.", "From"}))
	require.NoError(t, f.SetSheetRow("Holdings", "A2", &[]any{"M-1", "7", "never"}))
	var file bytes.Buffer
	require.NoError(t, f.Write(&file))
	r, errs, err := roster.Read(&file, "r.xlsx")
	require.NoError(t, err)
	require.Equal(t, []string{"people:1:no:missing_column", "holdings:2:from:not_a_date"}, codes(roster.Check(roster.Join(r, mill()), errs...)),
		"number 7 may stand on the sheet that was not read")
}
