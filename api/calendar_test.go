package api_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"countersign/api"
)

func TestApprovalDeadlineACalendarThatSomebodyChangedMeanwhileIsNotOverwritten(t *testing.T) {
	h := newHouse(t)
	var v api.CalendarView
	h.get("hua", "/api/v1/calendar/2027").ok(200, &v)
	put := func(was, name string) reply {
		return h.do(ask{who: "hua", method: "PUT", path: "/api/v1/calendar/2027", body: map[string]any{"was": was, "days": []map[string]any{{"day": "2027-05-06", "kind": "holiday", "name": name}}}})
	}
	before := v.Version
	put(before, "厂庆").ok(200, &v)
	require.NotEqual(t, before, v.Version)
	put(before, "停电").refused(409, "calendar-changed", "approval.deadline")
	put(v.Version, "停电").ok(200, &v)
	put(v.Version, " ").refused(422, "calendar-day-unnamed", "approval.deadline")
	put(v.Version, strings.Repeat("停", 61)).refused(422, "request-wrong", "")
	put(v.Version, strings.Repeat("停", 60)).ok(200, nil)
}

func TestApprovalDeadlineTheCalendarIsSetByThoseWhoMay(t *testing.T) {
	h := newHouse(t)
	days := map[string]any{"days": []map[string]any{{"day": "2026-11-27", "kind": "holiday", "name": "厂庆", "nameEn": "Founding day"}}}
	put := ask{who: "lin", method: "PUT", path: "/api/v1/calendar/2026", body: days}
	require.Equal(t, 403, h.do(put).Code)
	put.who = "hua"
	h.do(put).ok(200, nil)
	var c api.CalendarView
	h.get("lin", "/api/v1/calendar/2026").ok(200, &c)
	require.True(t, c.Known)
	require.Contains(t, c.Days, api.DayView{Day: c.Days[len(c.Days)-1].Day, Kind: "holiday", Name: "厂庆", Own: true, NameZh: "厂庆", NameEn: "Founding day"})
	h.get("lin", "/api/v1/calendar/2031").ok(200, &c)
	require.False(t, c.Known, "an unknown year is said and not guessed")
	put.path = "/api/v1/calendar/2027"
	h.do(put).refused(422, "calendar-other-year", "approval.deadline")
}

func TestApprovalDeadlineAYearIsKnownWhenTheCompanySaysThatItIsComplete(t *testing.T) {
	h := newHouse(t)
	var c api.CalendarView
	set := func(complete bool, days ...string) reply {
		all := []map[string]any{}
		for _, d := range days {
			all = append(all, map[string]any{"day": d, "kind": "holiday", "name": "假日"})
		}
		return h.do(ask{who: "hua", method: "PUT", path: "/api/v1/calendar/2027", body: map[string]any{"days": all, "complete": complete, "was": c.Version}})
	}
	set(false, "2027-01-01", "2027-05-01", "2027-10-01").ok(200, &c)
	require.False(t, c.Known, "days alone do not say that they are all")
	set(true, "2027-01-01", "2027-10-01").refused(422, "calendar-incomplete", "approval.deadline")
	stale := c.Version
	set(true, "2027-01-01", "2027-05-01", "2027-10-01").ok(200, &c)
	require.True(t, c.Known)
	require.False(t, c.Statutory)
	require.NotEqual(t, stale, c.Version, "who looked before the statement is told")
	h.get("lin", "/api/v1/calendar/2027").ok(200, &c)
	require.True(t, c.Known)
	set(false, "2027-01-01", "2027-05-01", "2027-10-01").ok(200, &c)
	require.False(t, c.Known, "it can be taken back")
	h.get("lin", "/api/v1/calendar/2026").ok(200, &c)
	require.True(t, c.Known && c.Statutory, "where the law's days are at hand nobody needs to say it")
}
