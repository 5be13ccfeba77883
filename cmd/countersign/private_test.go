package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/stretchr/testify/require"

	"countersign/deploy/local/localtest"
)

func TestApprovalNeverStuck_AFolderWhoseKeyIsGoneMakesNoOtherOverItsCases(t *testing.T) {
	h := &house{db: localtest.DB(t)}
	h.Data = t.TempDir()
	require.NoError(t, h.sealPrivately(t.Context()))
	first := h.PayloadKeys[0]

	conn, err := pgx.Connect(t.Context(), h.db.URL())
	require.NoError(t, err)
	defer conn.Close(t.Context())
	_, err = conn.Exec(t.Context(), `set session_replication_role = replica; insert into events (case_id, seq, at, kind, clause, body, prev, hash) values (gen_random_uuid(), 1, now(), 'submit', '', '{}', '', 'h')`)
	require.NoError(t, err)

	h.PayloadKeys = nil
	require.NoError(t, h.sealPrivately(t.Context()))
	require.Equal(t, first, h.PayloadKeys[0])

	require.NoError(t, os.Remove(filepath.Join(h.Data, keyFile)))
	h.PayloadKeys = nil
	require.ErrorContains(t, h.sealPrivately(t.Context()), "bring it back")
	require.NoFileExists(t, filepath.Join(h.Data, keyFile))
}
