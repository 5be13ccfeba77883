package activities_test

import (
	"context"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"countersign/activities"
	"countersign/models"
	"countersign/models/calendar"
	"countersign/workflows/playtest"
)

func TestApprovalDeadline_FromDecemberOnCompaniesAreAskedForTheDaysOfTheNextYear(t *testing.T) {
	p := playtest.New(t)
	asked := func(day calendar.Date, want int) {
		t.Helper()
		p.At(day.At(9*time.Hour, calendar.China()))
		for range 2 {
			require.NoError(t, activities.Reminders{Records: p.Records}.AskForYears(context.Background()))
		}
		require.Equal(t, want, playtest.One[int](p, `select count(*) from notices n where n.key = 'notice-year-missing' and n.person_id in (?, ?)`, p.Person("xujing"), p.Person("chenli")))
	}
	mill := playtest.One[models.CompanyID](p, `select id from companies where code = 'MILL'`)
	set := func(complete bool) {
		t.Helper()
		y := calendar.Year{Year: 2028, Complete: complete}
		for _, d := range []calendar.Date{calendar.On(2028, time.January, 1), calendar.On(2028, time.May, 1), calendar.On(2028, time.October, 1)} {
			y.Days = append(y.Days, calendar.Day{Date: d, Kind: calendar.Holiday, Name: calendar.Name{Zh: "假日", En: "Holiday"}})
		}
		require.NoError(t, p.Desk.SetCalendar(context.Background(), p.Person("xujing"), mill, y))
	}
	asked(calendar.On(2026, time.November, 30), 0)
	asked(calendar.On(2026, time.December, 1), 2)
	asked(calendar.On(2027, time.November, 30), 2)
	asked(calendar.On(2027, time.December, 1), 4)
	set(true)
	asked(calendar.On(2027, time.December, 2), 4)
	set(false)
	asked(calendar.On(2027, time.December, 3), 6)
}

func TestRemind(t *testing.T) {
	t.Run("approval.deadline the holder is reminded once, in working hours before the deadline, whoever looks", func(t *testing.T) {
		p := playtest.New(t)
		p.RunOpen(p.Draft("linxiaowen", playtest.Request(p, true, true)), "linxiaowen",
			playtest.Move{After: time.Hour, Who: "linxiaowen", Verb: models.Comment, Comment: "请签"})
		ctx := context.Background()
		reminders := activities.Reminders{Records: p.Records}
		p.At(playtest.Monday.Add(30 * time.Hour)) // Tuesday afternoon: the deadline is Wednesday evening
		n, err := reminders.Send(ctx)
		require.NoError(t, err)
		require.Zero(t, n)
		p.At(playtest.Monday.Add(53 * time.Hour)) // Wednesday afternoon
		var all sync.WaitGroup
		sum := make(chan int, 4)
		for range 4 {
			all.Go(func() {
				n, err := reminders.Send(ctx)
				if err == nil {
					sum <- n
				}
			})
		}
		all.Wait()
		close(sum)
		total := 0
		for n := range sum {
			total += n
		}
		require.Equal(t, 1, total)
		require.Equal(t, 1, playtest.One[int](p, `select count(*) from notices where key = 'notice-reminder'`))
		require.Equal(t, string(p.Person("zhoujianguo")), playtest.One[string](p, `select person_id from notices where key = 'notice-reminder'`))
	})
}
