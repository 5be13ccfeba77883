package browser

import (
	"context"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// Walk takes a sample from its request to the gate, by the people of the demo
// group who do it, and looks at every page on the way.
func Walk(t testing.TB, o Options) {
	w := &walk{T: t, o: o, browser: open(t, o)}
	w.door()
	w.request()
	w.talk()
	w.signatures()
	w.paper()
	w.workshop()
	w.gate()
	w.exception()
	w.requisition()
	w.monthEnd()
	w.seals()
	w.proved()
	w.defined()
	w.rest()
	w.english()
}

// A walk is on its way: the case that it follows, and who has sat down.
type walk struct {
	T       testing.TB
	o       Options
	browser context.Context
	clerk   *person
	path    string // of the case
	number  string
	link    string // of the gate pass, without the house
}

// door: nobody comes in without signing in, and comes out where he or she wanted to.
func (w *walk) door() {
	p := stranger(w.T, w.browser, w.o)
	p.visit("/registers")
	require.Equal(w.T, "/login?next=%2Fregisters", p.path())
	p.look("login", desk, phone, dark)
	p.login = "linxiaowen"
	p.fill("login", p.login)
	p.fill("password", "not the password")
	require.EqualValues(w.T, 401, p.press("main button.primary"))
	p.look("login-refused", desk)
	p.signIn()
	require.Equal(w.T, "/registers", p.path())
	w.clerk = p
}

// request: 林晓雯 applies for a free sample with two lines; what is wrong is said
// beside the fields, and nothing that was typed is lost.
func (w *walk) request() {
	p := w.clerk
	p.visit("/?box=copied")
	p.look("inbox-empty")
	p.visit("/new")
	p.look("start")
	p.visit("/new/sample-request")
	p.look("request-new", desk, phone, dark, narrowest)
	p.fill("purpose", "客户试织样布，比较两种纱支")
	p.fill("lines[0].pieces", "很多")
	require.EqualValues(w.T, 422, p.press(`button[value="add"]`))
	require.Contains(w.T, p.text(), "请填写数字")
	require.Equal(w.T, "很多", p.value(`document.querySelector('[name="lines[0].pieces"]').value`))
	p.fill("customer.q", "有限公司")
	p.fill("lines[0].pieces", "2")
	require.EqualValues(w.T, 422, p.press(`.bar button[value="submit"]`))
	p.look("request-choose")
	p.fill("customer.q", "C-001")
	p.choose("free", "true")
	p.set("wantedOn", time.Now().AddDate(0, 0, 7).Format("2006-01-02"))
	p.fill("lines[0].variety.q", "JC-40")
	p.set("lines[0].size", "whole")
	p.fill("lines[1].variety.q", "JC-60")
	p.set("lines[1].size", "small")
	p.fill("lines[1].pieces", "40")
	p.press(`.bar button[value="submit"]`)
	require.Contains(w.T, p.path(), "check=1")
	require.Contains(w.T, p.text(), "最多 20 个")
	p.look("request-faults", desk, phone, dark)
	p.fill("lines[1].pieces", "4")
	p.press(`.bar button[value="submit"]`)
	require.Contains(w.T, p.path(), "/submit")
	require.Contains(w.T, p.text(), "4.28 千克")
	p.look("request-confirm")
	p.press("form.bar button.primary")
	require.Contains(w.T, p.path(), "done=submit")
	w.path, _, _ = strings.Cut(p.path(), "?")
	w.number = regexp.MustCompile(`MILL-QY-\d{4}-\d{5}`).FindString(p.text())
	require.NotEmpty(w.T, w.number)
	p.look("case-submitted", desk, phone, dark)
}

// signatures: 周建国 signs first; nobody signs out of turn, not even by hand; then 陈立.
func (w *walk) signatures() {
	w.mayNotSign(w.clerk, "approval.own-case")
	head := sit(w.T, w.browser, w.o, "zhoujianguo")
	require.Contains(w.T, head.text(), w.number)
	head.look("inbox-head", desk, phone, dark)
	head.visit(w.path)
	head.look("case-to-sign", desk, phone, dark, nightly)
	head.value(`[...document.querySelectorAll('details')].map(d => d.open = true).join()`)
	head.look("case-all-open", desk, phone, dark)
	require.EqualValues(w.T, 422, head.press(`button[value="refuse"]`))
	require.Contains(w.T, head.text(), "请写明理由")
	head.look("case-reason-missing")
	head.fill("comment", "同意，请按样布要求取样。")
	head.press(`button[value="sign"]`)
	require.Contains(w.T, head.path(), "done=sign")
	head.look("case-signed", desk)
	w.mayNotSign(head, "approval.")
	gm := sit(w.T, w.browser, w.o, "chenli")
	gm.visit(w.path)
	gm.press(`button[value="sign"]`)
	require.Contains(w.T, gm.text(), "生效")
	gm.look("case-effective")
}

// mayNotSign: a person who opens a task of somebody else sees the clause instead
// of a form, and is refused under it when the form is sent all the same.
func (w *walk) mayNotSign(p *person, clause string) {
	p.visit(w.path)
	require.Equal(w.T, "0", p.value(`String(document.querySelectorAll('button[value="sign"]').length)`))
	require.Contains(w.T, p.value(`document.querySelector('.barred').textContent`), clause)
	p.look("case-barred-"+p.login, desk)
	refused := p.value(`fetch(location.pathname + '/acts', {method: 'POST', headers: {'Content-Type': 'application/x-www-form-urlencoded'},
		body: new URLSearchParams({verb: 'sign', key: crypto.randomUUID(), task: '` + w.openTask(p) + `', digest: '` + w.digest(p) + `'})}).then(async r => r.status + ' ' + await r.text())`)
	require.Regexp(w.T, `^(403|409) `, refused)
	require.Contains(w.T, refused, clause)
}

func (w *walk) openTask(p *person) string {
	return p.value(`fetch('/api/v1' + location.pathname).then(r => r.json()).then(c => c.slates.flatMap(s => s.rounds).flatMap(r => r.seats).find(s => s.state === 'open').task)`)
}

func (w *walk) digest(p *person) string {
	return p.value(`fetch('/api/v1' + location.pathname).then(r => r.json()).then(c => c.digest)`)
}
