package api_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"countersign/api"
	"countersign/models"
)

func TestApprovalSendBack_WhatChangedSinceIsThereToBeCompared(t *testing.T) {
	h := newHouse(t)
	d := h.submitted("给客户试纺")
	h.act("mei", d.ID, models.SendBack, "用途写清楚").ok(200, nil)
	path := "/api/v1/cases/" + string(d.ID)
	h.do(ask{who: "lin", method: "PUT", path: path + "/document", header: map[string]string{"If-Match": fmt.Sprintf("%q", d.Digest)},
		body: map[string]any{"document": h.request("给客户试纺，秋季新品")}}).ok(200, nil)

	var before, after struct{ Rows []api.RevisionView }
	h.get("mei", path+"/revisions").ok(200, &before)
	require.Len(t, before.Rows, 1, "what is being revised is the applicant's until it is submitted")
	h.wait(time.Minute)
	h.act("lin", d.ID, models.Resubmit, "").ok(200, nil)
	h.get("mei", path+"/revisions").ok(200, &after)
	require.Len(t, after.Rows, 2)
	require.Equal(t, d.Digest, after.Rows[0].Digest)
	require.Equal(t, "给客户试纺", after.Rows[0].Fields[1].Value)
	require.Equal(t, "给客户试纺，秋季新品", after.Rows[1].Fields[1].Value)
	require.Len(t, after.Rows[1].Lines, 2)
	require.Equal(t, "员工lin", after.Rows[1].By)

	h.get("fu", path+"/revisions").refused(404, "not-found", "")
}
