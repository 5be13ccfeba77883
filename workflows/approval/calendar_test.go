package approval_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"countersign/activities"
	"countersign/models"
	"countersign/models/calendar"
	"countersign/models/regulation"
	"countersign/models/store"
	"countersign/workflows/playtest"
)

// setting has the head of personnel set the company's own days of a year, after which
// the deadlines of so many cases follow.
func setting(t *testing.T, year, cases int, days ...calendar.Day) playtest.Move {
	return settingYear(t, cases, calendar.Year{Year: year, Days: days})
}

func settingYear(t *testing.T, cases int, y calendar.Year) playtest.Move {
	return playtest.Then(func(p *playtest.Play) {
		mill := playtest.One[models.CompanyID](p, `select id from companies where code = 'MILL'`)
		require.NoError(t, p.Desk.SetCalendar(context.Background(), p.Person("xujing"), mill, y))
		require.Equal(t, cases, follow(t, p, p.Recalculate))
	})
}

// follow has the deadlines follow the calendar, as soon as nobody can be at work with
// the old one: others use the same server.
func follow(t *testing.T, p *playtest.Play, tell func(context.Context, models.CaseID, string) error) (all int) {
	t.Helper()
	for end := time.Now().Add(20 * time.Second); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		told, err := activities.Recalculations{Records: p.Records, Tell: tell}.Run(context.Background())
		require.NoError(t, err)
		all += told
		if playtest.One[int](p, `select (select count(*) from calendar_changes where listed_at is null) + (select count(*) from recalculations)`) == 0 {
			return all
		}
	}
	require.Fail(t, "the calendar is not followed")
	return all
}

func own(kind calendar.Kind, days ...calendar.Date) (all []calendar.Day) {
	for _, d := range days {
		all = append(all, calendar.Day{Date: d, Kind: kind, Name: calendar.Name{Zh: "厂庆", En: "Founders' day"}, Source: "总经理办公室"})
	}
	return all
}

func due(p *playtest.Play) time.Time {
	return playtest.One[time.Time](p, `select due_at from tasks where state = 'open' order by id limit 1`).In(calendar.China())
}

