package browser

import (
	"strings"
	"time"

	"github.com/stretchr/testify/require"
)

// exception: more pieces than the clause allows; the general manager signs, and
// the request can be submitted.
func (w *walk) exception() {
	p := w.clerk
	p.visit("/new/sample-request")
	p.fill("customer.q", "C-002")
	p.fill("purpose", "客户整批试织，需一次取足")
	p.choose("free", "true")
	p.set("wantedOn", time.Now().AddDate(0, 0, 7).Format("2006-01-02"))
	p.fill("lines[0].variety.q", "JC-40")
	p.set("lines[0].size", "half")
	p.fill("lines[0].pieces", "60")
	p.press(`.bar button[value="submit"]`)
	draft, _, _ := strings.Cut(p.path(), "/edit")
	p.press(`#faults .button`)
	require.Contains(w.T, p.path(), "clause=sample.complete")
	p.look("exception-new")
	p.press(`.bar button[value="submit"]`)
	require.Contains(w.T, p.text(), "此栏必填")
	p.fill("reason", "客户整批试织需要六十个半纱，分批取样批次不一，无法比较。")
	p.press(`.bar button[value="submit"]`)
	p.look("exception-confirm", desk)
	p.press("form.bar button.primary")
	asked, _, _ := strings.Cut(p.path(), "?")
	gm := sit(w.T, w.browser, w.o, "chenli")
	gm.look("inbox-manager", desk, phone, narrowest)
	gm.visit(asked)
	gm.look("exception-to-sign")
	gm.press(`button[value="sign"]`)
	p.visit(draft + "/edit?check=1")
	require.NotContains(w.T, p.text(), "最多 20 个")
	p.press(`.bar button[value="submit"]`)
	p.press("form.bar button.primary")
	require.Contains(w.T, p.text(), "已办理")
}

// requisition: samples from stock for the company's own use.
func (w *walk) requisition() {
	p := w.clerk
	p.visit("/new/sample-requisition")
	p.fill("purpose", "展会样卡")
	p.fill("lines[0].variety.q", "JC-60")
	p.fill("lines[0].kg", "1.25")
	p.press(`.bar button[value="submit"]`)
	require.Contains(w.T, p.text(), "1.25 千克")
	p.press("form.bar button.primary")
	path, _, _ := strings.Cut(p.path(), "?")
	gm := sit(w.T, w.browser, w.o, "chenli")
	gm.visit(path)
	gm.press(`button[value="sign"]`)
	for _, login := range []string{"fengyulan", "zhengjie"} {
		q := sit(w.T, w.browser, w.o, login)
		q.visit(path)
		q.look("requisition-" + login)
		q.fill("voucher", "记-2026-11-088")
		q.press(".ask button.primary")
	}
	p.visit(path)
	require.Contains(w.T, p.text(), "已办结")
}

// monthEnd: production totals the month; what differs is explained and signed,
// then reported and booked. The month may have been closed by an earlier walk.
func (w *walk) monthEnd() {
	p := sit(w.T, w.browser, w.o, "wuqian")
	p.visit("/new/sample-month-end")
	p.look("month-new")
	p.press(`.bar button[value="submit"]`)
	p.look("month-confirm", desk)
	p.press("form.bar button.primary")
	if strings.Contains(p.text(), "已经建立") {
		require.Contains(w.T, p.text(), "sample.month-end")
		p.look("month-taken", desk)
		return
	}
	path, _, _ := strings.Cut(p.path(), "?")
	p.look("month-to-total")
	p.press(".ask button.primary")
	p.look("month-compared", desk, phone, dark)
	p.press(".ask button.primary")
	q := sit(w.T, w.browser, w.o, "zhengjie")
	q.visit(path)
	q.fill("voucher", "转-2026-11-012")
	q.press(".ask button.primary")
	p.visit(path)
	require.Contains(w.T, p.text(), "已办结")
	p.look("month-done")
}
