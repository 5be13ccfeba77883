package pages_test

import (
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"

	"countersign/activities"
	"countersign/api"
	"countersign/api/pages"
	"countersign/deploy/demo"
	"countersign/deploy/demo/demotest"
	"countersign/models/calendar"
	"countersign/models/store"
	"countersign/policies"
	"countersign/workflows/playtest"
)

// A house is the demo group on a real database, with its pages. Only Temporal is
// not there: a counter stands in its place, over the real records.
type house struct {
	t       *testing.T
	db      *store.DB
	desk    *activities.Desk
	counter *playtest.Counter
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
	h.counter = &playtest.Counter{Records: &activities.Records{DB: h.db, Policies: may, Calendars: &activities.Calendars{}, Now: clock, Token: activities.PassCode}}
	look, err := pages.New(pages.Options{PublicURL: "https://desk.example.com", Now: clock, Log: slog.New(slog.DiscardHandler),
		Demo: map[string][]pages.Demo{"zh-CN": {{Login: "linxiaowen", Name: "林晓雯", Post: "营销内勤"}}, "en": {{Login: "linxiaowen", Name: "Lin Xiaowen", Post: "Marketing Clerk"}}}, DemoPassword: demo.Password})
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

func (h *house) ask(login, method, path string, form url.Values) *page {
	h.t.Helper()
	kind := ""
	if method == http.MethodPost {
		kind = "application/x-www-form-urlencoded"
	}
	return h.bring(login, method, path, kind, form.Encode())
}

// sent posts what need not be a form.
func (h *house) sent(login, path, kind, body string) *page {
	h.t.Helper()
	return h.bring(login, http.MethodPost, path, kind, body)
}

func (h *house) bring(login, method, path, kind, body string) *page {
	h.t.Helper()
	r := httptest.NewRequest(method, path, strings.NewReader(body))
	r.Header.Set("Accept-Language", "zh-CN")
	if kind != "" {
		r.Header.Set("Content-Type", kind)
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

// drafts counts the drafts of the house.
func (h *house) drafts() (n int64) {
	h.t.Helper()
	require.NoError(h.t, h.db.Write(h.t.Context(), func(tx store.Tx) error {
		return tx.Raw("select count(*) from cases where state = 'draft'").Scan(&n).Error
	}))
	return n
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
