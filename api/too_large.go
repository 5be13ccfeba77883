package api

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"
)

// drainMost is how much of a body that is too large is read and thrown away, so that
// a browser that still sends it hears why it was refused.
const drainMost = 64 << 20

const formBody, filesBody = "application/x-www-form-urlencoded", "multipart/form-data"

// A tooLargeBody is what is left of a body that was not kept.
type tooLargeBody struct{ most int64 }

// Read says how much would have been read at most.
func (b tooLargeBody) Read([]byte) (int, error) { return 0, &http.MaxBytesError{Limit: b.most} }

// Close has nothing to close: the connection is the server's.
func (b tooLargeBody) Close() error { return nil }

type whatWasTyped struct{}

// TypedTooLarge are the fields of a form that was refused as too large: without its files,
// and without fields that are too long by themselves. It is nil for any other request.
func TypedTooLarge(r *http.Request) url.Values {
	typed, _ := r.Context().Value(whatWasTyped{}).(url.Values)
	return typed
}

// drain throws away a body that says it is too large; what somebody typed into a form stays
// with the request.
func drain(r *http.Request) *http.Request {
	kind, how, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	most := int64(fileMost + bodyMost)
	if kind == formBody {
		most = bodyMost + 4096
	}
	if r.ContentLength <= most || r.ContentLength > drainMost {
		return r
	}
	body := io.LimitReader(r.Body, r.ContentLength)
	var typed url.Values
	switch kind {
	case formBody:
		typed = pairsOf(bufio.NewReaderSize(body, bodyMost))
	case filesBody:
		typed = partsOf(multipart.NewReader(body, how["boundary"]))
	}
	_, _ = io.Copy(io.Discard, body) // what does not come is no loss
	r = r.WithContext(context.WithValue(r.Context(), whatWasTyped{}, typed))
	r.Body = tooLargeBody{most}
	return r
}

// partsOf are the fields of a form with files, up to the size of a form.
func partsOf(form *multipart.Reader) url.Values {
	typed, left := url.Values{}, int64(bodyMost)
	for {
		part, err := form.NextPart()
		if err != nil {
			return typed
		}
		if part.FileName() != "" {
			continue
		}
		value, err := io.ReadAll(io.LimitReader(part, left+1))
		if err != nil || int64(len(value)) > left {
			continue
		}
		left -= int64(len(value))
		typed.Add(part.FormName(), string(value))
	}
}

// pairsOf are the fields of a form without files, up to its size.
func pairsOf(form *bufio.Reader) url.Values {
	typed, left := url.Values{}, bodyMost
	for {
		pair, err := form.ReadSlice('&')
		long := false
		for ; errors.Is(err, bufio.ErrBufferFull); _, err = form.ReadSlice('&') {
			long = true
		}
		if !long && len(pair) <= left {
			left -= len(pair)
			add(typed, string(bytes.TrimSuffix(pair, []byte("&"))))
		}
		if err != nil {
			return typed
		}
	}
}

func add(typed url.Values, pair string) {
	one, err := url.ParseQuery(pair)
	if err != nil {
		return
	}
	for name, values := range one {
		typed[name] = append(typed[name], values...)
	}
}

// limitBody refuses large bodies before they are read.
func limitBody(next http.Handler) http.Handler {
	small, large := http.MaxBytesHandler(next, bodyMost+4096), http.MaxBytesHandler(next, fileMost+bodyMost)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		r = drain(r)
		if strings.HasPrefix(r.Header.Get("Content-Type"), filesBody) {
			large.ServeHTTP(w, r)
			return
		}
		small.ServeHTTP(w, r)
	})
}
