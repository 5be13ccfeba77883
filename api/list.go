package api

import (
	"context"
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
	scope  models.Scope
	now    time.Time
}

func (s *Server) list(r store.Reader, who Person, name string) list {
	policy, now := s.Policies.Current(), s.Now()
	return list{s, r, who, name, policy, policy.ScopeOf(models.Read, models.Kinds, who.standing, now), now}
}

// mayRead is the second gate: a row that the scope shows and the policies refuse
// is left out and counted.
func (l list) mayRead(id models.CaseID) (bool, error) {
	q, err := l.r.Facts().Question(models.Read, l.who.ID, id, "", "", l.now)
	if err != nil {
		return false, err
	}
	if l.policy.DecideAny(q, q.Principals).Allowed {
		return true, nil
	}
	l.s.drop(l.name, id)
	return false, nil
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
	show := func(line Line) (bool, error) {
		id, _, _ := at(line)
		return l.mayRead(id)
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
	l := s.list(s.DB.Reader(ctx, who.Lang), who, "cases")
	filter := store.CaseFilter{Kind: q.Kind, State: q.State, Number: q.Text}
	rows, next, err := rowsOf(l, q.Cursor, func(k store.RowKey, most int) ([]store.CaseLine, error) { return l.r.Cases(filter, l.scope, k, most) },
		func(c store.CaseLine) (models.CaseID, time.Time, string) { return c.ID, c.UpdatedAt, string(c.ID) },
		func(c store.CaseLine) CaseRow {
			return CaseRow{ID: c.ID, Kind: c.Kind, KindName: word(who.Lang, "kind", c.Kind), Number: c.Number, State: stateView(who.Lang, c.State),
				Applicant: c.Applicant, Unit: c.Unit, UpdatedAt: c.UpdatedAt}
		})
	return CasePage{Rows: rows, Next: next}, err
}
