package store_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"countersign/models"
	"countersign/models/store"
)

// listening is the house with a session of the head, which is looked at until it is known.
func listening(t *testing.T) (db *store.DB, exec func(string, ...any), hash []byte) {
	db, exec = house(t)
	hash = []byte("a token's hash")
	exec(`insert into accounts (person_id, login, password) values ($1, 'head', '')`, uuidOf(30))
	exec(`insert into sessions values ($1, $2, $3, $3, $4, '', '')`, hash, uuidOf(30), noon, noon.Add(time.Hour))
	beside(t, db.FollowPeople)
	untilKnown(t, db, exec, hash)
	return db, exec, hash
}

func look(t *testing.T, db *store.DB, hash []byte, at time.Time) *store.Visitor {
	v, err := db.Session(t.Context(), hash, at)
	require.NoError(t, err)
	return v
}

// untilKnown waits until a look at the session needs no look at its row: it changes a
// column that is not announced, and that is not seen.
func untilKnown(t *testing.T, db *store.DB, exec func(string, ...any), hash []byte) {
	t.Helper()
	seen := noon
	require.Eventually(t, func() bool {
		before := look(t, db, hash, noon)
		seen = seen.Add(time.Second)
		exec(`update sessions set seen_at = $1`, seen)
		return before.SeenAt.Equal(look(t, db, hash, noon).SeenAt)
	}, 10*time.Second, 10*time.Millisecond)
}

// TestApprovalInForce_AKnownSessionIsForgottenWhenAnythingOfItChanges changes what makes a
// visitor, one thing after another, from outside the program.
func TestApprovalInForce_AKnownSessionIsForgottenWhenAnythingOfItChanges(t *testing.T) {
	db, exec, hash := listening(t)
	exec(`insert into factor_resets (id, person_id, reason, asked_by, asked_at, what) values ($1, $2, 'forgotten', $3, $4, 'password')`, uuidOf(50), uuidOf(30), uuidOf(31), noon)
	for _, change := range []struct {
		says, query string
		args        []any
		seen        func(*store.Visitor) bool
	}{
		{"the post is somebody else's", `update holdings set until_on = '2026-11-23' where id = $1`, []any{uuidOf(40)}, func(v *store.Visitor) bool { return len(v.Posts) == 0 }},
		{"another post is the person's", `insert into holdings (id, post_id, person_id, from_on) values ($1, $2, $3, '2026-11-23')`, []any{uuidOf(42), uuidOf(21), uuidOf(30)},
			func(v *store.Visitor) bool { return len(v.Posts) == 1 }},
		{"the person reads English", `update accounts set lang = 'en' where person_id = $1`, []any{uuidOf(30)}, func(v *store.Visitor) bool { return v.Lang == "en" }},
		{"the password is to be changed", `update accounts set must_change = true`, nil, func(v *store.Visitor) bool { return v.MustChange }},
		{"somebody has set the password", `update accounts set unconfirmed = $1`, []any{uuidOf(50)}, func(v *store.Visitor) bool { return v.Unconfirmed }},
		{"the account is suspended", `update accounts set suspended_at = $1`, []any{noon}, func(v *store.Visitor) bool { return v.Suspended }},
		{"the session ends sooner", `update sessions set ends_at = $1`, []any{noon.Add(time.Minute)}, func(v *store.Visitor) bool { return v.EndsAt.Equal(noon.Add(time.Minute)) }},
		{"the person leaves", `update people set left_on = '2026-11-23' where id = $1`, []any{uuidOf(30)}, func(v *store.Visitor) bool { return v.LeftOn != nil }},
		{"the session is ended", `delete from sessions`, nil, func(v *store.Visitor) bool { return v == nil }},
	} {
		untilKnown(t, db, exec, hash)
		require.False(t, change.seen(look(t, db, hash, noon)), change.says)
		exec(change.query, change.args...)
		require.Eventually(t, func() bool { return change.seen(look(t, db, hash, noon)) }, 5*time.Second, time.Millisecond, change.says)
	}
}

