package api_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"countersign/activities"
	"countersign/activities/stepup"
	"countersign/activities/stepup/stepuptest"
	"countersign/api"
	"countersign/models"
)

func TestApprovalStepUp_AFactorWantsThePasswordAndItsOwnerIsTold(t *testing.T) {
	h := strongHouse(t)
	h.post("gao", "/api/v1/me/app", map[string]any{"password": "not this one at all"}).refused(422, "step-up-password-wrong", stepUp)
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
	h.post("gao", "/api/v1/me/factors/"+string(v.Factors[0].ID)+"/remove", map[string]any{"password": "not this one"}).refused(422, "step-up-password-wrong", stepUp)
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
	h.sign("gao", c, a, &api.ProofForm{Code: stepuptest.Code(t, secret, h.clock())}).refused(422, "step-up-no-app", stepUp)
	h.sign("gao", c, a, &api.ProofForm{Code: paper[0]}).refused(422, "step-up-code-wrong", stepUp)
	h.sign("gao", c, a, &api.ProofForm{Challenge: asked.Challenge, Passkey: key.Sign(asked.PublicKey)}).refused(422, "step-up-passkey-wrong", stepUp)
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
	secret, _ := h.app("gao")
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
	h.post("gao", "/api/v1/me/app", body).refused(403, "password-second", stepUp)

	t.Run("approval.step-up who still has a factor proves it once and changes factors again", func(t *testing.T) {
		h.post("gao", "/api/v1/me/factors/prove", map[string]any{}).refused(422, "step-up-needed", "")
		wrong := h.post("gao", "/api/v1/me/factors/prove", map[string]any{"code": "000000"}).refused(422, "step-up-code-wrong", stepUp)
		require.Equal(t, "验证未通过", wrong.Title)
		require.True(t, own.Bound)
		h.post("gao", "/api/v1/me/factors/prove", map[string]any{"code": stepuptest.Code(t, secret, h.clock())}).ok(204, nil)
		own = api.FactorsView{}
		h.get("gao", "/api/v1/me/factors").ok(200, &own)
		require.False(t, own.Bound)
		h.post("gao", "/api/v1/me/passkeys/challenge", body).ok(200, nil)
		require.EqualValues(t, 1, count(h, `select count(*) from house_events where kind = 'factors_proved' and actor_id = person_id and detail ->> 'by' = 'totp'`))
	})
	t.Run("approval.step-up after another reset it is proved once more, also by a passkey", func(t *testing.T) {
		var asked activities.Asked
		h.post("gao", "/api/v1/me/passkeys/challenge", body).ok(200, &asked)
		key := stepuptest.New(t, "http://localhost")
		h.post("gao", "/api/v1/me/passkeys", map[string]any{"challenge": asked.Challenge, "passkey": key.Create(asked.PublicKey)}).ok(200, nil)
		h.wait(time.Minute)
		c, a := h.waiting()
		signing := h.asked("gao", c, a)
		first, err := h.desk.ResetPassword(t.Context(), activities.AccountAct{Actor: h.people["hua"], Person: h.people["gao"]})
		require.NoError(t, err)
		require.NoError(t, h.desk.ChangePassword(t.Context(), h.people["gao"], first.Password, chosen))
		h.tokens["gao"], err = h.desk.StartSession(t.Context(), h.people["gao"], activities.From{})
		require.NoError(t, err)
		h.post("gao", "/api/v1/me/passkeys/challenge", body).refused(403, "password-second", stepUp)
		h.post("gao", "/api/v1/me/factors/prove", map[string]any{"challenge": signing.Challenge, "passkey": key.Sign(signing.PublicKey)}).refused(422, "step-up-passkey-wrong", stepUp)
		h.post("gao", "/api/v1/me/factors/challenge", map[string]any{}).ok(200, &asked)
		proof := map[string]any{"challenge": asked.Challenge, "passkey": key.Sign(asked.PublicKey)}
		h.wait(time.Second)
		h.post("gao", "/api/v1/me/factors/prove", proof).ok(204, nil)
		h.post("gao", "/api/v1/me/factors/prove", proof).refused(422, "step-up-challenge-over", stepUp)
		h.post("gao", "/api/v1/me/passkeys/challenge", body).ok(200, nil)
	})
}

