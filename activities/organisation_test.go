package activities_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"countersign/activities"
	"countersign/deploy/local/localtest"
	"countersign/models"
	"countersign/models/calendar"
	"countersign/models/roster"
	"countersign/models/store"
)

var monday = time.Date(2026, time.November, 23, 9, 0, 0, 0, calendar.China())

func house(t *testing.T) (activities.Organisation, *store.DB) {
	db := localtest.DB(t)
	return activities.Organisation{DB: db, Now: func() time.Time { return monday }}, db
}

// small is a company with a head of marketing, a guard and one customer.
func small() roster.Roster {
	return roster.Roster{
		Companies: []roster.Company{{Code: "MILL", Name: "纺织厂", Kind: roster.Mill}},
		Units: []roster.Unit{
			{Company: "MILL", Code: "MKT", Name: "市场营销部", Parent: "GMO", Function: roster.Marketing},
			{Company: "MILL", Code: "GMO", Name: "总经理办公室", Function: roster.Office},
		},
		Posts: []roster.Post{
			{Company: "MILL", Unit: "MKT", Code: "HEAD", Title: "部长", Rank: roster.Head, Superior: "GM"},
			{Company: "MILL", Unit: "GMO", Code: "GM", Title: "总经理", Rank: roster.GM},
		},
		People: []roster.Person{
			{No: "1", Name: "单重", Login: "shan"},
			{No: "2", Name: "李四", Login: "li"},
			{No: "3", Name: "门卫"},
		},
		Holdings: []roster.Holding{
			{Post: "HEAD", Person: "1", From: calendar.On(2026, 1, 1)},
			{Post: "GM", Person: "2", From: calendar.On(2026, 1, 1)},
		},
		Customers: []roster.Customer{{Company: "MILL", Code: "C1", Name: "重庆织造", Category: roster.Key}},
		Varieties: []roster.Variety{{Company: "MILL", Code: "JC60", Name: "JC 60S", InProduction: true, PricePerKg: 2380}},
	}
}

func TestApprovalPost_AnImportPutsPeopleIntoTheirPosts(t *testing.T) {
	ctx := context.Background()
	o, db := house(t)

	t.Run("a preview says what would change and writes nothing", func(t *testing.T) {
		d, err := o.Preview(ctx, activities.Import{Roster: small()})
		require.NoError(t, err)
		require.Len(t, d.Changes, 12)
		empty, err := o.Empty(ctx)
		require.NoError(t, err)
		require.True(t, empty)
	})

	_, first, err := o.Apply(ctx, activities.Import{Roster: small(), Administrators: []string{"1"}})
	require.NoError(t, err)

	t.Run("who has a login gets a password of his own, said once", func(t *testing.T) {
		require.Len(t, first, 2)
		require.NotEqual(t, first[0].Password, first[1].Password)
		require.GreaterOrEqual(t, len(first[0].Password), 26)
		require.Equal(t, "shan", whoSignsIn(t, db, "shan", first[0].Password).Login)
		var others int
		require.NoError(t, db.Write(ctx, func(tx store.Tx) error {
			return tx.Raw(`select count(*) from accounts where not must_change`).Row().Scan(&others)
		}))
		require.Zero(t, others, "whoever printed it knows it: it is changed before anything else is done")
	})

	t.Run("approval.post whoever holds the post may act for it", func(t *testing.T) {
		s := standingOf(t, db, "1", monday)
		require.True(t, s.Active)
		require.True(t, s.Administrator)
		require.Len(t, s.Posts, 1)
		require.Equal(t, "HEAD", s.Posts[0].Code)
		require.Equal(t, models.Marketing, s.Posts[0].Function)
	})

	t.Run("a name is found by its pinyin and initials in every reading", func(t *testing.T) {
		for _, words := range []string{"chongqing", "cqzz", "重庆", "c1"} {
			require.Len(t, customers(t, db, words), 1, words)
		}
		require.Empty(t, customers(t, db, "beijing"))
	})

	t.Run("the same file again changes nothing", func(t *testing.T) {
		d, first, err := o.Apply(ctx, activities.Import{Roster: small(), EndMissing: true})
		require.NoError(t, err)
		require.Empty(t, d.Changes)
		require.Empty(t, first)
	})
}

