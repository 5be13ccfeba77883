package approval_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"countersign/activities"
	"countersign/models"
	"countersign/models/calendar"
	"countersign/workflows/playtest"
)

// reminding sends the reminders that are due so long after the move before, and
// wants so many.
func reminding(t *testing.T, after time.Duration, want int) playtest.Move {
	m := playtest.Then(func(p *playtest.Play) {
		n, err := activities.Reminders{Records: p.Records}.Send(context.Background())
		require.NoError(t, err)
		require.Equal(t, want, n)
	})
	m.After = after
	return m
}

func entries(p *playtest.Play, kind string) int {
	return playtest.One[int](p, `select count(*) from events where kind = ? and clause = 'approval.deadline' and actor_id is null and body ->> 'machine' = 'deadline'`, kind)
}

func told(p *playtest.Play, key, login string) int {
	return playtest.One[int](p, `select count(*) from notices where key = ? and person_id = ?`, key, p.Person(login))
}

func TestLadder(t *testing.T) {
	t.Run("approval.deadline a signature is reminded of twice, goes to each superior in turn and then rings the alarm; nothing approves itself", func(t *testing.T) {
		p := play(t, // due on Wednesday at 18:00
			reminding(t, 52*hour, 0), // Wednesday 13:00: the first reminder is four hours before, at 14:00
			reminding(t, hour+time.Minute, 1),
			reminding(t, hour, 0),
			reminding(t, hour, 1), // 16:01
			reminding(t, hour, 0),
			reminding(t, 20*hour, 0), // Thursday 13:01: the superior has it too
			playtest.Then(func(p *playtest.Play) {
				require.Equal(t, 1, entries(p, "escalated"))
				require.Equal(t, 0, entries(p, "overdue_alarm"))
				require.Equal(t, 1, playtest.One[int](p, `select count(*) from tasks where why = 'escalated' and state = 'open'`))
			}),
			playtest.Move{After: 24 * hour, Who: "linxiaowen", Verb: models.Comment, Comment: "还没有签", State: models.Running},
			playtest.Move{After: 30 * 24 * hour, Who: "linxiaowen", Verb: models.Comment, Comment: "一个月了", State: models.Running},
			playtest.Move{After: hour, Who: "zhoujianguo", Verb: models.Sign, State: models.Running})
		require.Equal(t, 2, entries(p, models.RemindedEvent))
		require.Equal(t, 1, entries(p, "escalated"))
		require.Equal(t, 1, entries(p, "overdue_alarm"), "each rung once, and the superior's own task does not climb beside it")
		require.Equal(t, 2, told(p, "notice-reminder", "zhoujianguo"))
		for _, who := range []string{"chenli", "xujing"} {
			require.Equal(t, 1, told(p, "notice-overdue", who), "%s looks after the house", who)
		}
		require.Equal(t, 1, playtest.One[int](p, `select count(*) from signatures`), "only the head has signed")
		p.RequireSealed(playtest.One[models.CaseID](p, `select id from cases`))
	})
	t.Run("approval.deadline who hands a task on and takes it back gains no time, and takes nothing from the superior who has it too", func(t *testing.T) {
		over := `select to_char(due_at at time zone 'Asia/Shanghai', 'MM-DD HH24:MI') || ' ' || rung from tasks where verb = 'sign' and state = 'open' and why <> 'escalated'`
		due := func(want string) playtest.Move {
			return playtest.Then(func(p *playtest.Play) { require.Equal(t, want, playtest.One[string](p, over)) })
		}
		handed := playtest.Then(func(p *playtest.Play) {
			require.Equal(t, playtest.One[time.Time](p, `select due_at from tasks where verb = 'advise'`), playtest.One[time.Time](p, `select due_at from tasks where verb = 'sign' and round = 0 order by id limit 1`))
		})
		p := play(t,
			playtest.Move{After: 54 * hour, Who: "zhoujianguo", Verb: models.Delegate, Comment: "请先看", Data: to("hemin")}, handed, // Wednesday 15:00
			playtest.Move{After: hour, Who: "zhoujianguo", Verb: models.Recall}, due("11-04 18:00 0"),
			playtest.Move{After: 20 * hour, Who: "zhoujianguo", Verb: models.Delegate, Comment: "再看看", Data: to("hemin")},
			playtest.Then(func(p *playtest.Play) {
				require.Equal(t, 1, playtest.One[int](p, `select count(*) from tasks where why = 'escalated' and state = 'open'`), "the superior has it still")
			}),
			playtest.Move{After: hour, Who: "hemin", Verb: models.Advise, Comment: "可以"}, due("11-04 18:00 1"))
		require.Equal(t, 1, entries(p, "escalated"))
	})
	t.Run("approval.deadline what nobody signs goes past a superior who is away or has signed to the next", func(t *testing.T) {
		for _, past := range []struct {
			want  string
			first []playtest.Move
		}{
			{"MILL-DGM", nil},
			{"HQ-GM", []playtest.Move{playtest.Then(func(p *playtest.Play) { away(p, "luojia", 3, 30) })}},
			{"HQ-GM", []playtest.Move{{After: hour, Who: "zhoujianguo", Verb: models.AddSigner, Data: adding(models.Before, "all", "luojia")}, signs("luojia", models.Running)}},
		} {
			p := playtest.New(t)
			p.Exec(`update posts set superior_id = (select id from posts where code = 'MILL-DGM') where code = 'MILL-MKT-HEAD'`)
			p.RunOpen(p.Draft("linxiaowen", playtest.Request(p, true, true)), "linxiaowen", append(past.first,
				playtest.Move{After: 76 * hour, Who: "linxiaowen", Verb: models.Comment, Comment: "还没有签", State: models.Running})...)
			require.Equal(t, past.want, playtest.One[string](p, `select o.code from tasks t join posts o on o.id = t.post_id where t.why = 'escalated' and t.state = 'open'`))
		}
	})
	t.Run("approval.deadline of a deed that is not done the superiors are told one after another, and then the alarm rings", func(t *testing.T) {
		p := play(t, playtest.HeadSigns, playtest.GMSigns,
			playtest.Move{After: 40 * 24 * hour, Who: "linxiaowen", Verb: models.Comment, Comment: "样品还没有发", State: models.Effective})
		require.Equal(t, playtest.One[int](p, `select count(*) from events where kind = 'escalated' and body ->> 'step' = 'hand_over'`), entries(p, "escalated"))
		require.GreaterOrEqual(t, entries(p, "escalated"), 2, "the workshop's head and the general manager")
		require.Equal(t, 1, entries(p, "overdue_alarm"))
		require.Equal(t, 0, playtest.One[int](p, `select count(*) from sample_handovers`))
		require.Equal(t, 0, playtest.One[int](p, `select count(*) from tasks where why = 'escalated'`), "what only the workshop can do is given to nobody else")
	})
	t.Run("approval.deadline a task that was asked about climbs from where it stood", func(t *testing.T) {
		p := play(t,
			playtest.Move{After: 54 * hour, Who: "zhoujianguo", Verb: models.Ask, Comment: "客户是谁？"}, // Wednesday 15:00, three hours before it is due
			playtest.Move{After: 18 * hour, Who: "linxiaowen", Verb: models.Answer, Comment: "老客户"}, // Thursday 09:00
			playtest.Then(func(p *playtest.Play) { require.Equal(t, 0, entries(p, "escalated")) }))
		require.Equal(t, calendar.On(2026, 11, 5).At(12*hour, calendar.China()).UTC(), playtest.One[time.Time](p, `select due_at from tasks where state = 'open'`).UTC())
		require.Equal(t, calendar.On(2026, 11, 5).At(12*hour, calendar.China()).UTC(), playtest.One[time.Time](p, `select rung_at from tasks where state = 'open'`).UTC())
	})
	t.Run("approval.deadline a company's own numbers: no reminder, and the superior four working hours after the deadline", func(t *testing.T) {
		p := playtest.New(t)
		p.Exec(`update rulebooks set parameters = parameters || '{"approval.deadline/remind_times": 0, "approval.deadline/escalate_hours_after": 4}' where company_id = (select id from companies where code = 'MILL')`)
		p.RunOpen(p.Draft("linxiaowen", playtest.Request(p, true, true)), "linxiaowen",
			reminding(t, 56*hour, 0),
			reminding(t, 18*hour, 0), // Thursday 11:00
			playtest.Then(func(p *playtest.Play) { require.Equal(t, 0, entries(p, "escalated")) }),
			reminding(t, 3*hour, 0), // 15:00
			playtest.Then(func(p *playtest.Play) { require.Equal(t, 1, entries(p, "escalated")) }))
		require.Equal(t, 0, told(p, "notice-reminder", "zhoujianguo"))
	})
}

