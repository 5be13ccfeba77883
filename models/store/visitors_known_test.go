package store_test

import (
	"context"
	"reflect"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"countersign/models"
	"countersign/models/store"
)

// TestApprovalInForce_WhoAsksIsKnownAsOfNow changes what makes a visitor, one thing after
// another: a session that has been asked before says the same as a program that has just
// started.
func TestApprovalInForce_WhoAsksIsKnownAsOfNow(t *testing.T) {
	db, exec := house(t)
	hash := []byte("a token's hash")
	exec(`insert into accounts (person_id, login, password) values ($1, 'head', '')`, uuidOf(30))
	exec(`insert into sessions values ($1, $2, $3, $3, $4, '', '')`, hash, uuidOf(30), noon, noon.Add(time.Hour))
	var before *store.Visitor
	for _, change := range []struct {
		says, query string
		args        []any
		same        bool
	}{
		{"nothing has happened", `select 1`, nil, true},
		{"the post has another title", `update posts set title = '主任' where id = $1`, []any{uuidOf(20)}, false},
		{"the post is somebody else's", `update holdings set until_on = '2026-11-23' where id = $1`, []any{uuidOf(40)}, false},
		{"another post is the person's", `insert into holdings (id, post_id, person_id, from_on) values ($1, $2, $3, '2026-11-23')`, []any{uuidOf(42), uuidOf(21), uuidOf(30)}, false},
		{"the department has another name", `update units set name = '营销中心' where id = $1`, []any{uuidOf(10)}, false},
		{"the person reads English", `update accounts set lang = 'en' where person_id = $1`, []any{uuidOf(30)}, false},
		{"the password is to be changed", `update accounts set must_change = true where person_id = $1`, []any{uuidOf(30)}, false},
		{"somebody gives a proxy", `insert into proxies (id, principal_id, agent_id, from_at, until_at, given_by, given_at) values ($1, $2, $3, $4, $5, $2, $4)`,
			[]any{uuidOf(70), uuidOf(31), uuidOf(30), noon.Add(-time.Hour), noon.Add(time.Hour)}, false},
		{"who gave it gets a post", `insert into holdings (id, post_id, person_id, from_on) values ($1, $2, $3, '2026-11-23')`, []any{uuidOf(43), uuidOf(20), uuidOf(31)}, false},
		{"the proxy is taken back", `update proxies set revoked_at = $1`, []any{noon}, false},
		{"the session was used", `update sessions set seen_at = $1`, []any{noon.Add(time.Second)}, false},
		{"the account is suspended", `update accounts set suspended_at = $1`, []any{noon}, false},
		{"the person leaves", `update people set left_on = '2026-11-23' where id = $1`, []any{uuidOf(30)}, false},
		{"the session is ended", `delete from sessions`, nil, false},
	} {
		exec(change.query, change.args...)
		asked, err := db.Reader(context.Background(), "").Session(hash, noon)
		require.NoError(t, err)
		fresh, err := store.Open(context.Background(), db.URL())
		require.NoError(t, err)
		want, err := fresh.Reader(context.Background(), "").Session(hash, noon)
		require.NoError(t, err)
		require.NoError(t, fresh.Close())
		require.Equal(t, want, asked, change.says)
		if before != nil {
			require.Equal(t, change.same, reflect.DeepEqual(before, asked), "%s: that is seen", change.says)
		}
		before = asked
	}
	require.Nil(t, before)
}

// TestApprovalPost_ANewDayIsANewLook has a post begin at midnight: nothing is written then.
func TestApprovalPost_ANewDayIsANewLook(t *testing.T) {
	db, exec := house(t)
	hash := []byte("a token's hash")
	exec(`insert into sessions values ($1, $2, $3, $3, $4, '', '')`, hash, uuidOf(30), noon, noon.AddDate(0, 0, 2))
	for _, at := range []struct {
		now  time.Time
		want int
	}{{noon.AddDate(0, 0, -1), 0}, {noon, 1}, {noon.AddDate(0, 0, -1), 0}} {
		v, err := db.Reader(context.Background(), "").Session(hash, at.now)
		require.NoError(t, err)
		require.Len(t, v.Posts, at.want)
		require.Equal(t, models.PersonID(uuidOf(30)), v.ID)
	}
}
