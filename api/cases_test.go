package api_test

import (
	"encoding/json"
	"fmt"
	"net/url"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"countersign/api"
	"countersign/models"
	"countersign/models/store"
	"countersign/workflows/playtest"
)

func TestSampleTwoSignaturesFromDraftToForce(t *testing.T) {
	h := newHouse(t)
	d := h.submitted("给客户试纺")

	var c api.CaseView
	h.get("lin", "/api/v1/cases/"+string(d.ID)).ok(200, &c)
	require.Equal(t, models.Running, c.State.State)
	require.Equal(t, "HQ-QY-2026-00001", c.Number)
	require.Equal(t, "安大纺织", c.Document.Fields[0].Value)
	require.Equal(t, models.Grams(2*1900+3*120), c.Document.Grams)
	require.Equal(t, models.Cents(12160+1008), c.Document.Cents)
	require.True(t, c.Document.Lines[1].FromWarehouse, "what is not being made comes from the warehouse")
	require.Len(t, c.Slates[0].Rounds, 2)
	require.Equal(t, []string{"员工mei"}, c.Slates[0].Rounds[0].Seats[0].Holders)
	require.Equal(t, "open", c.Slates[0].Rounds[0].Seats[0].State)
	require.Equal(t, "ahead", c.Slates[0].Rounds[1].Seats[0].State)
	require.Contains(t, c.Slates[0].Rounds[0].Seats[0].DueWhy, "工作日")
	require.NotEmpty(t, c.Slates[0].Clause.Text)
	h.exec(`update tasks set due_at = null, due_why = '{"missingYear": 2027}' where case_id = $1 and state = 'open'`, d.ID)
	h.get("lin", "/api/v1/cases/"+string(d.ID)).ok(200, &c)
	require.Contains(t, c.Slates[0].Rounds[0].Seats[0].DueWhy, "2027 年的日历还没有填写完整", "a missing year is said where the deadline would be")
	var inbox api.InboxPage
	h.get("mei", "/api/v1/inbox").ok(200, &inbox)
	require.Equal(t, "2027 年日历未填全，限期待算", inbox.Rows[0].DueWhy)

	var barred []models.Verb
	for _, a := range c.Barred {
		barred = append(barred, a.Verb)
		require.EqualValues(t, "approval.own-case", a.Clause.ID, "the applicant never signs")
	}
	require.Equal(t, []models.Verb{models.Sign}, barred)

	h.act("mei", d.ID, models.Sign, "同意").ok(200, nil)
	h.act("gao", d.ID, models.Sign, "").ok(200, nil)
	h.get("mei", "/api/v1/cases/"+string(d.ID)).ok(200, &c)
	require.Len(t, c.Signatures, 2)
	require.Equal(t, "同意", c.Signatures[0].Comment)
	require.Equal(t, c.Digest, c.Signatures[1].Digest)
	require.Equal(t, "sign", c.Events[2].Kind)
	require.Equal(t, "同意", c.Events[2].Comment)
	for i := 1; i < len(c.Events); i++ {
		require.Equal(t, c.Events[i-1].Hash, c.Events[i].Prev, "each entry seals the one before")
	}
	require.Zero(t, h.server.Dropped())
}

func TestApprovalRecord_WhatWasDoneStaysUnderTheNamesOfItsTime(t *testing.T) {
	h := newHouse(t)
	d := h.submitted("给客户试纺")
	h.act("mei", d.ID, models.Sign, "同意").ok(200, nil)
	h.wait(time.Minute)
	people := "no,name,name_en,login,email,phone\nmei,美美,Mei,mei,,\nlin,林改名,,lin,,\n"
	var v api.ImportView
	h.upload("hua", "/api/v1/organisation/import?preview=true", "people.csv", []byte(people)).ok(200, &v)
	require.Empty(t, v.Faults)
	h.upload("hua", "/api/v1/organisation/import?seen="+string(v.Digest), "people.csv", []byte(people)).ok(200, nil)
	h.wait(time.Minute)
	h.act("gao", d.ID, models.Sign, "").ok(200, nil)

	var c api.CaseView
	h.get("gao", "/api/v1/cases/"+string(d.ID)).ok(200, &c)
	require.Equal(t, "员工mei", c.Signatures[0].Person.Name)
	require.Equal(t, "员工mei", c.Slates[0].Rounds[0].Seats[0].By)
	require.Equal(t, "员工lin", c.Events[0].Actor.Name, "who submitted was called so then")
	require.Equal(t, "林改名", c.Applicant.Name, "and is called so now")
	var again api.CaseView
	next := h.submitted("第三次")
	h.act("mei", next.ID, models.Sign, "").ok(200, nil)
	h.get("gao", "/api/v1/cases/"+string(next.ID)).ok(200, &again)
	require.Equal(t, "美美", again.Signatures[0].Person.Name)
}

