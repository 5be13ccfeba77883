package api_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"countersign/api"
	"countersign/models"
	"countersign/models/form"
	"countersign/models/regulation"
)

// expenses is a form with rows, their total and several choices, which the head signs.
func expenses() form.Definition {
	both := func(zh, en string) form.Text { return form.Text{Zh: zh, En: en} }
	return form.Definition{Code: "expenses", Series: "BX", Name: both("费用报销", "Expenses"), Clause: both("费用报销须经批准。", "Expenses are approved."), Amount: "total",
		Summary: []string{"proofs", "total"},
		Fields: []form.Field{
			{Key: "items", Label: both("明细", "Items"), Type: form.Rows, Required: true, Columns: []form.Field{
				{Key: "what", Label: both("用途", "What for"), Type: form.Line, Required: true},
				{Key: "kind", Label: both("类别", "Kind"), Type: form.Choice, Options: []form.Option{{Value: "car", Label: both("交通", "Transport")}, {Value: "meal", Label: both("餐饮", "Meals")}}},
				{Key: "amount", Label: both("金额", "Amount"), Type: form.Money, Required: true},
			}},
			{Key: "total", Label: both("合计", "Total"), Type: form.Money, Sum: "items.amount"},
			{Key: "proofs", Label: both("凭证", "Vouchers"), Type: form.Choices, Options: []form.Option{{Value: "invoice", Label: both("发票", "Invoice")}, {Value: "receipt", Label: both("收据", "Receipt")}}},
		},
		Signatures: []form.Row{{Round: 1, Mode: models.All, Of: []string{"head@case-unit"}}}}
}

func TestApprovalForm_RowsAreArraysWhoseFaultsStandAtTheirCellsAndWhoseTotalIsComputed(t *testing.T) {
	h := newHouse(t)
	h.adopts(expenses())
	var d api.DraftView
	file := func(values map[string]any) {
		if d.ID == "" {
			h.do(ask{who: "lin", method: "POST", path: "/api/v1/cases", body: map[string]any{"kind": "form", "document": map[string]any{"form": "expenses", "values": values}}}).ok(201, &d)
		} else {
			h.do(ask{who: "lin", method: "PUT", path: "/api/v1/cases/" + string(d.ID) + "/document", header: map[string]string{"If-Match": string(d.Digest)},
				body: map[string]any{"document": map[string]any{"form": "expenses", "version": 1, "values": values}}}).ok(200, &d)
		}
		h.do(ask{who: "lin", method: "POST", path: "/api/v1/cases/" + string(d.ID) + "/check"}).ok(200, &d)
	}
	at := func() (places []string) {
		for _, f := range d.Faults {
			places = append(places, f.At+" "+f.Key)
		}
		return places
	}
	row := func(what, kind, amount string) map[string]string {
		return map[string]string{"what": what, "kind": kind, "amount": amount}
	}
	file(map[string]any{"items": []any{row("打车", "car", "12.5"), row("", "plane", "1.005"), map[string]string{}}, "proofs": []string{"wax"}})
	require.ElementsMatch(t, []string{"values.items[1].what field-missing", "values.items[1].kind form-choice", "values.items[1].amount form-number",
		"values.items[2].what form-row-empty", "values.proofs form-choice"}, at())
	h.do(ask{who: "lin", method: "PUT", path: "/api/v1/cases/" + string(d.ID) + "/document", header: map[string]string{"If-Match": string(d.Digest)},
		body: map[string]any{"document": map[string]any{"form": "expenses", "values": map[string]any{"items": 3}}}}).refused(422, "document-unreadable", "")

	file(map[string]any{"items": []any{row("打车", "car", "￥１２．５"), row("客饭", "", "1,000")}, "proofs": []string{"receipt", "invoice"}, "total": "3"})
	require.Empty(t, d.Faults)
	h.do(ask{who: "lin", method: "POST", path: "/api/v1/cases/" + string(d.ID) + "/submit", header: key(), body: map[string]any{"digest": d.Digest}}).ok(200, nil)
	var c api.CaseView
	h.get("mei", "/api/v1/cases/"+string(d.ID)).ok(200, &c)
	require.JSONEq(t, `{"form": "expenses", "version": 1, "values": {"items": [{"what": "打车", "kind": "car", "amount": "12.5"}, {"what": "客饭", "amount": "1000"}],
		"proofs": ["invoice", "receipt"], "total": "1012.5"}}`, string(c.Document.Raw))
	require.Equal(t, []api.FieldView{
		{Key: "items", Label: "明细", Value: "打车 · 交通 · ¥12.50\n客饭 · ¥1,000.00", Rows: &api.RowsView{
			Columns: []api.ColumnView{{Key: "what", Label: "用途"}, {Key: "kind", Label: "类别"}, {Key: "amount", Label: "金额", Number: true}},
			Rows:    [][]string{{"打车", "交通", "¥12.50"}, {"客饭", "", "¥1,000.00"}}}},
		{Key: "total", Label: "合计", Value: "¥1,012.50"}, {Key: "proofs", Label: "凭证", Value: "发票、收据"}}, c.Document.Fields)
	require.Equal(t, "发票、收据 · 合计 ¥1,012.50", h.inbox("mei", nil)[0].About)
	require.Len(t, h.inbox("mei", words("发票")), 1)
	h.act("mei", d.ID, models.Sign, "").ok(200, nil)
}

func TestApprovalFields_ATaskFillsInRowsAndSeveralChoices(t *testing.T) {
	h := newHouse(t)
	f := expenses()
	f.Amount, f.Summary = "", nil
	for _, i := range []int{0, 2} {
		f.Fields[i].Rights = map[models.Step]form.Right{"start": form.ReadOnly, "signatures.1": form.Writable}
	}
	f.Fields = append(f.Fields, form.Field{Key: "why", Label: form.Text{Zh: "事由", En: "Why"}, Type: form.Line})
	h.adopts(f)
	d := h.filed("expenses", map[string]string{"why": "出差"})
	sign := func(values string) reply {
		var c api.CaseView
		h.get("mei", "/api/v1/cases/"+string(d.ID)).ok(200, &c)
		require.Equal(t, []api.FillView{{Key: "items", Label: "明细"}, {Key: "proofs", Label: "凭证"}}, c.Acts[0].Fills)
		return h.do(ask{who: "mei", method: "POST", path: "/api/v1/cases/" + string(d.ID) + "/acts", header: key(),
			body: map[string]any{"verb": "sign", "task": c.Acts[0].Task, "digest": c.Digest, "data": json.RawMessage(values)}})
	}
	wrong := sign(`{"values": {"items": [{"what": "打车"}]}}`).refused(422, "document-incomplete", regulation.ApprovalFields.ID())
	require.Equal(t, "values.items[0].amount", wrong.Fields[0].At)
	sign(`{"values": {"items": [{"what": "打车", "amount": "7"}], "proofs": ["receipt"]}}`).ok(200, nil)
	var c api.CaseView
	h.get("lin", "/api/v1/cases/"+string(d.ID)).ok(200, &c)
	require.Contains(t, c.Document.Fields, api.FieldView{Key: "total", Label: "合计", Value: "¥7.00"})
	require.Contains(t, c.Document.Fields, api.FieldView{Key: "proofs", Label: "凭证", Value: "收据"})
}
