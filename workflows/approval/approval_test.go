package approval_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"countersign/activities"
	"countersign/models"
	"countersign/models/calendar"
	"countersign/workflows/playtest"
)

const hour = time.Hour

var monday = calendar.On(2026, 11, 2)

// play runs moves on a free sample request of the marketing clerk, up to the
// second signature.
func play(t *testing.T, moves ...playtest.Move) *playtest.Play {
	t.Helper()
	p := playtest.New(t)
	p.RunOpen(p.Draft("linxiaowen", playtest.Request(p, true, true)), "linxiaowen", moves...)
	return p
}

func to(login string) func(*playtest.Play, models.CaseID) any {
	return func(p *playtest.Play, _ models.CaseID) any { return activities.Handing{To: p.Person(login)} }
}

func adding(where models.Where, how string, logins ...string) func(*playtest.Play, models.CaseID) any {
	return func(p *playtest.Play, _ models.CaseID) any {
		f := activities.Adding{Where: where, How: how}
		for _, login := range logins {
			f.People = append(f.People, p.Person(login))
		}
		return f
	}
}

func back(round int, whole bool) activities.SendingBack {
	return activities.SendingBack{Round: &round, Whole: whole}
}

func signs(who string, state models.State) playtest.Move {
	return playtest.Move{After: hour, Who: who, Verb: models.Sign, State: state}
}

func signed(t *testing.T, p *playtest.Play, logins ...string) {
	t.Helper()
	for _, login := range logins {
		require.Equal(t, 1, playtest.One[int](p, `select count(*) from signatures where decision = 'sign' and fell_at is null and person_id = ?`, p.Person(login)), login)
	}
	require.Equal(t, len(logins), playtest.One[int](p, `select count(*) from signatures where decision = 'sign' and fell_at is null`))
}

