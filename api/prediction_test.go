package api_test

import (
	"encoding/json"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"countersign/activities"
	"countersign/api"
	"countersign/models"
	"countersign/models/form"
	"countersign/models/regulation"
)

// purchase defines a form whose signers are superiors, a choice, and a person named
// in a field that is hidden from whoever books it.
func (h *house) purchase() {
	h.t.Helper()
	said := form.Text{Zh: "采购申请", En: "Purchase"}
	d := form.Definition{Code: "purchase", Series: "CG", Name: said, Clause: said, Amount: "amount", Twice: models.TwiceOnce,
		Fields: []form.Field{{Key: "amount", Label: form.Text{Zh: "金额", En: "Amount"}, Type: form.Money, Required: true, Rights: map[models.Step]form.Right{"book": form.Hidden}},
			{Key: "user", Label: form.Text{Zh: "使用人", En: "User"}, Type: form.Person, Required: true, Rights: map[models.Step]form.Right{"book": form.Hidden}}},
		Signatures: []form.Row{
			{Round: 1, Mode: models.All, Of: []string{"chain:1@applicant"}, To: 500000},
			{Round: 1, Mode: models.All, Of: []string{"head@case-unit", "gm@company"}, From: 500000},
			{Round: 2, Mode: models.All, Of: []string{"choice:head@company"}},
			{Round: 3, Mode: models.All, Of: []string{"field:user"}}},
		Tasks: []form.Task{{Step: "book", Name: form.Text{Zh: "入账", En: "Book"}, Row: form.Row{Round: 1, Mode: models.Any, Of: []string{"any@finance"}}}}}
	h.adopts(d)
}

func (h *house) foresee(who string, id models.CaseID) (p api.PredictionView) {
	h.t.Helper()
	h.get(who, "/api/v1/cases/"+string(id)+"/prediction").ok(200, &p)
	return p
}

func TestApprovalSlate_WhatComesNextIsSaidWithWhatItDependsOn(t *testing.T) {
	h := newHouse(t)
	h.purchase()
	filled := models.FilledForm{Form: "purchase", Values: map[string]string{"amount": "100"}}
	var d api.DraftView
	h.do(ask{who: "lin", method: "POST", path: "/api/v1/cases", body: map[string]any{"kind": "form", "document": filled}}).ok(201, &d)
	at := "/api/v1/cases/" + string(d.ID)

	p := h.foresee("lin", d.ID)
	require.Len(t, p.Steps, 2)
	sign, book := p.Steps[0], p.Steps[1]
	require.Equal(t, "入账", book.StepName)
	require.Len(t, sign.Rounds, 3)
	require.Equal(t, []string{"员工mei"}, sign.Rounds[0].Seats[0].Holders, "the superior, or the head where the post has none")
	require.True(t, sign.Rounds[1].Seats[0].Unnamed)
	require.Subset(t, sign.Depends, []string{"“金额”低于 ¥5,000 时。", "取决于申请人选择由谁签字。", "“使用人”尚未填写。", "取决于届时由谁任职。"})
	h.get("mei", at+"/prediction").refused(404, "not-found", "")

	var choices struct{ Rows []api.ChoiceView }
	h.get("lin", at+"/choices").ok(200, &choices)
	require.Len(t, choices.Rows, 1)
	require.Equal(t, "choice:head@company", choices.Rows[0].Of)
	require.Contains(t, choices.Rows[0].Range, api.Ref{ID: string(h.people["pan"]), Name: "员工pan"})

	filled.Version, filled.Values["user"] = 1, string(h.people["zhang"])
	filled.Choose(map[string][]models.PersonID{"choice:head@company": {h.people["zhang"]}})
	save := func() {
		t.Helper()
		h.do(ask{who: "lin", method: "PUT", path: at + "/document", header: map[string]string{"If-Match": `"` + string(d.Digest) + `"`}, body: map[string]any{"document": filled}}).ok(200, &d)
	}
	save()
	refused := h.do(ask{who: "lin", method: "POST", path: at + "/submit", header: key(), body: map[string]any{"digest": d.Digest}}).refused(422, "document-incomplete", regulation.ApprovalForm.ID())
	require.Equal(t, "seat-choice-outside", refused.Fields[0].Key)
	filled.Choose(map[string][]models.PersonID{"choice:head@company": {h.people["pan"]}})
	save()
	before := h.foresee("lin", d.ID).Steps[0].Rounds
	h.do(ask{who: "lin", method: "POST", path: at + "/submit", header: key(), body: map[string]any{"digest": d.Digest}}).ok(200, nil)

	var c api.CaseView
	h.get("lin", at).ok(200, &c)
	for i, r := range c.Slates[0].Rounds {
		require.Equal(t, before[i].Seats[0].Holders, r.Seats[0].Holders, "what was foreseen is what was drawn up")
		require.Equal(t, before[i].Seats[0].Post, r.Seats[0].Post)
	}
	require.Contains(t, c.Document.Fields, api.FieldView{Key: "user", Label: "使用人", Value: "员工zhang"})
	require.Contains(t, c.Document.Fields, api.FieldView{Key: "signers", Label: "自选签字人", Value: "员工pan"})

	running := h.foresee("lin", d.ID)
	require.True(t, running.Steps[0].Current)
	require.Equal(t, "open", running.Steps[0].Rounds[0].Seats[0].State)
	h.act("mei", d.ID, models.Sign, "").ok(200, nil)
	h.act("pan", d.ID, models.Sign, "").ok(200, nil)
	require.Len(t, h.foresee("lin", d.ID).Steps[0].Rounds, 1, "what is done is no prediction")
	h.act("zhang", d.ID, models.RefuseIt, "不需要").ok(200, nil)
	require.Empty(t, h.foresee("lin", d.ID).Steps)
}

