package browser

import (
	"strings"

	"github.com/stretchr/testify/require"
)

// paper: the form has three copies, and the gate copy carries the pass.
func (w *walk) paper() {
	p := w.clerk
	p.visit("/print" + w.path)
	require.Equal(w.T, "3", p.value(`String(document.querySelectorAll('article.a4').length)`))
	require.Equal(w.T, "1", p.value(`String(document.querySelectorAll('svg.qr').length)`))
	require.Contains(w.T, p.text(), "第三联 出门证")
	p.look("paper", desk, dark)
	code := strings.ReplaceAll(p.value(`document.querySelector('figcaption code').textContent`), " ", "")
	w.link = "/g/" + code
	pages := p.printed()
	require.Equal(w.T, 3, pages, "pages of paper")
}

// workshop: 马永福 hands over against the number on the paper; 林晓雯 signs the ledger.
func (w *walk) workshop() {
	keeper := sit(w.T, w.browser, w.o, "mayongfu")
	keeper.visit(w.path)
	keeper.look("case-hand-over")
	keeper.fill("form", "MILL-QY-2020-00001")
	require.EqualValues(w.T, 422, keeper.press(".ask button.primary"))
	require.Contains(w.T, keeper.text(), "编号与已生效的审批单不符")
	keeper.look("case-wrong-form", desk)
	keeper.fill("form", w.number)
	keeper.press(".ask button.primary")
	require.Contains(w.T, keeper.path(), "done=hand_over")
	w.clerk.visit(w.path)
	w.clerk.look("case-take")
	w.clerk.press(".ask button.primary")
	require.Contains(w.T, w.clerk.path(), "done=take")
}

// gate: 赵铁柱 scans the pass with a phone before signing in, counts, and lets the
// goods out once.
func (w *walk) gate() {
	guard := stranger(w.T, w.browser, w.o)
	guard.turn(phone)
	guard.login = "zhaotiezhu"
	guard.visit(w.link)
	require.Contains(w.T, guard.path(), "/login?next=")
	guard.signIn()
	require.Equal(w.T, w.link, guard.path())
	guard.look("gate-check", phone, nightly, narrowest, desk)
	guard.turn(phone)
	guard.fill("pieces.1", "1")
	guard.fill("pieces.2", "4")
	require.EqualValues(w.T, 422, guard.press("button.huge"))
	require.Contains(w.T, guard.text(), "sample.gate")
	guard.look("gate-differs", phone)
	guard.turn(phone)
	guard.fill("pieces.1", "2")
	guard.press("button.huge")
	require.Contains(w.T, guard.text(), "已放行")
	guard.look("gate-released", phone, nightly)
	guard.visit(w.link)
	require.Contains(w.T, guard.text(), "不得放行")
	require.Contains(w.T, guard.text(), "赵铁柱")
	guard.look("gate-used", phone, nightly)
	guard.visit("/gate")
	guard.look("gate-house")
	w.clerk.visit(w.path)
	require.Contains(w.T, w.clerk.text(), "办结")
	w.clerk.look("case-done", desk, phone, dark)
}

// rest: the pages beside the way.
func (w *walk) rest() {
	p := sit(w.T, w.browser, w.o, "chenli")
	for name, path := range map[string]string{
		"inbox-done": "/?box=done", "registers": "/registers", "register-ledger": "/registers/sample-ledger", "register-passes": "/registers/gate-passes", "standing": "/standing",
		"proxies": "/proxies", "calendar": "/calendar/2026", "absences": "/absences", "organisation": "/organisation", "me": "/me", "rules": "/rules", "help": "/help",
	} {
		require.EqualValues(w.T, 200, p.visit(path), path)
		p.look(name)
	}
	require.EqualValues(w.T, 404, p.visit("/cases/00000000-0000-4000-8000-000000000000"))
	p.look("missing")
	require.EqualValues(w.T, 404, p.visit("/no-such-page"))
	w.expired()
}

// expired: a session that ends in the middle of a form loses nothing.
func (w *walk) expired() {
	p := sit(w.T, w.browser, w.o, "linxiaowen")
	p.visit("/new/sample-requisition")
	p.fill("purpose", "展会样卡")
	p.value(`fetch('/logout', {method: 'POST'}).then(() => 'gone')`)
	require.EqualValues(w.T, 401, p.press(`.bar button[value="save"]`))
	p.look("session-over")
	p.signIn()
	require.Equal(w.T, "展会样卡", p.value(`document.querySelector('[name="purpose"]').value`))
	p.look("session-back")
	p.press(`.bar button[value="save"]`)
	require.Contains(w.T, p.path(), "/edit")
	require.Equal(w.T, "展会样卡", p.value(`document.querySelector('[name="purpose"]').value`))
}

// english: the other language is kept with the account.
func (w *walk) english() {
	p := sit(w.T, w.browser, w.o, "zhoujianguo")
	p.visit(w.path)
	p.press(`button[name="language"]`)
	require.Equal(w.T, w.path, p.path())
	require.Contains(w.T, p.text(), "Progress")
	p.look("en-case")
	for name, path := range map[string]string{"en-inbox": "/?box=done", "en-rules": "/rules", "en-proxies": "/proxies", "en-register": "/registers/sample-ledger", "en-help": "/help", "en-calendar": "/calendar/2026"} {
		p.visit(path)
		p.look(name)
	}
	p.press(`button[name="language"]`)
	require.Contains(w.T, p.text(), "帮助")
}