func TestApprovalStepUp_LostFactorsAreRemovedByTwoPeople(t *testing.T) {
	h := strongHouse(t, "hua", "mei")
	h.exec(`update people set administrator = true where no in ('hua', 'mei', 'gao')`)
	h.app("gao")
	c, a := h.waiting()
	reset := "/api/v1/accounts/" + string(h.people["gao"]) + "/factors/reset"
	h.post("lin", reset, map[string]any{"reason": "手机遗失"}).refused(403, "policy-accounts", "approval.in-force")
	h.post("hua", reset, map[string]any{"reason": " "}).refused(422, "factor-reset-reason", stepUp)
	h.post("gao", reset, map[string]any{"reason": "手机遗失"}).refused(403, "account-own", "approval.in-force")
	h.post("hua", reset, map[string]any{"reason": "手机遗失"}).ok(204, nil)

	var waiting struct{ Rows []api.FactorResetView }
	h.get("lin", "/api/v1/factor-resets").refused(403, "policy-factors", stepUp)
	h.get("mei", "/api/v1/factor-resets").ok(200, &waiting)
	require.Len(t, waiting.Rows, 1)
	require.False(t, waiting.Rows[0].Mine)
	confirm := "/api/v1/factor-resets/" + waiting.Rows[0].ID + "/confirm"
	h.post("hua", confirm, nil).refused(403, "factor-reset-second", stepUp)
	h.post("gao", confirm, nil).refused(403, "factor-reset-second", stepUp)
	h.post("lin", confirm, nil).refused(403, "policy-factors", stepUp)
	require.ErrorContains(t, h.try(`update factor_resets set confirmed_by = asked_by, confirmed_at = now()`), "check", "nor when the code is wrong")
	h.post("mei", confirm, nil).ok(204, nil)
	h.post("mei", confirm, nil).refused(404, "not-found", "")
	require.Zero(t, count(h, `select count(*) from factors where removed_at is null and person_id = $1`, h.people["gao"]))
	require.Zero(t, count(h, `select count(*) from sessions where person_id = $1`, h.people["gao"]), "every session of the person ends")
	require.EqualValues(t, 1, count(h, `select count(*) from house_events where kind = 'factors_reset_asked' and actor_id = $1`, h.people["hua"]))
	require.EqualValues(t, 1, count(h, `select count(*) from house_events where kind = 'factors_reset' and actor_id = $1`, h.people["mei"]))

	var err error
	h.tokens["gao"], err = h.desk.StartSession(t.Context(), h.people["gao"], activities.From{})
	require.NoError(t, err)
	require.Contains(t, h.get("gao", "/api/v1/notices").ok(200, nil).Body.String(), "清除了您的动态口令和通行密钥")
	secret, _ := h.app("gao")
	h.sign("gao", c, a, &api.ProofForm{Code: stepuptest.Code(t, secret, h.clock())}).refused(403, "step-up-resting", stepUp)
	h.wait(24 * time.Hour)
	h.tokens["gao"], err = h.desk.StartSession(t.Context(), h.people["gao"], activities.From{})
	require.NoError(t, err)
	h.sign("gao", c, a, &api.ProofForm{Code: stepuptest.Code(t, secret, h.clock())}).ok(200, nil)

	t.Run("approval.step-up nobody confirms after a day", func(t *testing.T) {
		for _, who := range []string{"hua", "mei"} {
			h.tokens[who], err = h.desk.StartSession(t.Context(), h.people[who], activities.From{})
			require.NoError(t, err)
		}
		h.post("hua", reset, map[string]any{"reason": "又遗失"}).ok(204, nil)
		h.get("mei", "/api/v1/factor-resets").ok(200, &waiting)
		require.Error(t, h.desk.ConfirmFactorReset(t.Context(), h.people["ma"], waiting.Rows[0].ID))
		h.wait(24*time.Hour + time.Second)
		err := h.desk.ConfirmFactorReset(t.Context(), h.people["mei"], waiting.Rows[0].ID)
		require.True(t, models.IsKind(err, models.Missing))
	})
}
