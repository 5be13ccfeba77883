package api_test

import (
	"bytes"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"countersign/api"
	"countersign/models"
	"countersign/models/regulation"
)

// months is what the figures say of a kind, by month.
func (h *house) figures(who, query string) (v api.FiguresView, at map[string]api.MonthFigures) {
	h.t.Helper()
	h.get(who, "/api/v1/figures"+query).ok(200, &v)
	at = map[string]api.MonthFigures{}
	for _, m := range v.Months {
		at[m.Month+" "+string(m.Kind)] = m
	}
	return v, at
}

func TestApprovalDeadline_TheGeneralManagerSeesWhatCameInAndWentOutAndHowLongStepsTook(t *testing.T) {
	h := newHouse(t)
	h.at(23, 9) // Monday
	asked := h.submitted("问过客户")
	refused := h.submitted("拒绝")
	h.submitted("还在等")
	h.at(23, 11)
	h.act("mei", asked.ID, models.Ask, "客户是谁？").ok(200, nil)
	h.act("mei", refused.ID, models.RefuseIt, "客户已停购").ok(200, nil)
	h.at(24, 9)
	h.act("lin", asked.ID, models.Answer, "老客户").ok(200, nil)
	h.at(24, 10)
	h.act("mei", asked.ID, models.Sign, "").ok(200, nil)
	h.at(27, 12) // the general manager is late
	h.act("gao", asked.ID, models.Sign, "").ok(200, nil)
	h.exec(`update cases set opened_at = opened_at - interval '1 month', closed_at = opened_at - interval '1 month' + interval '3 hours', updated_at = opened_at, state = 'withdrawn' where number = 'HQ-QY-2026-00003'`)

	v, at := h.figures("gao", "?from=2026-10&to=2026-11")
	require.Equal(t, []string{"2026-10", "2026-11"}, []string{v.From, v.To})
	october, november := at["2026-10 sample_request"], at["2026-11 sample_request"]
	require.Equal(t, []int{1, 0, 0, 1}, []int{october.Opened, october.Completed, october.Refused, october.Withdrawn})
	require.Equal(t, []int{2, 0, 1, 0}, []int{november.Opened, november.Completed, november.Refused, november.Withdrawn}, "what is carried out still is not closed")
	hour := int64(3600)
	require.Equal(t, 2*hour, *november.Median, "refused after two hours of work")
	require.Equal(t, "取样、出门审批单", november.KindName)

	require.Len(t, v.Steps, 1)
	step := v.Steps[0]
	require.Equal(t, []any{models.StepSignatures, "会签", 3, 1}, []any{step.Step, step.StepName, step.Done, step.Overdue})
	require.Equal(t, 3*hour, *step.Median, "the day on which the applicant was asked is not the signer's")
	require.Equal(t, 26*hour, *step.P90, "Tuesday 10:00 to Friday 12:00")
	require.Zero(t, v.MissingYear)

	v, at = h.figures("gao", "?to=2026-11")
	require.Equal(t, "2026-06", v.From, "half a year where nothing is said")
	require.Len(t, at, 2)
	v, _ = h.figures("gao", "?from=2026-09&to=2026-09")
	require.Empty(t, v.Months)
	require.Empty(t, v.Steps)

	h.get("gao", "/api/v1/figures?from=2026-11&to=2026-10").refused(422, "months-wrong", "")
	h.get("gao", "/api/v1/figures?from=2024-11&to=2026-11").refused(422, "months-wrong", "")
	h.get("gao", "/api/v1/figures?from=2026-13").refused(422, "month-unknown", "")
}

