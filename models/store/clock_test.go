package store_test

import (
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/stretchr/testify/require"

	"countersign/deploy/local/localtest"
	"countersign/models"
	"countersign/models/store"
)

// The day on which somebody is gone begins in China, wherever the database thinks it is; the
// clock is the one that is passed in.
func TestApprovalInForce_WhoHasLeftGetsNoLetterFromTheMorningOn(t *testing.T) {
	ctx, db := t.Context(), localtest.DB(t)
	conn, err := pgx.Connect(ctx, db.URL())
	require.NoError(t, err)
	defer conn.Close(ctx)
	p := models.PersonID("00000000-0000-0000-0000-0000000000c1")
	_, err = conn.Exec(ctx, `insert into people (id, no, name, email, left_on) values ($1, '1', '甲', 'a@example.com', '2027-03-02')`, p)
	require.NoError(t, err)
	letters := func() (n int) {
		require.NoError(t, conn.QueryRow(ctx, `select count(*) from outbox`).Scan(&n))
		return n
	}
	tell := func(at time.Time) {
		require.NoError(t, db.Write(ctx, func(tx store.Tx) error { return tx.TellPerson(p, "notice-app-added", map[string]any{}, at) }))
	}
	tell(time.Date(2027, 3, 1, 15, 59, 0, 0, time.UTC))
	require.Equal(t, 1, letters(), "the last minute of the last day")
	tell(time.Date(2027, 3, 1, 16, 1, 0, 0, time.UTC))
	require.Equal(t, 1, letters(), "the first of the day without")

	at := time.Date(2027, 2, 1, 1, 0, 0, 0, time.UTC)
	require.NoError(t, db.Write(ctx, func(tx store.Tx) error {
		if err := tx.KeepToken("00000000-0000-0000-0000-0000000000c2", "脚本", store.Session{Hash: []byte("x"), Person: p, At: at, Ends: at.AddDate(0, 1, 0)}); err != nil {
			return err
		}
		return tx.KeepAccount(p, "jia", "hash", "zh-CN", at.Add(time.Hour))
	}))
	var revoked time.Time
	require.NoError(t, conn.QueryRow(ctx, `select revoked_at from api_tokens`).Scan(&revoked))
	require.True(t, at.Add(time.Hour).Equal(revoked), "%s", revoked)
}
