package api_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"countersign/api"
	"countersign/models"
	"countersign/models/regulation"
)

// asksException has somebody of marketing ask for an exception to a case of their own.
func (h *house) asksException(who string, subject models.CaseID) (d api.DraftView) {
	h.do(ask{who: who, method: http.MethodPost, path: "/api/v1/cases", body: map[string]any{"kind": "exception",
		"document": models.Exception{Subject: subject, Clause: regulation.SampleComplete.ID(), Reason: "整批试织"}}}).ok(201, &d)
	h.do(ask{who: who, method: http.MethodPost, path: "/api/v1/cases/" + string(d.ID) + "/submit", header: key(), body: map[string]any{"digest": d.Digest}}).ok(200, nil)
	return d
}

func (h *house) precedents(who string, id models.CaseID) []api.ExceptionView {
	var c api.CaseView
	h.get(who, "/api/v1/cases/"+string(id)).ok(200, &c)
	return c.Exceptions
}

func TestAuthorityExceptionIsWeighedBesideEarlierOnesByWhoMayReadThem(t *testing.T) {
	h := newHouse(t)
	first := h.asksException("lin", h.draft("马晓的").ID)
	h.act("gao", first.ID, models.Sign, "").ok(200, nil)
	h.wait(time.Minute)
	var subject api.DraftView
	h.do(ask{who: "ma", method: http.MethodPost, path: "/api/v1/cases", body: map[string]any{"kind": "sample_request", "document": h.request("林的")}}).ok(201, &subject)
	second := h.asksException("ma", subject.ID)
	require.Len(t, h.precedents("gao", second.ID), 1, "the general manager weighs what was granted before")
	require.Empty(t, h.precedents("ma", second.ID), "approval.need-to-know a clerk learns nothing of a colleague's exception")
}

func TestApprovalWithdrawTheApplicantIsToldWhyNotAnyMore(t *testing.T) {
	h := newHouse(t)
	d := h.filed("leave", map[string]string{"kind": "annual", "from_on": "2026-12-01", "until_on": "2026-12-07", "days": "5", "reason": "家中有事"})
	barred := func(who string) (verbs []models.Verb) {
		var c api.CaseView
		h.get(who, "/api/v1/cases/"+string(d.ID)).ok(200, &c)
		for _, a := range c.Barred {
			require.NotEmpty(t, a.Reason)
			verbs = append(verbs, a.Verb)
		}
		return verbs
	}
	require.NotContains(t, barred("lin"), models.Withdraw)
	h.act("mei", d.ID, models.Sign, "").ok(200, nil)
	h.exec(`update cases set bound = true where id = $1`, d.ID)
	require.Contains(t, barred("lin"), models.Withdraw)
	require.NotContains(t, barred("gao"), models.Withdraw, "it is nothing that a signer would do")
}
