package api_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"countersign/activities"
	"countersign/api"
)

const password = "a long enough password"

func (h *house) login(login, password string) reply {
	h.t.Helper()
	return h.do(ask{method: "POST", path: "/api/v1/session", body: map[string]any{"login": login, "password": password}})
}

func TestASessionBeginsEndsAndEndsByItself(t *testing.T) {
	h := newHouse(t)
	require.NoError(t, h.desk.OpenAccount(t.Context(), h.people["mei"], "Mei", password, "en"))
	h.get("mei", "/api/v1/me").refused(401, "sign-in-first", "") // a new password ends what was there

	r := h.login("MEI", password)
	var me api.Person
	r.ok(200, &me)
	require.Equal(t, "en", me.Lang)
	require.Equal(t, "marketing", me.Posts[0].Unit.Name)
	cookie := r.Result().Cookies()[0]
	require.True(t, cookie.HttpOnly)
	require.Equal(t, http.SameSiteLaxMode, cookie.SameSite)
	require.Len(t, cookie.Value, 43)
	require.Zero(t, count(h, `select count(*) from sessions where encode(token_hash, 'escape') like '%' || $1 || '%'`, cookie.Value))

	h.tokens["mei"] = cookie.Value
	h.wait(29 * time.Minute)
	h.get("mei", "/api/v1/me").ok(200, nil)
	h.wait(29 * time.Minute)
	h.get("mei", "/api/v1/me").ok(200, nil)
	h.wait(31 * time.Minute)
	h.get("mei", "/api/v1/me").refused(401, "sign-in-first", "")

	h.tokens["mei"] = h.login("mei", password).Result().Cookies()[0].Value
	for range 24 { // never idle
		h.wait(29 * time.Minute)
		h.get("mei", "/api/v1/me").ok(200, nil)
	}
	h.wait(29 * time.Minute)
	h.get("mei", "/api/v1/me").refused(401, "sign-in-first", "")

	h.tokens["mei"] = h.login("mei", password).Result().Cookies()[0].Value
	out := h.do(ask{who: "mei", method: "DELETE", path: "/api/v1/session"}).ok(204, nil)
	require.Contains(t, out.Header().Get("Clear-Site-Data"), "cookies")
	h.get("mei", "/api/v1/me").refused(401, "sign-in-first", "")
}

func TestWatchingDoesNotKeepASessionAlive(t *testing.T) {
	h := newHouse(t)
	for range 4 {
		h.get("mei", "/api/v1/inbox/count").ok(200, nil)
		h.wait(9 * time.Minute)
	}
	h.get("mei", "/api/v1/me").refused(401, "sign-in-first", "")
}

func TestAWrongPasswordAndAnUnknownLoginAreOneAnswer(t *testing.T) {
	h := newHouse(t)
	require.NoError(t, h.desk.OpenAccount(t.Context(), h.people["mei"], "mei", password, "zh-CN"))
	h.login("mei", password).ok(200, nil) // the decoy is made
	begin := time.Now()
	wrong := h.login("mei", "not this one at all").refused(401, "login-failed", "")
	tookWrong := time.Since(begin)
	begin = time.Now()
	unknown := h.login("nobody", "not this one at all").refused(401, "login-failed", "")
	tookUnknown := time.Since(begin)
	require.Equal(t, wrong, unknown)
	require.Greater(t, tookUnknown, tookWrong/4, "an unknown login costs a hash too")
}

func TestFailuresLockAnAccountForAWhile(t *testing.T) {
	h := newHouse(t)
	require.NoError(t, h.desk.OpenAccount(t.Context(), h.people["mei"], "mei", password, "zh-CN"))
	for range 5 {
		h.login("mei", "not this one at all").refused(401, "login-failed", "")
	}
	h.login("mei", password).refused(401, "login-failed", "")
	h.wait(31 * time.Second)
	h.login("mei", "not this one at all").refused(401, "login-failed", "")
	h.wait(31 * time.Second) // it is a minute by now
	h.login("mei", password).refused(401, "login-failed", "")
	h.wait(30 * time.Second)
	h.login("mei", password).ok(200, nil)
	require.Zero(t, count(h, `select failures from accounts where login = 'mei'`))
	h.exec(`update accounts set failures = 1000 where login = 'mei'`)
	h.login("mei", "not this one at all").refused(401, "login-failed", "")
	h.wait(15*time.Minute + time.Second)
	h.login("mei", password).ok(200, nil) // never longer than a quarter of an hour
}