func TestCalendarChanges(t *testing.T) {
	t.Run("approval.deadline a day that becomes a holiday moves the deadline, its reminder and its timer, and the holder is told from when to when", func(t *testing.T) {
		p := play(t, // due on Wednesday 4 November
			setting(t, 2026, 1, own(calendar.Holiday, calendar.On(2026, 11, 4))...),
			playtest.Then(func(p *playtest.Play) {
				require.Equal(t, calendar.On(2026, 11, 5).At(18*hour, calendar.China()), due(p))
				require.Equal(t, calendar.On(2026, 11, 5).At(14*hour, calendar.China()), playtest.One[time.Time](p, `select remind_at from tasks where state = 'open'`).In(calendar.China()))
			}),
			playtest.Move{After: 3 * 24 * hour, Who: "linxiaowen", Verb: models.Comment, Comment: "周四中午", State: models.Running}, // Thursday 12:00
			playtest.Then(func(p *playtest.Play) { require.Equal(t, 0, entries(p, "escalated"), "the old timer rang for nothing") }),
			playtest.Move{After: 8 * hour, Who: "linxiaowen", Verb: models.Comment, Comment: "周四晚上"})
		require.Equal(t, 1, entries(p, "escalated"))
		require.Equal(t, calendar.On(2026, 11, 5).At(18*hour, calendar.China()), playtest.One[time.Time](p, `select at from events where kind = 'escalated'`).In(calendar.China()))
		require.Equal(t, 1, told(p, "notice-deadline-moved", "zhoujianguo"))
		require.Equal(t, "2026-11-04 18:00 2026-11-05 18:00", playtest.One[string](p, `select args ->> 'From' || ' ' || (args ->> 'To') from notices where key = 'notice-deadline-moved'`))
		require.Equal(t, 1, playtest.One[int](p, `select count(*) from events where kind = 'deadline_moved' and clause = 'approval.deadline' and actor_id is null and body ->> 'machine' = 'calendar'`))
		p.RequireSealed(playtest.One[models.CaseID](p, `select id from cases`))
	})
	t.Run("approval.deadline the company's parameter says how long a task may take of which the matrix says nothing", func(t *testing.T) {
		p := playtest.New(t)
		p.Exec(`insert into rulebooks (company_id, version, from_on, parameters) select id, 9, '2026-11-01', '{"approval.deadline/sign_working_days": 4}' from companies where code = 'MILL'`)
		p.RunOpen(p.Draft("linxiaowen", playtest.Request(p, true, true)), "linxiaowen", playtest.Move{After: hour, Who: "linxiaowen", Verb: models.Comment, Comment: "请签"})
		require.Equal(t, calendar.On(2026, 11, 6).At(18*hour, calendar.China()), due(p), "Monday and four working days")
	})
	t.Run("approval.deadline a make-up day brings the deadline forward and its timer rings earlier", func(t *testing.T) {
		p := playtest.New(t)
		p.At(calendar.On(2026, 11, 6).At(9*hour, calendar.China())) // Friday: due on Tuesday 10 November
		p.RunOpen(p.Draft("linxiaowen", playtest.Request(p, true, true)), "linxiaowen",
			setting(t, 2026, 1, own(calendar.Workday, calendar.On(2026, 11, 7), calendar.On(2026, 11, 8))...),
			playtest.Then(func(p *playtest.Play) {
				require.Equal(t, calendar.On(2026, 11, 8).At(18*hour, calendar.China()), due(p))
			}),
			playtest.Move{After: 57 * hour, Who: "linxiaowen", Verb: models.Comment, Comment: "周日晚上"}) // Sunday 20:00
		require.Equal(t, 1, entries(p, "escalated"))
	})
	t.Run("approval.deadline a change that moves nothing leaves no entry and tells nobody", func(t *testing.T) {
		p := play(t, setting(t, 2026, 1, own(calendar.Holiday, calendar.On(2026, 12, 25))...))
		require.Equal(t, 0, playtest.One[int](p, `select count(*) from events where kind = 'deadline_moved'`))
		require.Equal(t, 0, playtest.One[int](p, `select count(*) from notices where key = 'notice-deadline-moved'`))
	})
	t.Run("approval.deadline a missing year is said; when it becomes known the deadlines that could not be set are set", func(t *testing.T) {
		p := playtest.New(t)
		p.At(calendar.On(2026, 12, 31).At(9*hour, calendar.China()))
		doc := playtest.Request(p, true, true)
		doc.WantedOn = calendar.On(2027, 1, 20)
		p.RunOpen(p.Draft("linxiaowen", doc), "linxiaowen",
			playtest.Then(func(p *playtest.Play) {
				require.Equal(t, "2027", playtest.One[string](p, `select due_why ->> 'missingYear' from tasks where state = 'open' and due_at is null`))
				for _, keeper := range []string{"xujing", "chenli"} {
					require.Equal(t, 1, told(p, "notice-year-missing", keeper), "who keeps the calendar, and the general manager")
				}
				require.Equal(t, "2027", playtest.One[string](p, `select string_agg(distinct args ->> 'Year', ' ') from notices where key = 'notice-year-missing' and case_id is null`), "it names no case, which they may not see")
			}),
			setting(t, 2027, 1, own(calendar.Holiday, calendar.On(2027, 1, 1))...),
			playtest.Then(func(p *playtest.Play) {
				require.Equal(t, "2027", playtest.One[string](p, `select due_why ->> 'missingYear' from tasks where state = 'open' and due_at is null`), "one day is not a year")
			}),
			settingYear(t, 1, calendar.Year{Year: 2027, Complete: true, Days: own(calendar.Holiday,
				calendar.On(2027, 1, 1), calendar.On(2027, 1, 2), calendar.On(2027, 1, 3), calendar.On(2027, 5, 1), calendar.On(2027, 10, 1))}),
			playtest.Then(func(p *playtest.Play) {
				require.Equal(t, calendar.On(2027, 1, 5).At(18*hour, calendar.China()), due(p))
			}),
			playtest.Move{After: 6 * 24 * hour, Who: "linxiaowen", Verb: models.Comment, Comment: "已逾期"})
		require.Equal(t, 1, entries(p, "escalated"), "the timer was set that could not be set before")
	})
	t.Run("approval.deadline who keeps the calendar hears of a missing year once, however many deadlines wait for it", func(t *testing.T) {
		p := playtest.New(t)
		p.At(calendar.On(2026, 12, 31).At(9*hour, calendar.China()))
		for range 2 {
			doc := playtest.Request(p, true, true)
			doc.WantedOn = calendar.On(2027, 1, 20)
			p.RunOpen(p.Draft("linxiaowen", doc), "linxiaowen", playtest.Move{After: hour, Who: "linxiaowen", Verb: models.Comment, Comment: "请签"})
		}
		require.Equal(t, 2, playtest.One[int](p, `select count(*) from tasks where state = 'open' and due_why ->> 'missingYear' = '2027'`))
		require.Equal(t, 1, told(p, "notice-year-missing", "xujing"))
	})
	t.Run("approval.ask what was left of a deadline when the applicant was asked follows the calendar too", func(t *testing.T) {
		p := play(t,
			playtest.Move{After: 49 * hour, Who: "zhoujianguo", Verb: models.Ask, Comment: "客户是谁？"}, // Wednesday 10:00: due at 18:00
			setting(t, 2026, 1, own(calendar.Holiday, calendar.On(2026, 11, 3))...),                 // nobody could work on Tuesday
			playtest.Move{After: hour, Who: "linxiaowen", Verb: models.Answer, Comment: "老客户"})
		require.Equal(t, calendar.On(2026, 11, 6).At(10*hour+30*time.Minute, calendar.China()), due(p), "a working day later, and two hours of asking")
	})
	t.Run("approval.deadline what cannot be told now is told later, also by another program, and once", func(t *testing.T) {
		p := play(t)
		mill := playtest.One[models.CompanyID](p, `select id from companies where code = 'MILL'`)
		require.NoError(t, p.Desk.SetCalendar(context.Background(), p.Person("xujing"), mill, calendar.Year{Year: 2026, Days: own(calendar.Holiday, calendar.On(2026, 11, 4))}))
		away := true
		tell := func(ctx context.Context, id models.CaseID, change string) error {
			if away {
				return models.Refuse(models.Unavailable, regulation.Clause{}, "try-again")
			}
			for range 2 { // an Update that was delivered twice
				if _, err := p.Records.Recalculate(ctx, activities.Recalculation{Case: id, Change: change}); err != nil {
					return err
				}
			}
			return nil
		}
		now := playtest.Monday.Add(2 * hour)
		p.At(now)
		require.Eventually(t, func() bool { // once nobody can be at work with the old calendar
			told, err := activities.Recalculations{Records: p.Records, Tell: tell}.Run(context.Background())
			return err != nil && told == 0
		}, 20*time.Second, 20*time.Millisecond)
		require.Equal(t, 1, playtest.One[int](p, `select count(*) from recalculations where tries = 1 and failed <> ''`))
		away = false
		told, err := activities.Recalculations{Records: p.Records, Tell: tell}.Run(context.Background())
		require.NoError(t, err)
		require.Zero(t, told, "not before its time")
		p.At(now.Add(5 * time.Minute))
		require.Equal(t, 1, follow(t, p, tell))
		require.Equal(t, 1, playtest.One[int](p, `select count(*) from events where kind = 'deadline_moved'`))
		require.Equal(t, 0, playtest.One[int](p, `select count(*) from recalculations`))
	})
	t.Run("approval.deadline nobody is missed who counted with the old calendar while it changed", func(t *testing.T) {
		p := play(t)
		mill := playtest.One[models.CompanyID](p, `select id from companies where code = 'MILL'`)
		run := activities.Recalculations{Records: p.Records, Tell: func(context.Context, models.CaseID, string) error { return nil }}.Run
		begun, end, ended := make(chan bool), make(chan bool), make(chan error)
		go func() {
			ended <- p.DB.Write(context.Background(), func(tx store.Tx) error {
				err := tx.Exec(`select pg_current_xact_id()`).Error
				begun <- true
				<-end
				return err
			})
		}()
		<-begun
		require.NoError(t, p.Desk.SetCalendar(context.Background(), p.Person("xujing"), mill, calendar.Year{Year: 2026}))
		for range 3 {
			told, err := run(context.Background())
			require.NoError(t, err)
			require.Zero(t, told, "somebody is still writing")
		}
		close(end)
		require.NoError(t, <-ended)
		require.Equal(t, 1, follow(t, p, func(context.Context, models.CaseID, string) error { return nil }))
	})
	t.Run("approval.deadline before it is saved a change says how many deadlines would move", func(t *testing.T) {
		p := play(t, playtest.Move{Who: "linxiaowen", Verb: models.Comment, Comment: "请签"})
		mill := playtest.One[models.CompanyID](p, `select id from companies where code = 'MILL'`)
		would, err := p.Desk.TryCalendar(context.Background(), p.Person("xujing"), mill, calendar.Year{Year: 2026, Days: own(calendar.Holiday, calendar.On(2026, 11, 3))})
		require.NoError(t, err)
		require.Equal(t, activities.Shifted{Open: 1, Moved: 1}, would)
		_, err = p.Desk.TryCalendar(context.Background(), p.Person("linxiaowen"), mill, calendar.Year{Year: 2026})
		require.True(t, models.IsKind(err, models.Forbidden), "%v", err)
		require.Equal(t, 0, playtest.One[int](p, `select count(*) from calendar_changes`))
	})
}
