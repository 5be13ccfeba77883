package workflows_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"countersign/activities"
	"countersign/models"
	"countersign/models/calendar"
)

func TestCalendarOnRealTemporal(t *testing.T) {
	t.Run("approval.deadline the timers of open cases follow a changed calendar, also when nobody could hear of it at first", func(t *testing.T) {
		h := open(t)
		stop := h.work()
		ctx, first, second := context.Background(), models.Case{}, models.Case{}
		for _, c := range []*models.Case{&first, &second} {
			*c = h.begin("linxiaowen", h.sample(true, true))
		}
		before, _, err := h.client.Progress(ctx, first.ID)
		require.NoError(t, err)
		require.False(t, before.Alarm.IsZero())

		stop() // no worker: an Update cannot be answered
		day := calendar.DateOf(before.Alarm.In(calendar.China()))
		var mill models.CompanyID
		h.one(&mill, `select id from companies where code = 'MILL'`)
		require.NoError(t, h.desk.SetCalendar(ctx, h.person("xujing"), mill, calendar.Year{Year: day.Year, Days: []calendar.Day{{Date: day, Kind: calendar.Holiday, Name: calendar.Name{Zh: "停电", En: "No power"}}}}))
		clock := time.Now
		h.records.Now, h.records.Skew = func() time.Time { return clock() }, 0
		follow := activities.Recalculations{Records: h.records, Tell: h.client.Recalculate}
		require.Eventually(t, func() bool { _, err := follow.Run(ctx); return err != nil }, 30*time.Second, 50*time.Millisecond)

		defer h.work()()
		clock = func() time.Time { return time.Now().Add(10 * time.Minute) } // the lease has ended
		for end := time.Now().Add(30 * time.Second); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
			if _, err := follow.Run(ctx); err == nil {
				break
			}
		}
		for _, c := range []models.Case{first, second} {
			after, running, err := h.client.Progress(ctx, c.ID)
			require.NoError(t, err)
			require.True(t, running)
			require.True(t, after.Alarm.After(before.Alarm), "%s is not after %s", after.Alarm, before.Alarm)
			var due time.Time
			h.one(&due, `select rung_at from tasks where case_id = ? and state = 'open'`, c.ID)
			require.True(t, due.Equal(after.Alarm), "the timer rings when the records say so")
			var moves int
			h.one(&moves, `select count(*) from events where case_id = ? and kind = 'deadline_moved'`, c.ID)
			require.Equal(t, 1, moves)
			cases, err := h.db.OpenCases(ctx, "", calendar.DateOf(time.Now()), 10)
			require.NoError(t, err)
			for _, open := range cases {
				found, err := h.client.Examine(ctx, h.db, open, time.Now(), false)
				require.NoError(t, err)
				require.Empty(t, found, "records and workflow agree")
			}
		}
	})
	t.Run("approval.deadline a reminder is no drift between records and workflow", func(t *testing.T) {
		h := open(t)
		defer h.work()()
		c := h.begin("linxiaowen", h.sample(true, true))
		require.NoError(t, h.db.Single(context.Background()).Exec(`update tasks set remind_at = now() - interval '1 minute' where case_id = ?`, c.ID).Error)
		monday := calendar.On(2026, 11, 23).At(10*time.Hour, calendar.China())
		h.records.Now, h.records.Skew = func() time.Time { return monday }, 0
		n, err := activities.Reminders{Records: h.records}.Send(context.Background())
		require.NoError(t, err)
		require.Equal(t, 1, n)
		cases, err := h.db.OpenCases(context.Background(), "", calendar.DateOf(time.Now()), 10)
		require.NoError(t, err)
		require.Len(t, cases, 1)
		require.Equal(t, cases[0].Seq-1, cases[0].Heard)
		found, err := h.client.Examine(context.Background(), h.db, cases[0], time.Now(), true)
		require.NoError(t, err)
		require.Empty(t, found)
	})
}