func TestApprovalInForce_WhatIsNoLongerThereComesToAnEnd(t *testing.T) {
	ctx := context.Background()
	o, db := house(t)
	_, first, err := o.Apply(ctx, activities.Import{Roster: small()})
	require.NoError(t, err)
	without := small()
	without.People, without.Holdings = without.People[1:], nil
	without.Companies, without.Units, without.Posts = nil, nil, nil

	t.Run("a row that is left out stays unless the import is told to end it", func(t *testing.T) {
		d, _, err := o.Apply(ctx, activities.Import{Roster: without, Companies: []string{"MILL"}})
		require.NoError(t, err)
		require.Empty(t, d.Changes)
		require.Equal(t, 2, d.Kept) // the person and the holding
	})

	t.Run("a file of numbers and names leaves people their logins", func(t *testing.T) {
		names := roster.Roster{People: []roster.Person{{No: "1", Name: "单重"}}}
		_, _, err := o.Apply(ctx, activities.Import{Roster: names, Companies: []string{"MILL"}})
		require.NoError(t, err)
		_, _, err = desk(db).Login(ctx, "shan", first[0].Password, activities.From{})
		require.NoError(t, err)
	})

	t.Run("approval.in-force who has left holds no post and does not sign in from that day", func(t *testing.T) {
		d, _, err := o.Apply(ctx, activities.Import{Roster: without, Companies: []string{"MILL"}, EndMissing: true})
		require.NoError(t, err)
		require.Len(t, d.Changes, 2)
		s := standingOf(t, db, "1", monday)
		require.False(t, s.Active)
		require.Empty(t, s.Posts)
		require.NotEmpty(t, standingOf(t, db, "1", monday.AddDate(0, 0, -1)).Posts, "yesterday stays what it was")
		_, _, err = desk(db).Login(ctx, "shan", first[0].Password, activities.From{})
		require.True(t, models.IsKind(err, models.Unidentified), "%v", err)
	})

	t.Run("who comes back is the same person with a new password", func(t *testing.T) {
		_, again, err := o.Apply(ctx, activities.Import{Roster: small()})
		require.NoError(t, err)
		require.Len(t, again, 1)
		require.NotEqual(t, first[0].Password, again[0].Password)
		require.True(t, standingOf(t, db, "1", monday).Active)
	})
}

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

func TestAccountsFollowTheirPeople(t *testing.T) {
	ctx := context.Background()
	o, db := house(t)
	_, first, err := o.Apply(ctx, activities.Import{Roster: small()})
	require.NoError(t, err)

	t.Run("two people may exchange their logins and keep their passwords", func(t *testing.T) {
		swapped := small()
		swapped.People[0].Login, swapped.People[1].Login = "li", "shan"
		_, again, err := o.Apply(ctx, activities.Import{Roster: swapped})
		require.NoError(t, err)
		require.Empty(t, again)
		require.Equal(t, "1", whoSignsIn(t, db, "li", first[0].Password).No)
	})

	t.Run("a forgotten password is replaced by a new one, and the old one is worth nothing", func(t *testing.T) {
		made, err := o.NewPassword(ctx, "shan", true)
		require.NoError(t, err)
		require.Equal(t, "2", whoSignsIn(t, db, "shan", made.Password).No)
		require.True(t, standingOf(t, db, "2", monday).Administrator)
		_, _, err = desk(db).Login(ctx, "shan", first[1].Password, activities.From{})
		require.Error(t, err)
		_, err = o.NewPassword(ctx, "nobody", false)
		require.True(t, models.IsKind(err, models.Missing))
	})
}

func desk(db *store.DB) *activities.Desk {
	return &activities.Desk{DB: db, Now: func() time.Time { return monday }}
}

func whoSignsIn(t *testing.T, db *store.DB, login, password string) (p roster.Person) {
	t.Helper()
	_, id, err := desk(db).Login(context.Background(), login, password, activities.From{})
	require.NoError(t, err)
	require.NoError(t, db.Write(context.Background(), func(tx store.Tx) error {
		return tx.Raw(`select p.no, a.login from people p join accounts a on a.person_id = p.id where p.id = ?`, id).Scan(&p).Error
	}))
	return p
}

func standingOf(t *testing.T, db *store.DB, no string, at time.Time) (s models.Standing) {
	t.Helper()
	require.NoError(t, db.Write(context.Background(), func(tx store.Tx) error {
		id, err := tx.PersonByNo(no)
		require.NoError(t, err)
		s, err = tx.Facts().Standing(id, at)
		return err
	}))
	return s
}

func customers(t *testing.T, db *store.DB, words string) (rows []store.CustomerRow) {
	t.Helper()
	require.NoError(t, db.Write(context.Background(), func(tx store.Tx) error {
		mill, err := companyOf(tx, "MILL")
		require.NoError(t, err)
		rows, err = db.Reader(context.Background(), "").Customers(mill, strings.ToLower(words), 10)
		return err
	}))
	return rows
}

func companyOf(tx store.Tx, code string) (id models.CompanyID, err error) {
	return id, tx.Raw(`select id from companies where code = ?`, code).Scan(&id).Error
}

func TestApprovalPost_WhatIsMissingInAFileThatNamesNoCompanyEndsNothing(t *testing.T) {
	ctx := context.Background()
	o, _ := house(t)
	_, _, err := o.Apply(ctx, activities.Import{Roster: small()})
	require.NoError(t, err)
	only := roster.Roster{Holdings: small().Holdings[:1]}
	for _, in := range []activities.Import{{Roster: only, EndMissing: true}, {Roster: roster.Roster{People: small().People[:2]}, EndMissing: true}} {
		_, err = o.Preview(ctx, in)
		require.Equal(t, "import-whose-missing", models.AsError(err).Key)
		_, _, err = o.Apply(ctx, in)
		require.Equal(t, "import-whose-missing", models.AsError(err).Key)
	}
	d, err := o.Preview(ctx, activities.Import{Roster: only, EndMissing: true, Companies: []string{"MILL"}})
	require.NoError(t, err)
	require.Len(t, d.Changes, 1)
	require.Equal(t, roster.Ended, d.Changes[0].Op)
	d, err = o.Preview(ctx, activities.Import{Roster: only})
	require.NoError(t, err)
	require.Equal(t, 1, d.Kept)
}