func TestOneNetworkMayNotTryForEver(t *testing.T) {
	h := newHouse(t)
	slow := 0
	for i := range 40 { // the account is unknown, so nothing but the door stops it
		if h.do(ask{method: "POST", path: "/api/v1/session", body: map[string]any{"login": fmt.Sprint("u", i), "password": "x"},
			header: map[string]string{"X-Forwarded-For": fmt.Sprintf("6.6.%d.6", i)}}).Code == 429 {
			slow++
		}
	}
	require.Equal(t, 10, slow, "and X-Forwarded-For opens no other door")
	h.wait(5 * time.Second)
	require.Equal(t, 401, h.login("u", "x").Code)
}

func TestATokenIsShownOnceAndCanBeRevoked(t *testing.T) {
	h := newHouse(t)
	var made struct{ ID, Secret string }
	h.do(ask{who: "mei", method: "POST", path: "/api/v1/tokens", body: map[string]any{"name": "脚本", "days": 30}}).ok(201, &made)
	bearer := ask{method: "GET", path: "/api/v1/me", header: map[string]string{"Authorization": "Bearer " + made.Secret}}
	h.do(bearer).ok(200, nil)
	require.NotContains(t, h.get("mei", "/api/v1/tokens").ok(200, nil).Body.String(), made.Secret)
	h.wait(31 * 24 * time.Hour)
	h.do(bearer).refused(401, "sign-in-first", "")
	h.wait(-30 * 24 * time.Hour)
	h.tokens["ma2"], _ = h.desk.StartSession(t.Context(), h.people["ma"], activities.From{})
	h.do(ask{who: "ma2", method: "DELETE", path: "/api/v1/tokens/" + made.ID}).refused(404, "not-found", "")
	h.tokens["mei2"], _ = h.desk.StartSession(t.Context(), h.people["mei"], activities.From{})
	h.do(ask{who: "mei2", method: "DELETE", path: "/api/v1/tokens/" + made.ID}).ok(204, nil)
	h.do(bearer).refused(401, "sign-in-first", "")
}

func TestEveryAnswerHasItsHeaders(t *testing.T) {
	h := newHouse(t)
	for _, path := range []string{"/livez", "/api/v1/me", "/api/v1/none", "/elsewhere", "/api/openapi.json", "/api/docs/"} {
		r := h.get("mei", path)
		require.Contains(t, r.Header().Get("Content-Security-Policy"), "default-src 'none'", path)
		require.Contains(t, r.Header().Get("Content-Security-Policy"), "frame-ancestors 'none'", path)
		require.Equal(t, "nosniff", r.Header().Get("X-Content-Type-Options"), path)
		require.Equal(t, "no-store", r.Header().Get("Cache-Control"), path)
		require.NotContains(t, r.Body.String(), "unpkg", path)
	}
	h.get("mei", "/api/v1/none").refused(404, "not-found", "")
	h.do(ask{who: "mei", method: "PATCH", path: "/api/v1/me"}).refused(405, "method-not-allowed", "")
	en := h.do(ask{method: "GET", path: "/api/v1/me", header: map[string]string{"Accept-Language": "en-GB,en"}}).refused(401, "sign-in-first", "")
	require.Contains(t, en.Detail, "Sign in first")
}

func TestOverHTTPSTheCookieIsBoundToTheHost(t *testing.T) {
	h := newHouse(t, func(o *api.Options) { o.Secure = true })
	require.NoError(t, h.desk.OpenAccount(t.Context(), h.people["mei"], "mei", password, "zh-CN"))
	r := h.login("mei", password).ok(200, nil)
	cookie := r.Result().Cookies()[0]
	require.Equal(t, "__Host-countersign", cookie.Name)
	require.True(t, cookie.Secure)
	require.Contains(t, r.Header().Get("Strict-Transport-Security"), "max-age=31536000")
}

