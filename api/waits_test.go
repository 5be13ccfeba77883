package api_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"countersign/api"
)

func TestSamplePaidByDefault_WhatWaitsForItsMoneyIsNotBeingSigned(t *testing.T) {
	h := newHouse(t)
	d := h.submitted("付款")
	state := func(want string) {
		t.Helper()
		var c api.CaseView
		h.get("lin", "/api/v1/cases/"+string(d.ID)).ok(200, &c)
		require.Equal(t, want, c.State.Name)
		var started api.InboxPage
		h.get("lin", "/api/v1/inbox?box=started").ok(200, &started)
		require.Equal(t, want, started.Rows[0].State.Name)
		var all api.CasePage
		h.get("lin", "/api/v1/cases").ok(200, &all)
		require.Equal(t, want, all.Rows[0].State.Name)
	}
	state("签核中")
	h.exec(`update tasks set verb = 'collect', step = 'collect', clause = 'sample.paid-by-default' where case_id = $1 and state = 'open'`, d.ID)
	state("待办：收款")
}
