package api_test

import (
	"context"

	"github.com/jackc/pgx/v5"
	"github.com/stretchr/testify/require"

	"countersign/activities"
)

var fromHere = activities.From{IP: "127.0.0.1"}

// attempt executes a statement and returns what PostgreSQL says.
func (h *house) attempt(query string) error {
	h.t.Helper()
	conn, err := pgx.Connect(context.Background(), h.db.URL())
	require.NoError(h.t, err)
	defer conn.Close(context.Background())
	_, err = conn.Exec(context.Background(), query)
	return err
}

// session begins a session of somebody now.
func (h *house) session(name string) string {
	h.t.Helper()
	token, err := h.desk.StartSession(h.t.Context(), h.people[name], fromHere)
	require.NoError(h.t, err)
	return token
}