func TestAnotherSiteCannotActForWhoIsSignedIn(t *testing.T) {
	h := newHouse(t)
	for _, from := range []map[string]string{{"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"Origin": "https://evil.example"}, {"Origin": "null"}} {
		h.do(ask{who: "lin", method: "POST", path: "/api/v1/cases", body: map[string]any{"kind": "sample_request"}, header: from}).refused(403, "cross-origin", "")
	}
	form := map[string]string{"Content-Type": "text/plain"}
	h.do(ask{who: "lin", method: "POST", path: "/api/v1/cases", body: `{"kind":"sample_request"}`, header: form}).refused(415, "media-type", "")
	h.do(ask{who: "lin", method: "POST", path: "/api/v1/cases", body: `{"kind":"sample_request"}`, header: map[string]string{"Content-Type": ""}}).refused(415, "media-type", "")
	require.Zero(t, count(h, `select count(*) from cases`))
}

func TestBodiesAreReadStrictly(t *testing.T) {
	h := newHouse(t)
	for body, status := range map[string]int{
		`{"kind":"sample_request","more":1}`:                              422,
		`{"kind":"sample_request","KIND":"exception"}`:                    400,
		`{"kind":"sample_request","kind":"exception"}`:                    400,
		`{"kind":"sample_request"}{"kind":"exception"}`:                   400,
		`{"kind":"sample_request","document":{"free":true,"Free":false}}`: 400,
		`{"kind":"sample_request","document":{"unknown":1}}`:              422,
		`{"kind":"nothing"}`:                                              422,
		`[]`:                                                              422,
		`{`:                                                               400,
		`{"kind":"sample_request","document":` + strings.Repeat("[", 50) + strings.Repeat("]", 50) + `}`: 400,
		`{"kind":"` + strings.Repeat("a", 1<<20) + `"}`:                                                  413,
	} {
		r := h.do(ask{who: "lin", method: "POST", path: "/api/v1/cases", body: body})
		require.Equal(t, status, r.Code, "%.80s: %s", body, r.Body)
		require.Equal(t, "application/problem+json", r.Header().Get("Content-Type"))
	}
	require.Equal(t, 422, h.get("lin", "/api/v1/inbox?box=todo&more=1").Code, "unknown parameters too")
	require.Zero(t, count(h, `select count(*) from cases`))
}

func FuzzDecodeStrictly(f *testing.F) {
	for _, seed := range []string{`{"a":1}`, `{"a":1,"A":2}`, `{"a":{"b":[1,2,{"c":null}]}}`, `{"a":1}{}`, ``, `"x"`, `{"a":1,}`, "\xff"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		var into struct {
			A any `json:"a"`
		}
		if api.Decode(body, &into) != nil {
			return
		}
		low := strings.ToLower(string(body))
		if strings.Count(low, `"a"`) > 1 && into.A == nil && strings.Count(low, "{") == 1 && strings.Count(low, `:`) > 1 {
			t.Fatalf("a member was taken twice: %q", body)
		}
	})
}

func TestAPanicTellsNothing(t *testing.T) {
	h := newHouse(t)
	h.desk.Blobs = nil // so that reading a file panics
	d := h.draft("x")
	h.exec(`insert into attachments (id, case_id, name, media_type, size, hash, by_id, at) values ('6c3d5fd4-8f43-4a8b-a8c2-2ee0b2fb2e33', $1, 'a.txt', 'text/plain', 1, 'x', $2, now())`, d.ID, h.people["lin"])
	r := httptest.NewRecorder()
	req := httptest.NewRequest("GET", "/api/v1/attachments/6c3d5fd4-8f43-4a8b-a8c2-2ee0b2fb2e33", nil)
	req.Header.Set("X-Secret", "hidden-header")
	req.AddCookie(&http.Cookie{Name: "countersign", Value: h.tokens["lin"]})
	h.server.Handler().ServeHTTP(r, req)
	reply{r, t}.refused(500, "fault", "")
	require.Contains(t, h.log.String(), "panicked")
	require.NotContains(t, h.log.String(), h.tokens["lin"])
	require.NotContains(t, h.log.String(), "hidden-header")
}

