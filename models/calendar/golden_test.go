package calendar_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"countersign/models/calendar"
)

func TestGoldenDaysOf2026(t *testing.T) {
	c := china(t)
	for title, x := range map[string]struct {
		from string
		days int
		due  string
	}{
		"approval.deadline over Spring Festival, with the Saturday made up for it before": {"2026-02-12 10:00", 3, "2026-02-24 18:00"}, // 13, 14 (Saturday), 24
		"approval.deadline over Spring Festival, with the Saturday made up for it after":  {"2026-02-25 10:00", 3, "2026-02-28 18:00"}, // 26, 27, 28 (Saturday)
		"approval.deadline over National Day, with the Sunday made up for it before":      {"2026-09-18 10:00", 1, "2026-09-20 18:00"},
		"approval.deadline over National Day, with the Saturday made up for it after":     {"2026-09-30 10:00", 3, "2026-10-10 18:00"},
		"approval.deadline over Labour Day":                                               {"2026-04-30 10:00", 1, "2026-05-06 18:00"},
	} {
		t.Run(title, func(t *testing.T) {
			d, err := c.AddWorkingDays(at(x.from), x.days)
			require.NoError(t, err)
			require.Equal(t, at(x.due), d.Due)
		})
	}
	t.Run("approval.deadline work begins again after night, noon, weekend and festival, and at once while people work", func(t *testing.T) {
		for from, want := range map[string]string{
			"2026-11-20 09:00": "2026-11-20 09:00", "2026-11-20 18:00": "2026-11-20 18:00", "2026-11-20 12:00": "2026-11-20 12:00",
			"2026-11-20 12:30": "2026-11-20 13:30", "2026-11-20 18:01": "2026-11-23 08:30", "2026-11-21 10:00": "2026-11-23 08:30",
			"2026-09-30 20:00": "2026-10-08 08:30", "2026-10-10 10:00": "2026-10-10 10:00", "2026-02-16 00:00": "2026-02-24 08:30",
		} {
			next, err := c.NextWork(at(from))
			require.NoError(t, err)
			require.Equal(t, at(want), next, from)
		}
		_, err := c.NextWork(at("2026-12-31 18:30"))
		var missing *calendar.NoData
		require.ErrorAs(t, err, &missing)
	})
	t.Run("approval.deadline a company that says that a year is complete makes it known, and not one of its days", func(t *testing.T) {
		entered := calendar.Settings{Statutory: calendar.Seed(), Company: []calendar.Day{{Date: calendar.On(2027, time.January, 1), Kind: calendar.Holiday}}}
		own, err := calendar.New(entered)
		require.NoError(t, err)
		_, err = own.AddWorkingDays(at("2026-12-31 10:00"), 1)
		var missing *calendar.NoData
		require.ErrorAs(t, err, &missing)
		entered.Complete = []int{2027}
		own, err = calendar.New(entered)
		require.NoError(t, err)
		d, err := own.AddWorkingDays(at("2026-12-31 10:00"), 1)
		require.NoError(t, err)
		require.Equal(t, at("2027-01-04 18:00"), d.Due)
	})
}
