package api_test

import (
	"bytes"
	"fmt"
	"maps"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"testing"

	"github.com/stretchr/testify/require"

	"countersign/activities"
	"countersign/api"
)

// knock tries to sign in from a connection, with what a proxy says of it.
func (h *house) knock(from, forwarded string) int {
	r := httptest.NewRequest("POST", "/api/v1/session", bytes.NewReader([]byte(`{"login": "nobody", "password": "x"}`)))
	r.Header.Set("Content-Type", "application/json")
	r.RemoteAddr = from
	if forwarded != "" {
		r.Header.Set("X-Forwarded-For", forwarded)
	}
	w := httptest.NewRecorder()
	h.server.Handler().ServeHTTP(w, r)
	return w.Code
}

func TestTheDoorCountsTheClientOnlyBehindATrustedProxy(t *testing.T) {
	plain := newHouse(t)
	for range 30 {
		require.Equal(t, 401, plain.knock("10.0.0.5:1", "203.0.113.1"))
	}
	require.Equal(t, 429, plain.knock("10.0.0.5:1", "198.51.100.7"), "a header is not believed by itself")

	behind := newHouse(t, func(o *api.Options) { o.TrustedProxies = []netip.Prefix{netip.MustParsePrefix("10.0.0.0/24")} })
	for i := range 30 {
		require.Equal(t, 401, behind.knock("10.0.0.5:1", fmt.Sprintf("192.0.2.%d, 203.0.113.1, 10.0.0.9", i)), "what the client says before the proxies counts nothing")
	}
	require.Equal(t, 429, behind.knock("10.0.0.5:1", "203.0.113.1"))
	require.Equal(t, 401, behind.knock("10.0.0.5:1", "198.51.100.7"))
	require.Equal(t, 429, behind.knock("203.0.113.9:1", "198.51.100.8"), "who comes past the proxy counts as who connects")
}

func TestAPasswordThatSomebodyElseKnowsIsChangedFirst(t *testing.T) {
	h := newHouse(t)
	o := activities.Organisation{DB: h.db, Now: h.clock}
	first, err := o.NewPassword(t.Context(), "mei", false)
	require.NoError(t, err)
	h.tokens["mei"], _, err = h.desk.Login(t.Context(), "mei", first.Password, activities.From{IP: "127.0.0.1"})
	require.NoError(t, err)
	h.get("mei", "/api/v1/inbox").refused(403, "password-change-first", "")
	var me api.Person
	h.get("mei", "/api/v1/me").ok(200, &me)
	require.True(t, me.MustChange)
	change := func(next string) reply {
		return h.do(ask{who: "mei", method: "PUT", path: "/api/v1/me/password", body: map[string]string{"now": first.Password, "next": next}})
	}
	change("qwertyuiop1234").refused(422, "password-weak", "")
	change("员工mei员工mei员工mei").refused(422, "password-weak", "")
	change(first.Password).refused(422, "password-same", "")
	change("short").refused(422, "password-length", "")
	changed := change("seven blue cups upside down")
	changed.ok(204, nil)
	h.tokens["mei"] = changed.Result().Cookies()[0].Value
	h.get("mei", "/api/v1/inbox").ok(200, nil)
}

func TestAFileThatIsMuchTooLargeIsRefusedWithTheLimit(t *testing.T) {
	h := newHouse(t)
	d := h.draft("很大的附件")
	server := httptest.NewServer(h.server.Handler())
	defer server.Close()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	part, err := form.CreateFormFile("file", "大.pdf")
	require.NoError(t, err)
	_, err = part.Write(append([]byte("%PDF-1.7\n"), make([]byte, 40<<20)...))
	require.NoError(t, err)
	require.NoError(t, form.Close())
	r, err := http.NewRequestWithContext(t.Context(), "POST", server.URL+"/api/v1/cases/"+string(d.ID)+"/attachments", &body)
	require.NoError(t, err)
	r.Header.Set("Content-Type", form.FormDataContentType())
	r.AddCookie(&http.Cookie{Name: "countersign", Value: h.tokens["lin"]})
	answer, err := server.Client().Do(r)
	require.NoError(t, err, "the answer is heard although the file was not kept")
	defer answer.Body.Close()
	w := httptest.NewRecorder()
	maps.Copy(w.Header(), answer.Header)
	w.WriteHeader(answer.StatusCode)
	_, err = w.Body.ReadFrom(answer.Body)
	require.NoError(t, err)
	p := reply{w, t}.refused(413, "request-too-large", "")
	require.Contains(t, p.Detail, "20 MB")
	require.Equal(t, "内容过大", p.Title)
	require.Empty(t, p.Fields, "nothing of the library's own words")
}
