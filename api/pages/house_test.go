package pages_test

import (
	"context"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"

	"countersign/activities"
	"countersign/api"
	"countersign/api/pages"
	"countersign/deploy/demo"
	"countersign/deploy/demo/demotest"
	"countersign/models"
	"countersign/models/calendar"
	"countersign/models/regulation"
	"countersign/models/store"
	"countersign/policies"
)

// A house is the demo group on a real database, with its pages. Only Temporal is
// not there: a counter stands in its place, over the real records.
type house struct {
	t       *testing.T
	db      *store.DB
	desk    *activities.Desk
	counter *counter
	web     http.Handler
	now     time.Time
	cookies map[string]string // of who has signed in
}

func newHouse(t *testing.T) *house {
	t.Helper()
	h := &house{t: t, db: demotest.DB(t), now: calendar.On(2026, 11, 23).At(10*time.Hour, calendar.China()), cookies: map[string]string{}}
	clock := func() time.Time { return h.now }
	may, err := policies.New(t.Context(), h.db)
	require.NoError(t, err)
	blobs, err := activities.NewFolder(t.TempDir())
	require.NoError(t, err)
	h.desk = &activities.Desk{DB: h.db, Policies: may, Blobs: blobs, Now: clock}
	h.counter = &counter{records: &activities.Records{DB: h.db, Policies: may, Calendars: &activities.Calendars{}, Now: clock, Token: activities.PassCode}, at: map[models.CaseID]activities.Done{}}
	look, err := pages.New(pages.Options{PublicURL: "https://desk.example.com", Now: clock, Log: slog.New(slog.DiscardHandler),
		Demo: []pages.Demo{{Login: "linxiaowen", Name: "林晓雯", Post: "营销内勤"}}, DemoPassword: demo.Password})
	require.NoError(t, err)
	server, err := api.New(api.Options{DB: h.db, Policies: may, Procedures: h.counter, Desk: h.desk, Pages: look, Now: clock,
		PublicURL: "https://desk.example.com", Version: "test", Log: slog.New(slog.DiscardHandler)})
	require.NoError(t, err)
	h.web = server.Handler()
	return h
}

// cookie signs a person in, without the cost of a password.
func (h *house) cookie(login string) string {
	if h.cookies[login] == "" {
		account, found, err := h.db.Reader(h.t.Context(), "").Account(login)
		require.NoError(h.t, err)
		require.True(h.t, found, login)
		h.cookies[login], err = h.desk.StartSession(h.t.Context(), account.PersonID, activities.From{IP: "127.0.0.1"})
		require.NoError(h.t, err)
	}
	return h.cookies[login]
}

// A page is what came back.
type page struct {
	*httptest.ResponseRecorder
	h    *house
	tree *html.Node
}

func (h *house) ask(login, method, path string, form url.Values) *page {
	h.t.Helper()
	r := httptest.NewRequest(method, path, strings.NewReader(form.Encode()))
	r.Header.Set("Accept-Language", "zh-CN")
	if method == http.MethodPost {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	if login != "" {
		r.AddCookie(&http.Cookie{Name: "countersign", Value: h.cookie(login)})
	}
	w := httptest.NewRecorder()
	h.web.ServeHTTP(w, r)
	tree, err := html.Parse(strings.NewReader(w.Body.String()))
	require.NoError(h.t, err)
	return &page{w, h, tree}
}

func (h *house) get(login, path string) *page { h.t.Helper(); return h.ask(login, "GET", path, nil) }

func (h *house) post(login, path string, form url.Values) *page {
	h.t.Helper()
	return h.ask(login, "POST", path, form)
}

// is wants a status.
func (p *page) is(status int) *page {
	p.h.t.Helper()
	require.Equal(p.h.t, status, p.Code, p.Body.String())
	return p
}

// to wants a redirect and returns where it leads.
func (p *page) to() string {
	p.h.t.Helper()
	p.is(http.StatusSeeOther)
	return p.Header().Get("Location")
}

// says wants words on the page.
func (p *page) says(words ...string) *page {
	p.h.t.Helper()
	for _, w := range words {
		require.Contains(p.h.t, p.Body.String(), w)
	}
	return p
}

// lacks wants words not to be on the page.
func (p *page) lacks(words ...string) *page {
	p.h.t.Helper()
	for _, w := range words {
		require.NotContains(p.h.t, p.Body.String(), w)
	}
	return p
}

// form is everything that a form would send: its fields as they stand.
func (p *page) form(action string) url.Values {
	p.h.t.Helper()
	var found url.Values
	for n := range p.tree.Descendants() {
		if n.Type == html.ElementNode && n.Data == "form" && attr(n, "action") == action && attr(n, "method") == "post" {
			found = fieldsOf(n)
			break
		}
	}
	require.NotNil(p.h.t, found, "no form to %s in %s", action, p.Body.String())
	return found
}

func fieldsOf(form *html.Node) url.Values {
	fields := url.Values{}
	for n := range form.Descendants() {
		name := attr(n, "name")
		if n.Type != html.ElementNode || name == "" {
			continue
		}
		switch n.Data {
		case "input":
			if kind := attr(n, "type"); kind != "radio" && kind != "checkbox" || has(n, "checked") {
				fields.Add(name, attr(n, "value"))
			}
		case "textarea":
			fields.Add(name, text(n))
		case "select":
			for o := range n.Descendants() {
				if o.Data == "option" && has(o, "selected") {
					fields.Set(name, orText(o))
				}
			}
		}
	}
	return fields
}

func orText(n *html.Node) string {
	if has(n, "value") {
		return attr(n, "value")
	}
	return text(n)
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func has(n *html.Node, key string) bool {
	for _, a := range n.Attr {
		if a.Key == key {
			return true
		}
	}
	return false
}

func text(n *html.Node) string {
	var out strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			out.WriteString(d.Data)
		}
	}
	return out.String()
}

