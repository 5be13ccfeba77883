package api_test

import (
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"countersign/api"
	"countersign/models"
	"countersign/models/regulation"
)

// item is what the person's inbox offers to sign of a case.
func (h *house) item(who string, id models.CaseID) api.BatchItem {
	h.t.Helper()
	var c api.CaseView
	h.get(who, "/api/v1/cases/"+string(id)).ok(200, &c)
	for _, a := range c.Acts {
		if a.Verb == models.Sign {
			return api.BatchItem{Key: models.ActID(uuid.NewString()), Case: id, Task: a.Task, Digest: c.Digest}
		}
	}
	require.Failf(h.t, "nothing to sign", "%s in %s", who, id)
	return api.BatchItem{}
}

func TestBatchSaysOfEachItemWhatBecameOfIt(t *testing.T) {
	h := newHouse(t)
	first, second := h.submitted("一"), h.submitted("二")
	good, stale := h.item("mei", first.ID), h.item("mei", second.ID)
	stale.Digest = models.Digest("another")
	nobodys := api.BatchItem{Key: models.ActID(uuid.NewString()), Case: models.CaseID(uuid.NewString()), Task: good.Task, Digest: good.Digest}
	sign := func() []api.BatchResult {
		var answer struct{ Rows []api.BatchResult }
		h.do(ask{who: "mei", method: "POST", path: "/api/v1/acts", body: api.Batch{Items: []api.BatchItem{stale, good, nobodys}}}).ok(200, &answer)
		require.Len(t, answer.Rows, 3)
		return answer.Rows
	}
	results := sign()
	require.Equal(t, regulation.ApprovalDigest.ID(), results[0].Problem.Clause, "approval.digest one that changed is refused")
	require.NotNil(t, results[1].Receipt, "and keeps no other back")
	require.Equal(t, "not-found", results[2].Problem.Key)
	require.Equal(t, results[1].Receipt, sign()[1].Receipt, "the same batch again does nothing twice")
}

func TestAuthorityExceptionIsNeverSignedInABatch(t *testing.T) {
	h := newHouse(t)
	subject := h.draft("特批")
	var d api.DraftView
	h.do(ask{who: "lin", method: "POST", path: "/api/v1/cases", body: map[string]any{"kind": "exception",
		"document": models.Exception{Subject: subject.ID, Clause: regulation.SampleComplete.ID(), Reason: "整批试织"}}}).ok(201, &d)
	h.do(ask{who: "lin", method: "POST", path: "/api/v1/cases/" + string(d.ID) + "/submit", header: key(), body: map[string]any{"digest": d.Digest}}).ok(200, nil)
	var answer struct{ Rows []api.BatchResult }
	h.do(ask{who: "gao", method: "POST", path: "/api/v1/acts", body: api.Batch{Items: []api.BatchItem{h.item("gao", d.ID)}}}).ok(200, &answer)
	require.Equal(t, regulation.AuthorityException.ID(), answer.Rows[0].Problem.Clause)
	h.act("gao", d.ID, models.Sign, "").ok(200, nil)
}

func TestAuthorityMatrix_WhatChangesTheRulesIsNeverSignedInABatch(t *testing.T) {
	h := newHouse(t)
	var answer struct{ Rows []api.BatchResult }
	for kind, document := range map[models.Kind]any{
		models.KindMatrixChange:    map[string]any{"from": "2026-12-01", "reason": "限期改为五天", "rows": slower(5)},
		models.KindParameterChange: map[string]any{"from": "2026-12-01", "reason": "称重改为实测", "values": map[string]any{"sample.weights/half_g": 750}},
	} {
		var d api.DraftView
		h.do(ask{who: "hua", method: "POST", path: "/api/v1/cases", body: map[string]any{"kind": kind, "document": document}}).ok(201, &d)
		item := api.BatchItem{Key: models.ActID(uuid.NewString()), Case: d.ID, Task: models.TaskID(uuid.NewString()), Digest: d.Digest}
		h.do(ask{who: "hua", method: "POST", path: "/api/v1/acts", body: api.Batch{Items: []api.BatchItem{item}}}).ok(200, &answer)
		require.Equal(t, "rules-one-at-a-time", answer.Rows[0].Problem.Key, kind)
		require.NotEmpty(t, answer.Rows[0].Problem.Clause)
	}
}
