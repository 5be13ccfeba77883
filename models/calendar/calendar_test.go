package calendar_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"countersign/models/calendar"
)

// china is the calendar of a company that follows the statutory days.
func china(t require.TestingT) *calendar.Calendar {
	c, err := calendar.New(calendar.Settings{Statutory: calendar.Seed()})
	require.NoError(t, err)
	return c
}

func at(s string) time.Time {
	t, err := time.ParseInLocation("2006-01-02 15:04", s, calendar.China())
	if err != nil {
		panic(err)
	}
	return t
}

func day(s string) calendar.Date { return calendar.DateOf(at(s + " 00:00")) }

func TestMakeUpWorkdaysAreWorkedAndHolidaysAreNot(t *testing.T) {
	c := china(t)
	for date, works := range map[string]bool{
		"2026-02-14": true, "2026-09-20": true, "2026-10-10": true, // Saturdays and a Sunday made up
		"2026-02-16": false, "2026-10-01": false, "2026-10-07": false, // weekdays of a festival
		"2026-10-08": true, "2026-10-17": false, "2026-11-20": true, // the ordinary week
		"2024-10-12": true, "2025-09-28": true, "2025-10-06": false,
	} {
		got, err := c.Works(day(date))
		require.NoError(t, err)
		require.Equal(t, works, got, date)
	}
	require.Equal(t, []int{2024, 2025, 2026}, c.Years())
}

func TestAYearWithoutDataIsSaidAndNotGuessed(t *testing.T) {
	c := china(t)
	d, err := c.AddWorkingDays(at("2026-12-30 09:00"), 1)
	require.NoError(t, err)
	require.Equal(t, at("2026-12-31 18:00"), d.Due)

	_, err = c.AddWorkingDays(at("2026-12-30 09:00"), 2)
	var missing *calendar.NoData
	require.ErrorAs(t, err, &missing)
	require.Equal(t, 2027, missing.Year)
	require.Contains(t, err.Error(), "2027: enter them from the State Council's notice")

	_, err = c.AddWorkingTime(at("2026-12-31 17:00"), 2*time.Hour)
	require.ErrorAs(t, err, &missing)
	_, err = c.WorkingTimeLeft(at("2026-12-31 17:00"), at("2027-01-04 09:00"))
	require.ErrorAs(t, err, &missing)
	_, err = c.AddWorkingDays(at("2026-12-30 09:00"), 0)
	require.ErrorContains(t, err, "at least 1")
}

func TestANoticeThatNamesADayOfTheYearBeforeDoesNotMakeItKnown(t *testing.T) {
	c, err := calendar.New(calendar.Settings{Statutory: []calendar.Day{
		{Date: day("2025-12-31"), Kind: calendar.Holiday},
		{Date: day("2026-01-01"), Kind: calendar.Holiday},
		{Date: day("2027-02-01"), Kind: calendar.Holiday},
		{Date: day("2028-01-02"), Kind: calendar.Holiday},
	}})
	require.NoError(t, err)
	require.Equal(t, []int{2026}, c.Years())
}

func TestADeadlineExplainsItself(t *testing.T) {
	c := china(t)
	d, err := c.AddWorkingDays(at("2025-09-28 10:00"), 3)
	require.NoError(t, err)
	require.Equal(t, at("2025-10-09 18:00"), d.Due)
	require.Equal(t, "3 个工作日：09-29、09-30、10-09；10-01 至 10-08 国庆节、中秋节放假", d.Explain("zh-CN"))
	require.Equal(t, "3 working days: 09-29, 09-30, 10-09; 10-01 to 10-08 National Day, Mid-Autumn Festival", d.Explain("en"))

	d, err = c.AddWorkingDays(at("2026-09-30 10:00"), 3)
	require.NoError(t, err)
	require.Equal(t, "3 个工作日：10-08、10-09、10-10；10-01 至 10-07 国庆节放假", d.Explain("zh-CN"), "10-10 is made up on a Saturday")

	d, err = c.AddWorkingDays(at("2025-12-31 10:00"), 1)
	require.NoError(t, err)
	require.Equal(t, "1 working day: 2026-01-04; 2026-01-01 to 2026-01-03 New Year's Day", d.Explain("en"))

	d, err = c.AddWorkingTime(at("2026-11-20 17:30"), 90*time.Minute)
	require.NoError(t, err)
	require.Equal(t, at("2026-11-23 09:30"), d.Due)
	require.Equal(t, "1.5 个工作小时：11-20、11-23；11-21 至 11-22 周末", d.Explain("zh-CN"))

	d, err = c.AddWorkingDays(at("2026-03-02 10:00"), 12)
	require.NoError(t, err)
	require.Contains(t, d.Explain("en"), "12 working days: 03-03, 03-04, 03-05, 03-06, …, 03-17, 03-18; 03-07 to 03-08 weekend")
}

