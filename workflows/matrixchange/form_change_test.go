package matrixchange_test

import (
	"context"
	"encoding/json"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"countersign/models"
	"countersign/models/form"
	"countersign/policies"
	"countersign/workflows/playtest"
)

// sealByGM is the application for the seal that the general manager alone signs.
func sealByGM(t *testing.T) form.Definition {
	d := form.Shipped[1]
	require.Equal(t, "seal_use", d.Code)
	d.Signatures = []form.Row{{Round: 1, Mode: models.All, Of: []string{"gm@company"}}}
	return d
}

func proposing(t *testing.T, d form.Definition) *models.MatrixChange {
	body, err := json.Marshal(d)
	require.NoError(t, err)
	return &models.MatrixChange{Reason: "用印改由总经理签核", Form: body}
}

func sealUse() *models.FilledForm {
	return &models.FilledForm{Form: "seal_use", Values: map[string]string{"seal": "contract", "document": "合同", "copies": "1", "recipient": "宏达织造", "amount": "100", "reason": "签订"}}
}

func signs(who string, state models.State) playtest.Move {
	return playtest.Move{After: time.Hour, Who: who, Verb: models.Sign, State: state}
}

func meanwhile(what func(*playtest.Play)) playtest.Move {
	m := playtest.Then(what)
	m.Who = "xujing"
	return m
}

func refused(m playtest.Move, want string) playtest.Move {
	m.State, m.Want = "", want
	return m
}

// versions counts the versions of the mill's form.
func versions(p *playtest.Play) int {
	return playtest.One[int](p, `select count(*) from forms where code = 'seal_use'`)
}

