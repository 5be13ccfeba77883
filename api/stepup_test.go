package api_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"countersign/activities"
	"countersign/activities/stepup"
	"countersign/activities/stepup/stepuptest"
	"countersign/api"
	"countersign/models"
	"countersign/policies"
)

const stepUp = "approval.step-up"

// strongHouse is a house whose general manager proves to be present when signing, and
// who, like the others named, has a password.
func strongHouse(t *testing.T, with ...string) *house {
	t.Helper()
	h := newHouse(t)
	keys, err := stepup.NewKeys(stepup.Key{ID: "2026", Secret: []byte(strings.Repeat("k", 32))})
	require.NoError(t, err)
	h.desk.Keys, h.records.Keys = keys, keys
	rows := policies.DefaultMatrix()
	for i, r := range rows {
		if r.Verb == models.Sign && len(r.Of) == 1 && r.Of[0] == "gm@company" {
			rows[i].Proof = models.Strong
		}
	}
	text, err := json.Marshal(rows)
	require.NoError(t, err)
	h.exec(`insert into matrices (company_id, version, from_on, rows) values ($1, 1, '2020-01-01', $2)`, h.ids["company"], string(text))
	for _, name := range append(with, "gao") {
		require.NoError(t, h.desk.OpenAccount(t.Context(), h.people[name], name, password, "zh-CN"))
		h.tokens[name], err = h.desk.StartSession(t.Context(), h.people[name], activities.From{})
		require.NoError(t, err)
	}
	return h
}

// app sets up an app for codes and returns its secret and the codes on paper.
func (h *house) app(who string) (secret string, paper []string) {
	h.t.Helper()
	var app activities.App
	h.post(who, "/api/v1/me/app", map[string]any{"password": password}).ok(200, &app)
	var confirmed struct{ Recovery []string }
	h.post(who, "/api/v1/me/app/confirm", map[string]any{"code": stepuptest.Code(h.t, app.Secret, h.clock())}).ok(200, &confirmed)
	h.wait(30 * time.Second)
	return app.Secret, confirmed.Recovery
}

func (h *house) post(who, path string, body any) reply {
	h.t.Helper()
	return h.do(ask{who: who, method: "POST", path: path, body: body, header: key()})
}

// waiting is a case that waits for the general manager, as the general manager sees it.
func (h *house) waiting() (api.CaseView, api.ActView) {
	h.t.Helper()
	d := h.submitted("试纺")
	h.act("mei", d.ID, models.Sign, "").ok(200, nil)
	var c api.CaseView
	h.get("gao", "/api/v1/cases/"+string(d.ID)).ok(200, &c)
	for _, a := range c.Acts {
		if a.Verb == models.Sign {
			return c, a
		}
	}
	require.Fail(h.t, "nothing to sign")
	return c, api.ActView{}
}

func (h *house) sign(who string, c api.CaseView, a api.ActView, proof *api.ProofForm) reply {
	h.t.Helper()
	return h.post(who, fmt.Sprintf("/api/v1/cases/%s/acts", c.ID), api.ActForm{Verb: models.Sign, Task: a.Task, Digest: c.Digest, Proof: proof})
}

func TestApprovalStepUp_WhoIsAskedForAProofIsToldAndHowToGiveIt(t *testing.T) {
	h := strongHouse(t)
	c, a := h.waiting()
	require.Equal(t, models.Strong, a.Proof)
	require.Empty(t, c.Slates[0].Rounds[0].Proof, "the first round needs none, and nobody was asked for one")
	require.Equal(t, models.Strong, c.Slates[0].Rounds[1].Seats[0].Proof)
	p := h.sign("gao", c, a, nil).refused(403, "step-up-enrol", stepUp)
	require.Contains(t, p.Detail, "我的账户")

	secret, _ := h.app("gao")
	h.sign("gao", c, a, nil).refused(403, "step-up-needed", stepUp)
	h.sign("gao", c, a, &api.ProofForm{Code: stepuptest.Code(t, secret, h.clock())}).ok(200, nil)
	var after api.CaseView
	h.get("lin", "/api/v1/cases/"+string(c.ID)).ok(200, &after)
	require.Nil(t, after.Signatures[0].Proof)
	require.Equal(t, "动态口令", after.Signatures[1].Proof.KindName)
	require.Equal(t, h.clock().Unix()/30, after.Signatures[1].Proof.Step)
	require.Equal(t, "动态口令", after.Slates[0].Rounds[1].Seats[0].ProofName)
}

