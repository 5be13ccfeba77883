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

const day = 24 * time.Hour

// november is a day of the month in which plays are: Monday is the 2nd.
func november(n int) calendar.Date { return calendar.On(2026, 11, n) }

// away enters that somebody is absent.
func away(p *playtest.Play, login string, from, until int) {
	who := p.Person(login)
	_, err := p.Desk.EnterAbsence(context.Background(), who, models.Absence{Person: who, From: november(from), Until: november(until)})
	require.NoError(p.T, err)
}

// given lets an agent sign for a principal from today on.
func given(p *playtest.Play, principal, agent string, change ...func(*activities.ProxyGift)) {
	g := activities.ProxyGift{Principal: p.Person(principal), Agent: p.Person(agent), From: november(2), Until: november(30)}
	for _, c := range change {
		c(&g)
	}
	_, err := p.Desk.GiveProxy(context.Background(), g)
	require.NoError(p.T, err)
}

// looks has the lookout look, as it does every minute.
func looks(after time.Duration) playtest.Move { return playtest.Move{After: after, Sweep: true} }

func then(happens func(p *playtest.Play)) playtest.Move { return playtest.Then(happens) }

// heard reports how often somebody got a notice.
func heard(p *playtest.Play, login, key string) int {
	return playtest.One[int](p, `select count(*) from notices where person_id = ? and key = ?`, p.Person(login), key)
}

func request(p *playtest.Play, moves ...playtest.Move) {
	p.RunOpen(p.Draft("linxiaowen", playtest.Request(p, true, true)), "linxiaowen", moves...)
}

