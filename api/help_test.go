package api_test

import (
	"context"
	"encoding/json"

	"github.com/jackc/pgx/v5"
	"github.com/stretchr/testify/require"

	"countersign/api"
	"countersign/models"
	"countersign/models/regulation"
	"countersign/workflows/playtest"
)

var noClause regulation.Clause

// count asks the database itself.
func count(h *house, query string, args ...any) (n int64) {
	h.t.Helper()
	conn, err := pgx.Connect(context.Background(), h.db.URL())
	require.NoError(h.t, err)
	defer conn.Close(context.Background())
	require.NoError(h.t, conn.QueryRow(context.Background(), query, args...).Scan(&n))
	return n
}

func (h *house) procedures() *playtest.Counter { return h.server.Procedures.(*playtest.Counter) }

// documentOf is the document as a person sees it.
func documentOf(h *house, who string, id models.CaseID) (doc map[string]any) {
	h.t.Helper()
	var c api.CaseView
	h.get(who, "/api/v1/cases/"+string(id)).ok(200, &c)
	require.NoError(h.t, json.Unmarshal(c.Document.Raw, &doc))
	return doc
}

// taskOf is the open task of a case.
func taskOf(h *house, id models.CaseID) models.TaskID {
	h.t.Helper()
	var c api.CaseView
	h.get("gao", "/api/v1/cases/"+string(id)).ok(200, &c)
	for _, s := range c.Slates {
		for _, r := range s.Rounds {
			for _, seat := range r.Seats {
				if seat.State == "open" {
					return seat.Task
				}
			}
		}
	}
	require.Fail(h.t, "no open task")
	return ""
}