func TestAuthorityMatrix_WhoSignsAFormIsChangedByAnApprovedCase(t *testing.T) {
	ctx := context.Background()
	t.Run("authority.matrix one person does not change who signs a form, and a new form is no way around it", func(t *testing.T) {
		p := playtest.New(t)
		another := form.Shipped[1]
		another.Code, another.Series, another.Version = "seal_again", "YZ", 0
		for _, d := range []form.Definition{sealByGM(t), another} {
			_, err := p.Desk.DefineForm(ctx, p.Person("xujing"), d)
			e := models.AsError(err)
			require.Equal(t, []string{"form-by-case", "authority.matrix"}, []string{e.Key, string(e.Clause.ID())})
			toCase, err := p.Desk.TryForm(ctx, p.Person("xujing"), d)
			require.NoError(t, err)
			require.True(t, toCase)
		}
		require.Zero(t, playtest.One[int](p, `select count(*) from forms`))
		require.Zero(t, playtest.One[int](p, `select count(*) from house_events where kind = 'form_kept'`))
	})
	t.Run("authority.matrix a version that two have signed is in force from then on, and the old one until then", func(t *testing.T) {
		p := playtest.New(t)
		change := p.Draft("xujing", proposing(t, sealByGM(t)))
		before := p.Draft("linxiaowen", sealUse())
		p.Run(change, "xujing",
			refused(signs("xujing", ""), "approval.own-case"),
			signs("chenli", models.Running), // stands in for the head, who applied
			meanwhile(func(p *playtest.Play) { require.Zero(t, versions(p), "not before the last signature") }),
			signs("luojia", models.Effective))
		require.Equal(t, 1, versions(p))
		require.Equal(t, string(change), playtest.One[string](p, `select case_id::text from forms where code = 'seal_use' and version = 2 and by_id = ?`, p.Person("xujing")))
		p.RefuseSubmission(before, "linxiaowen", "form-outdated")
		p.Run(p.Draft("linxiaowen", sealUse()), "linxiaowen", refused(signs("zhoujianguo", ""), "approval.post"), signs("chenli", models.Effective),
			playtest.Move{After: time.Hour, Who: "chengxiuying", Verb: models.Carry})
	})
	t.Run("authority.matrix a version that is refused leaves the old one in force", func(t *testing.T) {
		p := playtest.New(t)
		p.Run(p.Draft("tangyu", proposing(t, sealByGM(t))), "tangyu", signs("jianglihua", models.Running),
			playtest.Move{After: time.Hour, Who: "gaoyuan", Verb: models.RefuseIt, Comment: "部门负责人仍须签字", State: models.Refused})
		p.Run(p.Draft("xujing", proposing(t, sealByGM(t))), "xujing", playtest.Move{After: time.Hour, Who: "xujing", Verb: models.Withdraw, Comment: "再议", State: models.Withdrawn})
		require.Zero(t, versions(p))
		p.RunOpen(p.Draft("linxiaowen", sealUse()), "linxiaowen", signs("zhoujianguo", models.Effective))
	})
	t.Run("authority.matrix of two versions made from one the later is refused, so that nothing is lost", func(t *testing.T) {
		p := playtest.New(t)
		worded := form.Shipped[1]
		worded.Name.En = "Use of a seal"
		p.RunOpen(p.Draft("xujing", proposing(t, sealByGM(t))), "xujing", signs("chenli", models.Running),
			meanwhile(func(p *playtest.Play) {
				_, err := p.Desk.DefineForm(ctx, p.Person("xujing"), worded)
				require.NoError(t, err)
			}),
			refused(signs("luojia", ""), "form-newer-signed"))
		require.Equal(t, 1, versions(p))
		p.RefuseSubmission(p.Draft("xujing", proposing(t, sealByGM(t))), "xujing", "form-newer")
		next := sealByGM(t)
		next.Version = 2
		p.At(playtest.Monday.AddDate(0, 0, 1))
		p.Run(p.Draft("xujing", proposing(t, next)), "xujing", signs("chenli", models.Running), signs("luojia", models.Effective))
		require.Equal(t, 2, versions(p))
	})
	t.Run("authority.matrix a version that nobody could sign is not submitted", func(t *testing.T) {
		p := playtest.New(t)
		d := sealByGM(t)
		d.Signatures[0].Of = []string{"emperor@everywhere"}
		change := proposing(t, d)
		change.Rows = policies.DefaultMatrix()
		id := p.Draft("xujing", change)
		_, err := p.Desk.CheckDraft(ctx, p.Person("xujing"), id)
		e := models.AsError(err)
		require.Equal(t, []string{"form.signatures[0].of[0]", "form"}, []string{e.Fields[0].At, e.Fields[1].At}, "%v", e.Fields)
		p.RefuseSubmission(id, "xujing", "authority.matrix")
		for _, text := range []string{`{"code": 1}`, `[]`} {
			p.RefuseSubmission(p.Draft("xujing", &models.MatrixChange{Reason: "试", Form: json.RawMessage(text)}), "xujing", "authority.matrix")
		}
	})
}

func TestApprovalRecord_AVersionWithOtherWordsIsKeptByOnePersonAndStandsInTheHousesRecord(t *testing.T) {
	p := playtest.New(t)
	d := form.Shipped[1]
	d.Fields = append([]form.Field{{Key: "note", Label: form.Text{Zh: "说明", En: "Note"}, Type: form.Line}}, d.Fields...)
	kept, err := p.Desk.DefineForm(context.Background(), p.Person("xujing"), d)
	require.NoError(t, err)
	require.Equal(t, 2, kept.Version)
	require.JSONEq(t, `{"form": "seal_use", "version": "2"}`, string(playtest.One[[]byte](p, `select detail from house_events where kind = 'form_kept' and actor_id = ? and company_id is not null`, p.Person("xujing"))))
	require.Zero(t, playtest.One[int](p, `select count(*) from forms where case_id is not null`))
}

func TestApprovalForm_OfTwoVersionsThatAreKeptAtOnceOneIsToldThatThereIsANewer(t *testing.T) {
	p := playtest.New(t)
	keeper := p.Person("xujing")
	answers := make(chan error)
	for _, name := range []string{"Use of a seal", "Seals"} {
		d := form.Shipped[1]
		d.Name.En = name
		go func() {
			_, err := p.Desk.DefineForm(context.Background(), keeper, d)
			answers <- err
		}()
	}
	first, second := <-answers, <-answers
	require.NoError(t, first)
	require.Equal(t, "form-newer", models.AsError(second).Key, "%v", second)
	require.Equal(t, 1, versions(p))
}