func TestApprovalDeadline_TheFiguresAreTakenOutAsAWorkbook(t *testing.T) {
	h := newHouse(t)
	h.at(23, 9)
	c := h.submitted("导出")
	h.at(23, 11)
	h.act("mei", c.ID, models.RefuseIt, "客户已停购").ok(200, nil)
	sheet := func(of string) [][]string {
		out := h.get("gao", "/api/v1/figures/export?from=2026-11&to=2026-11&of="+of).ok(200, nil)
		book, err := excelize.OpenReader(bytes.NewReader(out.Body.Bytes()))
		require.NoError(t, err)
		rows, err := book.GetRows("Sheet1")
		require.NoError(t, err)
		return rows
	}
	require.Equal(t, []string{"2026-11", "取样、出门审批单", "1", "0", "1", "0", "0", "2", "2"}, sheet("throughput")[1])
	require.Equal(t, []string{"撤销（件）", "作废（件）"}, sheet("throughput")[0][5:7])
	require.Equal(t, []string{"取样、出门审批单", "会签", "1", "0", "0", "2", "2"}, sheet("steps")[1])
	require.Equal(t, "用时中位数（工作小时）", sheet("steps")[0][5])
	require.Equal(t, []string{"2026-11", "取样、出门审批单", "2", "2"}, sheet("closing")[1])
	require.Len(t, sheet("throughput&kind=sample_request"), 2)
	require.Len(t, sheet("throughput&kind=form/leave"), 1, "of the kind that was chosen")
	require.Len(t, sheet("steps&kind=form/leave"), 1)
}

func TestApprovalRevoke_WhatWasMadeVoidAfterItTookEffectIsNotCountedAsDone(t *testing.T) {
	h := newHouse(t)
	h.at(23, 9)
	void, done := h.submitted("作废"), h.submitted("办结")
	h.exec(`update cases set state = case id when $1 then 'revoked' else 'done' end, closed_at = '2026-11-23 12:00+08' where id in ($1, $2)`, void.ID, done.ID)
	_, at := h.figures("gao", "?from=2026-11&to=2026-11")
	november := at["2026-11 sample_request"]
	require.Equal(t, []int{2, 1, 1}, []int{november.Opened, november.Completed, november.Revoked})
}

func TestApprovalNeedToKnow_OnlyGeneralManagersSeeTheFiguresAndThoseOfTheirCompanies(t *testing.T) {
	h := newHouse(t)
	h.submitted("本公司")
	for _, who := range []string{"lin", "mei", "hua"} {
		for _, path := range []string{"/api/v1/figures", "/api/v1/figures/export"} {
			h.get(who, path).refused(403, "policy-need-to-know", regulation.ApprovalNeedToKnow.ID())
		}
	}
	h.person("subgm", "sub-marketing", "gm")
	_, at := h.figures("subgm", "")
	require.Empty(t, at, "the other company's cases")
	_, at = h.figures("gao", "")
	require.Len(t, at, 1)
}

func TestAPersonSeesWhereAndEndsSessions(t *testing.T) {
	h := newHouse(t)
	require.NoError(t, h.desk.OpenAccount(t.Context(), h.people["mei"], "mei", password, "zh-CN"))
	sign := func() string { return h.login("mei", password).Result().Cookies()[0].Value }
	first := sign()
	h.wait(time.Minute)
	h.tokens["mei"] = sign()
	var seen struct{ Rows []api.SessionView }
	list := func() []api.SessionView { h.get("mei", "/api/v1/me/sessions").ok(200, &seen); return seen.Rows }
	require.Len(t, list(), 2)
	require.True(t, seen.Rows[0].Current)
	require.False(t, seen.Rows[1].Current)
	require.NotEmpty(t, seen.Rows[0].IP)

	h.do(ask{who: "lin", method: "DELETE", path: "/api/v1/me/sessions/" + seen.Rows[1].ID}).refused(404, "not-found", "")
	h.do(ask{who: "mei", method: "DELETE", path: "/api/v1/me/sessions/" + seen.Rows[1].ID}).ok(204, nil)
	require.Len(t, list(), 1)
	now := h.tokens["mei"]
	h.tokens["mei"] = first
	h.get("mei", "/api/v1/me").refused(401, "sign-in-first", "")

	h.tokens["mei"] = now
	h.do(ask{who: "mei", method: "DELETE", path: "/api/v1/me/sessions"}).ok(204, nil)
	h.get("mei", "/api/v1/me").refused(401, "sign-in-first", "")
}