func TestRemindersInWorkingHours(t *testing.T) {
	t.Run("approval.deadline a reminder that is due at night or on a holiday goes out when work begins, and on a Saturday that is made up", func(t *testing.T) {
		p := play(t, playtest.Move{After: hour, Who: "linxiaowen", Verb: models.Comment, Comment: "请签"})
		for _, x := range []struct {
			at   string
			sent int
		}{
			{"2026-11-03 22:00", 0},                          // night
			{"2026-11-07 10:00", 0}, {"2026-11-08 10:00", 0}, // Saturday, Sunday
			{"2026-11-09 08:29", 0}, {"2026-11-09 08:30", 1},
			{"2026-11-09 12:30", 0},                          // lunch
			{"2027-01-04 10:00", 0},                          // a year without a calendar is not guessed
			{"2026-10-03 10:00", 0}, {"2026-10-08 09:00", 1}, // National Day and the first day of work
			{"2026-02-18 10:00", 0}, {"2026-02-14 10:00", 1}, // Spring Festival, and the Saturday made up for it
			{"2026-09-20 10:00", 1}, {"2026-10-10 10:00", 1}, // a Sunday and a Saturday made up
		} {
			at, err := time.ParseInLocation("2006-01-02 15:04", x.at, calendar.China())
			require.NoError(t, err)
			if x.sent == 1 || x.at[:4] == "2027" {
				p.Exec(`update tasks set remind_at = ?, reminders = 0 where state = 'open'`, at.Add(-72*hour))
			} else {
				p.Exec(`update tasks set remind_at = ? where state = 'open'`, at.Add(-time.Minute))
			}
			p.At(at)
			n, err := activities.Reminders{Records: p.Records}.Send(context.Background())
			require.NoError(t, err)
			require.Equal(t, x.sent, n, x.at)
		}
	})
}