func TestAPageIsOfWhoOpenedIt(t *testing.T) {
	h := newHouse(t)
	page := map[string]string{"Countersign-Person": string(h.people["lin"])}
	h.do(ask{who: "lin", method: "GET", path: "/api/v1/inbox", header: page}).ok(200, nil)
	h.do(ask{who: "mei", method: "GET", path: "/api/v1/inbox", header: page}).refused(409, "another-person", "")
	h.do(ask{who: "mei", method: "GET", path: "/api/v1/me"}).ok(200, nil)
}

func TestWhoSignsInHearsWhatTheyMayDoToTheHouse(t *testing.T) {
	h := newHouse(t)
	require.NoError(t, h.desk.OpenAccount(t.Context(), h.people["mei"], "mei", password, "en"))
	var now, later api.Person
	r := h.login("mei", password).ok(200, &now)
	h.tokens["mei"] = r.Result().Cookies()[0].Value
	h.get("mei", "/api/v1/me").ok(200, &later)
	require.NotEmpty(t, later.May)
	require.Equal(t, later.May, now.May)
}

func TestWhoFindsATokenMakesNoOtherAndAChangeOfThePasswordEndsIt(t *testing.T) {
	h := newHouse(t)
	require.NoError(t, h.desk.OpenAccount(t.Context(), h.people["mei"], "mei", password, "zh-CN"))
	h.tokens["mei"] = h.login("mei", password).Result().Cookies()[0].Value
	var made struct{ ID, Secret string }
	h.do(ask{who: "mei", method: "POST", path: "/api/v1/tokens", header: key(), body: map[string]any{"name": "脚本", "days": 1}}).ok(201, &made)
	bearer := map[string]string{"Authorization": "Bearer " + made.Secret}
	h.do(ask{method: "POST", path: "/api/v1/tokens", header: bearer, body: map[string]any{"name": "长久", "days": 365}}).refused(403, "token-by-token", "")
	h.do(ask{method: "GET", path: "/api/v1/inbox", header: bearer}).ok(200, nil)
	h.do(ask{who: "mei", method: "PUT", path: "/api/v1/me/password", body: map[string]any{"now": password, "next": "another sentence of mine"}}).ok(204, nil)
	h.do(ask{method: "GET", path: "/api/v1/inbox", header: bearer}).refused(401, "sign-in-first", "")
}

func TestApprovalProxy_ASecondClickGivesNoSecondProxyAndNoSecondToken(t *testing.T) {
	h := newHouse(t)
	for _, limit := range []any{nil, 500000} {
		var ids [2]struct{ ID string }
		for i := range ids {
			h.do(ask{who: "gao", method: "POST", path: "/api/v1/proxies", body: map[string]any{"agent": h.people["mei"], "from": "2026-11-23", "until": "2026-11-24", "limit": limit}}).ok(201, &ids[i])
		}
		require.Equal(t, ids[0].ID, ids[1].ID)
	}
	require.EqualValues(t, 2, count(h, `select count(*) from proxies`), "another limit is another proxy")
	for _, kinds := range [][]string{{"form", "sample_request"}, {"sample_request", "form"}, {"sample_request", "form", "form"}, {"form/leave", "form", "sample_request"}} {
		h.do(ask{who: "gao", method: "POST", path: "/api/v1/proxies", body: map[string]any{"agent": h.people["mei"], "from": "2026-11-23", "until": "2026-11-24", "kinds": kinds}}).ok(201, nil)
	}
	require.EqualValues(t, 3, count(h, `select count(*) from proxies`), "the same kinds in another order, or one twice, are the same proxy")
	token := ask{who: "mei", method: "POST", path: "/api/v1/tokens", body: map[string]any{"name": "脚本", "days": 1}}
	var clicks sync.WaitGroup
	codes := make([]int, 4)
	for i := range codes {
		clicks.Go(func() { codes[i] = h.do(token).Code })
	}
	clicks.Wait()
	slices.Sort(codes)
	require.Equal(t, []int{201, 409, 409, 409}, codes)
	require.EqualValues(t, 1, count(h, `select count(*) from api_tokens`))
	h.do(token).refused(409, "token-there", "")
	h.wait(25 * time.Hour)
	h.tokens["mei"], _ = h.desk.StartSession(t.Context(), h.people["mei"], activities.From{})
	h.do(token).ok(201, nil)
}