func TestApprovalForm_WhomAHiddenFieldNamesIsNotForetold(t *testing.T) {
	h := newHouse(t)
	h.purchase()
	filled := models.FilledForm{Form: "purchase", Values: map[string]string{"amount": "100", "user": string(h.people["zhang"])}}
	filled.Choose(map[string][]models.PersonID{"choice:head@company": {h.people["pan"]}})
	var d api.DraftView
	h.do(ask{who: "lin", method: "POST", path: "/api/v1/cases", body: map[string]any{"kind": "form", "document": filled}}).ok(201, &d)
	h.do(ask{who: "lin", method: "POST", path: "/api/v1/cases/" + string(d.ID) + "/submit", header: key(), body: map[string]any{"digest": d.Digest}}).ok(200, nil)
	h.exec(`with c as (update cases set updated_at = updated_at where id = $1 returning id)
		insert into case_people (case_id, person_id, part, at) select id, $2, 'copied', now() from c`, d.ID, h.people["ma"])
	h.exec(`delete from tasks where case_id = $1`, d.ID) // nothing is drawn up yet
	h.exec(`delete from slates where case_id = $1`, d.ID)
	copied := h.get("ma", "/api/v1/cases/"+string(d.ID)+"/prediction").ok(200, nil).Body.String()
	require.NotContains(t, copied, "zhang")
	require.Contains(t, copied, "由您不可见的栏目指定")
	require.NotContains(t, copied, "5,000", "nor between which amounts a hidden one is")
	require.Contains(t, copied, "取决于一个您不可见的栏目。")
	require.Contains(t, h.get("gao", "/api/v1/cases/"+string(d.ID)+"/prediction").ok(200, nil).Body.String(), "员工zhang")
}

func TestApprovalSlate_WhatComesNextOfARegulation(t *testing.T) {
	h := newHouse(t)
	d := h.draft("打样")
	p := h.foresee("lin", d.ID)
	var steps []models.Step
	for _, s := range p.Steps {
		steps = append(steps, s.Step)
	}
	require.Equal(t, []models.Step{models.StepSignatures, models.StepReturnToWorkshop, models.StepRegisterStock, models.StepHandOver, models.StepTake, models.StepRelease}, steps)
	require.Contains(t, p.Steps[1].Depends, "取决于表单生效时样品是否仍在生产。")
	require.False(t, p.Steps[1].Only, "one of the two is not being made")
	require.Equal(t, []string{"员工men"}, p.Steps[5].Rounds[0].Seats[0].Holders)
	h.exec(`update holdings set until_on = '2026-01-01' where post_id = $1`, h.posts["mei"])
	p = h.foresee("lin", d.ID)
	require.Contains(t, p.Steps[0].Nobody, "gm@company", "the general manager stands in for the head, and cannot sign twice")
}

