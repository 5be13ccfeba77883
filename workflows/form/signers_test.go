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

// asking defines a form whose signers are a chain of superiors, one whom the applicant
// chooses, and whoever the form names.
func asking(p *playtest.Play) form.Definition {
	said := form.Text{Zh: "采购申请", En: "Purchase"}
	d := form.Definition{Code: "purchase", Series: "CG", Name: said, Clause: said, Amount: "amount", Twice: models.TwiceOnce,
		Fields: []form.Field{{Key: "amount", Label: said, Type: form.Money, Required: true}, {Key: "user", Label: said, Type: form.Person, Required: true}},
		Signatures: []form.Row{
			{Round: 1, Mode: models.All, Of: []string{"chain:1@applicant"}, To: 500000},
			{Round: 1, Mode: models.All, Of: []string{"chain:gm@applicant"}, From: 500000},
			{Round: 2, Mode: models.All, Of: []string{"choice:head@company"}},
			{Round: 3, Mode: models.All, Of: []string{"field:user"}},
		}}
	kept, err := p.Adopt(d)
	require.NoError(p.T, err)
	return kept
}

func filledBy(p *playtest.Play, amount, user string, chosen ...string) *models.FilledForm {
	f := &models.FilledForm{Form: "purchase", Values: map[string]string{"amount": amount}}
	if user != "" {
		f.Values["user"] = string(p.Person(user))
	}
	for _, login := range chosen {
		f.Choose(map[string][]models.PersonID{"choice:head@company": append(f.Choices()["choice:head@company"], p.Person(login))})
	}
	return f
}

func signs(who string, state models.State) playtest.Move {
	return playtest.Move{After: time.Hour, Who: who, Verb: models.Sign, State: state}
}

func seats(t *testing.T, p *playtest.Play, id models.CaseID, state string) int {
	t.Helper()
	return playtest.One[int](p, `select count(*) from tasks where case_id = ? and step = 'signatures' and state = ?`, id, state)
}

