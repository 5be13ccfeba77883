package form_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"countersign/models"
	"countersign/models/form"
	"countersign/workflows/playtest"
)

// expenses is a form whose total decides whether the general manager signs too, and whose
// vouchers whether finance books it.
func expenses(p *playtest.Play) {
	both := func(zh, en string) form.Text { return form.Text{Zh: zh, En: en} }
	_, err := p.Adopt(form.Definition{Code: "expenses", Series: "BX", Name: both("费用报销", "Expenses"),
		Clause: both("费用报销一千元以上的再经总经理批准。", "Expenses from 1,000 on are approved by the general manager too."), Amount: "total",
		Fields: []form.Field{
			{Key: "items", Label: both("明细", "Items"), Type: form.Rows, Required: true, Columns: []form.Field{
				{Key: "what", Label: both("用途", "What for"), Type: form.Line, Required: true},
				{Key: "amount", Label: both("金额", "Amount"), Type: form.Money, Required: true, Min: 1},
			}},
			{Key: "total", Label: both("合计", "Total"), Type: form.Money, Sum: "items.amount"},
			{Key: "proofs", Label: both("凭证", "Vouchers"), Type: form.Choices, Options: []form.Option{{Value: "invoice", Label: both("发票", "Invoice")}, {Value: "cash", Label: both("现金", "Cash")}}},
		},
		Signatures: []form.Row{{Round: 1, Mode: models.All, Of: []string{"head@case-unit"}}, {From: 100000, Round: 2, Mode: models.All, Of: []string{"gm@company"}}},
		Tasks:      []form.Task{{Step: "stamp", Name: both("盖章", "Stamp"), Row: form.Row{When: []form.When{{Field: "proofs", In: []string{"invoice"}}}, Round: 1, Mode: models.Any, Of: []string{"staff@office"}}}}})
	require.NoError(p.T, err)
}

func claimed(proofs []string, amounts ...string) *models.FilledForm {
	var rows []models.Row
	for _, amount := range amounts {
		rows = append(rows, models.Row{"what": "差旅", "amount": amount})
	}
	return &models.FilledForm{Form: "expenses", Values: models.Values{"items": models.Listed(rows), "proofs": models.Listed(proofs), "total": "0.01"}}
}

func TestForm_Rows(t *testing.T) {
	t.Run("approval.form what the rows come to decides about the second signature, whatever was typed as their total", func(t *testing.T) {
		p := playtest.New(t)
		expenses(p)
		head := headSigns
		head.State = models.Done
		p.Run(p.Draft("linxiaowen", claimed(nil, "500", "499.99")), "linxiaowen", head)
		head.State = models.Running
		gm := gmSigns
		gm.State = models.Done
		p.Run(p.Draft("linxiaowen", claimed([]string{"cash"}, "500", "￥５００")), "linxiaowen", head, gm)
	})
	t.Run("approval.form a task follows where what it is about is one of several choices", func(t *testing.T) {
		p := playtest.New(t)
		expenses(p)
		head := headSigns
		head.State = models.Effective
		p.Run(p.Draft("linxiaowen", claimed([]string{"cash", "invoice"}, "10")), "linxiaowen", head, stamps(p))
	})
	t.Run("approval.form a row without its amount is not submitted", func(t *testing.T) {
		p := playtest.New(t)
		expenses(p)
		p.RefuseSubmission(p.Draft("linxiaowen", claimed(nil, "10", "")), "linxiaowen", "approval.form")
		p.RefuseSubmission(p.Draft("linxiaowen", claimed(nil)), "linxiaowen", "approval.form")
	})
	t.Run("approval.digest who signed other rows is asked again when they were mended", func(t *testing.T) {
		p := playtest.New(t)
		expenses(p)
		first := headSigns
		first.State = models.Running
		back := playtest.Move{After: time.Hour, Who: "chenli", Verb: models.SendBack, Comment: "金额写错", State: models.Returned}
		mends := playtest.Move{After: time.Hour, Who: "linxiaowen", Verb: models.Resubmit, Edit: mended(claimed(nil, "1000", "500")), State: models.Running}
		gm := gmSigns
		gm.State = models.Done
		p.Run(p.Draft("linxiaowen", claimed(nil, "1000", "5000")), "linxiaowen", first, back, mends, first, gm)
	})
}
