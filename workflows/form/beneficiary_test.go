package form_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"countersign/models"
	"countersign/models/form"
	"countersign/workflows/playtest"
)

// gift defines a form of something that is for whom it names.
func gift(p *playtest.Play) {
	said := form.Text{Zh: "慰问", En: "Gift"}
	_, err := p.Adopt(form.Definition{Code: "gift", Series: "WW", Name: said, Clause: said,
		Fields:     []form.Field{{Key: "whom", Label: said, Type: form.Person, Required: true, Concerns: true}, {Key: "why", Label: said, Type: form.Line}},
		Signatures: []form.Row{{Round: 1, Mode: models.All, Of: []string{"head@case-unit"}}, {Round: 2, Mode: models.All, Of: []string{"head@finance"}}},
		Tasks:      []form.Task{{Step: "hand_over", Name: said, Row: form.Row{Round: 1, Mode: models.Any, Of: []string{"staff@office", "head@office"}}}}})
	require.NoError(p.T, err)
}

func forWhom(p *playtest.Play, login string) *models.FilledForm {
	return &models.FilledForm{Form: "gift", Version: 1, Values: models.Values{"whom": string(p.Person(login))}}
}

// reads reports whether somebody may read the case now.
func reads(p *playtest.Play, id models.CaseID, login string) bool {
	q, err := p.DB.Facts(context.Background()).Question(models.Read, p.Person(login), id, "", "", playtest.Monday)
	require.NoError(p.T, err)
	return p.Desk.Policies.Current().Decide(q).Allowed
}

func refusedTo(login, want string) playtest.Move {
	return playtest.Move{After: time.Hour, Who: login, Verb: models.Sign, Want: want}
}

