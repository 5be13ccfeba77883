package api

import (
	"context"
	"encoding/json"
	"slices"

	"github.com/google/uuid"

	"countersign/models"
	"countersign/models/message"
	"countersign/models/store"
)

// Notices is a page of the notices to the person, latest first. A notice tells
// that something waits; what it is about is read under its own rules, and one about
// a case that the person may not see says nothing (approval.need-to-know).
func (s *Server) Notices(ctx context.Context, who Person, box NoticeBox, text string) (NoticePage, error) {
	p := NoticePage{Rows: []NoticeView{}}
	before, err := rowKey(text)
	if err != nil {
		return p, err
	}
	r, read := s.DB.Reader(ctx, who.Lang), map[NoticeBox]*bool{NoticesUnread: new(bool), NoticesRead: new(true)}[box]
	rows, next, err := page(before, func(k store.RowKey, most int) ([]store.NoticeRow, error) { return r.Notices(who.ID, read, k, most) },
		func(n store.NoticeRow) store.RowKey { return store.RowKey{At: n.At, ID: n.ID} }, each(func(store.NoticeRow) bool { return true }))
	if err != nil {
		return p, err
	}
	open, err := s.mayRead(r, who, casesOf(rows))
	if err != nil {
		return p, err
	}
	for _, n := range rows {
		p.Rows = append(p.Rows, noticeView(who.Lang, n, n.Case == nil || open[*n.Case]))
	}
	p.Next = next
	p.Unread, err = r.Unread(who.ID, countMost)
	return p, err
}

func casesOf(rows []store.NoticeRow) (ids []models.CaseID) {
	for _, n := range rows {
		if n.Case != nil && !slices.Contains(ids, *n.Case) {
			ids = append(ids, *n.Case)
		}
	}
	return ids
}

// mayRead finds which of the cases the person may read now.
func (s *Server) mayRead(r store.Reader, who Person, ids []models.CaseID) (map[models.CaseID]bool, error) {
	may := map[models.CaseID]bool{}
	if len(ids) == 0 {
		return may, nil
	}
	policy := s.Policies.Current()
	questions, err := r.Facts().Questions(who.asks(s.Now()), ids)
	for _, id := range ids {
		q, gone := questions.Of(models.Act{Verb: models.Read, Case: id, Actor: who.ID})
		may[id] = err == nil && gone == nil && policy.Allows(q)
	}
	return may, err
}

func noticeView(lang string, n store.NoticeRow, open bool) NoticeView {
	if !open {
		return NoticeView{ID: n.ID, Kind: n.Kind, Text: message.Text(lang, "notice-hidden", nil), At: n.At, ReadAt: n.ReadAt}
	}
	args := map[string]any{}
	_ = json.Unmarshal(n.Args, &args) // a notice without arguments is still one
	args["Number"] = n.Number
	return NoticeView{ID: n.ID, Kind: n.Kind, Text: message.Text(lang, n.Key, args), Case: n.Case, Number: n.Number, KindName: caseName(lang, n.Of, n.Form), At: n.At, ReadAt: n.ReadAt}
}

// MarkRead marks the person's notices as read; without ids all of them.
func (s *Server) MarkRead(ctx context.Context, who Person, ids []string) error {
	if len(ids) > 500 || slices.ContainsFunc(ids, func(id string) bool { return !isID(id) }) {
		return refuse(models.Invalid, "request-wrong")
	}
	return s.Desk.MarkRead(ctx, who.ID, ids)
}

// isID reports whether text can be an id.
func isID[T ~string](text T) bool { return len(text) == 36 && uuid.Validate(string(text)) == nil }
