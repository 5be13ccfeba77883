package pages_test

import (
	"encoding/json"
	"net/url"
	"testing"

	"github.com/stretchr/testify/require"

	"countersign/models"
	"countersign/models/form"
)

// expenses is a form with rows, their total and several choices; finance says what it pays.
func expenses(t *testing.T) string {
	both := func(zh, en string) form.Text { return form.Text{Zh: zh, En: en} }
	columns := []form.Field{{Key: "what", Label: both("用途", "What for"), Type: form.Line, Required: true},
		{Key: "kind", Label: both("类别", "Kind"), Type: form.Choice, Options: []form.Option{{Value: "car", Label: both("交通", "Transport")}}},
		{Key: "taxed", Label: both("含税", "Taxed"), Type: form.YesNo},
		{Key: "amount", Label: both("金额", "Amount"), Type: form.Money, Required: true}}
	later := map[models.Step]form.Right{"start": form.ReadOnly, "signatures": form.ReadOnly, "book": form.Writable}
	body, err := json.Marshal(form.Definition{Code: "expenses", Series: "BX", Name: both("费用报销", "Expenses"), Clause: both("费用报销须经批准。", "Expenses are approved."), Amount: "total",
		Fields: []form.Field{
			{Key: "items", Label: both("明细", "Items"), Type: form.Rows, Required: true, Columns: columns},
			{Key: "total", Label: both("合计", "Total"), Type: form.Money, Sum: "items.amount"},
			{Key: "proofs", Label: both("凭证", "Vouchers"), Type: form.Choices, Required: true, Options: []form.Option{{Value: "invoice", Label: both("发票", "Invoice")}, {Value: "receipt", Label: both("收据", "Receipt")}}},
			{Key: "paid", Label: both("付款明细", "Payments"), Type: form.Rows, Columns: columns[3:], Rights: later},
			{Key: "ways", Label: both("付款方式", "Ways"), Type: form.Choices, Options: []form.Option{{Value: "bank", Label: both("转账", "Bank")}, {Value: "cash", Label: both("现金", "Cash")}}, Rights: later},
		},
		Signatures: []form.Row{{Round: 1, Mode: models.All, Of: []string{"head@case-unit"}}},
		Tasks:      []form.Task{{Step: "book", Name: both("付款", "Pay"), Row: form.Row{Round: 1, Mode: models.Any, Of: []string{"staff@office", "head@office"}}}}})
	require.NoError(t, err)
	return string(body)
}

func TestApprovalForm_RowsAndSeveralChoicesAreFilledInWithoutAScript(t *testing.T) {
	h := newHouse(t)
	h.post("xujing", "/forms", url.Values{"definition": {expenses(t)}, "do": {"try"}}).is(200).says("明细", "付款明细", `type="checkbox" name="values.proofs" value="invoice"`)
	h.adopts(json.RawMessage(expenses(t)))

	h.get("linxiaowen", "/new/form/expenses").is(200).says(`name="values.items[0].what"`, `name="values.items[0].amount"`, `value="row-add:values.items"`, "由系统计算").lacks("row-remove", "付款明细")
	typed := url.Values{"values.items[0].what": {"打车"}, "values.items[0].amount": {"１２．５"}, "values.items[0].taxed": {"true"}, "values.proofs": {"", "receipt", "invoice"}}
	path := casePath.FindString(h.post("linxiaowen", "/new/form/expenses", with(typed, "do", "row-add:values.items")).to())
	edit := h.get("linxiaowen", path+"/edit").is(200).says("¥12.50", `value="row-remove:values.items[1]"`).form(path + "/edit")
	require.Equal(t, []string{"12.5", ""}, []string{edit.Get("values.items[0].amount"), edit.Get("values.items[1].amount")})
	require.Equal(t, []string{"", "invoice", "receipt"}, edit["values.proofs"])

	edit = with(edit, "values.items[1].what", "客饭", "values.items[1].amount", "一百", "do", "submit")
	h.post("linxiaowen", path+"/edit", edit)
	require.Equal(t, path+"/edit?check=1", h.get("linxiaowen", path+"/submit").to())
	h.get("linxiaowen", path+"/edit?check=1").is(200).says("明细 第 2 行金额：请用阿拉伯数字填写", `id="e-values.items[1].amount"`)
	edit = h.get("linxiaowen", path+"/edit").form(path + "/edit")
	h.post("linxiaowen", path+"/edit", with(edit, "values.items[0].kind", "car", "do", "row-remove:values.items[1]"))
	edit = h.get("linxiaowen", path+"/edit").form(path + "/edit")
	require.False(t, edit.Has("values.items[1].what"))
	require.Equal(t, path+"/submit", h.post("linxiaowen", path+"/edit", with(edit, "do", "submit")).to())
	submit := h.get("linxiaowen", path+"/submit").is(200).says("¥12.50", "发票、收据", `data-label="类别">交通</td>`).form(path + "/submit")
	h.post("linxiaowen", path+"/submit", submit)
	h.sign("zhoujianguo", path)

	deed := h.get("chengxiuying", path).is(200).says(`name="values.paid[2].amount"`, "空着的行不计入").lacks(`value="row-add:values.paid"`).form(path + "/acts")
	wrong := h.post("chengxiuying", path+"/acts", with(deed, "values.paid[0].amount", "x", "values.ways", "cash")).is(422)
	require.Equal(t, "x", wrong.form(path+"/acts").Get("values.paid[0].amount"))
	deed = wrong.form(path + "/acts")
	deed["values.ways"] = []string{"", "cash"}
	require.Equal(t, path+"?done=carry_out", h.post("chengxiuying", path+"/acts", with(deed, "values.paid[0].amount", "", "values.paid[1].amount", "12.5", "comment", "已付")).to())
	h.get("linxiaowen", path).is(200).says("付款明细", "现金")
	h.get("linxiaowen", "/print"+path).is(200).says("打车", "¥12.50", "合计", "发票、收据", "付款明细", "程秀英")
}