// TestApprovalAbsence_WhoHasAProxyIsLookedAtEachTime: a proxy begins and ends at an
// instant at which nothing is written.
func TestApprovalAbsence_WhoHasAProxyIsLookedAtEachTime(t *testing.T) {
	db, exec, hash := listening(t)
	exec(`insert into proxies (id, principal_id, agent_id, from_at, until_at, given_by, given_at) values ($1, $2, $3, $4, $5, $2, $6)`,
		uuidOf(70), uuidOf(31), uuidOf(30), noon.Add(time.Second), noon.Add(3*time.Second), noon)
	require.Eventually(t, func() bool {
		return len(look(t, db, hash, noon).Principals) == 0 && len(look(t, db, hash, noon.Add(time.Second)).Principals) == 1 &&
			len(look(t, db, hash, noon.Add(3*time.Second)).Principals) == 0
	}, 5*time.Second, time.Millisecond)
}

// TestApprovalInForce_WhoChangesSomethingSeesItAtOnce: whoever does it sees it, before it
// was announced.
func TestApprovalInForce_WhoChangesSomethingSeesItAtOnce(t *testing.T) {
	me := models.PersonID(uuidOf(30))
	gone := func(v *store.Visitor) bool { return v == nil }
	for says, change := range map[string]struct {
		do   func(tx store.Tx, hash []byte) error
		seen func(*store.Visitor) bool
	}{
		"signs out":               {func(tx store.Tx, hash []byte) error { return tx.EndSession(hash) }, gone},
		"signs out everywhere":    {func(tx store.Tx, _ []byte) error { return tx.EndSessions(me) }, gone},
		"reads English":           {func(tx store.Tx, _ []byte) error { return tx.SetLanguage(me, "en") }, func(v *store.Visitor) bool { return v.Lang == "en" }},
		"must choose a password":  {func(tx store.Tx, _ []byte) error { return tx.MustChange(me) }, func(v *store.Visitor) bool { return v.MustChange }},
		"is suspended":            {func(tx store.Tx, _ []byte) error { at := noon; return tx.Suspend(me, &at, noon) }, func(v *store.Visitor) bool { return v.Suspended }},
		"has a password to prove": {func(tx store.Tx, _ []byte) error { return tx.AwaitSecond(me, models.PersonID(uuidOf(31)), noon) }, func(v *store.Visitor) bool { return v.Unconfirmed }},
		"is an administrator":     {func(tx store.Tx, _ []byte) error { return tx.SetAdministrator("部长", noon) }, func(v *store.Visitor) bool { return v.Administrator }},
		"has left": {func(tx store.Tx, _ []byte) error {
			return errors.Join(tx.Exec(`update people set left_on = '2026-11-23' where id = ?`, me).Error, tx.DropAccountsOfGone(noon))
		}, gone},
	} {
		db, _, hash := listening(t)
		require.False(t, change.seen(look(t, db, hash, noon)), says)
		require.NoError(t, db.Write(context.Background(), func(tx store.Tx) error { return change.do(tx, hash) }))
		require.True(t, change.seen(look(t, db, hash, noon)), says)
	}
}

// TestApprovalInForce_NothingIsKnownThatCannotBeHeardOf breaks the connection that
// listens, and has time pass while it stands.
func TestApprovalInForce_NothingIsKnownThatCannotBeHeardOf(t *testing.T) {
	db, exec, hash := listening(t)
	before := look(t, db, hash, noon)
	exec(`update sessions set seen_at = $1`, noon.Add(time.Minute))
	require.Equal(t, before.SeenAt, look(t, db, hash, noon.Add(4*time.Second)).SeenAt)
	require.NotEqual(t, before.SeenAt, look(t, db, hash, noon.Add(5*time.Second)).SeenAt, "that was too long ago")

	exec(`alter table sessions disable trigger user`) // nothing is announced any more
	exec(`select pg_terminate_backend(pid) from pg_stat_activity where query = 'listen countersign_people' and datname = current_database()`)
	exec(`delete from sessions`)
	require.Eventually(t, func() bool { return look(t, db, hash, noon.Add(5*time.Second)) == nil }, time.Second, time.Millisecond)
}
