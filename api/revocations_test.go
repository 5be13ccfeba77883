package api_test

import (
	"net/http"
	"testing"

	"github.com/stretchr/testify/require"

	"countersign/api"
	"countersign/models"
)

func TestApprovalRevokeACaseSaysThatItsRevocationIsAskedAndWhyItIsVoid(t *testing.T) {
	h := newHouse(t)
	d := h.submitted("作废")
	h.act("mei", d.ID, models.Sign, "").ok(200, nil)
	h.act("gao", d.ID, models.Sign, "").ok(200, nil)
	h.do(ask{who: "lin", method: http.MethodPost, path: "/api/v1/cases/" + string(d.ID) + "/acts", header: key(),
		body: map[string]any{"verb": models.Copy, "digest": d.Digest, "data": map[string]any{"people": []models.PersonID{h.people["pan"]}}}}).ok(200, nil)
	said := func(who string) api.RevocationView {
		var c api.CaseView
		h.get(who, "/api/v1/cases/"+string(d.ID)).ok(200, &c)
		require.Len(t, c.Revocations, 1)
		return c.Revocations[0]
	}
	var r api.DraftView
	h.do(ask{who: "lin", method: http.MethodPost, path: "/api/v1/cases", body: map[string]any{"kind": "revocation",
		"document": models.Revocation{Subject: d.ID, Reason: "客户取消打样"}}}).ok(201, &r)
	h.do(ask{who: "lin", method: http.MethodPost, path: "/api/v1/cases/" + string(r.ID) + "/submit", header: key(), body: map[string]any{"digest": r.Digest}}).ok(200, nil)

	require.Equal(t, []string{"asked", "客户取消打样", "员工lin"}, []string{said("lin").State, said("lin").Reason, said("lin").By})
	require.Equal(t, r.ID, *said("mei").Case)
	production := said("pan")
	require.Equal(t, "撤销申请审批中", production.StateName, "production was sent a copy and is told")
	require.Nil(t, production.Case, "approval.need-to-know but not why")
	require.Empty(t, production.Reason)

	h.act("mei", r.ID, models.Sign, "").ok(200, nil)
	h.act("gao", r.ID, models.Sign, "").ok(200, nil)
	require.Equal(t, []string{"granted", "员工gao"}, []string{said("lin").State, said("lin").Decided})
}

func TestApprovalRevoke_WhatIsNotToBeRevokedSaysSoBeforeTheReasonIsWritten(t *testing.T) {
	h := newHouse(t)
	d := h.submitted("作废")
	h.act("mei", d.ID, models.Sign, "").ok(200, nil)
	h.act("gao", d.ID, models.Sign, "").ok(200, nil)
	barred := func(who string) (why []string) {
		var c api.CaseView
		h.get(who, "/api/v1/cases/"+string(d.ID)).ok(200, &c)
		for _, a := range c.Barred {
			if a.Verb == api.Revoke {
				why = append(why, a.Name+"："+a.Reason+string(a.Clause.ID))
			}
		}
		return why
	}
	require.Empty(t, barred("lin"), "it is offered")
	h.exec(`update gate_passes set used_at = issued_at where case_id = $1`, d.ID)
	require.Equal(t, []string{"申请撤销：货物已经出门，不能撤销；请按退货办理。sample.gate"}, barred("lin"))
	require.Len(t, barred("gao"), 1, "the general manager might have asked, too")
	require.Empty(t, barred("mei"), "a signer is not told of what is not for a signer to ask")
}