func TestSigners(t *testing.T) {
	t.Run("approval.form superiors in turn, whom the applicant chose, and whom the form names", func(t *testing.T) {
		p := playtest.New(t)
		asking(p)
		id := p.Draft("linxiaowen", filledBy(p, "4999.99", "zhengjie", "sunzhiqiang"))
		p.Run(id, "linxiaowen",
			playtest.Move{After: time.Hour, Who: "sunzhiqiang", Verb: models.Sign, Want: "approval.post"}, // not the turn yet
			signs("zhoujianguo", models.Running), signs("sunzhiqiang", models.Running),
			playtest.Move{After: time.Hour, Who: "zhoujianguo", Verb: models.Sign, Want: "approval.one-seat"},
			signs("zhengjie", models.Effective))
		require.Equal(t, p.Person("sunzhiqiang"), playtest.One[models.PersonID](p, `select person_id from tasks where case_id = ? and why = 'chosen'`, id))
		require.Equal(t, p.Person("zhengjie"), playtest.One[models.PersonID](p, `select person_id from tasks where case_id = ? and why = 'named'`, id))
	})
	t.Run("approval.one-seat who signs as the superior has signed as whom the applicant chose: one signature, and the record says so", func(t *testing.T) {
		p := playtest.New(t)
		asking(p)
		id := p.Draft("linxiaowen", filledBy(p, "5000", "sunzhiqiang", "zhoujianguo"))
		p.Run(id, "linxiaowen", signs("zhoujianguo", models.Running), signs("chenli", models.Running), signs("sunzhiqiang", models.Effective))
		require.Equal(t, 3, playtest.One[int](p, `select count(*) from signatures where case_id = ?`, id), "nobody's is made up")
		require.Equal(t, 1, seats(t, p, id, "void"))
		require.Equal(t, 3, seats(t, p, id, "done"))
		require.Equal(t, "once", playtest.One[string](p, `select drawn #>> '{rounds,2,considered,0,left}' from slates where case_id = ? and step = 'signatures'`, id))
	})
	t.Run("approval.one-seat who hands the first seat on signs the other: another's signature is not one's own", func(t *testing.T) {
		p := playtest.New(t)
		asking(p)
		id := p.Draft("linxiaowen", filledBy(p, "10", "sunzhiqiang", "zhoujianguo"))
		p.Run(id, "linxiaowen",
			playtest.Move{After: time.Hour, Who: "zhoujianguo", Verb: models.Transfer, Comment: "出差", Data: func(p *playtest.Play, _ models.CaseID) any {
				return map[string]models.PersonID{"to": p.Person("hemin")}
			}},
			signs("hemin", models.Running), signs("zhoujianguo", models.Running), signs("sunzhiqiang", models.Effective))
	})
	t.Run("approval.one-seat a signature for two seats stands for both when the case comes back, and is given once again when it was sent back to it", func(t *testing.T) {
		p := playtest.New(t)
		asking(p)
		id := p.Draft("linxiaowen", filledBy(p, "10", "sunzhiqiang", "zhoujianguo"))
		p.Run(id, "linxiaowen", signs("zhoujianguo", models.Running),
			playtest.Move{After: time.Hour, Who: "sunzhiqiang", Verb: models.SendBack, Comment: "请说明", State: models.Returned},
			playtest.Move{After: time.Hour, Who: "linxiaowen", Verb: models.Resubmit, State: models.Running},
			playtest.Move{After: time.Hour, Who: "sunzhiqiang", Verb: models.SendBack, Comment: "请核对", Data: map[string]any{"round": 2}, Want: "send-back-where"}, // nobody signed there
			playtest.Move{After: time.Hour, Who: "sunzhiqiang", Verb: models.SendBack, Comment: "请核对", Data: map[string]any{"round": 1}, State: models.Running},
			signs("zhoujianguo", models.Running), signs("sunzhiqiang", models.Effective))
	})
	t.Run("approval.form what is not chosen, or chosen wrongly, is refused by the clause that asks", func(t *testing.T) {
		p := playtest.New(t)
		asking(p)
		for says, wrong := range map[string]struct {
			filled *models.FilledForm
			want   string
		}{
			"nobody is chosen":      {filledBy(p, "10", "zhengjie"), "seat-choice-missing"},
			"two are chosen":        {filledBy(p, "10", "zhengjie", "sunzhiqiang", "zhoujianguo"), "seat-choice-number"},
			"a clerk is chosen":     {filledBy(p, "10", "zhengjie", "zhengjie"), "seat-choice-outside"},
			"the applicant herself": {filledBy(p, "10", "linxiaowen", "sunzhiqiang"), "seat-field-barred"},
			"nobody is named":       {filledBy(p, "10", "", "sunzhiqiang"), "field-missing"},
		} {
			id := p.Draft("linxiaowen", wrong.filled)
			_, err := p.Desk.CheckDraft(context.Background(), p.Person("linxiaowen"), id)
			e := models.AsError(err)
			require.NotNil(t, e, says)
			require.Len(t, e.Fields, 1, says)
			require.Equal(t, wrong.want, e.Fields[0].Key, says)
			p.RefuseSubmission(id, "linxiaowen", "approval.form")
		}
		stranger := filledBy(p, "10", "zhengjie", "sunzhiqiang")
		stranger.Values["user"] = "00000000-0000-4000-8000-000000000000"
		p.RefuseSubmission(p.Draft("linxiaowen", stranger), "linxiaowen", "approval.form")
	})
	t.Run("approval.send-back whom the applicant chose has not to sign again what is unchanged", func(t *testing.T) {
		p := playtest.New(t)
		asking(p)
		id := p.Draft("linxiaowen", filledBy(p, "10", "zhengjie", "sunzhiqiang"))
		p.Run(id, "linxiaowen", signs("zhoujianguo", models.Running), signs("sunzhiqiang", models.Running),
			playtest.Move{After: time.Hour, Who: "zhengjie", Verb: models.SendBack, Comment: "请说明", State: models.Returned},
			playtest.Move{After: time.Hour, Who: "linxiaowen", Verb: models.Resubmit, State: models.Running},
			signs("zhengjie", models.Effective))
	})
	t.Run("approval.one-seat who alone can sign both rounds signs once, where the clause lets one signature be for both", func(t *testing.T) {
		p := playtest.New(t)
		d := asking(p)
		d.Code, d.Series, d.Signatures = "either", "EI", []form.Row{
			{Round: 1, Mode: models.Any, Of: []string{"head@case-unit", "field:user"}},
			{Round: 2, Mode: models.All, Of: []string{"head@case-unit"}},
		}
		_, err := p.Adopt(d)
		require.NoError(t, err)
		filled := filledBy(p, "10", "zhoujianguo")
		filled.Form = "either"
		p.Run(p.Draft("linxiaowen", filled), "linxiaowen", signs("zhoujianguo", models.Effective))
	})
	t.Run("approval.form a field of the form that names signers must be asked for", func(t *testing.T) {
		p := playtest.New(t)
		d := asking(p)
		for _, of := range []string{"field:nobody", "field:amount", "chain:0@applicant", "choice:2@company"} {
			d.Signatures = []form.Row{{Round: 1, Mode: models.All, Of: []string{of}}}
			_, err := p.Adopt(d)
			require.True(t, models.IsKind(err, models.Invalid), "%s: %v", of, err)
		}
		d.Signatures = []form.Row{{Round: 1, Mode: models.Departments, Of: []string{"head@finance", "head@production"}}}
		_, err := p.Adopt(d)
		require.NoError(t, err)
	})
	t.Run("approval.form a trip of three days goes one level higher", func(t *testing.T) {
		p := playtest.New(t)
		trip := func(days string) *models.FilledForm {
			unit := playtest.One[string](p, `select u.id from units u join companies c on c.id = u.company_id where c.code = 'MILL' and u.function = 'finance' limit 1`)
			return &models.FilledForm{Form: "trip", Values: map[string]string{"destination": "上海", "from_on": "2026-11-09", "until_on": "2026-11-11", "days": days, "cost_unit": unit, "purpose": "展会"}}
		}
		p.RunOpen(p.Draft("linxiaowen", trip("2.5")), "linxiaowen", signs("zhoujianguo", models.Running), signs("wangfang", models.Effective))
		p = playtest.New(t)
		p.RunOpen(p.Draft("linxiaowen", trip("3")), "linxiaowen", signs("zhoujianguo", models.Running), signs("chenli", models.Running), signs("wangfang", models.Effective))
	})
}
