package activities_test

import (
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/stretchr/testify/require"

	"countersign/activities"
	"countersign/deploy/local/localtest"
	"countersign/models"
	"countersign/models/store"
)

// A password is checked before the transaction, for that takes a while: what was reset in
// the meantime stays reset.
func TestAPasswordThatIsResetWhileItIsCheckedOpensNothingAndDoesNotComeBack(t *testing.T) {
	db := localtest.DB(t)
	desk := &activities.Desk{DB: db, Now: time.Now}
	person := models.PersonID(uuid.NewString())
	run(t, db, `insert into people (id, no, name) values ('`+string(person)+`', 'E1', '林')`)
	_, err := activities.Organisation{DB: db, Now: time.Now}.NewPassword(t.Context(), "lin", false)
	require.Error(t, err, "there is no account yet")
	require.NoError(t, desk.OpenAccount(t.Context(), person, "lin", "the password of before", "en"))
	first, err := activities.Organisation{DB: db, Now: time.Now}.NewPassword(t.Context(), "lin", false) // hashed quickly: the first sign-in hashes it again
	require.NoError(t, err)
	err = resetMeanwhile(t, db, person, func() error {
		_, _, err := desk.Login(t.Context(), "lin", first.Password, activities.From{})
		return err
	})
	require.True(t, models.IsKind(err, models.Unidentified), "%v", err)

	require.NoError(t, desk.OpenAccount(t.Context(), person, "lin", "the password of before", "en"))
	err = resetMeanwhile(t, db, person, func() error {
		_, _, err := desk.Login(t.Context(), "lin", "the password of before", activities.From{})
		return err
	})
	require.True(t, models.IsKind(err, models.Unidentified), "%v", err)

	require.NoError(t, desk.OpenAccount(t.Context(), person, "lin", "the password of before", "en"))
	err = resetMeanwhile(t, db, person, func() error {
		return desk.ChangePassword(t.Context(), person, "the password of before", "a sentence of somebody else")
	})
	require.True(t, models.IsKind(err, models.Invalid), "%v", err)

	require.NoError(t, desk.OpenAccount(t.Context(), person, "lin", "the password of before", "en"))
	first, err = activities.Organisation{DB: db, Now: time.Now}.NewPassword(t.Context(), "lin", false)
	require.NoError(t, err)
	var both sync.WaitGroup
	for range 2 {
		both.Go(func() {
			_, _, err := desk.Login(t.Context(), "lin", first.Password, activities.From{})
			require.NoError(t, err, "a second click signs in as well")
		})
	}
	both.Wait()
}

// resetMeanwhile does what checks the password of a person, resets it once it was checked, and
// makes sure that it stays reset.
func resetMeanwhile(t *testing.T, db *store.DB, p models.PersonID, do func() error) error {
	t.Helper()
	const hash = "$argon2id$v=19$m=8192,t=1,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
	done := make(chan error, 1)
	require.NoError(t, db.Write(t.Context(), func(tx store.Tx) error {
		if _, _, err := tx.LockAccount(p); err != nil {
			return err
		}
		go func() { done <- do() }()
		require.Eventually(t, func() bool { return waits(t, db) }, 20*time.Second, 5*time.Millisecond, "it has checked, and waits to write")
		return tx.KeepAccount(p, "lin", hash, "en", time.Now())
	}))
	err := <-done
	account, _, fault := db.Reader(t.Context(), "").AccountOf(p)
	require.NoError(t, fault)
	require.Equal(t, hash, account.Password, "the hash of before is not put back")
	return err
}

// waits reports whether somebody waits for a lock of the database.
func waits(t *testing.T, db *store.DB) (yes bool) {
	conn, err := pgx.Connect(t.Context(), db.URL())
	require.NoError(t, err)
	defer conn.Close(t.Context())
	require.NoError(t, conn.QueryRow(t.Context(), `select exists (select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock')`).Scan(&yes))
	return yes
}
