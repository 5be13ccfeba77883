package api_test

import (
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"countersign/api"
	"countersign/models"
	"countersign/models/calendar"
	"countersign/models/form"
	"countersign/policies"
)

// also gives somebody one more post, which comes before all others.
func (h *house) also(name, unit string) {
	post := uuid.NewString()
	h.exec(`insert into posts (id, unit_id, company_id, code, title, rank) select $1, u.id, u.company_id, $2, '兼任', 'staff' from units u where u.id = $3`, post, "a-"+name, h.units[unit])
	h.exec(`insert into holdings (id, post_id, person_id, from_on) values (gen_random_uuid(), $1, $2, '2020-01-01')`, post, h.people[name])
}

// A right over the house comes with a post and is for the company of that post, whatever
// other posts the person has.
func TestApprovalPost_ARightOfOneCompanyIsNotUsedOnAnother(t *testing.T) {
	h := newHouse(t)
	h.person("huo", "hr", "head")
	h.unit(h.ids["other-company"], "sub-hr", "hr")
	h.person("shi", "sub-hr", "head")
	h.person("sun", "sub-marketing", "gm")
	h.also("hua", "sub-marketing")
	h.also("shi", "marketing")
	h.also("sun", "office")
	h.administrator("zhang")
	day := "2026-11-23"
	h.do(ask{who: "gao", method: "POST", path: "/api/v1/proxies", header: key(), body: map[string]any{"agent": h.people["mei"], "from": day, "until": day}}).ok(201, nil)
	h.do(ask{who: "fu", method: "POST", path: "/api/v1/proxies", header: key(), body: map[string]any{"agent": h.people["sun"], "from": day, "until": day}}).ok(201, nil)
	h.toAccount("zhang", "POST", "mei", "/factors/reset", map[string]any{"reason": "手机遗失"}).ok(204, nil)

	t.Run("approval.post with a post more in another company all looks as without it", func(t *testing.T) {
		for _, path := range []string{"/proxies/company", "/absences", "/factor-resets", "/forms/versions", "/calendar/2026", "/calendar/2027", "/organisation/people?q=mei", "/house/events", "/accounts"} {
			one, both := h.get("huo", "/api/v1"+path), h.get("hua", "/api/v1"+path)
			require.Equal(t, one.Code, both.Code, path)
			require.Equal(t, one.Body.String(), both.Body.String(), path)
		}
		var proxies struct{ Rows []api.ProxyView }
		h.get("hua", "/api/v1/proxies/company").ok(200, &proxies)
		require.Len(t, proxies.Rows, 1)
		require.Equal(t, h.people["gao"], models.PersonID(proxies.Rows[0].Principal.ID))
		h.get("shi", "/api/v1/proxies/company").ok(200, &proxies)
		require.Len(t, proxies.Rows, 1)
		require.Equal(t, h.people["fu"], models.PersonID(proxies.Rows[0].Principal.ID))
	})
	t.Run("authority.matrix a change of the rules is tried on the company of the post, or of which it is asked", func(t *testing.T) {
		one := h.submitted("第一件")
		slates := func(who string, of map[string]any) int {
			var v api.DryRunView
			of["rows"] = policies.DefaultMatrix()
			h.do(ask{who: who, method: "POST", path: "/api/v1/matrix/dry-run", body: of}).ok(200, &v)
			return v.Slates
		}
		require.Equal(t, 1, slates("hua", map[string]any{}), "human resources of the head office, whatever other post comes first")
		require.Equal(t, 0, slates("shi", map[string]any{}))
		require.Equal(t, 1, slates("zhang", map[string]any{"company": h.ids["company"]}), "an administrator asks of any company")
		require.Equal(t, 0, slates("zhang", map[string]any{"company": h.ids["other-company"]}))
		try := func(who, path string, body map[string]any) reply {
			return h.do(ask{who: who, method: "POST", path: "/api/v1/" + path, body: body})
		}
		rows := policies.DefaultMatrix()
		try("shi", "matrix/dry-run", map[string]any{"company": h.ids["company"], "rows": rows}).refused(403, "policy-not-allowed", "authority.matrix")
		try("zhang", "matrix/dry-run", map[string]any{"company": "x", "rows": rows}).refused(404, "not-found", "")
		var tried api.ParameterCheckView
		values := map[string]any{"approval.deadline/sign_working_days": 3}
		try("hua", "rulebook/check", map[string]any{"values": values}).ok(200, &tried)
		require.Equal(t, 1, tried.UnderWay)
		try("shi", "rulebook/check", map[string]any{"values": values}).ok(200, &tried)
		require.Equal(t, 0, tried.UnderWay)
		try("shi", "rulebook/check", map[string]any{"company": h.ids["company"], "values": values}).refused(403, "policy-not-allowed", "authority.matrix")

		var made api.MadeUpView
		for _, unit := range []string{"marketing", "sub-marketing"} {
			try("shi", "matrix/who-could", map[string]any{"kind": "sample_request", "unit": h.units[unit]}).ok(200, &made)
			require.NotEmpty(t, made.Steps, unit)
		}
		try("fu", "matrix/who-could", map[string]any{"kind": "sample_request", "unit": h.units["marketing"]}).refused(422, "made-up-unit", "")
		try("shi", "matrix/who-could", map[string]any{"kind": "sample_request", "unit": h.units["marketing"], "rows": rows}).refused(403, "made-up-person", "authority.matrix")
		try("shi", "matrix/who-could", map[string]any{"kind": "sample_request", "unit": h.units["sub-marketing"], "rows": rows}).ok(200, nil)

		try("sun", "matrix/dry-run", map[string]any{"case": one.ID, "rows": rows}).refused(404, "not-found", "")
		h.exec(`update cases set company_id = $1, unit_id = $2 where id = $3`, h.ids["other-company"], h.units["sub-marketing"], one.ID)
		require.Equal(t, 0, slates("sun", map[string]any{}), "the office of the head office comes first")
		require.Equal(t, 1, slates("sun", map[string]any{"case": one.ID}), "a case is asked about in its own company")
		h.exec(`update cases set company_id = $1, unit_id = $2 where id = $3`, h.ids["company"], h.units["marketing"], one.ID)
	})
	t.Run("approval.deadline each sets the calendar of the company of the post", func(t *testing.T) {
		year := map[string]any{"days": []map[string]any{{"day": "2026-12-25", "kind": "holiday", "name": "厂庆"}}}
		h.do(ask{who: "hua", method: "POST", path: "/api/v1/calendar/2026/check", body: year}).ok(200, nil)
		h.do(ask{who: "hua", method: "PUT", path: "/api/v1/calendar/2026", body: year}).ok(200, nil)
		require.EqualValues(t, 1, count(h, `select count(*) from calendar_days where company_id = $1`, h.ids["company"]))
		require.Zero(t, count(h, `select count(*) from calendar_days where company_id = $1`, h.ids["other-company"]))
		h.do(ask{who: "shi", method: "PUT", path: "/api/v1/calendar/2026", body: year}).ok(200, nil)
		require.EqualValues(t, 1, count(h, `select count(*) from calendar_days where company_id = $1`, h.ids["other-company"]))
		err := h.desk.SetCalendar(t.Context(), h.people["shi"], models.CompanyID(h.ids["company"]), calendar.Year{Year: 2026})
		require.True(t, models.IsKind(err, models.Forbidden), "nor where the page names another")
	})
	t.Run("approval.form each defines forms of the company of the post", func(t *testing.T) {
		own := form.Shipped[0]
		h.do(ask{who: "hua", method: "POST", path: "/api/v1/forms", body: own}).ok(201, nil)
		require.EqualValues(t, 1, count(h, `select count(*) from forms where company_id = $1`, h.ids["company"]))
		require.Zero(t, count(h, `select count(*) from forms where company_id = $1`, h.ids["other-company"]))
	})
	t.Run("approval.record the general manager of one company reads the record of that one", func(t *testing.T) {
		h.wait(time.Minute)
		var page api.HouseEventPage
		h.get("sun", "/api/v1/house/events").ok(200, &page)
		require.Len(t, page.Rows, 1)
		require.Equal(t, "子公司", page.Rows[0].Company)
	})
	t.Run("approval.step-up lost factors are removed by human resources of the person's company, or of the head office", func(t *testing.T) {
		var waiting struct{ Rows []api.FactorResetView }
		h.get("shi", "/api/v1/factor-resets").ok(200, &waiting)
		require.Empty(t, waiting.Rows, "a post of the staff at the head office gives no such right")
		h.get("hua", "/api/v1/factor-resets").ok(200, &waiting)
		require.Len(t, waiting.Rows, 1)
		h.post("shi", "/api/v1/factor-resets/"+waiting.Rows[0].ID+"/confirm", nil).refused(404, "not-found", "")
		h.post("hua", "/api/v1/factor-resets/"+waiting.Rows[0].ID+"/confirm", nil).ok(204, nil)
	})
}
