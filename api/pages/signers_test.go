package pages_test

import (
	"net/url"
	"testing"

	"github.com/stretchr/testify/require"

	"countersign/models"
	"countersign/models/form"
)

// purchase defines a form whose applicant chooses a head and names a person.
func (h *house) purchase() {
	h.t.Helper()
	said := func(zh string) form.Text { return form.Text{Zh: zh, En: zh} }
	h.adopts(form.Definition{Code: "purchase", Series: "CG", Name: said("采购申请"), Clause: said("采购须经批准"), Amount: "amount", Twice: models.TwiceOnce,
		Fields: []form.Field{{Key: "amount", Label: said("金额"), Type: form.Money, Required: true}, {Key: "user", Label: said("使用人"), Type: form.Person, Required: true},
			{Key: "where", Label: said("使用部门"), Type: form.Unit}},
		Signatures: []form.Row{
			{Round: 1, Mode: models.All, Of: []string{"chain:1@applicant"}, To: 500000},
			{Round: 1, Mode: models.All, Of: []string{"chain:gm@applicant"}, From: 500000},
			{Round: 2, Mode: models.All, Of: []string{"choice:head@company"}},
			{Round: 3, Mode: models.All, Of: []string{"field:user"}}},
		Tasks: []form.Task{{Step: "buy", Name: said("购买"), Row: form.Row{Round: 1, Mode: models.Any, Of: []string{"any@office"}}}}})
}

func TestChoosingWhoSigns(t *testing.T) {
	h := newHouse(t)
	h.purchase()
	t.Run("approval.form a form that names signers is looked at, in words", func(t *testing.T) {
		h.get("xujing", "/forms/purchase/1").is(200).says("申请人的上级，逐级，直至总经理", "申请人自选 1 人：", "负责人", "表单栏目指定（user）", "同一人一次签字各席有效")
	})
	t.Run("approval.slate who signs is chosen and found, and what comes next is said before it is submitted", func(t *testing.T) {
		path := casePath.FindString(h.post("linxiaowen", "/new/form/purchase", url.Values{"values.amount": {"100"}, "do": {"submit"}}).to())
		p := h.get("linxiaowen", path+"/edit?check=1").is(200).says("选择签字人", "请选择由谁签字", `id="e-values.user"`, `id="e-signers.choice:head@company"`)
		typed := p.form(path + "/edit")
		id := between(p.Body.String(), `<option value="`, `">王芳`)
		id = id[len(id)-36:]

		typed = with(typed, "values.user.q", "没有此人", "signers.choice:head@company", id, "do", "submit")
		h.post("linxiaowen", path+"/edit", typed).is(422).says("没有找到", "没有此人")
		typed = with(h.get("linxiaowen", path+"/edit").form(path+"/edit"), "values.user.q", "郑洁", "do", "submit")
		require.Equal(t, id, typed.Get("signers.choice:head@company"), "what was chosen is kept")
		require.Equal(t, path+"/submit", h.post("linxiaowen", path+"/edit", typed).to())
		h.get("linxiaowen", path+"/submit").is(200).says("接下来", "周建国", "王芳", "郑洁", "由申请人自选", "由表单栏目指定", "“金额”低于 ¥5,000 时", "自选签字人")

		confirm := h.get("linxiaowen", path+"/submit").form(path + "/submit")
		h.post("linxiaowen", path+"/submit", confirm).to()
		h.get("linxiaowen", path).is(200).says("郑洁", "王芳", "接下来", "购买")
		h.sign("zhoujianguo", path)
		h.sign("wangfang", path)
		h.sign("zhengjie", path)
		h.get("linxiaowen", path).is(200).lacks("接下来")
	})
	t.Run("approval.slate what comes after the signatures is on the page of the case, and not any more when it has ended", func(t *testing.T) {
		path := h.submitted()
		h.get("linxiaowen", path).is(200).says("接下来", "取决于表单生效时样品是否仍在生产", "马永福")
	})
	t.Run("approval.form the department of a trip is one of the company's", func(t *testing.T) {
		h.get("linxiaowen", "/new/form/trip").is(200).says("出差申请", "费用承担部门", `<option value="`, "财务部")
	})
}