func TestApprovalRevoke_WhoSignsARevocationIsForetoldFromTheLastRoundOfItsSubject(t *testing.T) {
	h := newHouse(t)
	h.purchase()
	filled := models.FilledForm{Form: "purchase", Values: map[string]string{"amount": "100", "user": string(h.people["zhang"])}}
	filled.Choose(map[string][]models.PersonID{"choice:head@company": {h.people["pan"]}})
	start := func(kind string, doc any) (d api.DraftView) {
		h.do(ask{who: "lin", method: "POST", path: "/api/v1/cases", body: map[string]any{"kind": kind, "document": doc}}).ok(201, &d)
		return d
	}
	submit := func(d api.DraftView) {
		h.do(ask{who: "lin", method: "POST", path: "/api/v1/cases/" + string(d.ID) + "/submit", header: key(), body: map[string]any{"digest": d.Digest}}).ok(200, nil)
	}
	subject := start("form", filled)
	submit(subject)
	for _, who := range []string{"mei", "pan", "zhang"} {
		h.act(who, subject.ID, models.Sign, "").ok(200, nil)
	}
	d := start("revocation", models.Revocation{Subject: subject.ID, Reason: "不买了"})
	foreseen := h.foresee("lin", d.ID).Steps[0]
	require.Len(t, foreseen.Rounds, 2)
	require.Equal(t, []string{"员工mei"}, foreseen.Rounds[0].Seats[0].Holders)
	require.Equal(t, []string{"员工zhang"}, foreseen.Rounds[1].Seats[0].Holders, "who signed last signs that it is void")
	var choices struct{ Rows []api.ChoiceView }
	h.get("lin", "/api/v1/cases/"+string(d.ID)+"/choices").ok(200, &choices)
	require.Empty(t, choices.Rows, "the choices of the subject were made")
	submit(d)
	var c api.CaseView
	h.get("lin", "/api/v1/cases/"+string(d.ID)).ok(200, &c)
	require.Len(t, c.Slates[0].Rounds, 2)
	for i, r := range c.Slates[0].Rounds {
		require.Equal(t, foreseen.Rounds[i].Seats[0].Holders, r.Seats[0].Holders)
	}
}

func TestApprovalSendBack_WhoComesAgainIsSaidWhileTheApplicantMends(t *testing.T) {
	h := newHouse(t)
	back := func(data string) []api.ComingRound {
		d := h.submitted("试纺")
		h.act("mei", d.ID, models.Sign, "").ok(200, nil)
		var c api.CaseView
		h.get("gao", "/api/v1/cases/"+string(d.ID)).ok(200, &c)
		at := slices.IndexFunc(c.Acts, func(a api.ActView) bool { return a.Verb == models.SendBack })
		h.post("gao", "/api/v1/cases/"+string(d.ID)+"/acts", api.ActForm{Verb: models.SendBack, Task: c.Acts[at].Task, Digest: c.Digest, Comment: "请改", Data: json.RawMessage(data)}).ok(200, nil)
		p := h.foresee("lin", d.ID)
		require.Equal(t, models.StepRevise, p.Steps[0].Step)
		require.Equal(t, models.StepSignatures, p.Steps[1].Step)
		return p.Steps[1].Rounds
	}
	straight := back(`{}`)
	require.Contains(t, straight[0].Seats[0].Once, "不再签", "whose signature stands does not come again")
	require.Empty(t, straight[1].Seats[0].Once, "it is straight back with who sent it")
	require.Equal(t, []string{"员工gao"}, straight[1].Seats[0].Holders)
	whole := back(`{"whole": true}`)
	require.Empty(t, whole[0].Seats[0].Once)
	require.Equal(t, []string{"员工mei"}, whole[0].Seats[0].Holders)
}

func TestApprovalSendBack_WhoWasHandedASeatComesAgain(t *testing.T) {
	h := newHouse(t)
	d := h.submitted("试纺")
	arrange := func(who string, verb models.Verb, data any) {
		var c api.CaseView
		h.get(who, "/api/v1/cases/"+string(d.ID)).ok(200, &c)
		at := slices.IndexFunc(c.Acts, func(a api.ActView) bool { return a.Verb == verb })
		body, err := json.Marshal(data)
		require.NoError(t, err)
		h.post(who, "/api/v1/cases/"+string(d.ID)+"/acts", api.ActForm{Verb: verb, Task: c.Acts[at].Task, Digest: c.Digest, Comment: "请改", Data: body}).ok(200, nil)
	}
	h.act("mei", d.ID, models.Sign, "").ok(200, nil)
	arrange("gao", models.AddSigner, activities.Adding{Where: models.After, How: "all", People: []models.PersonID{h.people["cang"]}})
	arrange("gao", models.Transfer, activities.Handing{To: h.people["pan"]})
	arrange("pan", models.SendBack, activities.SendingBack{})
	rounds := h.foresee("lin", d.ID).Steps[1].Rounds
	require.Equal(t, []string{"员工pan"}, rounds[1].Seats[0].Holders, "instead of who gave it")
	require.Equal(t, []string{"员工cang"}, rounds[1].Seats[1].Holders, "and who was added")
	require.Len(t, rounds[1].Seats, 2)
}
