package activities_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"countersign/activities"
	"countersign/models"
	"countersign/models/roster"
	"countersign/models/store"
)

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
