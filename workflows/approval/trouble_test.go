package approval_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"countersign/models"
	"countersign/workflows/playtest"
)

func TestTrouble(t *testing.T) {
	t.Run("approval.never-stuck a step that nobody can do is told once a day, tried again, and ends when the applicant withdraws", func(t *testing.T) {
		p := playtest.New(t)
		p.Exec(`update people set left_on = '2026-10-01' where id not in (?, ?)`, p.Person("linxiaowen"), p.Person("xujing"))
		p.Exec(`update holdings set until_on = '2026-10-01' where person_id not in (?, ?)`, p.Person("linxiaowen"), p.Person("xujing"))
		p.Exec(`update holdings set until_on = '2026-10-01' where person_id = ? and post_id not in (select id from posts where code like '%HR%')`, p.Person("xujing"))
		alarms := func(want int) playtest.Move {
			return then(func(p *playtest.Play) {
				require.Equal(t, want, playtest.One[int](p, `select count(*) from events where kind = 'alarm'`))
			})
		}
		p.Run(p.Draft("linxiaowen", playtest.Request(p, true, true)), "linxiaowen", alarms(1),
			playtest.Move{After: 20 * time.Hour, Sweep: true}, alarms(1),
			playtest.Move{After: 10 * time.Hour, Sweep: true}, alarms(2),
			playtest.Move{After: time.Minute, Who: "linxiaowen", Verb: models.Withdraw, State: models.Withdrawn})
		require.Equal(t, 2, heard(p, "xujing", "notice-nobody"))
	})
}