func TestApprovalStepUp_ACodeWorksOnceAndForItsOwnerOnly(t *testing.T) {
	h := strongHouse(t, "hua")
	gao, _ := h.app("gao")
	hua, _ := h.app("hua")
	one, a := h.waiting()
	two, b := h.waiting()
	h.sign("gao", one, a, &api.ProofForm{Code: stepuptest.Code(t, hua, h.clock())}).refused(422, "step-up-code-wrong", stepUp)
	code := stepuptest.Code(t, gao, h.clock())
	h.sign("gao", one, a, &api.ProofForm{Code: " " + code[:3] + " " + code[3:]}).ok(200, nil)
	h.sign("gao", two, b, &api.ProofForm{Code: code}).refused(422, "step-up-code-used", stepUp)
	h.sign("gao", two, b, &api.ProofForm{Code: stepuptest.Code(t, gao, h.clock().Add(-5*time.Minute))}).refused(422, "step-up-code-wrong", stepUp)
	require.EqualValues(t, 3, count(h, `select count(*) from signatures`), "what was refused left nothing")
	h.wait(30 * time.Second)
	h.sign("gao", two, b, &api.ProofForm{Code: stepuptest.Code(t, gao, h.clock())}).ok(200, nil)
	require.Zero(t, count(h, `select count(*) from proof_tries`), "a proof forgets the tries before it")
}

func TestApprovalStepUp_OneCodeAtTwoCasesAtOnceSignsOne(t *testing.T) {
	h := strongHouse(t)
	secret, _ := h.app("gao")
	proof := &api.ProofForm{Code: stepuptest.Code(t, secret, h.clock())}
	var replies [4]reply
	var hands sync.WaitGroup
	for i := range replies {
		c, a := h.waiting()
		hands.Go(func() { replies[i] = h.sign("gao", c, a, proof) })
	}
	hands.Wait()
	signed := 0
	for _, r := range replies {
		if r.Code == 200 {
			signed++
		}
	}
	require.Equal(t, 1, signed)
	require.EqualValues(t, 1, count(h, `select count(*) from signature_proofs`))
}

func TestApprovalStepUp_ManyWrongCodesWaitHoweverTheyCome(t *testing.T) {
	h := strongHouse(t)
	secret, _ := h.app("gao")
	c, a := h.waiting()
	wrong := &api.ProofForm{Code: stepuptest.Code(t, secret, h.clock().Add(-time.Hour))}
	var many sync.WaitGroup
	for range 8 {
		many.Go(func() { h.sign("gao", c, a, wrong) })
	}
	many.Wait()
	right := func() *api.ProofForm { return &api.ProofForm{Code: stepuptest.Code(t, secret, h.clock())} }
	h.sign("gao", c, a, right()).refused(429, "step-up-slower", stepUp)
	require.EqualValues(t, 5, count(h, `select failures from proof_tries`), "the sixth was not even looked at")
	h.wait(31 * time.Second)
	h.sign("gao", c, a, right()).ok(200, nil)
}

func TestApprovalStepUp_ACodeOnPaperWorksOnceAndIsNotKept(t *testing.T) {
	h := strongHouse(t)
	_, paper := h.app("gao")
	one, a := h.waiting()
	two, b := h.waiting()
	h.sign("gao", one, a, &api.ProofForm{Code: strings.ToLower(paper[0])}).ok(200, nil)
	h.sign("gao", two, b, &api.ProofForm{Code: paper[0]}).refused(422, "step-up-code-wrong", stepUp)
	h.sign("gao", two, b, &api.ProofForm{Code: paper[1]}).ok(200, nil)
	var v api.FactorsView
	h.get("gao", "/api/v1/me/factors").ok(200, &v)
	require.Equal(t, 8, v.Recovery)
	require.Zero(t, count(h, `select count(*) from act_contents where proof::text like '%' || $1 || '%'`, strings.ReplaceAll(paper[0], "-", "")))
}

func TestApprovalStepUp_WhatNeedsAProofIsNotSignedInABatch(t *testing.T) {
	h := strongHouse(t)
	strong, _ := h.waiting()
	plain := h.submitted("另一件")
	var answer struct{ Rows []api.BatchResult }
	h.post("gao", "/api/v1/acts", api.Batch{Items: []api.BatchItem{h.item("gao", strong.ID)}}).ok(200, &answer)
	require.Equal(t, "step-up-one-at-a-time", answer.Rows[0].Problem.Key)
	require.EqualValues(t, stepUp, answer.Rows[0].Problem.Clause)
	h.post("mei", "/api/v1/acts", api.Batch{Items: []api.BatchItem{h.item("mei", plain.ID)}}).ok(200, &answer)
	require.NotNil(t, answer.Rows[0].Receipt)
}
