package pages_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"

	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"
)

// A page is what came back.
type page struct {
	*httptest.ResponseRecorder
	h    *house
	tree *html.Node
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
