package api_test

import (
	"context"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// known has the server know sessions for a moment, and looks until it knows that of who.
// From then on nothing is announced: what the test writes past the program is not heard of.
func (h *house) known(who string) {
	h.t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	var done sync.WaitGroup
	done.Go(func() { h.db.FollowPeople(ctx) })
	h.t.Cleanup(func() { stop(); done.Wait() })
	h.exec(`alter table sessions disable trigger user`)
	h.exec(`create table kept as select * from sessions`)
	require.Eventually(h.t, func() bool {
		h.get(who, "/api/v1/me").ok(200, nil)
		h.exec(`delete from sessions where person_id = $1`, h.people[who])
		knows := h.get(who, "/api/v1/me").Code == 200
		h.exec(`insert into sessions select * from kept where person_id = $1`, h.people[who])
		return knows
	}, 10*time.Second, 10*time.Millisecond)
}

// TestApprovalInForce_AnEndedSessionGivesNoNewWayIn: the program still knows a session that has
// ended in another; it makes no token, which would outlive it.
func TestApprovalInForce_AnEndedSessionGivesNoNewWayIn(t *testing.T) {
	h := newHouse(t)
	h.known("mei")
	h.exec(`delete from sessions where person_id = $1`, h.people["mei"])
	h.get("mei", "/api/v1/me").ok(200, nil)
	h.do(ask{who: "mei", method: "POST", path: "/api/v1/tokens", header: key(), body: map[string]any{"name": "脚本", "days": 1}}).refused(401, "sign-in-first", "")
	h.wait(5 * time.Second)
	h.get("mei", "/api/v1/me").refused(401, "sign-in-first", "")
}

// TestApprovalInForce_WhoIsSuspendedIsNobodyHoweverTheSessionIsThere: that a suspension ends all
// sessions is not all that stands between.
func TestApprovalInForce_WhoIsSuspendedIsNobodyHoweverTheSessionIsThere(t *testing.T) {
	h := newHouse(t)
	require.NoError(t, h.desk.OpenAccount(t.Context(), h.people["mei"], "mei", password, "zh-CN"))
	h.tokens["mei"] = h.login("mei", password).Result().Cookies()[0].Value
	h.get("mei", "/api/v1/me").ok(200, nil)
	h.exec(`update accounts set suspended_at = $1 where person_id = $2`, h.clock(), h.people["mei"])
	h.get("mei", "/api/v1/me").refused(401, "sign-in-first", "")
}

// TestApprovalInForce_WhatTheProgramDoesItselfItKnowsAtOnce: it does not wait until that is announced.
func TestApprovalInForce_WhatTheProgramDoesItselfItKnowsAtOnce(t *testing.T) {
	for says, end := range map[string]func(h *house){
		"signed out": func(h *house) {
			h.do(ask{who: "mei", method: "DELETE", path: "/api/v1/session"}).ok(204, nil)
		},
		"signed out everywhere": func(h *house) {
			require.NoError(h.t, h.desk.EndSessions(h.t.Context(), h.people["mei"]))
		},
	} {
		t.Run(says, func(t *testing.T) {
			h := newHouse(t)
			h.known("mei")
			end(h)
			h.get("mei", "/api/v1/me").refused(401, "sign-in-first", "")
		})
	}
}
