package browser

import (
	"strconv"
	"strings"

	"github.com/chromedp/cdproto/webauthn"
	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/require"
)

// proved: 徐静 defines a form whose signature is proved (approval.step-up). 周建国
// makes a passkey at the name of this machine, and signs with it.
func (w *walk) proved() {
	hr := sit(w.T, w.browser, w.o, "xujing")
	hr.visit("/forms")
	hr.value(`fetch('/forms/seal_use/1/json').then(r => r.json()).then(d => {
		Object.assign(d, {$id: 'seal_abroad', title: '境外用印申请', 'x-label': {zh: '境外用印申请', en: 'Seal use abroad'}});
		Object.assign(d['x-procedure'], {series: 'YW', version: 0, signatures: [{round: 1, mode: 'all', of: ['head@case-unit'], within: 1, proof: 'strong'}]});
		return document.querySelector('[name=definition]').value = JSON.stringify(d)})`)
	hr.press(`button[value="check"]`)
	w.adopted(hr)
	path := w.apply("seal_abroad", "境外代理协议", "500,000")

	elsewhere := sit(w.T, w.browser, w.o, "zhoujianguo")
	elsewhere.visit(path)
	elsewhere.look("prove-elsewhere", desk, phone, dark, narrowest)
	require.Contains(w.T, elsewhere.text(), "通行密钥在 http://localhost")

	here := w.o
	here.URL = strings.Replace(w.o.URL, "127.0.0.1", "localhost", 1)
	head := sit(w.T, w.browser, here, "zhoujianguo")
	head.authenticator()
	head.visit("/me/factors")
	head.look("factors-none", desk, phone, dark, narrowest)
	head.value(`(f => { f.elements.name.value = '办公室电脑'; f.elements.password.value = ` + strconv.Quote(w.o.Password) + `; return '' })(document.querySelector('[data-passkey-create]'))`)
	head.press("[data-passkey-create] button")
	require.Contains(w.T, head.text(), "办公室电脑")
	head.look("factors", desk, phone, dark)
	head.visit(path)
	head.look("prove", desk, phone, dark, narrowest)
	head.press("[data-passkey-sign]")
	require.Contains(w.T, head.text(), "通行密钥")
	require.Contains(w.T, head.path(), "done=sign")
	head.look("proved")
	head.app()
}

// adopted: who proposed the form that is looked at says why, and two sign (authority.matrix).
func (w *walk) adopted(hr *person) {
	hr.look("form-proposed", desk, phone, dark, narrowest)
	hr.fill("reason", "境外用印须当场证明本人")
	hr.press(`button[value="propose"]`)
	hr.look("form-proposed-confirm", desk, phone, dark)
	hr.press("form.bar button.primary")
	change, _, _ := strings.Cut(hr.path(), "?")
	hr.visit("/forms")
	hr.look("forms-proposed", desk, phone, dark, narrowest)
	for _, login := range []string{"chenli", "luojia"} {
		signer := sit(w.T, w.browser, w.o, login)
		signer.visit(change)
		signer.look("form-change-"+login, desk, phone, dark, narrowest)
		signer.press(`button[value="sign"]`)
	}
}

// app: the secret of an app is seen once, and its code would be asked next.
func (p *person) app() {
	p.visit("/me/factors")
	p.value(`(f => f.elements.password.value = ` + strconv.Quote(p.o.Password) + `)(document.querySelector('form[action="/me/app"]'))`)
	p.press(`form[action="/me/app"] button`)
	p.look("factors-app", desk, phone, dark, narrowest)
}

// authenticator puts a phone beside the browser that makes sure who it is and says yes.
func (p *person) authenticator() {
	p.t.Helper()
	ctx, end := p.within()
	defer end()
	_, err := chromedp.Call(ctx, webauthn.Enable, webauthn.EnableParams{})
	require.NoError(p.t, err)
	_, err = chromedp.Call(ctx, webauthn.AddVirtualAuthenticator, webauthn.AddVirtualAuthenticatorParams{Options: &webauthn.VirtualAuthenticatorOptions{
		Protocol: webauthn.AuthenticatorProtocolCtap2, Transport: webauthn.AuthenticatorTransportInternal,
		HasResidentKey: true, HasUserVerification: true, IsUserVerified: true, AutomaticPresenceSimulation: true}})
	require.NoError(p.t, err)
}
