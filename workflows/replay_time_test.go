package workflows_test

import (
	"context"
	"errors"
	"time"

	"github.com/stretchr/testify/require"

	"countersign/activities"
	"countersign/models"
	"countersign/models/calendar"
	"countersign/models/store"
)

// soon is when the deadline of a story passes, counted from now.
const soon = 2 * time.Second

// nearlyGoesUp has what waits go up soon; the workflow hears of it with the next act.
func nearlyGoesUp(h *house, c models.Case) {
	require.NoError(h.t, h.db.Single(context.Background()).Exec(`update tasks set due_at = ?, rung_at = ? where case_id = ? and state = 'open'`, time.Now(), time.Now().Add(soon), c.ID).Error)
	h.tell(c, []step{{who: "linxiaowen", verb: models.Comment, comment: "请签"}})
}

// goesUp lets the deadline pass: the timer fires and the superior has the task, too.
func goesUp(h *house, c models.Case) {
	nearlyGoesUp(h, c)
	h.awaitEvents(c, "escalated")
}

// passes lets the timer fire although nothing is overdue any more.
func passes(*house, models.Case) { time.Sleep(soon + time.Second) }

// awaitEvents waits until the machine has made an entry of this kind.
func (h *house) awaitEvents(c models.Case, kind string) {
	h.t.Helper()
	require.Eventually(h.t, func() (there bool) {
		h.one(&there, `select exists (select from events where case_id = ? and kind = ?)`, c.ID, kind)
		return there
	}, 20*time.Second, 50*time.Millisecond, "no entry %s", kind)
}

// holiday makes a holiday of the day on which what begins today would go up.
func holiday(h *house) {
	day := calendar.DateOf(h.alarm(h.begin("linxiaowen", h.sample(true, true))).In(calendar.China()))
	h.calendar(day.Year, calendar.Day{Date: day, Kind: calendar.Holiday, Name: calendar.Name{Zh: "停电", En: "No power"}})
}

// workday takes all holidays of the year back: the timer has to ring sooner.
func workday(h *house, c models.Case) {
	before := h.alarm(c)
	h.calendar(time.Now().In(calendar.China()).Year())
	h.calendar(before.In(calendar.China()).Year())
	require.True(h.t, h.alarm(c).Before(before))
}

// calendar sets the mill's own days of a year and tells the open cases.
func (h *house) calendar(year int, days ...calendar.Day) {
	h.t.Helper()
	var mill models.CompanyID
	h.one(&mill, `select id from companies where code = 'MILL'`)
	require.NoError(h.t, h.desk.SetCalendar(context.Background(), h.person("xujing"), mill, calendar.Year{Year: year, Days: days}))
	_, err := activities.Recalculations{Records: h.records, Tell: h.client.Recalculate}.Run(context.Background())
	require.NoError(h.t, err)
}

// alarm is when the workflow of a case wakes by itself.
func (h *house) alarm(c models.Case) time.Time {
	h.t.Helper()
	p, running, err := h.client.Progress(context.Background(), c.ID)
	require.NoError(h.t, err)
	require.True(h.t, running && !p.Alarm.IsZero())
	return p.Alarm
}

// nobodyThere is a house that all have left but the clerk and who looks after the house.
func nobodyThere(h *house) {
	clerk, personnel := h.person("linxiaowen"), h.person("xujing")
	require.NoError(h.t, h.db.Write(context.Background(), func(tx store.Tx) error {
		return errors.Join(tx.Exec(`update people set left_on = '2026-10-01' where id not in (?, ?)`, clerk, personnel).Error,
			tx.Exec(`update holdings set until_on = '2026-10-01' where person_id <> ? and not (person_id = ? and post_id in (select id from posts where code like '%HR%'))`, clerk, personnel).Error)
	}))
}

// alarmRings waits until somebody was told that nobody can do the next step.
func alarmRings(h *house, c models.Case) { h.awaitEvents(c, "alarm") }
