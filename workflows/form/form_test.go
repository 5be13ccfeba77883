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

func seal(amount string) *models.FilledForm {
	return &models.FilledForm{Form: "seal_use", Values: map[string]string{"seal": "contract", "document": "购销合同", "copies": "2",
		"recipient": "澜州春晖童装有限公司", "amount": amount, "reason": "签订合同"}}
}

var (
	headSigns = playtest.Move{After: time.Hour, Who: "zhoujianguo", Verb: models.Sign}
	gmSigns   = playtest.Move{After: time.Hour, Who: "chenli", Verb: models.Sign, State: models.Effective}
)

func stamps(p *playtest.Play) playtest.Move {
	login := playtest.One[string](p, `select a.login from accounts a join holdings h on h.person_id = a.person_id join posts o on o.id = h.post_id
		join units u on u.id = o.unit_id join companies c on c.id = o.company_id
		where c.code = 'MILL' and u.function = 'office' and o.rank = 'staff' limit 1`)
	return playtest.Move{After: time.Hour, Who: login, Verb: models.Carry}
}

func TestForm(t *testing.T) {
	t.Run("approval.form below the amount the head signs, then the office stamps", func(t *testing.T) {
		p := playtest.New(t)
		id := p.Draft("linxiaowen", seal("49999.99"))
		head := headSigns
		head.State = models.Effective
		p.Run(id, "linxiaowen",
			playtest.Move{After: time.Hour, Who: "chenli", Verb: models.Sign, Want: "approval.post"},
			head, stamps(p))
		require.Equal(t, "MILL-YY-2026-00001", playtest.One[string](p, `select number from cases where id = ?`, id))
	})
	t.Run("approval.form the clause of seal use promises no signature for contracts that the form does not ask for", func(t *testing.T) {
		require.Equal(t, "contract", seal("10").Values["seal"])
		require.NotContains(t, form.Shipped[1].Clause.Zh, "合同")
		require.NotContains(t, form.Shipped[1].Clause.En, "contract")
		p := playtest.New(t)
		head := headSigns
		head.State = models.Effective
		p.RunOpen(p.Draft("linxiaowen", seal("10")), "linxiaowen", head)
	})
	t.Run("approval.form the office's own people stamp, and their head; the general manager's inbox stays free of it", func(t *testing.T) {
		p := playtest.New(t)
		head := headSigns
		head.State = models.Effective
		id := p.Draft("linxiaowen", seal("10"))
		p.RunOpen(id, "linxiaowen", head)
		require.Empty(t, playtest.One[string](p, `select coalesce(string_agg(o.rank, ','), '') from tasks t join posts o on o.id = t.post_id
			where t.case_id = ? and t.step = 'stamp' and o.rank not in ('staff', 'head')`, id))
		require.Equal(t, "office", playtest.One[string](p, `select string_agg(distinct u.function, ',') from tasks t join posts o on o.id = t.post_id
			join units u on u.id = o.unit_id where t.case_id = ? and t.step = 'stamp'`, id))
		require.Zero(t, playtest.One[int](p, `select count(*) from notices where case_id = ? and person_id = ? and key = 'notice-task'`, id, p.Person("chenli")))
	})
	t.Run("approval.form from the amount on the general manager signs too", func(t *testing.T) {
		p := playtest.New(t)
		head := headSigns
		head.State = models.Running
		p.Run(p.Draft("linxiaowen", seal("50000")), "linxiaowen", head, gmSigns, stamps(p))
	})
	t.Run("approval.step-up from the rulebook's amount on every signature is proved, a refusal never", func(t *testing.T) {
		p := playtest.New(t)
		playtest.One[int](p, `with kept as (insert into rulebooks (company_id, version, from_on, parameters)
			select id, 99, '2026-11-01', '{"approval.step-up/every_signature_from_cents": 2000000}' from companies where code = 'MILL' returning 1) select count(*) from kept`)
		unproved := headSigns
		unproved.Want = "approval.step-up"
		p.Run(p.Draft("linxiaowen", seal("20000")), "linxiaowen", unproved,
			playtest.Move{After: time.Hour, Who: "zhoujianguo", Verb: models.RefuseIt, Comment: "用途不明", State: models.Refused})
		head := headSigns
		head.State = models.Effective
		p.Run(p.Draft("linxiaowen", seal("19999.99")), "linxiaowen", head, stamps(p))
	})
	t.Run("approval.form what is missing or none of the options is refused", func(t *testing.T) {
		p := playtest.New(t)
		for _, spoil := range []func(*models.FilledForm){
			func(f *models.FilledForm) { delete(f.Values, "reason") },
			func(f *models.FilledForm) { f.Values["seal"] = "my own" },
			func(f *models.FilledForm) { f.Values["amount"] = "-1" },
			func(f *models.FilledForm) { f.Values["amount"] = "1.234" },
			func(f *models.FilledForm) { f.Values["more"] = "x" },
		} {
			f := seal("1")
			spoil(f)
			p.RefuseSubmission(p.Draft("linxiaowen", f), "linxiaowen", "approval.form")
		}
	})
	t.Run("approval.form a case finishes under the version that it began with, and a new one begins under the newest", func(t *testing.T) {
		p := playtest.New(t)
		define := func() {
			next := form.Shipped[1]
			require.Equal(t, "seal_use", next.Code)
			next.Signatures = []form.Row{{Round: 1, Mode: models.All, Of: []string{"gm@company"}}}
			kept, err := p.Adopt(next)
			require.NoError(t, err)
			require.Equal(t, 2, kept.Version)
		}
		head := headSigns
		head.State = models.Effective
		late := p.Draft("linxiaowen", seal("10"))
		p.Run(p.Draft("linxiaowen", seal("10")), "linxiaowen", playtest.Then(func(*playtest.Play) { define() }), head, stamps(p))
		p.RefuseSubmission(late, "linxiaowen", "form-outdated")
		p.Run(p.Draft("linxiaowen", seal("10")), "linxiaowen", gmSigns, stamps(p))
	})
	t.Run("approval.number two forms with the same letters are numbered together", func(t *testing.T) {
		p := playtest.New(t)
		for _, code := range []string{"one", "two"} {
			f := form.Shipped[1]
			f.Code, f.Series = code, "ZZ"
			_, err := p.Adopt(f)
			require.NoError(t, err)
			filled := seal("10")
			filled.Form = code
			head := headSigns
			head.State = models.Effective
			p.RunOpen(p.Draft("linxiaowen", filled), "linxiaowen", head)
		}
		require.Equal(t, "MILL-ZZ-2026-00002", playtest.One[string](p, `select max(number) from cases`))
	})
	t.Run("approval.form a definition that nobody could carry out is refused, and so is anybody but who may", func(t *testing.T) {
		p := playtest.New(t)
		ctx := context.Background()
		_, err := p.Desk.DefineForm(ctx, p.Person("linxiaowen"), form.Shipped[1])
		require.True(t, models.IsKind(err, models.Forbidden), "%v", err)
		for name, spoil := range map[string]func(*form.Definition){
			"nobody knows the post": func(d *form.Definition) {
				d.Signatures = []form.Row{{Round: 1, Mode: models.All, Of: []string{"emperor@everywhere"}}}
			},
			"a gap between amounts": func(d *form.Definition) {
				d.Signatures = []form.Row{{From: 100, Round: 1, Mode: models.All, Of: []string{"gm@company"}}}
			},
			"a round is left out": func(d *form.Definition) {
				d.Signatures = []form.Row{{Round: 2, Mode: models.All, Of: []string{"gm@company"}}}
			},
			"a field without English": func(d *form.Definition) {
				d.Fields = []form.Field{{Key: "amount", Type: form.Money, Required: true, Label: form.Text{Zh: "金额"}}}
			},
			"an amount that is none": func(d *form.Definition) { d.Amount = "reason" },
		} {
			d := form.Shipped[1]
			spoil(&d)
			_, err := p.Desk.DefineForm(ctx, p.Person("xujing"), d)
			require.True(t, models.IsKind(err, models.Invalid), "%s: %v", name, err)
		}
	})
}