func TestArranging(t *testing.T) {
	t.Run("approval.transfer another signs in the head's place, who could not be the applicant", func(t *testing.T) {
		p := play(t,
			playtest.Move{After: hour, Who: "zhoujianguo", Verb: models.Transfer, Data: to("hemin"), Want: "approval.reason"},
			playtest.Move{After: hour, Who: "zhoujianguo", Verb: models.Transfer, Comment: "出差", Data: to("linxiaowen"), Want: "approval.own-case"},
			playtest.Move{After: hour, Who: "hemin", Verb: models.Transfer, Comment: "我来", Data: to("hemin"), Want: "approval.post"},
			playtest.Move{After: hour, Who: "zhoujianguo", Verb: models.Transfer, Comment: "出差", Data: to("hemin")},
			playtest.Move{After: hour, Who: "zhoujianguo", Verb: models.Sign, Want: "task-closed"},
			signs("hemin", models.Running), signs("chenli", models.Effective))
		signed(t, p, "hemin", "chenli")
	})
	t.Run("approval.delegate the deputy looks first and gives it back", func(t *testing.T) {
		p := play(t,
			playtest.Move{After: hour, Who: "zhoujianguo", Verb: models.Delegate, Comment: "请先核对", Data: to("hemin")},
			playtest.Move{After: hour, Who: "hemin", Verb: models.Sign, Want: "task-closed"}, // it was given to look at, not to sign
			playtest.Move{After: hour, Who: "hemin", Verb: models.Advise, Want: "approval.reason"},
			playtest.Move{After: hour, Who: "hemin", Verb: models.Advise, Comment: "已核对，无误"},
			signs("zhoujianguo", models.Running), signs("chenli", models.Effective))
		signed(t, p, "zhoujianguo", "chenli")
	})
	t.Run("approval.transfer what was handed on is recalled until the other has signed, who is told", func(t *testing.T) {
		p := play(t,
			playtest.Move{After: hour, Who: "zhoujianguo", Verb: models.Recall, Want: "nothing-to-recall"},
			playtest.Move{After: hour, Who: "zhoujianguo", Verb: models.Transfer, Comment: "出差", Data: to("hemin")},
			playtest.Move{After: hour, Who: "chenli", Verb: models.Recall, Want: "nothing-to-recall"},
			playtest.Move{After: hour, Who: "zhoujianguo", Verb: models.Recall},
			playtest.Move{Who: "zhoujianguo", Verb: models.Recall, Again: true},
			playtest.Move{After: hour, Who: "zhoujianguo", Verb: models.Recall, Want: "nothing-to-recall"},
			playtest.Move{After: hour, Who: "hemin", Verb: models.Sign, Want: "task-closed"},
			playtest.Move{After: hour, Who: "zhoujianguo", Verb: models.Transfer, Comment: "还是你来", Data: to("hemin")},
			signs("hemin", models.Running),
			playtest.Move{After: hour, Who: "zhoujianguo", Verb: models.Recall, Want: "recall-too-late"},
			signs("chenli", models.Effective))
		signed(t, p, "hemin", "chenli")
		require.Equal(t, 1, playtest.One[int](p, `select count(*) from notices where key = 'notice-recalled' and person_id = ?`, p.Person("hemin")))
		require.Equal(t, "approval.transfer", playtest.One[string](p, `select clause from events where kind = 'recall'`))
	})
	t.Run("approval.delegate what was delegated is recalled before it comes back", func(t *testing.T) {
		p := play(t,
			playtest.Move{After: hour, Who: "zhoujianguo", Verb: models.Delegate, Comment: "请先核对", Data: to("hemin")},
			playtest.Move{After: hour, Who: "zhoujianguo", Verb: models.Recall, Comment: "我自己来"},
			playtest.Move{After: hour, Who: "hemin", Verb: models.Advise, Comment: "已核对", Want: "task-closed"},
			signs("zhoujianguo", models.Running), signs("chenli", models.Effective))
		signed(t, p, "zhoujianguo", "chenli")
		require.Equal(t, "approval.delegate", playtest.One[string](p, `select clause from events where kind = 'recall'`))
	})
	t.Run("approval.add-signer before: finance and production sign first, in turn", func(t *testing.T) {
		p := play(t,
			playtest.Move{After: hour, Who: "zhoujianguo", Verb: models.AddSigner, Data: adding(models.Before, "turn", "wangfang", "sunzhiqiang")},
			playtest.Move{After: hour, Who: "zhoujianguo", Verb: models.Sign, Want: "approval.post"},
			playtest.Move{After: hour, Who: "sunzhiqiang", Verb: models.Sign, Want: "approval.post"},
			signs("wangfang", models.Running), signs("sunzhiqiang", models.Running), signs("zhoujianguo", models.Running), signs("chenli", models.Effective))
		signed(t, p, "wangfang", "sunzhiqiang", "zhoujianguo", "chenli")
	})
	t.Run("approval.add-signer after: any of two is enough before the general manager's turn", func(t *testing.T) {
		p := play(t,
			playtest.Move{After: hour, Who: "zhoujianguo", Verb: models.AddSigner, Data: adding(models.After, "any", "wangfang", "sunzhiqiang")},
			signs("zhoujianguo", models.Running),
			playtest.Move{After: hour, Who: "chenli", Verb: models.Sign, Want: "approval.post"},
			signs("sunzhiqiang", models.Running), signs("chenli", models.Effective))
		signed(t, p, "sunzhiqiang", "zhoujianguo", "chenli")
	})
	t.Run("approval.add-signer together, and one of them is taken away again", func(t *testing.T) {
		seat := func(p *playtest.Play, id models.CaseID) any {
			return activities.Removing{Seat: playtest.One[models.TaskID](p, `select seat_id from tasks where case_id = ? and person_id = ?`, id, p.Person("wangfang"))}
		}
		p := play(t,
			playtest.Move{After: hour, Who: "zhoujianguo", Verb: models.AddSigner, Data: adding(models.Together, "all", "wangfang", "sunzhiqiang")},
			playtest.Move{After: hour, Who: "zhoujianguo", Verb: models.AddSigner, Data: adding(models.Together, "all", "linxiaowen"), Want: "approval.own-case"},
			signs("zhoujianguo", models.Running), signs("sunzhiqiang", models.Running),
			playtest.Move{After: hour, Who: "sunzhiqiang", Verb: models.RemoveSigner, Data: seat, Want: "approval.add-signer"},
			playtest.Move{After: hour, Who: "zhoujianguo", Verb: models.RemoveSigner, Data: seat},
			signs("chenli", models.Effective))
		signed(t, p, "zhoujianguo", "sunzhiqiang", "chenli")
	})
	t.Run("approval.take-back the head thinks again before the general manager has acted", func(t *testing.T) {
		p := play(t,
			signs("zhoujianguo", models.Running),
			playtest.Move{After: hour, Who: "linxiaowen", Verb: models.TakeBack, Want: "nothing-to-take-back"},
			playtest.Move{After: hour, Who: "zhoujianguo", Verb: models.TakeBack},
			playtest.Move{After: hour, Who: "chenli", Verb: models.Sign, Want: "task-closed"},
			signs("zhoujianguo", models.Running), signs("chenli", models.Effective),
			playtest.Move{After: hour, Who: "zhoujianguo", Verb: models.TakeBack, Want: "approval.default"})
		signed(t, p, "zhoujianguo", "chenli")
		require.Equal(t, 1, playtest.One[int](p, `select count(*) from signatures where fell_at is not null`))
	})
	t.Run("approval.send-back to the head, who signs again, and straight back", func(t *testing.T) {
		p := play(t,
			signs("zhoujianguo", models.Running),
			playtest.Move{After: hour, Who: "chenli", Verb: models.SendBack, Comment: "请再核对客户", Data: back(2, false), Want: "send-back-where"},
			playtest.Move{After: hour, Who: "chenli", Verb: models.SendBack, Comment: "请再核对客户", Data: back(1, false), State: models.Running},
			playtest.Move{After: hour, Who: "chenli", Verb: models.Sign, Want: "task-closed"},
			signs("zhoujianguo", models.Running), signs("chenli", models.Effective))
		signed(t, p, "zhoujianguo", "chenli")
	})
	t.Run("approval.ask the signer's clock stands still until the applicant has answered", func(t *testing.T) {
		play(t,
			playtest.Move{After: hour, Who: "zhoujianguo", Verb: models.Ask, Comment: "客户是谁？"},
			playtest.Move{After: hour, Who: "zhoujianguo", Verb: models.Ask, Comment: "还有吗？", Want: "asked-already"},
			playtest.Move{After: 10 * 24 * hour, Who: "linxiaowen", Verb: models.Answer, Comment: "老客户"}, // nobody was escalated to meanwhile
			signs("zhoujianguo", models.Running), signs("chenli", models.Effective))
	})
	t.Run("approval.copy who is copied may read and comment", func(t *testing.T) {
		copied := func(p *playtest.Play, _ models.CaseID) any {
			return activities.Copying{People: []models.PersonID{p.Person("wangfang")}}
		}
		p := play(t,
			playtest.Move{After: hour, Who: "wangfang", Verb: models.Comment, Comment: "?", Want: "approval.need-to-know"},
			playtest.Move{After: hour, Who: "zhoujianguo", Verb: models.Copy, Data: copied},
			playtest.Move{After: hour, Who: "wangfang", Verb: models.Comment, Comment: "知悉"})
		require.Equal(t, 1, playtest.One[int](p, `select count(*) from notices where key = 'notice-copied'`))
	})
	t.Run("approval.remind the applicant reminds, and not again at once", func(t *testing.T) {
		play(t,
			playtest.Move{After: hour, Who: "zhoujianguo", Verb: models.Remind, Want: "approval.remind"},
			playtest.Move{After: hour, Who: "linxiaowen", Verb: models.Remind},
			playtest.Move{After: hour, Who: "linxiaowen", Verb: models.Remind, Want: "reminded-already"},
			playtest.Move{After: 5 * hour, Who: "linxiaowen", Verb: models.Remind})
	})
	t.Run("approval.remind who has just been given the task is reminded, and nobody twice for it", func(t *testing.T) {
		p := play(t,
			playtest.Move{After: hour, Who: "zhoujianguo", Verb: models.AddSigner, Data: adding(models.Together, "all", "hemin")},
			playtest.Move{After: hour, Who: "linxiaowen", Verb: models.Remind},
			playtest.Move{After: hour, Who: "hemin", Verb: models.Transfer, Comment: "出差", Data: to("sunzhiqiang")},
			playtest.Move{After: hour, Who: "linxiaowen", Verb: models.Remind},
			playtest.Move{After: time.Minute, Who: "linxiaowen", Verb: models.Remind, Want: "reminded-already"})
		for _, who := range []string{"zhoujianguo", "hemin", "sunzhiqiang"} {
			require.Equal(t, 1, told(p, "notice-reminded", who), who)
		}
	})
}