func TestTheSameKeyGetsTheSameReceipt(t *testing.T) {
	h := newHouse(t)
	d := h.draft("一次")
	ask1 := ask{who: "lin", method: "POST", path: fmt.Sprintf("/api/v1/cases/%s/submit", d.ID), header: key(), body: map[string]any{"digest": d.Digest}}
	first := h.do(ask1).ok(200, nil).Body.String()
	require.Equal(t, first, h.do(ask1).ok(200, nil).Body.String())

	var c api.CaseView
	h.get("mei", "/api/v1/cases/"+string(d.ID)).ok(200, &c)
	sign := ask{who: "mei", method: "POST", path: fmt.Sprintf("/api/v1/cases/%s/acts", d.ID), header: key(),
		body: api.ActForm{Verb: models.Sign, Task: c.Acts[0].Task, Digest: c.Digest}}
	first = h.do(sign).ok(200, nil).Body.String()
	require.Equal(t, first, h.do(sign).ok(200, nil).Body.String(), "although the task is closed by now")

	other := sign
	other.body = api.ActForm{Verb: models.Comment, Comment: "另一件事"}
	h.do(other).refused(422, "key-used", "")
	other.who = "gao"
	h.do(other).refused(409, "key-of-another", "")
	other.header = nil
	h.do(other).ok(422, nil)
	require.EqualValues(t, 1, count(h, `select count(*) from signatures`))
}

func TestSampleCompleteNamesEveryFaultAtOnce(t *testing.T) {
	h := newHouse(t)
	var d api.DraftView
	h.do(ask{who: "lin", method: "POST", path: "/api/v1/cases", body: map[string]any{"kind": "sample_request"}}).ok(201, &d)
	var checked api.DraftView
	h.do(ask{who: "lin", method: "POST", path: fmt.Sprintf("/api/v1/cases/%s/check", d.ID)}).ok(200, &checked)
	require.Equal(t, d.Digest, checked.Digest)
	var at []string
	for _, f := range checked.Faults {
		at = append(at, f.At)
		require.EqualValues(t, "sample.complete", f.Clause)
		require.NotEqual(t, f.Key, f.Text)
	}
	require.ElementsMatch(t, []string{"purpose", "customer", "wantedOn", "lines"}, at)
	p := h.do(ask{who: "lin", method: "POST", path: fmt.Sprintf("/api/v1/cases/%s/submit", d.ID), header: key(), body: map[string]any{"digest": d.Digest}}).
		refused(422, "document-incomplete", "sample.complete")
	require.Len(t, p.Fields, 4)
}

func TestApprovalDigestOfADraftIsSavedAgainstWhatWasSeen(t *testing.T) {
	h := newHouse(t)
	d := h.draft("第一稿")
	save := func(match string, purpose string) reply {
		return h.do(ask{who: "lin", method: "PUT", path: fmt.Sprintf("/api/v1/cases/%s/document", d.ID), header: map[string]string{"If-Match": match},
			body: map[string]any{"document": h.request(purpose)}})
	}
	tag := save(`"`+string(d.Digest)+`"`, "第二稿").ok(200, nil).Header().Get("ETag")
	save(`"`+string(d.Digest)+`"`, "第三稿").refused(409, "digest-stale", "approval.digest")
	save(tag, "第三稿").ok(200, nil)
	require.Equal(t, "第三稿", documentOf(h, "lin", d.ID)["purpose"])
	h.do(ask{who: "lin", method: "DELETE", path: "/api/v1/cases/" + string(d.ID)}).ok(204, nil)
	h.get("lin", "/api/v1/cases/"+string(d.ID)).refused(404, "not-found", "")
}

func TestApprovalSendBackOpensTheDocumentToTheApplicantOnly(t *testing.T) {
	h := newHouse(t)
	d := h.submitted("数量太多")
	h.act("mei", d.ID, models.SendBack, "").refused(422, "reason-missing", "approval.reason")
	h.act("mei", d.ID, models.SendBack, "请减少数量").ok(200, nil)
	put := ask{who: "lin", method: "PUT", path: fmt.Sprintf("/api/v1/cases/%s/document", d.ID), header: map[string]string{"If-Match": string(d.Digest)},
		body: map[string]any{"document": h.request("减少以后")}}
	h.do(put).ok(200, nil)
	require.Equal(t, "减少以后", documentOf(h, "lin", d.ID)["purpose"], "who edits sees the edit")
	require.Equal(t, "数量太多", documentOf(h, "mei", d.ID)["purpose"], "others see what was submitted")
	put.who = "mei"
	require.Equal(t, 403, h.do(put).Code)
	h.act("lin", d.ID, models.Resubmit, "").ok(200, nil)
}

func TestApprovalOwnCaseEditorsBecomeRequesters(t *testing.T) {
	h := newHouse(t)
	d := h.draft("草稿")
	require.EqualValues(t, 1, count(h, `select count(*) from case_people where case_id = $1 and person_id = $2 and part = 'requester'`, d.ID, h.people["lin"]))
	h.get("mei", "/api/v1/cases/"+string(d.ID)).refused(404, "not-found", "")
}

