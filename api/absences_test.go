package api_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"countersign/activities"
	"countersign/api"
	"countersign/models"
	"countersign/models/regulation"
)

// look has every case looked at that the lookout finds.
func (h *house) look() {
	h.t.Helper()
	found, err := h.db.Misplaced(h.t.Context(), "", h.clock(), 100)
	require.NoError(h.t, err)
	for _, id := range found {
		_, err := h.records.Look(h.t.Context(), activities.Glance{Case: id, At: h.clock(), Slate: models.Slate{Step: models.StepSignatures, Attempt: 1}})
		require.NoError(h.t, err)
	}
}

func TestApprovalAbsenceIsEnteredByOneselfOrByHumanResources(t *testing.T) {
	h := newHouse(t)
	enter := func(who, person, from, until string) reply {
		body := map[string]any{"from": from, "until": until}
		if person != "" {
			body["person"] = h.people[person]
		}
		return h.do(ask{who: who, method: http.MethodPost, path: "/api/v1/absences", body: body})
	}
	const absence regulation.ID = "approval.absence"
	var mine, ma api.AbsenceView
	enter("mei", "", "2026-11-23", "2026-11-25").ok(201, &mine)
	require.True(t, mine.Now)
	enter("mei", "", "2026-11-25", "2026-11-27").refused(409, "absence-overlaps", absence)
	enter("mei", "", "2026-11-28", "2026-11-27").refused(422, "absence-period", absence)
	enter("mei", "", "2026-11-10", "2026-11-12").refused(422, "absence-period", absence)
	enter("mei", "ma", "2026-11-23", "2026-11-25").refused(403, "policy-absence", absence)
	enter("hua", "ma", "2026-11-23", "2026-11-25").ok(201, &ma)
	require.Equal(t, "员工ma", ma.Person.Name)

	var seen api.AbsencesView
	h.get("mei", "/api/v1/absences").ok(200, &seen)
	require.Len(t, seen.Mine, 1)
	require.False(t, seen.Keeps)
	require.Empty(t, seen.Company, "the others' absences are human resources' to see")
	require.Len(t, seen.Today, 2, "who is away today is for everybody to know")
	h.get("hua", "/api/v1/absences").ok(200, &seen)
	require.Len(t, seen.Company, 2)
	h.get("fu", "/api/v1/absences").ok(200, &seen)
	require.Empty(t, seen.Today, "of another company")

	h.do(ask{who: "lin", method: "DELETE", path: "/api/v1/absences/" + string(ma.ID)}).refused(404, "not-found", "")
	h.do(ask{who: "ma", method: "DELETE", path: "/api/v1/absences/" + string(ma.ID) + "?back=2026-11-30"}).refused(422, "absence-back", absence)
	h.do(ask{who: "ma", method: "DELETE", path: "/api/v1/absences/" + string(ma.ID)}).ok(204, nil)
	h.do(ask{who: "ma", method: "DELETE", path: "/api/v1/absences/" + string(ma.ID)}).refused(404, "not-found", "")
	h.get("ma", "/api/v1/absences").ok(200, &seen)
	require.True(t, seen.Mine[0].Over)
}

