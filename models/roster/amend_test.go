package roster_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"countersign/models/calendar"
	"countersign/models/roster"
)

func TestARowOfASmallChangeKeepsWhatItLeavesEmpty(t *testing.T) {
	rows := []roster.Row{
		{Kind: roster.People, Cells: map[string]string{"no": "0001", "name_en": "-", "phone": " +86 1 "}},
		{Kind: roster.Posts, Cells: map[string]string{"code": "M-2", "superior": "-"}},
		{Kind: roster.People, Cells: map[string]string{"no": "0003", "name": "甲"}},
	}
	r, faults := roster.Amend(mill(), rows)
	require.Empty(t, faults)
	was := mill()
	want := roster.Roster{People: []roster.Person{was.People[0], {No: "0003", Name: "甲"}}, Posts: []roster.Post{was.Posts[1]}}
	want.People[0].NameEn, want.People[0].Phone, want.Posts[0].Superior = "", "+86 1", ""
	require.Empty(t, same(want, r))
	require.Equal(t, []int{1, 2, 1}, []int{r.People[0].Line, r.People[1].Line, r.Posts[0].Line})
}

func TestARowOfASmallChangeIsWrongAtItsPlace(t *testing.T) {
	r, faults := roster.Amend(mill(), []roster.Row{
		{Kind: roster.Holdings, Cells: map[string]string{"post": "M-1", "person": "0001", "from": "soon"}},
		{Kind: roster.People, Cells: map[string]string{"no": "0001", "name": "-"}},
		{Kind: roster.People, Cells: map[string]string{"no": "0009", "login": "sunzhiqiang"}},
	})
	record := mill()
	record.People = record.People[1:]
	errs := roster.Check(roster.Join(r, roster.OnRecord(record)), faults...)
	require.Equal(t, []string{"people:1:name:required", "people:2:name:required", "people:2:login:duplicate_login", "holdings:1:from:not_a_date"}, codes(errs))
}

func TestWhatIsOnRecordHasNoLine(t *testing.T) {
	r, _ := roster.Amend(mill(), []roster.Row{{Kind: roster.People, Cells: map[string]string{"no": "0001", "until": "2026-12-01"}}})
	record := roster.OnRecord(mill())
	record.People = record.People[1:]
	errs := roster.Check(roster.Join(r, record))
	require.Len(t, errs, 1)
	require.Equal(t, "「任职」表「卸任日期」列：工号 0001 自 2026-12-01 起离职，仍任职务 M-1；请填写不晚于该日的卸任日期", errs[0].Text("zh-CN"))
	require.True(t, r.People[0].Left(calendar.On(2026, 12, 1)))
	require.False(t, r.People[0].Left(calendar.On(2026, 11, 30)))
}

func TestAUnitDoesNotEndBeforeItsPosts(t *testing.T) {
	r := mill()
	r.Units[0].Until = calendar.On(2027, 1, 1)
	require.Equal(t, []string{"posts:2:until:after_unit", "posts:3:until:after_unit", "posts:4:until:after_unit"}, codes(roster.Check(r)))
}