func TestWhoMayNotSubmitIsToldTheClause(t *testing.T) {
	h := newHouse(t)
	h.do(ask{who: "men", method: "POST", path: "/api/v1/cases", body: map[string]any{"kind": "sample_request"}}).refused(403, "policy-not-allowed", "sample.form")
	require.Zero(t, count(h, `select count(*) from cases`), "nothing is left of what was refused")
}

func TestExplainSaysWhoCould(t *testing.T) {
	h := newHouse(t)
	d := h.submitted("谁可以签")
	var w api.WhoCould
	h.get("lin", fmt.Sprintf("/api/v1/cases/%s/explain?verb=sign", d.ID)).ok(200, &w)
	require.Equal(t, []string{"员工mei"}, w.Seats[0].Holders)
	require.EqualValues(t, "approval.own-case", w.Mine.Clause.ID)
	for _, r := range w.Rules {
		if r.Decides {
			require.Equal(t, "requester", r.Condition)
			return
		}
	}
	require.Fail(t, "no rule decides")
}

func TestWhenProceduresDoNotAnswerTheActCanBeRepeated(t *testing.T) {
	h := newHouse(t)
	d := h.draft("断线")
	h.procedures().Down = models.Refuse(models.Unavailable, noClause, "try-again")
	submit := ask{who: "lin", method: "POST", path: fmt.Sprintf("/api/v1/cases/%s/submit", d.ID), header: key(), body: map[string]any{"digest": d.Digest}}
	h.do(submit).refused(503, "try-again", "")
	h.get("", "/readyz").ok(503, nil)
	h.procedures().Down = nil
	h.do(submit).ok(200, nil)
	h.get("", "/readyz").ok(200, nil)
}

func TestAnActThatIsNoneIsRefused(t *testing.T) {
	h := newHouse(t)
	d := h.submitted("乱来")
	path := fmt.Sprintf("/api/v1/cases/%s/acts", d.ID)
	for _, verb := range []models.Verb{"read", "submit", "steal", "list", "import"} {
		h.do(ask{who: "mei", method: "POST", path: path, header: key(), body: api.ActForm{Verb: verb}}).refused(422, "verb-unknown", "")
	}
	h.do(ask{who: "mei", method: "POST", path: path, header: key(), body: api.ActForm{Verb: models.Sign, Task: models.TaskID(uuid.NewString())}}).refused(404, "not-found", "")
	h.do(ask{who: "lin", method: "POST", path: path, header: key(), body: api.ActForm{Verb: models.Sign, Task: taskOf(h, d.ID)}}).refused(403, "policy-own-case", "approval.own-case")
}

func TestAnActsOwnFormIsToldWhichMemberIsWrong(t *testing.T) {
	h := newHouse(t)
	d := h.submitted("写错的栏目")
	for data, at := range map[string]string{
		`{"people": ["` + string(h.people["gao"]) + `"], "whom": []}`: "body.data.whom",
		`{"people": "gao"}`: "body.data.people",
		`{}`:                "body.data",
		`[]`:                "body.data",
	} {
		p := h.do(ask{who: "mei", method: "POST", path: fmt.Sprintf("/api/v1/cases/%s/acts", d.ID), header: key(),
			body: api.ActForm{Verb: models.Copy, Data: json.RawMessage(data)}}).refused(422, "request-wrong", "")
		require.Len(t, p.Fields, 1, data)
		require.Equal(t, at, p.Fields[0].At, data)
		require.NotEmpty(t, p.Fields[0].Text)
	}
}

func TestManyActsAtOnceDoNotWaitForEachOthersConnections(t *testing.T) {
	h := newHouse(t, onEightConnections(t))
	d := h.submitted("大家一起")
	var answers sync.WaitGroup
	status := make([]int, 64)
	for i := range status {
		answers.Go(func() {
			status[i] = h.do(ask{who: "mei", method: "POST", path: fmt.Sprintf("/api/v1/cases/%s/acts", d.ID), header: key(),
				body: api.ActForm{Verb: models.Comment, Comment: "我也说一句"}}).Code
		})
	}
	finished := make(chan bool)
	go func() { answers.Wait(); close(finished) }()
	select {
	case <-finished:
	case <-time.After(time.Minute):
		require.Fail(t, "somebody holds a connection and waits for another")
	}
	for _, code := range status {
		require.Equal(t, 200, code)
	}
	require.EqualValues(t, 64, count(h, `select count(*) from events where case_id = $1 and kind = 'comment'`, d.ID))
}

// onEightConnections has people and procedures share eight connections.
func onEightConnections(t *testing.T) func(*api.Options) {
	return func(o *api.Options) {
		address, err := url.Parse(o.DB.URL())
		require.NoError(t, err)
		query := address.Query()
		query.Set("pool_max_conns", "8")
		address.RawQuery = query.Encode()
		few, err := store.Open(t.Context(), address.String())
		require.NoError(t, err)
		t.Cleanup(func() { few.Close() })
		o.DB, o.Desk.DB, o.Procedures.(*playtest.Counter).Records.DB = few, few, few
	}
}
