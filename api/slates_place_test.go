package api_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"countersign/api"
	"countersign/models"
)

// signing is the first slate of a case as somebody sees it, with the acts offered.
func (h *house) signing(who string, id models.CaseID) (c api.CaseView, round []api.SeatView) {
	h.t.Helper()
	h.get(who, "/api/v1/cases/"+string(id)).ok(200, &c)
	return c, c.Slates[0].Rounds[0].Seats
}

// adds lets somebody add signers to the own seat.
func (h *house) adds(who string, id models.CaseID, where, how string, people ...string) {
	h.t.Helper()
	c, _ := h.signing(who, id)
	var added []models.PersonID
	for _, p := range people {
		added = append(added, h.people[p])
	}
	for _, a := range c.Acts {
		if a.Verb == models.AddSigner {
			h.do(ask{who: who, method: "POST", path: "/api/v1/cases/" + string(id) + "/acts", header: key(), body: map[string]any{
				"verb": models.AddSigner, "task": a.Task, "digest": c.Digest, "data": map[string]any{"where": where, "how": how, "people": added}}}).ok(200, nil)
			return
		}
	}
	require.Fail(h.t, "may not add a signer")
}

func TestApprovalAddSigner_TheSlateSaysWhereASignerWasAdded(t *testing.T) {
	h := newHouse(t)
	d := h.submitted("加签")
	h.wait(time.Minute)
	h.adds("mei", d.ID, "before", "turn", "pan", "hua")
	_, round := h.signing("mei", d.ID)

	places := map[string]*api.PlaceView{}
	var own models.TaskID
	for _, s := range round {
		places[s.Holders[0]] = s.Place
		if s.Place == nil {
			own = s.Seat
		}
	}
	require.Equal(t, map[string]*api.PlaceView{"员工mei": nil, "员工pan": {Of: own, Where: "before", Turn: 1}, "员工hua": {Of: own, Where: "before", Turn: 2}}, places)
}

func TestApprovalAsk_TheAnswerStandsWhereTheAskerSigns(t *testing.T) {
	h := newHouse(t)
	d := h.submitted("征询")
	h.wait(time.Minute)
	h.act("mei", d.ID, models.Ask, "客户是谁？").ok(200, nil)
	h.wait(time.Minute)
	h.act("lin", d.ID, models.Answer, "老客户").ok(200, nil)

	c, _ := h.signing("mei", d.ID)
	require.Equal(t, models.Sign, c.Acts[0].Verb)
	require.NotNil(t, c.Acts[0].Because)
	require.Equal(t, "老客户", c.Acts[0].Because.Words)
	require.Equal(t, "员工lin", c.Acts[0].Because.By)
}

func TestApprovalSendBack_WhoSentACaseBackIsNotSaidToHaveSigned(t *testing.T) {
	h := newHouse(t)
	d := h.submitted("退回")
	h.wait(time.Minute)
	h.act("mei", d.ID, models.SendBack, "数量不对").ok(200, nil)
	h.wait(time.Minute)
	h.exec(`with c as (update cases set updated_at = updated_at where id = $1 returning id) update signatures set fell_at = $2 from c where case_id = c.id`, d.ID, h.clock()) // the document was mended

	_, round := h.signing("mei", d.ID)
	require.Equal(t, models.SendBack, round[0].Decision)
	require.True(t, round[0].Fell)
	require.Equal(t, "退回", round[0].DecisionName)
}

func TestWhatAPageReadsByItselfDoesNotKeepASessionAlive(t *testing.T) {
	h := newHouse(t)
	d := h.submitted("开着的页面")
	idle := ask{who: "mei", method: "GET", path: "/api/v1/cases/" + string(d.ID), header: map[string]string{"Countersign-Idle": "true"}}
	for range 4 {
		h.do(idle).ok(200, nil)
		h.wait(9 * time.Minute)
	}
	h.do(idle).refused(401, "sign-in-first", "")
	h.get("lin", "/api/v1/cases/"+string(d.ID)).refused(401, "sign-in-first", "")
}
