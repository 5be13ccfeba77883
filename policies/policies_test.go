package policies

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/stretchr/testify/require"

	"countersign/deploy/local/localtest"
	"countersign/models/store"
)

// stricter is the default policy without one of its rows.
func stricter(t *testing.T) string {
	row := "p, 102, read|print|export, *, is:deputy_gm@company,     allow, approval.need-to-know\n"
	require.Contains(t, Default(), row)
	return strings.Replace(Default(), row, "", 1)
}

// watching is a node that follows the policy until the test ends.
func watching(t *testing.T, db *store.DB, poll time.Duration) *Policies {
	t.Helper()
	p, err := New(context.Background(), db)
	require.NoError(t, err)
	p.Poll = poll
	ctx, stop := context.WithCancel(context.Background())
	var done sync.WaitGroup
	done.Go(func() { p.Watch(ctx) })
	t.Cleanup(func() { stop(); done.Wait() })
	return p
}

func replace(t *testing.T, db *store.DB, p *Policies, rows string) (version int64) {
	t.Helper()
	require.NoError(t, db.Write(context.Background(), func(tx store.Tx) (err error) {
		version, err = p.Replace(tx, rows)
		return err
	}))
	return version
}

func TestAuthorityMatrix_AChangeOfThePolicyReachesEveryNodeWithinASecond(t *testing.T) {
	db := localtest.DB(t)
	here, there := watching(t, db, time.Hour), watching(t, db, time.Hour)
	require.EqualValues(t, 1, there.Current().Version(), "the second node finds the default of the first")
	awaitListeners(t, db, 2)

	version := replace(t, db, here, stricter(t))
	committed := time.Now()
	require.Eventually(t, func() bool { return there.Current().Version() == version }, time.Second, time.Millisecond)
	t.Logf("from commit to reload in another node: %s", time.Since(committed))
}

// awaitListeners waits until so many connections listen, so that no announcement
// is made before anybody hears it.
func awaitListeners(t *testing.T, db *store.DB, n int) {
	t.Helper()
	conn, err := pgx.Connect(context.Background(), db.URL())
	require.NoError(t, err)
	defer conn.Close(context.Background())
	require.Eventually(t, func() bool {
		var listening int
		err := conn.QueryRow(context.Background(), `select count(*) from pg_stat_activity where datname = current_database() and query = 'listen countersign_policy'`).Scan(&listening)
		return err == nil && listening >= n
	}, 5*time.Second, 10*time.Millisecond)
}

func TestAChangeThatWasRolledBackIsNotHeardOf(t *testing.T) {
	db := localtest.DB(t)
	p := watching(t, db, 20*time.Millisecond)
	undo := errors.New("undo")
	err := db.Write(context.Background(), func(tx store.Tx) error {
		_, err := p.Replace(tx, stricter(t))
		require.NoError(t, err)
		return undo
	})
	require.ErrorIs(t, err, undo)
	time.Sleep(100 * time.Millisecond)
	require.EqualValues(t, 1, p.Current().Version())
}

func TestAChangeWithoutANoticeIsFoundByTheActAndByThePoll(t *testing.T) {
	db := localtest.DB(t)
	deaf, err := New(context.Background(), db) // does not watch
	require.NoError(t, err)
	polling := watching(t, db, 50*time.Millisecond)
	conn, err := pgx.Connect(context.Background(), db.URL())
	require.NoError(t, err)
	defer conn.Close(context.Background())
	_, err = conn.Exec(context.Background(), `insert into policy_versions (rows) values ($1)`, stricter(t))
	require.NoError(t, err)

	require.EqualValues(t, 1, deaf.Current().Version())
	require.NoError(t, db.Write(context.Background(), func(tx store.Tx) error {
		s, err := deaf.Fresh(tx)
		require.NoError(t, err)
		require.Greater(t, s.Version(), int64(1), "the act that decides looks at the version itself")
		return nil
	}))
	require.Eventually(t, func() bool { return polling.Current().Version() > 1 }, 2*time.Second, 5*time.Millisecond)
}

func TestTheWatchConnectsAgain(t *testing.T) {
	db := localtest.DB(t)
	p := watching(t, db, 100*time.Millisecond)
	conn, err := pgx.Connect(context.Background(), db.URL())
	require.NoError(t, err)
	defer conn.Close(context.Background())
	_, err = conn.Exec(context.Background(), `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`)
	require.NoError(t, err)
	_, err = conn.Exec(context.Background(), `insert into policy_versions (rows) values ($1)`, stricter(t))
	require.NoError(t, err)
	require.Eventually(t, func() bool { return p.Current().Version() > 1 }, 5*time.Second, 10*time.Millisecond)
}

func TestABrokenPolicyIsNeitherTakenNorUsed(t *testing.T) {
	db := localtest.DB(t)
	p := watching(t, db, 20*time.Millisecond)
	require.Error(t, db.Write(context.Background(), func(tx store.Tx) error {
		_, err := p.Replace(tx, "p, 010, read, exception, any, allow, approval.default")
		return err
	}))
	conn, err := pgx.Connect(context.Background(), db.URL())
	require.NoError(t, err)
	defer conn.Close(context.Background())
	_, err = conn.Exec(context.Background(), `insert into policy_versions (rows) values ('p, 010, read')`)
	require.NoError(t, err)
	time.Sleep(100 * time.Millisecond)
	require.EqualValues(t, 1, p.Current().Version(), "the watch keeps the old one")
	require.Error(t, db.Write(context.Background(), func(tx store.Tx) error {
		_, err := p.Fresh(tx)
		return err
	}), "and an act is not decided by an old one")
}

func TestANewerProgramBringsItsOwnRowsButNeverOverACompanys(t *testing.T) {
	ctx := context.Background()
	db := localtest.DB(t)
	require.NoError(t, db.Write(ctx, func(tx store.Tx) error {
		_, err := tx.AddPolicy(stricter(t), false) // what an older program brought
		return err
	}))
	p, err := New(ctx, db)
	require.NoError(t, err)
	require.EqualValues(t, 2, p.Current().Version())
	version := replace(t, db, p, stricter(t))
	again, err := New(ctx, db)
	require.NoError(t, err)
	require.Equal(t, version, again.Current().Version())
}

func TestManyNodesStartAtOnceAndBringOneDefault(t *testing.T) {
	db := localtest.DB(t)
	var nodes sync.WaitGroup
	for range 8 {
		nodes.Go(func() {
			_, err := New(context.Background(), db)
			require.NoError(t, err)
		})
	}
	nodes.Wait()
	version, err := db.Facts(context.Background()).NewestPolicyVersion()
	require.NoError(t, err)
	require.EqualValues(t, 1, version)
}
