package web

import (
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"
)

// ask asks a desk for an address.
func ask(h http.Handler, path, encoding string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodGet, path, nil)
	r.Header.Set("Accept-Encoding", encoding)
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

func TestDesk(t *testing.T) {
	script := strings.Repeat("let a = 1;\n", 200)
	d, err := newDesk(fstest.MapFS{
		"index.html":     {Data: []byte("<title>desk</title>")},
		"assets/_a-1.js": {Data: []byte(script)},
		"assets/a-1.css": {Data: []byte("a{}")},
	})
	require.NoError(t, err)
	t.Run("every address of the desk is its one page, which a browser asks for anew", func(t *testing.T) {
		for _, path := range []string{"/desk/", "/desk", "/desk/cases/1?a=b", "/desk/inbox/done"} {
			w := ask(d, path, "")
			require.Equal(t, http.StatusOK, w.Code, path)
			require.Equal(t, "<title>desk</title>", w.Body.String())
			require.Equal(t, "no-cache", w.Header().Get("Cache-Control"))
			require.Equal(t, "text/html; charset=utf-8", w.Header().Get("Content-Type"))
		}
	})
	t.Run("a file whose name has its hash is kept for ever, packed", func(t *testing.T) {
		w := ask(d, "/desk/assets/_a-1.js", "br, gzip")
		require.Contains(t, w.Header().Get("Cache-Control"), "immutable")
		require.Equal(t, "text/javascript; charset=utf-8", w.Header().Get("Content-Type"))
		require.Less(t, w.Body.Len(), len(script)/2)
		r, err := gzip.NewReader(w.Body)
		require.NoError(t, err)
		plain, err := io.ReadAll(r)
		require.NoError(t, err)
		require.Equal(t, script, string(plain))
		require.Equal(t, script, ask(d, "/desk/assets/_a-1.js", "").Body.String())
	})
	t.Run("an asset that is gone is no page", func(t *testing.T) {
		require.Equal(t, http.StatusNotFound, ask(d, "/desk/assets/old-1.js", "").Code)
		require.Equal(t, http.StatusNotFound, ask(d, "/desk/assets/../assets/x.js", "").Code)
	})
	t.Run("what has no known media type is no part of a build", func(t *testing.T) {
		_, err := newDesk(fstest.MapFS{"index.html": {}, "secret.template": {}})
		require.ErrorContains(t, err, "secret.template")
	})
	t.Run("what a browser has already is not sent again until it differs", func(t *testing.T) {
		first := ask(d, "/desk/", "").Header().Get("ETag")
		require.NotEmpty(t, first)
		r := httptest.NewRequest(http.MethodGet, "/desk/inbox/todo", nil)
		r.Header.Set("If-None-Match", first)
		w := httptest.NewRecorder()
		d.ServeHTTP(w, r)
		require.Equal(t, http.StatusNotModified, w.Code)
		require.Empty(t, w.Body.String())
		other, err := newDesk(fstest.MapFS{"index.html": {Data: []byte("<title>next</title>")}})
		require.NoError(t, err)
		w = httptest.NewRecorder()
		other.ServeHTTP(w, r)
		require.Equal(t, http.StatusOK, w.Code)
	})
	t.Run("whether a page is there can be asked without the page", func(t *testing.T) {
		w := httptest.NewRecorder()
		d.ServeHTTP(w, httptest.NewRequest(http.MethodHead, "/desk/", nil))
		require.Equal(t, http.StatusOK, w.Code)
		require.Empty(t, w.Body.String())
	})
}

var reference = regexp.MustCompile(`(?:src|href)="/desk/([^"]+)"`)

// TestBuilt holds in both kinds of program: with the desk everything that its page
// refers to is there; without it there is no handler.
func TestBuilt(t *testing.T) {
	h, err := Handler()
	require.NoError(t, err)
	if !Built() {
		require.Nil(t, h)
		return
	}
	d := h.(desk)
	page := ask(h, "/desk/", "").Body.String()
	found := reference.FindAllStringSubmatch(page, -1)
	require.NotEmpty(t, found)
	for _, m := range found {
		require.Contains(t, d, m[1])
	}
	require.NotRegexp(t, `<script(>| [^>]*>[^<])`, page, "the content policy refuses scripts within the page")
	require.NotContains(t, page, "style=")
}
