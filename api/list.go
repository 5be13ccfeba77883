package api

import (
	"context"
	"slices"
	"time"

	"countersign/models"
	"countersign/models/store"
	"countersign/policies"
)

// A list asks for rows of cases within what the person may read, and decides
// again on each.
type list struct {
	s      *Server
	r      store.Reader
	who    Person
	name   string
	policy *policies.Snapshot
	scope  models.Scope // of what the person may read; Server.list sets it
	filter InboxFilter
	now    time.Time
	// standing is what the person is, with how much there is to do at each post.
	standing models.Standing
}

// tasks is a list that is not of cases but of the person's own tasks.
func (s *Server) tasks(r store.Reader, who Person) list {
	return list{s: s, r: r, who: who, name: "tasks", policy: s.Policies.Current(), now: s.Now()}
}

func (s *Server) list(r store.Reader, who Person, name string) (list, error) {
	l := list{s: s, r: r, who: who, name: name, policy: s.Policies.Current(), now: s.Now()}
	busy, err := r.Facts().Busy(who.standing.Posts)
	standing := who.standing
	standing.Posts = slices.Clone(standing.Posts)
	for i, h := range standing.Posts {
		standing.Posts[i].Busy = slices.Contains(busy, h.Post)
	}
	l.standing = standing
	l.scope = l.policy.ScopeOf(models.Read, models.Kinds, standing, l.now)
	return l, err
}

// mayRead is the second gate: a row that the scope shows and the policies refuse
// is left out and counted. What is gone meanwhile is left out.
func (l list) mayRead(ids []models.CaseID) ([]bool, error) { return l.mayEach(models.Read, ids) }

// mayEach is mayRead for another verb.
func (l list) mayEach(verb models.Verb, ids []models.CaseID) ([]bool, error) {
	questions, err := l.r.Facts().Questions(l.who.asks(l.now), ids)
	may := make([]bool, len(ids))
	for i, id := range ids {
		q, gone := questions.Of(models.Act{Verb: verb, Case: id, Actor: l.who.ID})
		if may[i] = gone == nil && l.policy.Allows(q); gone == nil && !may[i] {
			l.s.drop(l.name, id)
		}
	}
	return may, err
}

// rowsOf is a page of a list that goes back in time.
func rowsOf[Line, Row any](l list, text string, read func(store.RowKey, int) ([]Line, error), at func(Line) (models.CaseID, time.Time, string), view func(Line) Row) ([]Row, string, error) {
	after, err := rowKey(text)
	if err != nil {
		return nil, "", err
	}
	key := func(line Line) store.RowKey {
		_, when, id := at(line)
		return store.RowKey{At: when, ID: id}
	}
	show := func(lines []Line) ([]bool, error) {
		ids := make([]models.CaseID, len(lines))
		for i, line := range lines {
			ids[i], _, _ = at(line)
		}
		may, err := l.mayRead(ids)
		for i, line := range lines {
			may[i] = may[i] && l.wants(view(line))
		}
		return may, err
	}
	lines, next, err := page(after, read, key, show)
	rows := make([]Row, 0, len(lines))
	for _, line := range lines {
		rows = append(rows, view(line))
	}
	return rows, next, err
}

// Cases is a page of the cases that the person may see, latest first.
func (s *Server) Cases(ctx context.Context, who Person, q CaseQuery) (CasePage, error) {
	l, err := s.list(s.DB.Reader(ctx, who.Lang), who, "cases")
	if err != nil {
		return CasePage{}, err
	}
	filter := store.CaseFilter{Kind: q.Kind, State: q.State, Words: q.Text, From: q.From, Until: q.To}
	rows, next, err := rowsOf(l, q.Cursor, func(k store.RowKey, most int) ([]store.CaseLine, error) { return l.r.Cases(filter, l.scope, k, most) },
		func(c store.CaseLine) (models.CaseID, time.Time, string) { return c.ID, c.UpdatedAt, string(c.ID) },
		func(c store.CaseLine) CaseRow {
			row := CaseRow{ID: c.ID, Kind: c.Kind, KindName: caseName(who.Lang, c.Kind, c.Form), Number: c.Number, State: stateView(who.Lang, c.State),
				Applicant: c.Applicant, Unit: c.Unit, UpdatedAt: c.UpdatedAt, OpenedAt: c.OpenedAt}
			row.About, row.Amount = about(c)
			return row
		})
	if err != nil {
		return CasePage{}, err
	}
	states := map[models.CaseID]*StateView{}
	for i, row := range rows {
		states[row.ID] = &rows[i].State
	}
	return CasePage{Rows: rows, Next: next}, l.sayWaits(states)
}