func TestApprovalAbsenceIsShownOnTheSlateAndOnEverySignature(t *testing.T) {
	h := newHouse(t)
	h.do(ask{who: "mei", method: "POST", path: "/api/v1/proxies", body: map[string]any{"agent": h.people["ma"], "from": "2026-11-23", "until": "2026-11-25"}}).ok(201, nil)
	d := h.submitted("代签")
	h.do(ask{who: "mei", method: "POST", path: "/api/v1/absences", body: map[string]any{"from": "2026-11-23", "until": "2026-11-25"}}).ok(201, nil)
	h.look()
	var c api.CaseView
	h.get("gao", "/api/v1/cases/"+string(d.ID)).ok(200, &c)
	require.Equal(t, "员工ma 代 员工mei（休假）", c.Slates[0].Rounds[0].Seats[0].Stands)
	last := c.Events[len(c.Events)-1]
	require.Equal(t, "absence", last.Kind)
	require.Equal(t, regulation.ApprovalAbsence.ID(), last.Clause.ID)

	var seen api.AbsencesView
	h.get("lin", "/api/v1/absences").ok(200, &seen)
	require.Equal(t, []api.StandInView{{Absent: seen.Today[0].Absent, Back: seen.Today[0].Back, Proxy: true, By: "员工ma"}}, seen.Today)
	rows, _ := h.box("ma", api.BoxTodo)
	require.Len(t, rows, 1)

	h.act("ma", d.ID, models.Sign, "").ok(200, nil)
	h.get("gao", "/api/v1/cases/"+string(d.ID)).ok(200, &c)
	require.Equal(t, "员工ma 代 员工mei（休假）", c.Signatures[0].Stands)
	require.Equal(t, "员工mei", c.Signatures[0].Absent.Name)
	require.Equal(t, "员工ma 代 员工mei（休假）", c.Slates[0].Rounds[0].Seats[0].Stands)
	h.do(ask{who: "gao", method: "PUT", path: "/api/v1/me/language", body: map[string]any{"language": "en"}}).ok(204, nil)
	h.get("gao", "/api/v1/cases/"+string(d.ID)).ok(200, &c)
	require.Contains(t, c.Signatures[0].Stands, "(away)")
}

func TestApprovalNeedToKnow_HowMuchWaitsForSomebodyAbsentIsForThePersonHumanResourcesAndTheGeneralManager(t *testing.T) {
	h := newHouse(t)
	h.do(ask{who: "mei", method: "POST", path: "/api/v1/proxies", body: map[string]any{"agent": h.people["ma"], "from": "2026-11-23", "until": "2026-11-25"}}).ok(201, nil)
	d := h.submitted("代签")
	h.do(ask{who: "mei", method: "POST", path: "/api/v1/absences", body: map[string]any{"from": "2026-11-23", "until": "2026-11-25"}}).ok(201, nil)
	h.look()
	today := func(who string) (row api.StandInView) {
		var seen api.AbsencesView
		h.get(who, "/api/v1/absences").ok(200, &seen)
		require.Len(t, seen.Today, 1, who)
		return seen.Today[0]
	}
	for _, who := range []string{"mei", "hua", "gao"} {
		require.True(t, today(who).Counted, who)
		require.Equal(t, 1, today(who).Tasks, who)
	}
	require.False(t, today("lin").Counted)
	require.Zero(t, today("lin").Tasks)
	require.Equal(t, "员工ma", today("lin").By, "who stands in is for everybody to know")

	h.exec(`update cases set level = 'top_secret' where id = $1`, d.ID)
	require.Empty(t, today("lin").By, "that something of a top secret case waits is not")
	require.Equal(t, 1, today("hua").Tasks)
	h.exec(`update people set left_on = '2026-11-01' where no = 'ma'`)
	require.Empty(t, today("hua").By, "who has left stands in for nobody")
	h.exec(`update people set left_on = '2026-11-01' where no = 'mei'`)
	var seen api.AbsencesView
	h.get("lin", "/api/v1/absences").ok(200, &seen)
	require.Empty(t, seen.Today)
}

func TestApprovalAbsenceHumanResourcesSeesTheProxiesOfTheCompany(t *testing.T) {
	h := newHouse(t)
	h.do(ask{who: "mei", method: "POST", path: "/api/v1/proxies", body: map[string]any{"agent": h.people["ma"], "from": "2026-11-23", "until": "2026-11-25"}}).ok(201, nil)
	h.get("lin", "/api/v1/proxies/company").refused(403, "policy-absence", "approval.absence")
	require.Contains(t, h.get("hua", "/api/v1/proxies/company").ok(200, nil).Body.String(), "员工mei")
	h.wait(3 * 24 * time.Hour)
	h.tokens["hua"] = h.session("hua")
	require.NotContains(t, h.get("hua", "/api/v1/proxies/company").ok(200, nil).Body.String(), "员工mei", "it is over")
}
