package api_test

import (
	"crypto/ecdsa"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"countersign/activities"
	"countersign/activities/stepup/stepuptest"
	"countersign/api"
	"countersign/models"
	"countersign/models/form"
	"countersign/models/store"
)

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
	return h.askedWith(who, c, a, "", nil)
}

// askedWith is asked for a signature that comes with words and values.
func (h *house) askedWith(who string, c api.CaseView, a api.ActView, comment string, data any) (asked activities.Asked) {
	h.t.Helper()
	h.post(who, fmt.Sprintf("/api/v1/cases/%s/challenge", c.ID), map[string]any{"task": a.Task, "digest": c.Digest, "comment": comment, "data": data}).ok(200, &asked)
	return asked
}

func TestApprovalStepUp_APasskeySignsExactlyWhatWasShown(t *testing.T) {
	h := strongHouse(t)
	key := h.passkey("gao")
	c, a := h.waiting()
	other, b := h.waiting()
	asked := h.asked("gao", c, a)
	proof := &api.ProofForm{Challenge: asked.Challenge, Passkey: key.Sign(asked.PublicKey)}
	h.sign("gao", other, b, proof).refused(422, "step-up-passkey-wrong", stepUp)

	h.sign("gao", c, a, proof).ok(200, nil)
	h.sign("gao", other, b, proof).refused(422, "step-up-challenge-over", stepUp)
	var after api.CaseView
	h.get("lin", "/api/v1/cases/"+string(c.ID)).ok(200, &after)
	e := after.Signatures[1].Proof
	require.Equal(t, "通行密钥", e.KindName)

	t.Run("approval.step-up the evidence proves the signature without the product", func(t *testing.T) {
		var client struct{ Challenge, Origin string }
		require.NoError(t, json.Unmarshal(e.ClientData, &client))
		bound := models.SigningChallenge(e.Nonce, models.Act{Case: c.ID, Task: a.Task, Verb: models.Sign, Actor: h.people["gao"], Digest: c.Digest}, e.Said)
		require.Equal(t, base64.RawURLEncoding.EncodeToString(bound), client.Challenge)
		require.Equal(t, "http://localhost", client.Origin)
		sum := sha256.Sum256(e.ClientData)
		signed := sha256.Sum256(append(append([]byte{}, e.AuthenticatorData...), sum[:]...))
		require.True(t, ecdsa.VerifyASN1(key.Public(), signed[:], e.Signature))
		require.EqualValues(t, 1, count(h, `select count(*) from events where case_id = $1 and seq = (select max(seq) from events where case_id = $1 and kind = 'sign') and body -> 'proof' ->> 'kind' = 'passkey'`, c.ID))
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
	sign(huas).refused(422, "step-up-passkey-wrong", stepUp)
	key.Origin = "http://localhost:9999"
	sign(key).refused(422, "step-up-passkey-wrong", stepUp)
	key.Origin, key.Absent = "http://localhost", true
	sign(key).refused(422, "step-up-passkey-wrong", stepUp)
	key.Absent = false

	late := h.asked("gao", c, a)
	h.wait(5*time.Minute + time.Second)
	h.sign("gao", c, a, &api.ProofForm{Challenge: late.Challenge, Passkey: key.Sign(late.PublicKey)}).refused(422, "step-up-challenge-over", stepUp)
	h.sign("gao", c, a, &api.ProofForm{Challenge: "none", Passkey: key.Sign(late.PublicKey)}).refused(422, "step-up-challenge-over", stepUp)

	h.post("gao", fmt.Sprintf("/api/v1/cases/%s/challenge", c.ID), map[string]any{"task": a.Task, "digest": "edited"}).refused(409, "policy-reload", "approval.digest")
	h.post("men", fmt.Sprintf("/api/v1/cases/%s/challenge", c.ID), map[string]any{"task": a.Task, "digest": c.Digest}).refused(404, "not-found", "")
	require.EqualValues(t, 1, count(h, `select count(*) from signatures`))

	sign(key).ok(200, nil)
	c, a = h.waiting()
	key.Counter = 0
	sign(key).refused(422, "step-up-passkey-copied", stepUp)
}

// rated is a case of a company's own form whose head signs with a passkey and fills in a
// field that the applicant is not shown, as the head sees it.
func (h *house) rated() (c api.CaseView, a api.ActView) {
	h.t.Helper()
	text := form.Text{Zh: "评定", En: "rating"}
	d := form.Definition{Code: "rating", Series: "PD", Name: text, Clause: text,
		Fields: []form.Field{{Key: "what", Label: text, Type: form.Line}, {Key: "rating", Label: text, Type: form.Line,
			Rights: map[models.Step]form.Right{form.Start: form.Hidden, form.At(models.StepSignatures, 1): form.Writable}}},
		Signatures: []form.Row{{Round: 1, Mode: models.All, Of: []string{"head@case-unit"}, Proof: models.Strong}}}
	h.adopts(d)
	var draft api.DraftView
	h.do(ask{who: "lin", method: "POST", path: "/api/v1/cases", body: map[string]any{"kind": "form", "document": models.FilledForm{Form: "rating", Values: map[string]string{"what": "试纺"}}}}).ok(201, &draft)
	h.do(ask{who: "lin", method: "POST", path: "/api/v1/cases/" + string(draft.ID) + "/submit", header: key(), body: map[string]any{"digest": draft.Digest}}).ok(200, nil)
	h.get("mei", "/api/v1/cases/"+string(draft.ID)).ok(200, &c)
	for _, a := range c.Acts {
		if a.Verb == models.Sign {
			return c, a
		}
	}
	require.Fail(h.t, "nothing to sign")
	return c, a
}

func TestApprovalStepUp_APasskeySignsTheWordsAndValuesThatGoWithIt(t *testing.T) {
	h := strongHouse(t, "mei")
	key := h.passkey("mei")
	c, a := h.rated()
	values := func(rating string) json.RawMessage {
		return json.RawMessage(`{ "values": {"rating":"` + rating + `"}}`)
	}
	sign := func(comment, rating string, proof *api.ProofForm) reply {
		return h.post("mei", fmt.Sprintf("/api/v1/cases/%s/acts", c.ID), api.ActForm{Verb: models.Sign, Task: a.Task, Digest: c.Digest, Comment: comment, Data: values(rating), Proof: proof})
	}
	proof := func(comment string, data any) *api.ProofForm {
		asked := h.askedWith("mei", c, a, comment, data)
		return &api.ProofForm{Challenge: asked.Challenge, Passkey: key.Sign(asked.PublicKey)}
	}
	sign("照常付款\n无异议", "B", proof("照常付款\n无异议", values("A"))).refused(422, "step-up-passkey-wrong", stepUp)
	sign("加倍付款", "A", proof("照常付款\n无异议", values("A"))).refused(422, "step-up-passkey-wrong", stepUp)
	sign("照常付款\n无异议", "A", proof("", nil)).refused(422, "step-up-passkey-wrong", stepUp)
	require.Zero(t, count(h, `select count(*) from signatures`))
	sign("照常付款\r\n无异议 ", "A", proof("照常付款\n无异议", map[string]any{"values": map[string]string{"rating": "A"}})).ok(200, nil)
	require.EqualValues(t, 1, count(h, `select count(*) from signature_proofs p join events e on e.case_id = p.case_id and e.kind = 'sign' where p.evidence ->> 'said' = e.body ->> 'content'`),
		"the evidence and the history say the same of what was signed with it")
	var shown api.CaseView
	r := h.get("lin", "/api/v1/cases/"+string(c.ID)).ok(200, &shown)
	require.NotContains(t, r.Body.String(), "rating\":\"A")

	t.Run("approval.digest who is shown the digests does not find out by trying what was kept from him or her", func(t *testing.T) {
		hidden := &models.FilledForm{Form: "rating", Version: 1, Values: map[string]string{"what": "试纺", "rating": "A"}}
		guess, err := models.DigestOf("", hidden, nil)
		require.NoError(t, err)
		said := models.Salt("").Said(models.Content{Comment: "照常付款\n无异议", Data: []byte(`{"values": {"rating": "A"}}`)})
		require.NotContains(t, r.Body.String(), string(guess))
		require.NotContains(t, r.Body.String(), said)
		var salt models.Salt
		require.NoError(t, h.db.Write(t.Context(), func(tx store.Tx) error {
			return tx.Raw(`select salt from cases where id = ?`, c.ID).Row().Scan(&salt)
		}))
		require.Len(t, salt, 64)
		require.NotContains(t, r.Body.String(), string(salt))
		right, err := models.DigestOf(salt, hidden, nil)
		require.NoError(t, err)
		require.Equal(t, right, shown.Digest, "it is the salt that keeps it")
		require.Equal(t, salt.Said(models.Content{Comment: "照常付款\n无异议", Data: []byte(`{"values": {"rating": "A"}}`)}), shown.Signatures[0].Proof.Said)
	})
}
