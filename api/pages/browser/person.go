package browser

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/require"
)

// Options are where to walk and what to keep of it.
type Options struct {
	URL      string // of a running program with the demo group, without a slash at the end
	Password string // of everybody in the demo group
	Axe      string // the source of axe-core
	Chromium string // the browser's program; searched for when empty
	Shots    string // a folder for pictures; none are kept when empty
}

// A person sits at a browser of his or her own.
type person struct {
	t     testing.TB
	o     Options
	ctx   context.Context
	login string
	said  *complaints
}

// patience is how long one step may take.
const patience = 30 * time.Second

// open starts the browser that all share.
func open(t testing.TB, o Options) context.Context {
	t.Helper()
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.NoSandbox, chromedp.Flag("lang", "zh-CN"), chromedp.Flag("accept-lang", "zh-CN"), chromedp.WindowSize(1366, 900))
	if o.Chromium != "" {
		options = append(options, chromedp.ExecPath(o.Chromium))
	}
	allocated, stop := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(stop)
	ctx, end := chromedp.NewContext(allocated)
	t.Cleanup(end)
	require.NoError(t, chromedp.Do(ctx), "the browser does not start")
	return ctx
}

// sit gives a person a browser without cookies, and signs in.
func sit(t testing.TB, browser context.Context, o Options, login string) *person {
	t.Helper()
	p := stranger(t, browser, o)
	p.login = login
	p.visit("/login")
	p.signIn()
	return p
}

// stranger is a person who has not signed in.
func stranger(t testing.TB, browser context.Context, o Options) *person {
	t.Helper()
	ctx, end := chromedp.NewContext(browser, chromedp.WithNewBrowserContext())
	t.Cleanup(end)
	p := &person{t: t, o: o, ctx: ctx}
	require.NoError(t, chromedp.Do(ctx, chromedp.EmulateViewport(1366, 900)))
	p.said = listen(ctx)
	return p
}

func (p *person) signIn() {
	p.t.Helper()
	p.fill("login", p.login)
	p.fill("password", p.o.Password)
	p.press(`main form[action="/login"] button.primary`)
}

// within bounds one step.
func (p *person) within() (context.Context, context.CancelFunc) {
	return context.WithTimeout(p.ctx, patience)
}

// visit goes to a page and returns its status.
func (p *person) visit(path string) int64 {
	p.t.Helper()
	ctx, end := p.within()
	defer end()
	answer, err := chromedp.Run(ctx, chromedp.NavigateResponse(p.o.URL+path))
	require.NoError(p.t, err, path)
	return answer.Status
}

// press clicks and waits for the page that follows; it returns its status.
func (p *person) press(selector string) int64 {
	p.t.Helper()
	ctx, end := p.within()
	defer end()
	answer, err := chromedp.RunResponse(ctx, chromedp.Click(chromedp.CSS(selector), chromedp.NodeVisible))
	require.NoError(p.t, err, "%s at %s", selector, p.path())
	return answer.Status
}

// fill types a value into the field with a name, in place of what is there.
func (p *person) fill(name, value string) {
	p.t.Helper()
	ctx, end := p.within()
	defer end()
	selector := `main [name="` + name + `"]:not([type=hidden])`
	empty := chromedp.Evaluate[chromedp.Void](`document.querySelector(` + strconv.Quote(selector) + `).value = ''`)
	require.NoError(p.t, chromedp.Do(ctx, empty, chromedp.SendKeys(chromedp.CSS(selector), value)), "%s at %s", name, p.path())
}

// set gives a field a value that is not typed: a date, an option.
func (p *person) set(name, value string) {
	p.t.Helper()
	ctx, end := p.within()
	defer end()
	require.NoError(p.t, chromedp.Do(ctx, chromedp.SetValue(chromedp.CSS(`main [name="`+name+`"]:not([type=hidden])`), value)), name)
}

// choose ticks the radio button with a name and value.
func (p *person) choose(name, value string) {
	p.t.Helper()
	ctx, end := p.within()
	defer end()
	require.NoError(p.t, chromedp.Do(ctx, chromedp.Click(chromedp.CSS(`input[name="`+name+`"][value="`+value+`"]`))), name)
}

// tick chooses the row of a case in the inbox.
func (p *person) tick(id string) {
	p.t.Helper()
	ctx, end := p.within()
	defer end()
	require.NoError(p.t, chromedp.Do(ctx, chromedp.Click(chromedp.CSS(`input[name="pick"][value^="`+id+`"]`))), id)
}

// text is what can be read on the page.
func (p *person) text() string {
	p.t.Helper()
	ctx, end := p.within()
	defer end()
	text, err := chromedp.Run(ctx, chromedp.Evaluate[string](`document.body.innerText`))
	require.NoError(p.t, err)
	return text
}

// value is an expression of the page in text.
func (p *person) value(expression string) string {
	p.t.Helper()
	ctx, end := p.within()
	defer end()
	text, err := chromedp.Run(ctx, chromedp.Evaluate[string](expression, chromedp.EvalAwaitPromise))
	require.NoError(p.t, err, expression)
	return text
}