func TestBeneficiaries(t *testing.T) {
	t.Run("approval.own-case the head for whom a case is does not sign it; the superior does, and the record says why", func(t *testing.T) {
		p := playtest.New(t)
		gift(p)
		id := p.Draft("linxiaowen", forWhom(p, "zhoujianguo"))
		require.False(t, reads(p, id, "zhoujianguo"), "nobody reads another's draft")
		p.RunOpen(id, "linxiaowen", refusedTo("zhoujianguo", "approval.own-case"), refusedTo("zhoujianguo", "policy-beneficiary"),
			playtest.Move{After: time.Hour, Who: "zhoujianguo", Verb: models.Transfer, Comment: "出差", Data: map[string]models.PersonID{"to": p.Person("hemin")}, Want: "policy-beneficiary"},
			signs("chenli", models.Running), signs("wangfang", models.Effective))
		require.Equal(t, []string{"chenli", "wangfang"}, standing(p, id))
		require.Equal(t, "benefits", playtest.One[string](p, `select drawn #>> '{rounds,0,considered,0,left}' from slates where case_id = ? and step = 'signatures'`, id))
		require.Equal(t, "recused", playtest.One[string](p, `select drawn #>> '{rounds,0,seats,0,why}' from slates where case_id = ? and step = 'signatures'`, id))
	})
	t.Run("approval.need-to-know for whom a case is may read it, and nobody else of that post", func(t *testing.T) {
		p := playtest.New(t)
		gift(p)
		id := p.Draft("linxiaowen", forWhom(p, "zhaotiezhu"))
		p.RunOpen(id, "linxiaowen", signs("zhoujianguo", models.Running))
		require.True(t, reads(p, id, "zhaotiezhu"))
		require.False(t, reads(p, id, "mayongfu"))
	})
	t.Run("approval.own-case a mend that names somebody else: that signature falls, and who was named before signs", func(t *testing.T) {
		p := playtest.New(t)
		gift(p)
		id := p.Draft("linxiaowen", forWhom(p, "wangfang"))
		p.RunOpen(id, "linxiaowen", signs("zhoujianguo", models.Running), refusedTo("wangfang", "policy-beneficiary"),
			playtest.Move{After: time.Hour, Who: "chenli", Verb: models.SendBack, Comment: "写错了人", State: models.Returned},
			playtest.Move{After: time.Hour, Who: "linxiaowen", Verb: models.Resubmit, Edit: forWhom(p, "zhoujianguo"), State: models.Running},
			refusedTo("zhoujianguo", "policy-beneficiary"), signs("chenli", models.Running), signs("wangfang", models.Effective))
		require.Equal(t, []string{"chenli", "wangfang"}, standing(p, id))
		require.Equal(t, 1, playtest.One[int](p, `select count(*) from case_people where case_id = ? and part = 'beneficiary'`, id))
	})
	t.Run("approval.own-case nobody is handed, asked to add to or to look at a case that is for him or her", func(t *testing.T) {
		p := playtest.New(t)
		gift(p)
		to := map[string]models.PersonID{"to": p.Person("hemin")}
		p.RunOpen(p.Draft("linxiaowen", forWhom(p, "hemin")), "linxiaowen",
			playtest.Move{After: time.Hour, Who: "zhoujianguo", Verb: models.Transfer, Comment: "出差", Data: to, Want: "person-involved"},
			playtest.Move{After: time.Hour, Who: "zhoujianguo", Verb: models.Delegate, Comment: "请看", Data: to, Want: "person-involved"})
	})
	t.Run("approval.own-case a seat that was handed on goes back when a mend names who has it", func(t *testing.T) {
		p := playtest.New(t)
		gift(p)
		id := p.Draft("linxiaowen", forWhom(p, "zhaotiezhu"))
		p.RunOpen(id, "linxiaowen",
			playtest.Move{After: time.Hour, Who: "zhoujianguo", Verb: models.Transfer, Comment: "出差", Data: map[string]models.PersonID{"to": p.Person("hemin")}},
			playtest.Move{After: time.Hour, Who: "hemin", Verb: models.SendBack, Comment: "写错了人", State: models.Returned},
			playtest.Move{After: time.Hour, Who: "linxiaowen", Verb: models.Resubmit, Edit: forWhom(p, "hemin"), State: models.Running},
			refusedTo("hemin", "policy-beneficiary"), signs("zhoujianguo", models.Running), signs("wangfang", models.Effective))
	})
	t.Run("approval.own-case so does one whose signature falls by it, and who was added is not asked any more", func(t *testing.T) {
		p := playtest.New(t)
		gift(p)
		id := p.Draft("linxiaowen", forWhom(p, "zhaotiezhu"))
		p.RunOpen(id, "linxiaowen",
			playtest.Move{After: time.Hour, Who: "zhoujianguo", Verb: models.Transfer, Comment: "出差", Data: map[string]models.PersonID{"to": p.Person("hemin")}},
			signs("hemin", models.Running),
			playtest.Move{After: time.Hour, Who: "wangfang", Verb: models.AddSigner, Data: map[string]any{"where": models.Before, "how": "all", "people": []models.PersonID{p.Person("sunzhiqiang")}}},
			playtest.Move{After: time.Hour, Who: "sunzhiqiang", Verb: models.SendBack, Comment: "写错了人", State: models.Returned},
			playtest.Move{After: time.Hour, Who: "linxiaowen", Verb: models.Resubmit, Edit: forWhom(p, "hemin"), State: models.Running},
			signs("zhoujianguo", models.Running), signs("sunzhiqiang", models.Running),
			playtest.Move{After: time.Hour, Who: "wangfang", Verb: models.SendBack, Comment: "又写错了", State: models.Returned},
			playtest.Move{After: time.Hour, Who: "linxiaowen", Verb: models.Resubmit, Edit: forWhom(p, "sunzhiqiang"), State: models.Running},
			signs("zhoujianguo", models.Running), signs("wangfang", models.Effective))
	})
	t.Run("approval.own-case who travels along does not sign the trip", func(t *testing.T) {
		p := playtest.New(t)
		unit := playtest.One[string](p, `select u.id from units u join companies c on c.id = u.company_id where c.code = 'MILL' and u.function = 'finance' limit 1`)
		id := p.Draft("linxiaowen", &models.FilledForm{Form: "trip", Values: models.Values{"destination": "上海", "from_on": "2026-11-09", "until_on": "2026-11-10", "days": "2",
			"cost_unit": unit, "companion": string(p.Person("zhoujianguo")), "purpose": "展会"}})
		p.RunOpen(id, "linxiaowen", refusedTo("zhoujianguo", "policy-beneficiary"), signs("chenli", models.Running), signs("wangfang", models.Effective))
	})
	t.Run("approval.form a person alone is marked, whom all see and who signs nothing", func(t *testing.T) {
		p := playtest.New(t)
		said := form.Text{Zh: "慰问", En: "Gift"}
		for key, change := range map[string]func(*form.Definition){
			"form-concerns":        func(d *form.Definition) { d.Fields[0].Type = form.Line },
			"form-concerns-hidden": func(d *form.Definition) { d.Fields[0].Rights = map[models.Step]form.Right{"signatures": form.Hidden} },
			"form-concerns-signs":  func(d *form.Definition) { d.Signatures[0].Of = []string{"field:whom"} },
		} {
			d := form.Definition{Code: "gift", Series: "WW", Name: said, Clause: said, Fields: []form.Field{{Key: "whom", Label: said, Type: form.Person, Required: true, Concerns: true}},
				Signatures: []form.Row{{Round: 1, Mode: models.All, Of: []string{"head@case-unit"}}}}
			change(&d)
			_, err := p.Desk.TryForm(context.Background(), p.Person("xujing"), d)
			e := models.AsError(err)
			require.NotNil(t, e, key)
			require.Contains(t, keysOf(e), key)
		}
	})
}

func keysOf(e *models.Error) (keys []string) {
	for _, f := range e.Fields {
		keys = append(keys, f.Key)
	}
	return keys
}