func TestACompanyOverridesDaysAndHours(t *testing.T) {
	half := []calendar.Shift{{From: 9 * time.Hour, To: 12 * time.Hour}}
	c, err := calendar.New(calendar.Settings{
		Statutory: calendar.Seed(),
		Company: []calendar.Day{
			{Date: day("2026-10-10"), Kind: calendar.Holiday, Name: calendar.Name{Zh: "厂庆", En: "Founders' day"}},
			{Date: day("2026-10-09"), Kind: calendar.Workday, Hours: half},
			{Date: day("2027-01-01"), Kind: calendar.Holiday},
			{Date: day("2027-01-04"), Kind: calendar.Workday},
		},
	})
	require.NoError(t, err)

	d, err := c.AddWorkingDays(at("2026-10-08 10:00"), 1)
	require.NoError(t, err)
	require.Equal(t, at("2026-10-09 12:00"), d.Due, "half a day")

	d, err = c.AddWorkingDays(at("2026-10-09 10:00"), 1)
	require.NoError(t, err)
	require.Equal(t, "1 个工作日：10-12；10-10 至 10-11 厂庆、周末放假", d.Explain("zh-CN"))

	require.NotContains(t, c.Years(), 2027, "a company's own day does not make a year known, be it the first")
	_, err = c.Works(day("2027-01-05"))
	require.Error(t, err)
}

func TestWrongSettingsAreRefused(t *testing.T) {
	for name, s := range map[string]calendar.Settings{
		"hours that overlap":  {Hours: []calendar.Shift{{From: 9 * time.Hour, To: 12 * time.Hour}, {From: 11 * time.Hour, To: 13 * time.Hour}}},
		"hours past midnight": {Hours: []calendar.Shift{{From: 9 * time.Hour, To: 25 * time.Hour}}},
		"an unknown kind":     {Company: []calendar.Day{{Date: day("2026-10-10"), Kind: "maybe"}}},
		"a day without date":  {Company: []calendar.Day{{Kind: calendar.Holiday}}},
	} {
		_, err := calendar.New(s)
		require.Error(t, err, name)
	}
}

func TestWorkingTimeStopsAtNightAndNoon(t *testing.T) {
	c := china(t)
	for _, x := range []struct {
		from string
		want time.Duration
		due  string
	}{
		{"2026-11-20 11:00", 2 * time.Hour, "2026-11-20 14:30"},
		{"2026-11-20 12:30", time.Hour, "2026-11-20 14:30"},
		{"2026-11-20 08:30", 8 * time.Hour, "2026-11-20 18:00"},
		{"2026-11-21 10:00", time.Hour, "2026-11-23 09:30"},
		{"2026-09-30 17:00", 2 * time.Hour, "2026-10-08 09:30"},
	} {
		d, err := c.AddWorkingTime(at(x.from), x.want)
		require.NoError(t, err)
		require.Equal(t, at(x.due), d.Due, x.from)
	}
}

// instant draws a time of 2024 to mid-2026, so that the counts below stay in known years.
func instant(t *rapid.T, label string) time.Time {
	return at("2024-01-01 00:00").Add(time.Duration(rapid.IntRange(0, 900*24*60).Draw(t, label)) * time.Minute)
}

func TestPropertiesOfWorkingDays(t *testing.T) {
	c := china(t)
	rapid.Check(t, func(t *rapid.T) {
		from := instant(t, "from")
		n, m := rapid.IntRange(1, 40).Draw(t, "n"), rapid.IntRange(1, 40).Draw(t, "m")
		first, err := c.AddWorkingDays(from, n)
		require.NoError(t, err)
		then, err := c.AddWorkingDays(first.Due, m)
		require.NoError(t, err)
		whole, err := c.AddWorkingDays(from, n+m)
		require.NoError(t, err)
		require.Equal(t, whole.Due, then.Due, "n then m is n+m")

		works, err := c.Works(calendar.DateOf(whole.Due))
		require.NoError(t, err)
		require.True(t, works, "due on a working day")
		skipped := 0
		for _, s := range whole.Skipped {
			skipped += s.To.DaysSince(s.From) + 1
		}
		days := calendar.DateOf(whole.Due).DaysSince(calendar.DateOf(whole.From))
		require.Equal(t, days, len(whole.Counted)+skipped, "every day is counted or skipped")
	})
}

func TestPropertiesOfWorkingTime(t *testing.T) {
	c := china(t)
	rapid.Check(t, func(t *rapid.T) {
		from := instant(t, "from")
		want := time.Duration(rapid.IntRange(1, 200*60).Draw(t, "minutes")) * time.Minute
		d, err := c.AddWorkingTime(from, want)
		require.NoError(t, err)
		left, err := c.WorkingTimeLeft(from, d.Due)
		require.NoError(t, err)
		require.Equal(t, want, left, "what was added is left")
		late, err := c.WorkingTimeLeft(d.Due, from)
		require.NoError(t, err)
		require.Equal(t, -want, late)
	})
}

func TestADeadlineTravelsAsJSON(t *testing.T) {
	d, err := china(t).AddWorkingDays(at("2026-09-30 10:00"), 1)
	require.NoError(t, err)
	text, err := json.Marshal(d)
	require.NoError(t, err)
	require.Contains(t, string(text), `"counted":["2026-10-08"]`)
	var back calendar.Deadline
	require.NoError(t, json.Unmarshal(text, &back))
	require.Equal(t, d.Explain("zh-CN"), back.Explain("zh-CN"))
	require.True(t, d.Due.Equal(back.Due))
}
