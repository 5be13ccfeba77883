package playtest

import (
	"context"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/stretchr/testify/require"

	"countersign/models/store"
)

// apart are the rows about a case that were written after its own row, by transactions that
// did not write that. Who signs and takes part in a case, and what becomes of signatures, is written
// with the case's row: whoever remembers a version of that (store.Reader.Todo) knows them, too.
const apart = `select count(*) from cases c join (select case_id, xmin::text::bigint as x from signatures
	union all select case_id, xmin::text::bigint from case_people) k on k.case_id = c.id where k.x > c.xmin::text::bigint`

// WrittenTogether has the test fail at its end where something was written apart.
func WrittenTogether(t testing.TB, db *store.DB) {
	t.Cleanup(func() {
		conn, err := pgx.Connect(context.Background(), db.URL()) // the test may have closed db
		require.NoError(t, err)
		defer conn.Close(context.Background())
		var found int
		require.NoError(t, conn.QueryRow(context.Background(), apart).Scan(&found))
		require.Zero(t, found, "who signs or takes part was written without the case's row")
	})
}
