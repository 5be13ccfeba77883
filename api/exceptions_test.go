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

func TestAuthorityExceptionShowsWhereTheCaseGoesBeyondAndItsFiles(t *testing.T) {
	h := newHouse(t)
	request := h.request("整批试织")
	request["lines"] = []map[string]any{{"variety": h.ids["variety"], "size": "whole", "pieces": 25}}
	var d api.DraftView
	h.do(ask{who: "lin", method: http.MethodPost, path: "/api/v1/cases", body: map[string]any{"kind": "sample_request", "document": request}}).ok(201, &d)
	var a api.AttachmentView
	h.attach("lin", d.ID, "客户打样要求.txt", []byte("每色五只")).ok(201, &a)
	h.do(ask{who: "lin", method: http.MethodPost, path: "/api/v1/cases/" + string(d.ID) + "/check"}).ok(200, &d)
	require.Len(t, d.Faults, 1)
	require.True(t, d.Faults[0].Exceptable, "what is too much may be let pass")
	e := h.asksException("lin", d.ID)
	var c api.CaseView
	h.get("gao", "/api/v1/cases/"+string(e.ID)).ok(200, &c)
	require.Contains(t, c.Document.Fields, api.FieldView{Key: "exceeds", Label: "超出之处", Value: "第 1 行 25 个，每行最多 20 个"})
	require.Len(t, c.Attachments, 1)
	require.Equal(t, a.Hash, c.Attachments[0].Hash)
	h.act("gao", e.ID, models.Sign, "").ok(200, nil)
	h.get("lin", "/api/v1/cases/"+string(d.ID)).ok(200, &c)
	require.Equal(t, []string{"员工lin", "员工gao"}, []string{c.Exceptions[0].By, c.Exceptions[0].Decided}, "who asked and who granted")

	h.do(ask{who: "ma", method: http.MethodPost, path: "/api/v1/cases", body: map[string]any{"kind": "exception",
		"document": models.Exception{Subject: h.draft("林的").ID, Clause: regulation.SampleComplete.ID(), Reason: "整批试织"}}}).
		refused(403, "policy-exception", regulation.AuthorityException.ID())
}

func TestSampleCompleteWhatIsMissingIsNeverLetPass(t *testing.T) {
	h := newHouse(t)
	var d api.DraftView
	h.do(ask{who: "lin", method: http.MethodPost, path: "/api/v1/cases", body: map[string]any{"kind": "sample_request", "document": map[string]any{}}}).ok(201, &d)
	h.do(ask{who: "lin", method: http.MethodPost, path: "/api/v1/cases/" + string(d.ID) + "/check"}).ok(200, &d)
	require.NotEmpty(t, d.Faults)
	for _, f := range d.Faults {
		require.False(t, f.Exceptable, f.At)
	}
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
