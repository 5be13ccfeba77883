package approval_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"countersign/activities"
	"countersign/models"
	"countersign/models/store"
	"countersign/workflows/playtest"
)

// suspended has the administrator of the group suspend somebody, or end it.
func suspended(login string, ends ...bool) playtest.Move {
	return then(func(p *playtest.Play) {
		if len(ends) == 0 {
			suspend(p, login)
			return
		}
		require.NoError(p.T, p.Desk.ResumeAccount(context.Background(), activities.AccountAct{Actor: p.Person("tangyu"), Person: p.Person(login)}))
	})
}

func suspend(p *playtest.Play, login string) {
	require.NoError(p.T, p.Desk.SuspendAccount(context.Background(), activities.AccountAct{Actor: p.Person("tangyu"), Person: p.Person(login)}, "账号疑似被盗用"))
}

// beside is then, for where the applicant may not even comment.
func beside(who string, happens func(p *playtest.Play)) playtest.Move {
	m := then(happens)
	m.Who = who
	return m
}

func openAt(t *testing.T, want string) playtest.Move {
	return then(func(p *playtest.Play) {
		require.Equal(t, want, playtest.One[string](p, `select o.code from tasks t join posts o on o.id = t.post_id where t.state = 'open' and t.why <> 'escalated'`))
	})
}

func TestSuspension(t *testing.T) {
	barred := playtest.Move{After: time.Minute, Who: "zhoujianguo", Verb: models.Sign, Want: "approval.in-force"}
	t.Run("approval.in-force who is suspended does nothing from that moment, and what waits goes to the deputy; with the end of it, it comes back", func(t *testing.T) {
		p := playtest.New(t)
		from := activities.From{IP: "127.0.0.1"}
		session, err := p.Desk.StartSession(context.Background(), p.Person("zhoujianguo"), from)
		require.NoError(t, err)
		require.NotEmpty(t, session)
		request(p,
			suspended("zhoujianguo"), barred, // before anybody has looked: the act itself is refused
			then(func(p *playtest.Play) {
				require.Zero(t, playtest.One[int](p, `select count(*) from sessions where person_id = ?`, p.Person("zhoujianguo")))
				_, err := p.Desk.StartSession(context.Background(), p.Person("zhoujianguo"), from)
				require.Error(t, err)
			}),
			looks(time.Minute), openAt(t, "MILL-MKT-DEPUTY"),
			looks(time.Hour), openAt(t, "MILL-MKT-DEPUTY"), // looked at again, nothing moves
			suspended("zhoujianguo", true), looks(time.Minute), openAt(t, "MILL-MKT-HEAD"),
			then(func(p *playtest.Play) { require.Equal(t, 1, heard(p, "hemin", "notice-stand-in-over")) }),
			signs("zhoujianguo", models.Running), signs("chenli", models.Effective))
		signed(t, p, "zhoujianguo", "chenli")
	})
	t.Run("approval.in-force a proxy of who is suspended carries nothing, nor is who is suspended a proxy", func(t *testing.T) {
		p := playtest.New(t)
		given(p, "zhoujianguo", "wangfang")
		request(p, suspended("zhoujianguo"),
			playtest.Move{After: time.Minute, Who: "wangfang", Verb: models.Sign, Want: "approval.in-force"},
			looks(time.Minute), openAt(t, "MILL-MKT-DEPUTY"), signs("hemin", models.Running))
		p = playtest.New(t)
		given(p, "zhoujianguo", "wangfang")
		request(p, then(func(p *playtest.Play) { away(p, "zhoujianguo", 2, 5) }), suspended("wangfang"), looks(time.Minute), signs("hemin", models.Running))
	})
	t.Run("approval.absence who is suspended when a step is drawn up is passed over for the next in line at once", func(t *testing.T) {
		p := playtest.New(t)
		suspend(p, "chenli")
		request(p, signs("zhoujianguo", models.Running), openAt(t, "MILL-DGM"))
	})
	t.Run("approval.never-stuck a suspended stand-in is followed by the next", func(t *testing.T) {
		p := playtest.New(t)
		request(p, then(func(p *playtest.Play) { away(p, "zhoujianguo", 2, 5) }), looks(time.Minute), openAt(t, "MILL-MKT-DEPUTY"),
			suspended("hemin"), looks(time.Minute), then(func(p *playtest.Play) {
				require.NotEqual(t, "MILL-MKT-DEPUTY", playtest.One[string](p, `select o.code from tasks t join posts o on o.id = t.post_id where t.state = 'open' and t.why <> 'escalated'`))
			}))
	})
	t.Run("approval.never-stuck where nobody else may do it the check finds the case, and the overview says why", func(t *testing.T) {
		p := playtest.New(t)
		p.RunOpen(p.Draft("linxiaowen", playtest.Request(p, true, true)), "linxiaowen",
			playtest.Move{After: time.Hour, Who: "zhoujianguo", Verb: models.SendBack, Comment: "请写明用途", State: models.Returned},
			beside("zhoujianguo", func(p *playtest.Play) { suspend(p, "linxiaowen") }), looks(time.Minute), beside("zhoujianguo", func(p *playtest.Play) {
				require.Equal(t, 1, playtest.One[int](p, `select count(*) from tasks where state = 'open' and person_id = ?`, p.Person("linxiaowen")))
				all, err := p.DB.OpenCases(context.Background(), "", november(2), 10)
				require.NoError(t, err)
				require.Len(t, all, 1)
				require.Zero(t, all[0].Held)
				f, err := p.DB.Figures(context.Background(), playtest.Monday)
				require.NoError(t, err)
				require.EqualValues(t, 1, f.NobodyHolds)
				loads, err := p.DB.Reader(context.Background(), "zh-CN").Loads(models.Scope{SQL: store.Seal("test") + "true"}, playtest.Monday, november(2))
				require.NoError(t, err)
				require.Len(t, loads, 1)
				require.True(t, loads[0].Suspended)
			}))
	})
}
