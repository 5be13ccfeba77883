package api_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"countersign/api"
	"countersign/models"
	"countersign/models/calendar"
	"countersign/models/regulation"
)

// at puts the house's clock to a time of November 2026.
func (h *house) at(day, hour int) {
	h.wait(calendar.On(2026, 11, day).At(time.Duration(hour)*time.Hour, calendar.China()).Sub(h.clock()))
	h.exec(`update sessions set seen_at = $1, ends_at = $1::timestamptz + interval '12 hours'`, h.clock())
}

func TestApprovalDeadline_TheTimeOfACaseIsChargedToWhoHasIt(t *testing.T) {
	h := newHouse(t)
	h.at(23, 9) // Monday
	c := h.submitted("计时")
	h.at(23, 11)
	h.act("mei", c.ID, models.Ask, "客户是谁？").ok(200, nil)
	h.at(24, 9)
	h.act("lin", c.ID, models.Answer, "老客户").ok(200, nil)
	h.at(24, 10)
	h.act("mei", c.ID, models.Sign, "").ok(200, nil)
	h.at(24, 12)

	var v api.ClockView
	h.get("lin", "/api/v1/cases/"+string(c.ID)+"/clock").ok(200, &v)
	require.True(t, v.Open)
	require.Zero(t, v.MissingYear)
	hour := int64(3600)
	require.Equal(t, api.Spent{Wall: 27 * hour, Working: 11 * hour}, v.Spent)
	var parties []models.Party
	sum, at := api.Spent{}, v.From
	for _, x := range v.Life {
		require.True(t, at.Equal(x.From), "no gap, no overlap")
		parties, at = append(parties, x.Party), x.Until
		sum.Wall, sum.Working = sum.Wall+x.Wall, sum.Working+x.Working
	}
	require.True(t, at.Equal(v.Until))
	require.Equal(t, v.Spent, sum)
	require.Equal(t, []models.Party{models.ByHolder, models.ByApplicant, models.ByHolder, models.ByHolder}, parties)
	require.Equal(t, models.ByApplicant, v.Sums[0].Party, "the night counts too, on the wall")
	require.Equal(t, api.Spent{Wall: 22 * hour, Working: 6 * hour}, v.Sums[0].Spent)
	require.Len(t, v.Tasks, 2)
	require.Equal(t, []int64{2 * hour, 6 * hour, hour}, []int64{v.Tasks[0].Charges[0].Working, v.Tasks[0].Charges[1].Working, v.Tasks[0].Charges[2].Working})

	h.get("men", "/api/v1/cases/"+string(c.ID)+"/clock").refused(404, "not-found", "")
}

func TestApprovalDeadline_TimeSpentBeforeASignerWasAddedIsNotForgotten(t *testing.T) {
	h := newHouse(t)
	h.at(23, 9)
	c := h.submitted("加签")
	var open int
	h.at(23, 10)
	h.act("mei", c.ID, models.Comment, "稍等").ok(200, nil)
	h.exec(`update tasks set state = 'void', closed_at = $2 where case_id = $1 and state = 'open'`, c.ID, h.clock())
	h.exec(`update tasks set state = 'open', earlier = jsonb_build_array(jsonb_build_array(opened_at, closed_at)), opened_at = $2, closed_at = null where case_id = $1 and state = 'void'`, c.ID, h.clock().Add(time.Hour))
	h.at(23, 12)
	var v api.ClockView
	h.get("lin", "/api/v1/cases/"+string(c.ID)+"/clock").ok(200, &v)
	for _, x := range v.Life {
		if x.Party == models.ByHolder {
			open += int(x.Working)
		}
	}
	require.Equal(t, 2*3600, open, "an hour before and an hour after")
}

func TestApprovalDeadline_DepartmentsAreMeasuredByMonth(t *testing.T) {
	h := newHouse(t)
	h.at(23, 9)
	c := h.submitted("效率")
	h.at(23, 11)
	h.act("mei", c.ID, models.Ask, "客户是谁？").ok(200, nil)
	h.at(24, 9)
	h.act("lin", c.ID, models.Answer, "老客户").ok(200, nil)
	h.at(24, 10)
	h.act("mei", c.ID, models.Sign, "").ok(200, nil)
	h.at(27, 12) // the general manager lets it lie

	var page api.RegisterPage
	h.get("hua", "/api/v1/registers/efficiency?month=2026-11").ok(200, &page)
	cells := map[string][]string{}
	for _, row := range page.Rows {
		cells[row.Cells[1]] = row.Cells
	}
	require.Equal(t, []string{"2026-11", "部门marketing", "1", "1", "0", "9.0", "25.0"}, cells["部门marketing"], "the applicant's answer is the department's time as well")
	require.Equal(t, []string{"2026-11", "部门office", "1", "0", "1"}, cells["部门office"][:5])
	require.Equal(t, []string{"26.0", "74.0"}, cells["部门office"][5:7], "Tuesday 10:00 to Friday 12:00")

	h.get("hua", "/api/v1/registers/efficiency?month=2026-10").ok(200, &page)
	require.Empty(t, page.Rows)
	require.Equal(t, 200, h.get("hua", "/api/v1/registers/efficiency/export?month=2026-11&format=xlsx").Code)
	h.get("lin", "/api/v1/registers/efficiency").refused(403, "policy-need-to-know", regulation.ApprovalNeedToKnow.ID())
	h.get("fu", "/api/v1/registers/efficiency").refused(403, "policy-need-to-know", regulation.ApprovalNeedToKnow.ID())
}

func TestApprovalDeadline_BeforeACalendarIsSetItSaysHowManyDeadlinesMove(t *testing.T) {
	h := newHouse(t)
	h.at(23, 9)
	h.submitted("日历")
	days := map[string]any{"days": []map[string]any{{"day": "2026-11-25", "kind": "holiday", "name": "厂庆"}}}
	var would map[string]int
	h.do(ask{who: "hua", method: "POST", path: "/api/v1/calendar/2026/check", body: days}).ok(200, &would)
	require.Equal(t, map[string]int{"open": 1, "moved": 1, "set": 0, "lost": 0}, would)
	h.do(ask{who: "lin", method: "POST", path: "/api/v1/calendar/2026/check", body: days}).refused(403, "policy-post", regulation.ApprovalPost.ID())
}