// with changes some values of a form.
func with(form url.Values, pairs ...string) url.Values {
	for i := 0; i < len(pairs); i += 2 {
		form.Set(pairs[i], pairs[i+1])
	}
	return form
}

// request is a complete sample request as a clerk types it.
func request() url.Values {
	return url.Values{"customer.q": {"C-001"}, "purpose": {"试织"}, "free": {"true"}, "wantedOn": {"2026-11-30"}, "remark": {""},
		"lines[0].variety.q": {"JC-40"}, "lines[0].size": {"whole"}, "lines[0].pieces": {"2"}}
}

var casePath = regexp.MustCompile(`^/cases/[0-9a-f-]{36}`)

// draft types a request as 林晓雯 and returns the path of the draft.
func (h *house) draft(form url.Values) string {
	h.t.Helper()
	return casePath.FindString(h.post("linxiaowen", "/new/sample-request", with(form, "do", "save")).to())
}

// submitted is a request of 林晓雯's that waits for its signatures.
func (h *house) submitted() string {
	h.t.Helper()
	path := h.draft(request())
	form := h.get("linxiaowen", path+"/submit").is(200).form(path + "/submit")
	require.Equal(h.t, path+"?done=submit", h.post("linxiaowen", path+"/submit", form).to())
	return path
}

// sign signs what waits for a person.
func (h *house) sign(login, path string) {
	h.t.Helper()
	form := h.get(login, path).is(200).form(path + "/acts")
	require.Equal(h.t, path+"?done=sign", h.post(login, path+"/acts", with(form, "verb", "sign")).to())
}

// effective is a request that both have signed.
func (h *house) effective() string {
	h.t.Helper()
	path := h.submitted()
	h.sign("zhoujianguo", path)
	h.sign("chenli", path)
	return path
}

// counter stands where Temporal stands: it keeps the slate of each case, hands
// acts to the real records and draws up the step that follows.
type counter struct {
	records *activities.Records
	mu      sync.Mutex
	at      map[models.CaseID]activities.Done
	down    error
}

func (c *counter) Healthy(context.Context) error { return c.down }

func (c *counter) Submit(ctx context.Context, act models.Act, kind models.Kind) (models.Receipt, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.down != nil {
		return models.Receipt{}, c.down
	}
	opened, err := c.records.OpenCase(ctx, activities.Submission{Act: act})
	if err != nil {
		return models.Receipt{}, unwired(err)
	}
	if _, begun := c.at[act.Case]; !begun {
		under := regulation.SampleTwoSignatures
		if len(opened.Facts.Tasks) > 0 {
			under = regulation.ApprovalForm
		} else if kind == models.KindRevocation {
			under = regulation.ApprovalRevoke
		}
		err = c.draw(ctx, act.Case, models.StepSignatures, under, opened.Facts)
	}
	return opened.Receipt, err
}

func (c *counter) draw(ctx context.Context, id models.CaseID, step models.Step, clause regulation.Clause, facts activities.Facts) error {
	done, err := c.records.DrawUp(ctx, activities.Drawing{Case: id, Clause: clause, Step: step, Attempt: 1, Facts: facts})
	c.at[id] = done
	return err
}

func (c *counter) Act(ctx context.Context, act models.Act) (models.Receipt, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.down != nil {
		return models.Receipt{}, c.down
	}
	now := c.at[act.Case]
	done, err := c.records.PerformAct(ctx, activities.Deed{Act: act, Slate: now.Slate, Facts: now.Facts})
	if err != nil || done.Repeated {
		return done.Receipt, unwired(err)
	}
	c.at[act.Case] = done
	switch {
	case done.Outcome == activities.SentBack:
		err = c.draw(ctx, act.Case, models.StepRevise, regulation.ApprovalSendBack, done.Facts)
	case done.Outcome == activities.Signed && now.Slate.Clause == regulation.ApprovalRevoke: // nothing follows
	case done.Outcome == activities.Signed:
		if tasks := done.Facts.Tasks; len(tasks) > 0 { // a company's own form
			if at := slices.Index(tasks, now.Slate.Step) + 1; at < len(tasks) {
				err = c.draw(ctx, act.Case, tasks[at], regulation.ApprovalForm, done.Facts)
			}
			return done.Receipt, err
		}
		next := map[models.Step]models.Step{models.StepSignatures: models.StepHandOver, models.StepHandOver: models.StepTake, models.StepTake: models.StepRelease}
		clauses := map[models.Step]regulation.Clause{models.StepHandOver: regulation.SampleDraw, models.StepTake: regulation.SampleLedger, models.StepRelease: regulation.SampleGate}
		if step := next[now.Slate.Step]; step != "" {
			err = c.draw(ctx, act.Case, step, clauses[step], done.Facts)
		}
	}
	return done.Receipt, err
}

func unwired(err error) error {
	if e := activities.Unwire(err); e != nil {
		return e
	}
	return err
}
