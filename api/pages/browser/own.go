package browser

import (
	"strings"
	"time"

	"github.com/stretchr/testify/require"
)

// seals: two applications for the company's seal are signed in one go by 周建国;
// the larger needs 陈立 too, and the office stamps it.
func (w *walk) seals() {
	small, large := w.seal("开户资料复印件", "0"), w.seal("年度购销合同", "80,000")
	head := sit(w.T, w.browser, w.o, "zhoujianguo")
	head.look("inbox-several", desk, phone, dark)
	for _, path := range []string{small, large} {
		head.tick(strings.TrimPrefix(path, "/cases/"))
	}
	head.press("#batch button")
	require.Contains(w.T, head.text(), "涉及金额（元）：¥80,000.00")
	head.look("batch", desk, phone, dark, narrowest)
	head.fill("comment", "同意用印")
	head.press("main button.primary")
	require.Contains(w.T, head.text(), "已签 2 件")
	head.look("batch-signed", desk, phone, dark)
	gm := sit(w.T, w.browser, w.o, "chenli")
	gm.visit(large)
	gm.press(`button[value="sign"]`)
	office := sit(w.T, w.browser, w.o, "chengxiuying")
	office.visit(large)
	require.Contains(w.T, office.text(), "监印并登记")
	office.look("seal-stamp", desk, phone, dark)
	office.fill("comment", "用印登记 2026-118")
	office.press(".ask button.primary")
	require.Contains(w.T, office.text(), "已办结")
}

// defined: 徐静 looks at the forms, is told what is wrong with a definition, and
// sees what a change of the matrix would change.
func (w *walk) defined() {
	p := sit(w.T, w.browser, w.o, "xujing")
	p.visit("/forms")
	p.look("forms", desk, phone, dark)
	p.fill("definition", `{"code": "Stamp"}`)
	require.EqualValues(w.T, 422, p.press(`button[value="check"]`))
	p.look("forms-faults", desk, phone, dark)
	p.visit("/forms/leave/1")
	p.look("form", desk, phone, dark)
	p.visit("/new/matrix-change")
	p.set("from", time.Now().AddDate(0, 0, 7).Format("2006-01-02"))
	p.fill("reason", "收款改由财务负责人办理")
	p.value(`(m => m.value = m.value.replace('any@finance', 'head@finance'))(document.querySelector('[name=matrix]'))`)
	p.press(`.bar button[value="submit"]`)
	require.Contains(w.T, p.text(), "与变更前的核决表有 1 处不同")
	require.Contains(w.T, p.text(), "财务部门负责人")
	p.look("matrix-confirm", desk, phone, dark)
}

// seal applies for the company's seal as 林晓雯 and returns the path of the case.
func (w *walk) seal(document, amount string) string {
	return w.apply("seal_use", document, amount)
}

// apply applies on a form like that for the seal and returns the path of the case.
func (w *walk) apply(form, document, amount string) string {
	p := w.clerk
	p.visit("/new/form/" + form)
	if amount == "0" {
		p.press(`.bar button[value="submit"]`)
		require.Contains(w.T, p.text(), "文件名称：此栏必填")
		p.look("seal-faults", desk, phone, dark)
	}
	p.choose("values.seal", "contract")
	p.fill("values.document", document)
	p.fill("values.copies", "2")
	p.fill("values.recipient", "宏达织造有限公司")
	p.fill("values.amount", amount)
	p.fill("values.reason", "与老客户续签")
	p.press(`.bar button[value="submit"]`)
	p.press("form.bar button.primary")
	path, done, _ := strings.Cut(p.path(), "?")
	require.Equal(w.T, "done=submit", done)
	return path
}
