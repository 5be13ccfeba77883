package api_test

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"countersign/api"
	"countersign/models/regulation"
)

// An ask is one request.
type ask struct {
	who    string
	method string
	path   string
	body   any
	header map[string]string
}

// A reply is what came back.
type reply struct {
	*httptest.ResponseRecorder
	t *testing.T
}

func (h *house) do(a ask) reply {
	h.t.Helper()
	var body io.Reader
	switch b := a.body.(type) {
	case nil:
	case string:
		body = strings.NewReader(b)
	case []byte:
		body = bytes.NewReader(b)
	default:
		text, err := json.Marshal(b)
		require.NoError(h.t, err)
		body = bytes.NewReader(text)
	}
	r := httptest.NewRequest(a.method, a.path, body)
	if a.body != nil {
		r.Header.Set("Content-Type", "application/json")
	}
	for k, v := range a.header {
		r.Header.Set(k, v)
	}
	if token := h.tokens[a.who]; token != "" {
		r.AddCookie(&http.Cookie{Name: "countersign", Value: token})
	}
	w := httptest.NewRecorder()
	h.server.Handler().ServeHTTP(w, r)
	return reply{w, h.t}
}

func (h *house) get(who, path string) reply {
	h.t.Helper()
	return h.do(ask{who: who, method: "GET", path: path})
}

// ok wants a status and reads the answer into v.
func (r reply) ok(status int, v any) reply {
	r.t.Helper()
	require.Equal(r.t, status, r.Code, r.Body.String())
	if v != nil {
		require.NoError(r.t, json.Unmarshal(r.Body.Bytes(), v), r.Body.String())
	}
	return r
}

// refused wants a problem of a status, key and clause.
func (r reply) refused(status int, key string, clause regulation.ID) api.Problem {
	r.t.Helper()
	require.Equal(r.t, status, r.Code, r.Body.String())
	require.Equal(r.t, "application/problem+json", r.Header().Get("Content-Type"))
	var p api.Problem
	require.NoError(r.t, json.Unmarshal(r.Body.Bytes(), &p))
	require.Equal(r.t, key, p.Key)
	require.Equal(r.t, clause, p.Clause)
	require.NotEqual(r.t, p.Key, p.Detail, "a message is missing")
	return p
}

func key() map[string]string { return map[string]string{"Idempotency-Key": uuid.NewString()} }
