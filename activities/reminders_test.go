package activities_test

import (
	"context"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"countersign/activities"
	"countersign/models"
	"countersign/workflows/playtest"
)

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
