package store_test

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"countersign/models"
	"countersign/models/store"
)

// opened opens the database of db again, on so many connections, and as somebody else
// where as says so.
func opened(t *testing.T, db *store.DB, connections int, as *url.Userinfo) *store.DB {
	t.Helper()
	address, err := url.Parse(db.URL())
	require.NoError(t, err)
	query := address.Query()
	query.Set("pool_max_conns", fmt.Sprint(connections))
	address.RawQuery = query.Encode()
	if as != nil {
		address.User = as
	}
	again, err := store.Open(t.Context(), address.String())
	require.NoError(t, err)
	t.Cleanup(func() { again.Close() })
	return again
}

// beside runs do until the test ends.
func beside(t *testing.T, do func(context.Context)) {
	ctx, stop := context.WithCancel(context.Background())
	var done sync.WaitGroup
	done.Go(func() { do(ctx) })
	t.Cleanup(func() { stop(); done.Wait() })
}

func TestWhatIsAnnouncedIsHeardWhereTheAddressSaysHowManyConnectionsThereAre(t *testing.T) {
	db, exec := house(t)
	few := opened(t, db, 2, nil)
	var connected, looked atomic.Int32
	changed := make(chan models.CaseID, 10)
	beside(t, func(ctx context.Context) {
		few.FollowCases(ctx, func() { connected.Add(1) }, func(id models.CaseID) { changed <- id })
	})
	beside(t, func(ctx context.Context) {
		few.FollowPolicy(ctx, time.Hour, func(context.Context) { looked.Add(1) })
	})
	require.Eventually(t, func() bool { return connected.Load() == 1 && looked.Load() == 1 }, 5*time.Second, 10*time.Millisecond)

	aCase(exec)
	exec(`update cases set state = 'returned' where id = $1`, uuidOf(50))
	select {
	case id := <-changed:
		require.EqualValues(t, uuidOf(50), id)
	case <-time.After(5 * time.Second):
		require.Fail(t, "the change of a case is not heard")
	}
	exec(`notify countersign_policy`)
	require.Eventually(t, func() bool { return looked.Load() == 2 }, 5*time.Second, 10*time.Millisecond)
}

func TestAuthorityMatrix_WhereNothingCanBeHeardThePolicyIsLookedForAllTheSame(t *testing.T) {
	db, exec := house(t)
	role := "r_" + strings.ReplaceAll(uuid.NewString(), "-", "")
	exec(`create role ` + role + ` login password 'one-connection' connection limit 1`)
	one := opened(t, db, 1, url.UserPassword(role, "one-connection")) // its pool holds the one
	t.Cleanup(func() { one.Close(); exec(`drop role ` + role) })
	var said kept
	before := slog.Default()
	slog.SetDefault(slog.New(slog.NewTextHandler(&said, nil)))
	t.Cleanup(func() { slog.SetDefault(before) })

	var looked atomic.Int32
	beside(t, func(ctx context.Context) {
		one.FollowPolicy(ctx, time.Hour, func(context.Context) { looked.Add(1) })
	})
	require.Eventually(t, func() bool { return looked.Load() >= 3 }, 10*time.Second, 10*time.Millisecond)
	require.Equal(t, 1, strings.Count(said.String(), "too many connections"), "the first failure is said, and no other:\n%s", said.String())
}

// kept is what was written, by whomever.
type kept struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (k *kept) Write(p []byte) (int, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.text.Write(p)
}

func (k *kept) String() string {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.text.String()
}
