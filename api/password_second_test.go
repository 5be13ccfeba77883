package api_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"countersign/activities"
	"countersign/activities/stepup/stepuptest"
	"countersign/api"
	"countersign/models"
)

// resets sets a new password for somebody, and signs in with it as whoever was told it:
// the first thing is to change it.
func (h *house) resets(who, name string) {
	h.t.Helper()
	var first api.FirstPasswordView
	h.toAccount(who, "POST", name, "/password", nil).ok(200, &first)
	h.signsInWith(name, first.Login, first.Password)
}

func (h *house) signsInWith(name, login, first string) {
	h.t.Helper()
	token, id, err := h.desk.Login(h.t.Context(), login, first, activities.From{})
	require.NoError(h.t, err)
	h.tokens[name], h.people[name] = token, id
	h.do(ask{who: name, method: "PUT", path: "/api/v1/me/password", body: map[string]any{"now": first, "next": "a sentence of the administrator"}}).ok(204, nil)
	h.tokens[name], err = h.desk.StartSession(h.t.Context(), id, activities.From{})
	require.NoError(h.t, err)
}

func (h *house) mayNot(name string) {
	h.t.Helper()
	for _, path := range []string{"/api/v1/inbox", "/api/v1/cases", "/api/v1/house/events", "/api/v1/tokens"} {
		h.get(name, path).refused(403, "password-second", stepUp)
	}
	h.post(name, "/api/v1/me/app", map[string]any{"password": "a sentence of the administrator"}).refused(403, "password-second", stepUp)
	h.get(name, "/api/v1/me").ok(200, nil)
}

func TestApprovalStepUp_WhoSetsAPasswordDoesNotSignWithIt(t *testing.T) {
	h := strongHouse(t)
	h.administrator("zhang")
	c, a := h.waiting()
	h.resets("zhang", "gao")
	h.mayNot("gao")
	h.sign("gao", c, a, nil).refused(403, "password-second", stepUp)
	require.EqualValues(t, 1, count(h, `select count(*) from notices where key = 'notice-password-given' and person_id = $1`, h.people["gao"]))
	require.EqualValues(t, 1, count(h, `select count(*) from notices where key = 'notice-password-of' and person_id = $1`, h.people["hua"]), "who may confirm it is told")

	var waiting struct{ Rows []api.FactorResetView }
	h.get("hua", "/api/v1/factor-resets").ok(200, &waiting)
	require.Len(t, waiting.Rows, 1)
	require.Equal(t, "password", waiting.Rows[0].What)
	confirm := "/api/v1/factor-resets/" + waiting.Rows[0].ID + "/confirm"
	h.post("zhang", confirm, nil).refused(403, "factor-reset-second", stepUp)
	h.post("gao", confirm, nil).refused(403, "password-second", stepUp)
	require.Equal(t, "factor-reset-second", models.AsError(h.desk.ConfirmFactorReset(t.Context(), h.people["gao"], waiting.Rows[0].ID)).Key)
	h.post("hua", confirm, nil).ok(204, nil)
	h.post("hua", confirm, nil).refused(404, "not-found", "")
	h.get("gao", "/api/v1/inbox").ok(200, nil)
	require.EqualValues(t, 1, count(h, `select count(*) from house_events where kind = 'password_confirmed' and actor_id = $1 and person_id = $2`, h.people["hua"], h.people["gao"]))
	h.app2("gao", "a sentence of the administrator") // no rest: none was removed

	t.Run("approval.step-up who proves a factor from before needs nobody", func(t *testing.T) {
		h.resets("zhang", "gao")
		h.mayNot("gao")
		h.get("gao", "/api/v1/me/factors").ok(200, nil)
		h.post("gao", "/api/v1/me/factors/prove", api.ProofForm{Code: stepuptest.Code(t, h.ids["secret"], h.clock())}).ok(204, nil)
		h.get("gao", "/api/v1/inbox").ok(200, nil)
	})
	t.Run("approval.step-up one that is set at the machine itself needs nobody", func(t *testing.T) {
		h.resets("zhang", "mei")
		h.mayNot("mei")
		first, err := activities.Organisation{DB: h.db, Now: h.clock}.NewPassword(t.Context(), "mei", false)
		require.NoError(t, err)
		h.signsInWith("mei", first.Login, first.Password)
		h.get("mei", "/api/v1/inbox").ok(200, nil)
		h.get("hua", "/api/v1/factor-resets").ok(200, &waiting)
		require.Empty(t, waiting.Rows)
	})
	t.Run("approval.step-up a post of the staff works on, until there is more to it", func(t *testing.T) {
		h.resets("zhang", "lin")
		h.get("lin", "/api/v1/inbox").ok(200, nil)
		h.get("hua", "/api/v1/factor-resets").ok(200, &waiting)
		require.Empty(t, waiting.Rows)
		h.exec(`insert into proxies (id, principal_id, agent_id, from_at, until_at, given_by, given_at) values (gen_random_uuid(), $1::uuid, $2, $3::timestamptz, $3::timestamptz + interval '1 day', $1::uuid, $3::timestamptz)`, h.people["gao"], h.people["lin"], h.clock())
		h.mayNot("lin")
		h.get("hua", "/api/v1/factor-resets").ok(200, &waiting)
		require.Len(t, waiting.Rows, 1)
	})
	t.Run("approval.step-up nor does whom an import makes general manager", func(t *testing.T) {
		var v api.ImportView
		shadow := []byte("no,name,login\nE9,影子,shadow\n")
		h.upload("zhang", importing+"?preview=true", "people.csv", shadow).ok(200, &v)
		h.upload("zhang", importing+"?seen="+string(v.Digest), "people.csv", shadow).ok(200, &v)
		require.Len(t, v.Accounts, 1)
		h.bring("zhang", "holdings.csv", "post,person,from,until\ngao,E9,2026-11-23,\n")
		h.signsInWith("E9", "shadow", v.Accounts[0].Password)
		h.mayNot("E9")
	})
}

// app2 gives a person with a password of one's own an app, and keeps its secret.
func (h *house) app2(name, password string) {
	h.t.Helper()
	var app activities.App
	h.post(name, "/api/v1/me/app", map[string]any{"password": password}).ok(200, &app)
	h.post(name, "/api/v1/me/app/confirm", map[string]any{"code": stepuptest.Code(h.t, app.Secret, h.clock())}).ok(200, nil)
	h.ids["secret"] = app.Secret
	h.wait(60_000_000_000)
}
