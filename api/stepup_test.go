package api_test

import (
	"crypto/ecdsa"
	"crypto/sha256"
	"encoding/base64"
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
	require.Contains(t, p.Detail, "我的账号")

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
	h.sign("gao", one, a, &api.ProofForm{Code: stepuptest.Code(t, hua, h.clock())}).refused(403, "step-up-code-wrong", stepUp)
	code := stepuptest.Code(t, gao, h.clock())
	h.sign("gao", one, a, &api.ProofForm{Code: " " + code[:3] + " " + code[3:]}).ok(200, nil)
	h.sign("gao", two, b, &api.ProofForm{Code: code}).refused(403, "step-up-code-used", stepUp)
	h.sign("gao", two, b, &api.ProofForm{Code: stepuptest.Code(t, gao, h.clock().Add(-5*time.Minute))}).refused(403, "step-up-code-wrong", stepUp)
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
	h.sign("gao", two, b, &api.ProofForm{Code: paper[0]}).refused(403, "step-up-code-wrong", stepUp)
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

// passkey makes a passkey for a person.
func (h *house) passkey(who string) *stepuptest.Authenticator {
	h.t.Helper()
	var asked activities.Asked
	h.post(who, "/api/v1/me/passkeys/challenge", map[string]any{"password": password}).ok(200, &asked)
	key := stepuptest.New(h.t, "http://localhost")
	h.post(who, "/api/v1/me/passkeys", map[string]any{"challenge": asked.Challenge, "name": "手机", "passkey": key.Create(asked.PublicKey)}).ok(200, nil)
	return key
}

// asked is the challenge to sign a task of a case as it was shown.
func (h *house) asked(who string, c api.CaseView, a api.ActView) (asked activities.Asked) {
	h.t.Helper()
	h.post(who, fmt.Sprintf("/api/v1/cases/%s/challenge", c.ID), map[string]any{"task": a.Task, "digest": c.Digest}).ok(200, &asked)
	return asked
}

func TestApprovalStepUp_APasskeySignsExactlyWhatWasShown(t *testing.T) {
	h := strongHouse(t)
	key := h.passkey("gao")
	c, a := h.waiting()
	other, b := h.waiting()
	asked := h.asked("gao", c, a)
	proof := &api.ProofForm{Challenge: asked.Challenge, Passkey: key.Sign(asked.PublicKey)}
	h.sign("gao", other, b, proof).refused(403, "step-up-passkey-wrong", stepUp)

	h.sign("gao", c, a, proof).ok(200, nil)
	h.sign("gao", other, b, proof).refused(403, "step-up-challenge-over", stepUp)
	var after api.CaseView
	h.get("lin", "/api/v1/cases/"+string(c.ID)).ok(200, &after)
	e := after.Signatures[1].Proof
	require.Equal(t, "通行密钥", e.KindName)

	t.Run("approval.step-up the evidence proves the signature without the product", func(t *testing.T) {
		var client struct{ Challenge, Origin string }
		require.NoError(t, json.Unmarshal(e.ClientData, &client))
		bound := models.SigningChallenge(e.Nonce, models.Act{Case: c.ID, Task: a.Task, Verb: models.Sign, Actor: h.people["gao"], Digest: c.Digest})
		require.Equal(t, base64.RawURLEncoding.EncodeToString(bound), client.Challenge)
		require.Equal(t, "http://localhost", client.Origin)
		sum := sha256.Sum256(e.ClientData)
		signed := sha256.Sum256(append(append([]byte{}, e.AuthenticatorData...), sum[:]...))
		require.True(t, ecdsa.VerifyASN1(key.Public(), signed[:], e.Signature))
		event := after.Events[len(after.Events)-1]
		require.EqualValues(t, 1, count(h, `select count(*) from events where case_id = $1 and seq = $2 and body -> 'proof' ->> 'kind' = 'passkey'`, c.ID, event.Seq))
	})
	t.Run("approval.step-up a proof is never changed", func(t *testing.T) {
		require.ErrorContains(t, h.try(`update signature_proofs set kind = 'totp'`), "never changed")
		require.ErrorContains(t, h.try(`delete from signature_proofs`), "never changed")
	})
}

func TestApprovalStepUp_APasskeyIsNotBelievedWhereItDoesNotFit(t *testing.T) {
	h := strongHouse(t, "hua")
	key, huas := h.passkey("gao"), h.passkey("hua")
	c, a := h.waiting()
	sign := func(with *stepuptest.Authenticator) reply {
		asked := h.asked("gao", c, a)
		return h.sign("gao", c, a, &api.ProofForm{Challenge: asked.Challenge, Passkey: with.Sign(asked.PublicKey)})
	}
	sign(huas).refused(403, "step-up-passkey-wrong", stepUp)
	key.Origin = "http://localhost:9999"
	sign(key).refused(403, "step-up-passkey-wrong", stepUp)
	key.Origin, key.Absent = "http://localhost", true
	sign(key).refused(403, "step-up-passkey-wrong", stepUp)
	key.Absent = false

	late := h.asked("gao", c, a)
	h.wait(5*time.Minute + time.Second)
	h.sign("gao", c, a, &api.ProofForm{Challenge: late.Challenge, Passkey: key.Sign(late.PublicKey)}).refused(403, "step-up-challenge-over", stepUp)
	h.sign("gao", c, a, &api.ProofForm{Challenge: "none", Passkey: key.Sign(late.PublicKey)}).refused(403, "step-up-challenge-over", stepUp)

	h.post("gao", fmt.Sprintf("/api/v1/cases/%s/challenge", c.ID), map[string]any{"task": a.Task, "digest": "edited"}).refused(403, "policy-reload", "approval.digest")
	h.post("men", fmt.Sprintf("/api/v1/cases/%s/challenge", c.ID), map[string]any{"task": a.Task, "digest": c.Digest}).refused(404, "not-found", "")
	require.EqualValues(t, 1, count(h, `select count(*) from signatures`))

	sign(key).ok(200, nil)
	c, a = h.waiting()
	key.Counter = 0
	sign(key).refused(403, "step-up-passkey-copied", stepUp)
}

func TestApprovalStepUp_AFactorWantsThePasswordAndItsOwnerIsTold(t *testing.T) {
	h := strongHouse(t)
	h.post("gao", "/api/v1/me/app", map[string]any{"password": "not this one at all"}).refused(422, "password-wrong", "")
	h.post("gao", "/api/v1/me/app/confirm", map[string]any{"code": "000000"}).refused(409, "step-up-nothing-to-confirm", stepUp)
	secret, _ := h.app("gao")
	h.post("gao", "/api/v1/me/app", map[string]any{"password": password}).refused(409, "step-up-has-app", stepUp)
	h.passkey("gao")
	var v api.FactorsView
	r := h.get("gao", "/api/v1/me/factors").ok(200, &v)
	require.Len(t, v.Factors, 2)
	require.NotContains(t, r.Body.String(), secret)
	require.NotContains(t, h.log.String(), secret)
	require.Zero(t, count(h, `select count(*) from factors where position($1::bytea in sealed) > 0`, []byte(secret)))

	h.post("mei", "/api/v1/me/factors/"+string(v.Factors[0].ID)+"/remove", map[string]any{"password": "x"}).refused(404, "not-found", "")
	h.post("gao", "/api/v1/me/factors/"+string(v.Factors[0].ID)+"/remove", map[string]any{"password": "not this one"}).refused(422, "password-wrong", "")
	h.post("gao", "/api/v1/me/factors/"+string(v.Factors[0].ID)+"/remove", map[string]any{"password": password}).ok(204, nil)
	var notices api.NoticePage
	h.get("gao", "/api/v1/notices").ok(200, &notices)
	var said []string
	for _, n := range notices.Rows {
		said = append(said, n.Text)
	}
	require.Len(t, said, 3)
	for _, news := range []string{"设置了动态口令", "增加了通行密钥“手机”", "删除了动态口令"} {
		require.Contains(t, strings.Join(said, "\n"), news)
	}
	require.Zero(t, count(h, `select count(*) from recovery_codes`))
	require.Zero(t, count(h, `select count(*) from factors where removed_at is not null and sealed is not null`))

	wrong := ask{who: "gao", method: "POST", path: "/api/v1/me/passkeys/challenge", body: map[string]any{"password": password}, header: map[string]string{"Origin": "http://127.0.0.1:8080", "Sec-Fetch-Site": "same-origin"}}
	require.Contains(t, h.do(wrong).refused(409, "step-up-elsewhere", stepUp).Detail, "http://localhost")
}

func TestApprovalStepUp_WhatIsLostIsResetAndThePersonIsTold(t *testing.T) {
	h := strongHouse(t)
	secret, paper := h.app("gao")
	key := h.passkey("gao")
	c, a := h.waiting()
	asked := h.asked("gao", c, a)
	_, removed, err := activities.Organisation{DB: h.db, Now: h.clock}.ResetFactors(t.Context(), "gao")
	require.NoError(t, err)
	require.EqualValues(t, 2, removed)
	h.sign("gao", c, a, nil).refused(403, "step-up-enrol", stepUp)
	h.sign("gao", c, a, &api.ProofForm{Code: stepuptest.Code(t, secret, h.clock())}).refused(403, "step-up-no-app", stepUp)
	h.sign("gao", c, a, &api.ProofForm{Code: paper[0]}).refused(403, "step-up-code-wrong", stepUp)
	h.sign("gao", c, a, &api.ProofForm{Challenge: asked.Challenge, Passkey: key.Sign(asked.PublicKey)}).refused(403, "step-up-passkey-wrong", stepUp)
	require.Contains(t, h.get("gao", "/api/v1/notices").ok(200, nil).Body.String(), "管理员清除了")
	_, _, err = activities.Organisation{DB: h.db, Now: h.clock}.ResetFactors(t.Context(), "nobody")
	require.True(t, models.IsKind(err, models.Missing))
}

func TestApprovalStepUp_TheKeyThatSealsSecretsCanBeChanged(t *testing.T) {
	h := strongHouse(t, "hua")
	secret, _ := h.app("gao")
	old, next := stepup.Key{ID: "2026", Secret: []byte(strings.Repeat("k", 32))}, stepup.Key{ID: "2027", Secret: []byte(strings.Repeat("n", 32))}
	turn := func(keys ...stepup.Key) {
		now, err := stepup.NewKeys(keys...)
		require.NoError(t, err)
		h.desk.Keys, h.records.Keys = now, now
	}
	code := func() *api.ProofForm {
		h.wait(30 * time.Second)
		return &api.ProofForm{Code: stepuptest.Code(t, secret, h.clock())}
	}
	one, a := h.waiting()
	two, b := h.waiting()
	turn(next)
	require.Contains(t, h.sign("gao", one, a, code()).refused(409, "step-up-key-gone", stepUp).Detail, "重新设置")
	turn(next, old)
	h.sign("gao", one, a, code()).ok(200, nil)
	turn(next) // the secret was sealed anew when it was used
	h.sign("gao", two, b, code()).ok(200, nil)
	turn()
	h.post("hua", "/api/v1/me/app", map[string]any{"password": password}).refused(503, "step-up-no-key", stepUp)
}

func TestApprovalStepUp_WhoResetAPasswordDoesNotGetPastTheFactorsWithIt(t *testing.T) {
	h := strongHouse(t, "hua")
	h.app("gao")
	h.exec(`update people set administrator = true where no = 'hua'`)
	first, err := h.desk.ResetPassword(t.Context(), activities.AccountAct{Actor: h.people["hua"], Person: h.people["gao"]})
	require.NoError(t, err)
	const chosen = "seven grey herons on a mill pond"
	require.NoError(t, h.desk.ChangePassword(t.Context(), h.people["gao"], first.Password, chosen))
	h.tokens["gao"], err = h.desk.StartSession(t.Context(), h.people["gao"], activities.From{})
	require.NoError(t, err)

	var own api.FactorsView
	h.get("gao", "/api/v1/me/factors").ok(200, &own)
	body := map[string]any{"password": chosen}
	_, err = h.desk.NewApp(t.Context(), h.people["gao"], "gao", chosen)
	require.Equal(t, "step-up-after-reset", models.AsError(err).Key)
	_, err = h.desk.AskPasskey(t.Context(), stepup.Site{}, h.people["gao"], "gao", chosen)
	require.Equal(t, "step-up-after-reset", models.AsError(err).Key)
	err = h.desk.RemoveFactor(t.Context(), h.people["gao"], own.Factors[0].ID, chosen)
	require.Equal(t, "step-up-after-reset", models.AsError(err).Key)
	h.post("gao", "/api/v1/me/app", body).refused(403, "step-up-after-reset", stepUp)

	_, _, err = activities.Organisation{DB: h.db, Now: h.clock}.ResetFactors(t.Context(), "gao")
	require.NoError(t, err)
	h.wait(time.Minute)
	var app activities.App
	h.post("gao", "/api/v1/me/app", body).ok(200, &app)
}
