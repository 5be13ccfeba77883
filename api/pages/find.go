package pages

import (
	"net/http"
	"net/url"
	"slices"

	"countersign/api"
	"countersign/models"
)

// A findMatter is a search with what it found.
type findMatter struct {
	Words  string
	Kind   models.Kind
	State  models.State
	Kinds  []api.KindView
	States []models.State
	Days   days
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
	kinds, err := v.house.Kinds(v.context(), v.who)
	if err != nil {
		return err
	}
	m := findMatter{Words: v.words60("q"), Days: v.days(), Kind: models.Kind(q.Get("kind")), State: models.State(q.Get("state")), Kinds: kinds, States: findStates}
	if !slices.ContainsFunc(kinds, func(k api.KindView) bool { return k.Kind == m.Kind }) {
		m.Kind = ""
	}
	if !slices.Contains(m.States, m.State) {
		m.State = ""
	}
	m.Asked = m.Words != "" || m.Kind != "" || m.State != "" || m.Days.Any()
	if !m.Asked {
		return v.show(http.StatusOK, "find", v.t("page-find-cases"), m)
	}
	page, err := v.house.Cases(v.context(), v.who, api.CaseQuery{Kind: m.Kind, State: m.State, Text: m.Words, From: m.Days.From, To: m.Days.To, Cursor: q.Get("after")})
	if err != nil {
		return err
	}
	m.Rows = page.Rows
	again := m.Days.in(url.Values{"q": {m.Words}, "kind": {string(m.Kind)}, "state": {string(m.State)}})
	if q.Get("after") != "" {
		m.First = "/search?" + again.Encode()
	}
	if page.Next != "" {
		again.Set("after", page.Next)
		m.Next = "/search?" + again.Encode()
	}
	return v.show(http.StatusOK, "find", v.t("page-find-cases"), m)
}
