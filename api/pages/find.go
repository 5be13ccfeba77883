package pages

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	"countersign/api"
	"countersign/models"
)

// A findMatter is a search with what it found.
type findMatter struct {
	Words  string
	Kind   models.Kind
	State  models.State
	Kinds  []models.Kind
	States []models.State
	Asked  bool
	Rows   []api.CaseRow
	Next   string // the address of the next page
	First  string // that of the first; empty on it
}

var findStates = []models.State{models.Running, models.Returned, models.Effective, models.Done, models.Refused, models.Withdrawn}

// find looks for cases by number, or by who applied; the person finds what he or
// she may see (approval.need-to-know).
func find(v *visit) error {
	q := v.c.Request.URL.Query()
	m := findMatter{Words: strings.TrimSpace(q.Get("q")), Kind: models.Kind(q.Get("kind")), State: models.State(q.Get("state")), Kinds: models.Kinds, States: findStates}
	if !slices.Contains(m.Kinds, m.Kind) {
		m.Kind = ""
	}
	if !slices.Contains(m.States, m.State) {
		m.State = ""
	}
	if runes := []rune(m.Words); len(runes) > 60 {
		m.Words = string(runes[:60])
	}
	m.Asked = m.Words != "" || m.Kind != "" || m.State != ""
	if !m.Asked {
		return v.show(http.StatusOK, "find", v.t("page-find-cases"), m)
	}
	page, err := v.house.Cases(v.context(), v.who, api.CaseQuery{Kind: m.Kind, State: m.State, Text: m.Words, Cursor: q.Get("after")})
	if err != nil {
		return err
	}
	m.Rows = page.Rows
	again := url.Values{"q": {m.Words}, "kind": {string(m.Kind)}, "state": {string(m.State)}}
	if q.Get("after") != "" {
		m.First = "/search?" + again.Encode()
	}
	if page.Next != "" {
		again.Set("after", page.Next)
		m.Next = "/search?" + again.Encode()
	}
	return v.show(http.StatusOK, "find", v.t("page-find-cases"), m)
}
