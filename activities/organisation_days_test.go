package activities_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"countersign/activities"
	"countersign/models"
	"countersign/models/calendar"
	"countersign/models/roster"
	"countersign/models/store"
)

func TestApprovalPost_UnitsAndPostsAreThereFromTheirFirstDayToTheirLast(t *testing.T) {
	ctx := context.Background()
	o, db := house(t)
	file := small()
	file.Units = append(file.Units, roster.Unit{Company: "MILL", Code: "LAB", Name: "检测室", Parent: "GMO", Function: roster.Laboratory, From: calendar.On(2026, 12, 1)})
	file.Posts = append(file.Posts, roster.Post{Company: "MILL", Unit: "LAB", Code: "TEST", Title: "检测员", Rank: roster.Staff, From: calendar.On(2026, 12, 1), Until: calendar.On(2027, 1, 1)})
	_, _, err := o.Apply(ctx, activities.Import{Roster: file})
	require.NoError(t, err)
	var company models.CompanyID
	require.NoError(t, db.Write(ctx, func(tx store.Tx) error { company, err = tx.CompanyCalled("MILL"); return err }))
	there := func(on calendar.Date) (units, posts, drawn int) {
		rows, err := db.Reader(ctx, "zh-CN").Tree(company, on)
		require.NoError(t, err)
		for _, r := range rows {
			if r.Code == "LAB" {
				units = 1
			}
			if r.PostCode == "TEST" {
				posts = 1
				require.Equal(t, calendar.On(2026, 12, 1), *r.PostFrom)
			}
		}
		staffed, err := db.Facts(ctx).Organisation(company, on.At(9*time.Hour, calendar.China()))
		require.NoError(t, err)
		return units, posts, len(staffed)
	}
	for _, day := range []struct {
		on                  calendar.Date
		units, posts, drawn int
	}{
		{calendar.On(2026, 11, 30), 0, 0, 2}, {calendar.On(2026, 12, 1), 1, 1, 3}, {calendar.On(2026, 12, 31), 1, 1, 3}, {calendar.On(2027, 1, 1), 1, 0, 2},
	} {
		units, posts, drawn := there(day.on)
		require.Equal(t, []int{day.units, day.posts, day.drawn}, []int{units, posts, drawn}, "%s", day.on)
	}

	d, err := o.Preview(ctx, activities.Import{Roster: file})
	require.NoError(t, err)
	require.Empty(t, d.Changes, "what came in is what is there")
	file.Units, file.Posts = file.Units[:2], file.Posts[:2]
	_, _, err = o.Apply(ctx, activities.Import{Roster: file, EndMissing: true})
	require.NoError(t, err, "a unit that has not begun ends before it does")
	units, _, _ := there(calendar.On(2026, 12, 2))
	require.Zero(t, units)
}

func TestApprovalDeadline_ACalendarComesInWithAFileAndLeavesTheOtherDays(t *testing.T) {
	ctx := context.Background()
	o, db := house(t)
	_, _, err := o.Apply(ctx, activities.Import{Roster: small()})
	require.NoError(t, err)
	day := func(month time.Month, n int, kind calendar.Kind, name string) roster.Day {
		return roster.Day{Company: "MILL", Date: calendar.On(2027, month, n), Kind: kind, Name: name}
	}
	file := roster.Roster{Days: []roster.Day{day(1, 1, calendar.Holiday, "元旦"), day(10, 1, calendar.Holiday, "国庆节"), day(10, 9, calendar.Workday, "补班")}}
	d, err := o.Preview(ctx, activities.Import{Roster: file})
	require.NoError(t, err)
	require.Len(t, d.Changes, 3)
	_, _, err = o.Apply(ctx, activities.Import{Roster: file})
	require.NoError(t, err)
	file.Days = []roster.Day{day(10, 1, calendar.Holiday, "国庆、中秋")}
	d, _, err = o.Apply(ctx, activities.Import{Roster: file, EndMissing: true})
	require.NoError(t, err)
	require.Len(t, d.Changes, 1)
	require.Equal(t, "name", d.Changes[0].Fields[0].Name)
	require.NoError(t, db.Write(ctx, func(tx store.Tx) error {
		company, err := tx.CompanyCalled("MILL")
		require.NoError(t, err)
		s, err := tx.CompanyCalendar(company)
		require.Len(t, s.Company, 3, "what the file does not say stays")
		c, err2 := calendar.New(s)
		require.NoError(t, err2)
		require.NotContains(t, c.Years(), 2027, "a file does not say that its days are all")
		works, err2 := c.Works(calendar.On(2027, 10, 9))
		require.NoError(t, err2)
		require.True(t, works, "a Saturday that is made up")
		var noted int
		require.NoError(t, tx.Raw(`select count(*) from calendar_changes`).Row().Scan(&noted))
		require.Equal(t, 2, noted, "open deadlines are counted again, once for each change")
		return err
	}))
}