// path is where the person is.
func (p *person) path() string {
	ctx, end := p.within()
	defer end()
	at, err := chromedp.Run(ctx, chromedp.Location())
	if err != nil {
		return err.Error()
	}
	return strings.TrimPrefix(at, p.o.URL)
}

// A screen is how a page is looked at.
type screen struct {
	name          string
	width, height int64
	phone, dark   bool
}

var (
	desk      = screen{"desk", 1366, 900, false, false}
	dark      = screen{"dark", 1366, 900, false, true}
	phone     = screen{"phone", 390, 844, true, false}
	nightly   = screen{"phone-dark", 390, 844, true, true}
	narrowest = screen{"narrow", 360, 740, true, false}
)

// look looks at the page on each screen: axe finds no fault, nothing is wider than
// the screen, and a picture is kept under the name.
func (p *person) look(name string, screens ...screen) {
	p.t.Helper()
	if len(screens) == 0 {
		screens = []screen{desk, phone}
	}
	for _, s := range screens {
		p.turn(s)
		p.sound(name + " on " + s.name)
		p.shoot(name + "-" + s.name)
	}
	p.turn(desk)
}

func (p *person) turn(s screen) {
	p.t.Helper()
	ctx, end := p.within()
	defer end()
	scheme := "light"
	if s.dark {
		scheme = "dark"
	}
	var more []chromedp.EmulateViewportOption
	if s.phone {
		more = append(more, chromedp.EmulateMobile, chromedp.EmulatePortrait)
	}
	require.NoError(p.t, chromedp.Do(ctx, chromedp.EmulateViewport(s.width, s.height, more...)))
	_, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{
		{Name: "prefers-color-scheme", Value: scheme}, {Name: "prefers-reduced-motion", Value: "reduce"}}})
	require.NoError(p.t, err)
}

func (p *person) shoot(name string) {
	p.t.Helper()
	if p.o.Shots == "" {
		return
	}
	ctx, end := p.within()
	defer end()
	picture, err := chromedp.Run(ctx, chromedp.FullScreenshot(100))
	require.NoError(p.t, err)
	require.NoError(p.t, os.WriteFile(filepath.Join(p.o.Shots, name+".png"), picture, 0o644))
}

// printed is the number of pages that the printer would use.
func (p *person) printed() int {
	p.t.Helper()
	ctx, end := p.within()
	defer end()
	file, err := chromedp.Run(ctx, chromedp.PrintToPDF(chromedp.PDFPreferCSSPageSize(), chromedp.PDFPrintBackground()))
	require.NoError(p.t, err)
	if p.o.Shots != "" {
		require.NoError(p.t, os.WriteFile(filepath.Join(p.o.Shots, "paper.pdf"), file, 0o644))
	}
	return len(pageOfPDF.FindAll(file, -1))
}

var pageOfPDF = regexp.MustCompile(`/Type /Page\b`)

// A violation is a fault that axe finds.
type violation struct {
	ID    string   `json:"id"`
	Help  string   `json:"help"`
	Nodes []string `json:"nodes"`
}

// sound finds faults of a page: for people who use a keyboard or a reader, and
// for narrow screens.
func (p *person) sound(where string) {
	p.t.Helper()
	ctx, end := p.within()
	defer end()
	require.NoError(p.t, chromedp.Do(ctx, chromedp.Evaluate[chromedp.Void](p.o.Axe)))
	found, err := chromedp.Run(ctx, chromedp.Evaluate[string](`axe.run(document, {resultTypes: ['violations']}).then(r => JSON.stringify(r.violations.map(v => ({id: v.id, help: v.help, nodes: v.nodes.map(n => n.html.slice(0, 200) + ' ' + n.failureSummary)}))))`, chromedp.EvalAwaitPromise))
	require.NoError(p.t, err)
	var faults []violation
	require.NoError(p.t, json.Unmarshal([]byte(found), &faults))
	require.Empty(p.t, faults, where)
	require.Equal(p.t, "fits", p.value(`document.documentElement.scrollWidth <= document.documentElement.clientWidth + 1 ? 'fits' : 'wider: ' + document.documentElement.scrollWidth`), where)
	require.Equal(p.t, "apart", p.value(together), where)
	require.Empty(p.t, p.said.all(), where)
}

// together finds a time that runs into the one before it, on the line where that one ends.
const together = `([...document.querySelectorAll('time')].map(e => [...e.getClientRects()]).filter(r => r.length).map((a, i, all) => [a.at(-1), all[i + 1]?.[0]])
	.filter(([a, b]) => b && a.bottom > b.top && b.bottom > a.top && b.left < a.right + 4 && a.left < b.right + 4)
	.map(([a, b]) => 'times at ' + a.left + '–' + a.right + ' and ' + b.left + '–' + b.right).join()) || 'apart'`