func TestAbsence(t *testing.T) {
	t.Run("approval.absence leave that begins while a task waits moves it to the deputy, and it comes back", func(t *testing.T) {
		p := playtest.New(t)
		request(p,
			then(func(p *playtest.Play) { away(p, "zhoujianguo", 3, 4) }),
			looks(time.Minute), // Monday: nobody is away yet
			then(func(p *playtest.Play) {
				require.Zero(t, playtest.One[int](p, `select count(*) from tasks where absent_id is not null`))
			}),
			looks(day),
			then(func(p *playtest.Play) {
				require.Equal(t, "MILL-MKT-DEPUTY", playtest.One[string](p, `select o.code from tasks t join posts o on o.id = t.post_id where t.state = 'open'`))
				require.Equal(t, 1, heard(p, "hemin", "notice-stand-in"))
				require.Equal(t, "approval.absence", playtest.One[string](p, `select clause from events where kind = 'absence'`))
			}),
			playtest.Move{After: time.Minute, Who: "zhoujianguo", Verb: models.Sign, Want: "task-closed"}, // it waits for the deputy now
			looks(time.Hour),
			looks(2*day), // Thursday: back
			then(func(p *playtest.Play) {
				require.Equal(t, "MILL-MKT-HEAD", playtest.One[string](p, `select o.code from tasks t join posts o on o.id = t.post_id where t.state = 'open' and t.why <> 'escalated'`))
				require.Equal(t, 1, heard(p, "zhoujianguo", "notice-back"))
				require.Equal(t, 1, heard(p, "hemin", "notice-stand-in-over"))
				require.Equal(t, 2, playtest.One[int](p, `select count(*) from events where kind = 'absence'`))
			}),
			playtest.Move{After: time.Minute, Who: "hemin", Verb: models.Sign, Want: "task-closed"},
			signs("zhoujianguo", models.Running), signs("chenli", models.Effective))
		signed(t, p, "zhoujianguo", "chenli")
		p.RequireSealed(playtest.One[models.CaseID](p, `select id from cases`))
	})
	t.Run("approval.absence of two who hold a post the one whom the case keeps from signing stands in for nobody", func(t *testing.T) {
		shared := func(p *playtest.Play) { // the applicant holds the post too
			p.Exec(`insert into holdings (id, post_id, person_id, from_on) select gen_random_uuid(), o.id, ?, '2025-01-01' from posts o where o.code = 'MILL-MKT-HEAD'`, p.Person("linxiaowen"))
		}
		deputy := then(func(p *playtest.Play) {
			require.Equal(t, "MILL-MKT-DEPUTY", playtest.One[string](p, `select o.code from tasks t join posts o on o.id = t.post_id where t.state = 'open'`))
		})
		for begins, moves := range map[string][]playtest.Move{
			"while the task waits":      {then(func(p *playtest.Play) { away(p, "zhoujianguo", 3, 5) }), looks(day + time.Minute), deputy, looks(day), deputy},
			"before it is asked for":    {then(func(p *playtest.Play) { away(p, "zhoujianguo", 2, 5) }), looks(time.Minute), deputy, looks(day), deputy},
			"and the other sees nobody": {looks(time.Minute), then(func(p *playtest.Play) { away(p, "zhoujianguo", 3, 5) }), looks(day), deputy, looks(time.Hour), deputy},
		} {
			t.Run(begins, func(t *testing.T) {
				p := playtest.New(t)
				shared(p)
				request(p, append(moves, signs("hemin", models.Running))...)
				require.Zero(t, heard(p, "hemin", "notice-stand-in-over"))
			})
		}
	})
	t.Run("approval.absence what the stand-in has signed stays signed", func(t *testing.T) {
		p := playtest.New(t)
		request(p,
			then(func(p *playtest.Play) { away(p, "zhoujianguo", 2, 3) }), looks(time.Minute),
			signs("hemin", models.Running), looks(3*day), signs("chenli", models.Effective))
		signed(t, p, "hemin", "chenli")
		require.Equal(t, string(p.Person("zhoujianguo")), playtest.One[string](p, `select t.absent_id from signatures s join tasks t on t.id = s.task_id order by s.at limit 1`))
	})
	t.Run("approval.absence the holder of a proxy comes before the deputy, and signs in the name of who is away", func(t *testing.T) {
		p := playtest.New(t)
		given(p, "zhoujianguo", "wangfang")
		request(p,
			then(func(p *playtest.Play) { away(p, "zhoujianguo", 2, 3) }), looks(time.Minute),
			then(func(p *playtest.Play) { require.Equal(t, 1, heard(p, "wangfang", "notice-stand-in")) }),
			playtest.Move{After: time.Minute, Who: "hemin", Verb: models.Sign, Want: "approval.post"},
			signs("wangfang", models.Running), signs("chenli", models.Effective))
		require.Equal(t, string(p.Person("zhoujianguo")), playtest.One[string](p, `select principal_id from signatures where person_id = ?`, p.Person("wangfang")))
		require.True(t, playtest.One[bool](p, `select proxy_id is not null from signatures where person_id = ?`, p.Person("wangfang")))
	})
	for why, change := range map[string]func(*activities.ProxyGift){
		"is for other kinds":    func(g *activities.ProxyGift) { g.Kinds = []models.Kind{models.KindForm} },
		"is not in force yet":   func(g *activities.ProxyGift) { g.From = november(20) },
		"is from somebody else": func(g *activities.ProxyGift) { g.Principal = "" },
	} {
		t.Run("approval.absence a proxy that "+why+" is none", func(t *testing.T) {
			p := playtest.New(t)
			given(p, "zhoujianguo", "wangfang", func(g *activities.ProxyGift) {
				if change(g); g.Principal == "" {
					g.Principal = p.Person("sunzhiqiang")
				}
			})
			request(p, then(func(p *playtest.Play) { away(p, "zhoujianguo", 2, 3) }), looks(time.Minute), signs("hemin", models.Running))
		})
	}
	t.Run("approval.absence no chains: a proxy who is away passes nothing on, and the deputy is next", func(t *testing.T) {
		p := playtest.New(t)
		given(p, "zhoujianguo", "wangfang")
		given(p, "wangfang", "guchunming")
		request(p,
			then(func(p *playtest.Play) { away(p, "zhoujianguo", 2, 5); away(p, "wangfang", 2, 5) }), looks(time.Minute),
			playtest.Move{After: time.Minute, Who: "guchunming", Verb: models.Sign, Want: "approval.post"},
			signs("hemin", models.Running))
	})
	t.Run("approval.absence the stand-in who goes away too is followed by the next, and after the return all is as it was", func(t *testing.T) {
		p := playtest.New(t)
		request(p,
			then(func(p *playtest.Play) { away(p, "zhoujianguo", 2, 5); away(p, "hemin", 3, 5) }),
			looks(time.Minute), looks(day),
			then(func(p *playtest.Play) {
				require.Equal(t, "HQ-GM", playtest.One[string](p, `select o.code from tasks t join posts o on o.id = t.post_id where t.state = 'open' and t.verb = 'sign'`))
			}),
			looks(4*day), signs("zhoujianguo", models.Running), signs("chenli", models.Effective))
	})
	t.Run("approval.one-seat who is needed for a later round stands in for nobody before it", func(t *testing.T) {
		p := playtest.New(t)
		request(p,
			then(func(p *playtest.Play) { away(p, "zhoujianguo", 2, 9); away(p, "hemin", 2, 9) }), looks(time.Minute),
			then(func(p *playtest.Play) {
				require.Equal(t, "HQ-GM", playtest.One[string](p, `select o.code from tasks t join posts o on o.id = t.post_id where t.state = 'open' and t.verb = 'sign'`))
			}),
			signs("gaoyuan", models.Running), signs("chenli", models.Effective))
	})
	t.Run("approval.absence never stuck: where nobody is there at all it waits for the return, with an alarm", func(t *testing.T) {
		p := playtest.New(t)
		request(p, signs("zhoujianguo", models.Running),
			then(func(p *playtest.Play) {
				for _, who := range []string{"chenli", "luojia", "gaoyuan", "shenliheng"} {
					away(p, who, 2, 4)
				}
			}), looks(time.Minute),
			then(func(p *playtest.Play) { require.Positive(t, heard(p, "xujing", "notice-absent-nobody")) }),
			looks(time.Hour), looks(3*day), signs("chenli", models.Effective))
		require.Equal(t, 1, heard(p, "xujing", "notice-absent-nobody"), "one alarm, not one a minute")
	})
	t.Run("approval.absence tasks drawn up during the absence go the same way from the start", func(t *testing.T) {
		p := playtest.New(t)
		given(p, "chenli", "wangfang")
		away(p, "zhoujianguo", 2, 6)
		away(p, "chenli", 2, 6)
		request(p,
			then(func(p *playtest.Play) { require.Equal(t, 1, heard(p, "hemin", "notice-task")) }),
			signs("hemin", models.Running), signs("wangfang", models.Effective))
		signed(t, p, "hemin", "wangfang")
		require.Contains(t, playtest.One[string](p, `select body::text from events where kind = 'drawn' order by seq limit 1`), "approval.absence")
	})
	t.Run("approval.absence what waits for a person by name goes to the superior, who does not sign twice", func(t *testing.T) {
		p := playtest.New(t)
		request(p,
			playtest.Move{After: hour, Who: "zhoujianguo", Verb: models.Transfer, Comment: "出差", Data: to("wangfang")},
			then(func(p *playtest.Play) { away(p, "wangfang", 2, 3) }), looks(time.Minute),
			signs("guchunming", models.Running), signs("chenli", models.Effective))
		signed(t, p, "guchunming", "chenli")
	})
	t.Run("approval.absence nothing is handed to who is away", func(t *testing.T) {
		p := playtest.New(t)
		away(p, "wangfang", 2, 3)
		request(p,
			playtest.Move{After: hour, Who: "zhoujianguo", Verb: models.Transfer, Comment: "出差", Data: to("wangfang"), Want: "approval.absence"})
	})
	t.Run("approval.absence never to a requester: the deputy who applied is passed over", func(t *testing.T) {
		p := playtest.New(t)
		p.RunOpen(p.Draft("hemin", playtest.Request(p, true, true)), "hemin",
			playtest.Move{After: time.Minute, Who: "hemin", Verb: models.Comment, Comment: "…", Data: func(p *playtest.Play, _ models.CaseID) any {
				away(p, "zhoujianguo", 2, 3)
				return map[string]string{}
			}}, looks(time.Minute))
		require.NotEqual(t, "MILL-MKT-DEPUTY", playtest.One[string](p, `select o.code from tasks t join posts o on o.id = t.post_id where t.state = 'open' and t.verb = 'sign'`))
	})
	t.Run("approval.absence the deadline stays, but who stands in has time to read", func(t *testing.T) {
		p := playtest.New(t)
		request(p,
			then(func(p *playtest.Play) { away(p, "zhoujianguo", 2, 2); away(p, "hemin", 5, 5) }), looks(time.Minute),
			then(func(p *playtest.Play) {
				require.True(t, playtest.One[bool](p, `select (select due_at from tasks where state = 'open') = (select due_at from tasks where state = 'void')`))
			}))
		p = playtest.New(t)
		request(p,
			then(func(p *playtest.Play) { away(p, "zhoujianguo", 4, 5) }), looks(52*hour), // Wednesday 14:00, due by the evening
			then(func(p *playtest.Play) {
				require.True(t, playtest.One[bool](p, `select (select due_at from tasks where state = 'open') > (select due_at from tasks where state = 'void')`))
			}))
	})
	t.Run("approval.absence who is asked by name and holds no post any more is looked at once, with an alarm, not every minute", func(t *testing.T) {
		p := playtest.New(t)
		request(p,
			playtest.Move{After: time.Minute, Who: "zhoujianguo", Verb: models.SendBack, Comment: "请补充", State: models.Returned},
			then(func(p *playtest.Play) {
				away(p, "linxiaowen", 2, 20)
				p.Exec(`update holdings set until_on = '2026-11-02' where person_id = ?`, p.Person("linxiaowen"))
			}), looks(time.Minute), looks(time.Minute))
		require.Equal(t, 1, heard(p, "xujing", "notice-absent-nobody"))
	})
	t.Run("approval.absence a post that has ended keeps nobody looking", func(t *testing.T) {
		p := playtest.New(t)
		request(p,
			then(func(p *playtest.Play) {
				away(p, "zhoujianguo", 2, 20)
				p.Exec(`update posts set ended_on = '2026-11-02' where code = 'MILL-MKT-HEAD'`)
			}), looks(time.Minute))
	})
	t.Run("approval.send-back what a stand-in has signed stands when the case comes back unchanged, whether who is away has returned or not", func(t *testing.T) {
		for _, back := range []int{20, 3} {
			p := playtest.New(t)
			request(p,
				then(func(p *playtest.Play) { away(p, "zhoujianguo", 2, back) }), looks(time.Minute),
				signs("hemin", models.Running),
				playtest.Move{After: 2 * day, Who: "chenli", Verb: models.SendBack, Comment: "请核对", State: models.Returned},
				playtest.Move{After: time.Minute, Who: "linxiaowen", Verb: models.Resubmit, State: models.Running},
				signs("chenli", models.Effective))
			require.Equal(t, 2, playtest.One[int](p, `select count(*) from signatures where attempt = 2 and fell_at is null`), "the deputy's again, and the general manager's")
		}
	})
	t.Run("approval.absence after a time without the lookout everything is caught up", func(t *testing.T) {
		p := playtest.New(t)
		request(p,
			then(func(p *playtest.Play) { away(p, "zhoujianguo", 2, 3); given(p, "zhoujianguo", "wangfang") }), looks(time.Minute),
			looks(10*day), // of the return on the 4th it hears on the 12th
			playtest.Move{After: time.Minute, Who: "zhoujianguo", Verb: models.Sign})
		require.Zero(t, playtest.One[int](p, `select count(*) from tasks where state = 'open' and absent_id is not null`))
	})
}
