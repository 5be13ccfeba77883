package activities_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"countersign/activities"
	"countersign/models"
	"countersign/models/roster"
	"countersign/models/store"
)

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
