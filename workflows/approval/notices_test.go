package approval_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"countersign/models"
	"countersign/workflows/playtest"
)

// unread counts the notices under a key that somebody has not read.
func unread(p *playtest.Play, key, login string) int {
	return playtest.One[int](p, `select count(*) from notices where key = ? and person_id = ? and read_at is null`, key, p.Person(login))
}

func TestNotices(t *testing.T) {
	t.Run("approval.transfer who gets a task is told how it came, and has read it once it is done", func(t *testing.T) {
		p := play(t,
			then(func(p *playtest.Play) { require.Equal(t, 1, unread(p, "notice-task", "zhoujianguo")) }),
			playtest.Move{After: hour, Who: "zhoujianguo", Verb: models.Delegate, Comment: "请先核对", Data: to("hemin")},
			then(func(p *playtest.Play) { require.Equal(t, 1, unread(p, "notice-delegated", "hemin")) }),
			playtest.Move{After: hour, Who: "hemin", Verb: models.Advise, Comment: "已核对，无误"},
			then(func(p *playtest.Play) {
				require.Equal(t, 1, unread(p, "notice-returned", "zhoujianguo"))
				require.Zero(t, unread(p, "notice-delegated", "hemin"))
			}),
			playtest.Move{After: hour, Who: "zhoujianguo", Verb: models.Transfer, Comment: "出差", Data: to("hemin")},
			then(func(p *playtest.Play) {
				require.Equal(t, 1, unread(p, "notice-transferred", "hemin"))
				require.Zero(t, unread(p, "notice-returned", "zhoujianguo"), "the task that waited is closed")
			}),
			signs("hemin", models.Running), signs("chenli", models.Effective))
		require.Zero(t, playtest.One[int](p, `select count(*) from notices n join tasks k on n.args ->> 'Task' = k.id::text where k.state in ('done', 'void') and n.read_at is null`))
	})
	t.Run("approval.add-signer who is added, also for later, is told so", func(t *testing.T) {
		p := play(t, playtest.Move{After: hour, Who: "zhoujianguo", Verb: models.AddSigner, Data: adding(models.Before, "turn", "wangfang", "sunzhiqiang")}, signs("wangfang", models.Running))
		require.Equal(t, 1, told(p, "notice-added", "wangfang"))
		require.Equal(t, 1, unread(p, "notice-added", "sunzhiqiang"))
	})
	t.Run("approval.ask the applicant is told of a question; approval.send-back and of what came back", func(t *testing.T) {
		p := play(t,
			playtest.Move{After: hour, Who: "zhoujianguo", Verb: models.Ask, Comment: "客户是谁？"},
			then(func(p *playtest.Play) { require.Equal(t, 1, unread(p, "notice-asked", "linxiaowen")) }),
			playtest.Move{After: hour, Who: "linxiaowen", Verb: models.Answer, Comment: "老客户"},
			then(func(p *playtest.Play) { require.Zero(t, unread(p, "notice-asked", "linxiaowen")) }),
			signs("zhoujianguo", models.Running),
			playtest.Move{After: hour, Who: "chenli", Verb: models.SendBack, Comment: "请部门再看", Data: func(*playtest.Play, models.CaseID) any { return back(1, false) }},
			then(func(p *playtest.Play) { require.Equal(t, 1, unread(p, "notice-sent-back", "zhoujianguo")) }),
			signs("zhoujianguo", models.Running),
			playtest.Move{After: hour, Who: "chenli", Verb: models.SendBack, Comment: "请补充", State: models.Returned})
		require.Equal(t, 1, unread(p, "notice-sent-back", "linxiaowen"))
		require.Zero(t, unread(p, "notice-task", "chenli"))
	})
}
