package browser

import (
	"os"
	"path/filepath"

	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/require"
)

// talk: 林晓雯 mentions 周建国 with a file; somebody outside is searched for and has to
// be copied first; 周建国 reads the notice, the comment and the file.
func (w *walk) talk() {
	p := w.clerk
	p.visit(w.path)
	p.openAll()
	p.look("talk-form", desk, phone, dark, narrowest)
	p.fillIn("#talk-c", "@周建国 报价见附件，请看第二页")
	p.fillIn("#talk-q", "赵铁柱")
	p.press(`#talk button[value="find"]`)
	require.Contains(w.T, p.text(), "未参与")
	p.look("talk-found", desk, phone)
	p.tickBeside("赵铁柱")
	p.tickBeside("周建国")
	p.upload("#talk-f", "报价.txt", "32 支 0.5 元")
	require.EqualValues(w.T, 422, p.press(`#talk .buttons button`))
	require.Contains(w.T, p.text(), "请先抄送给他")
	p.look("talk-refused", desk, phone, dark)
	p.tickBeside("赵铁柱")
	p.upload("#talk-f", "报价.txt", "32 支 0.5 元")
	p.press(`#talk .buttons button`)
	require.Contains(w.T, p.path(), "done=comment")
	p.look("talk-said", desk, phone, dark, narrowest)

	head := sit(w.T, w.browser, w.o, "zhoujianguo")
	require.NotEqual(w.T, "", head.value(`document.querySelector('.self .count').textContent`))
	head.visit("/notices")
	require.Contains(w.T, head.text(), "有人在留言中提到了您")
	head.look("notices", desk, phone, dark, narrowest)
	head.press(`.notices .new a`)
	require.Contains(w.T, head.path(), w.path)
	require.Equal(w.T, "@周建国", head.value(`document.querySelector('.talk .mention').textContent`))
	require.Equal(w.T, "32 支 0.5 元", head.value(`fetch(document.querySelector('.talk .files a').href).then(r => r.text())`))
	head.visit("/notices")
	head.press(`button[value="all"]`)
	require.Contains(w.T, head.text(), "已标为已读")
	head.look("notices-read", desk, phone, dark)
	head.visit("/search?q=lxw")
	require.Contains(w.T, head.text(), w.number)
	head.look("search", desk, phone, dark, narrowest)
}

// openAll unfolds what is folded away.
func (p *person) openAll() {
	p.t.Helper()
	p.value(`[...document.querySelectorAll('details')].map(d => d.open = true).join()`)
}

// fillIn types a value into the field that a selector finds.
func (p *person) fillIn(selector, value string) {
	p.t.Helper()
	ctx, end := p.within()
	defer end()
	require.NoError(p.t, chromedp.Do(ctx, chromedp.SendKeys(chromedp.CSS(selector), value)), selector)
}

// tickBeside ticks or clears the box beside a name in the form of a comment.
func (p *person) tickBeside(name string) {
	p.t.Helper()
	done := p.value(`(l => (l.querySelector('input').click(), 'ticked'))([...document.querySelectorAll('#talk .tick')].find(l => l.textContent.includes('` + name + `')))`)
	require.Equal(p.t, "ticked", done, name)
}

// upload chooses a file.
func (p *person) upload(selector, name, content string) {
	p.t.Helper()
	path := filepath.Join(p.t.TempDir(), name)
	require.NoError(p.t, os.WriteFile(path, []byte(content), 0o600))
	ctx, end := p.within()
	defer end()
	require.NoError(p.t, chromedp.Do(ctx, chromedp.SetUploadFiles(chromedp.CSS(selector), []string{path})))
}
