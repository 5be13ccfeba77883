package api

import (
	"context"
	"time"

	"countersign/models"
	"countersign/models/store"
)

// Inbox is a page of what fits the filter in one of the person's boxes. A page may
// be empty and have another after it.
func (s *Server) Inbox(ctx context.Context, who Person, box Box, filter InboxFilter, cursor string) (InboxPage, error) {
	p := InboxPage{Box: box, Rows: []InboxRow{}}
	r := s.DB.Reader(ctx, who.Lang)
	l, err := s.tasks(r, who), error(nil)
	if box != BoxTodo {
		l, err = s.list(r, who, "inbox")
	}
	if err != nil {
		return p, err
	}
	l.filter = filter
	switch box {
	case BoxTodo:
		p.Rows, p.Next, err = l.todo(cursor)
	case BoxDone:
		p.Rows, p.Next, err = l.done(cursor)
	case BoxStarted:
		p.Rows, p.Next, err = l.started(cursor)
	case BoxCopied:
		p.Rows, p.Next, err = l.copied(cursor)
	default:
		err = refuse(models.Invalid, "box-unknown")
	}
	if err != nil || box == BoxTodo {
		return p, err
	}
	states := map[models.CaseID]*StateView{}
	for i, row := range p.Rows {
		states[row.Case] = &p.Rows[i].State
	}
	return p, l.sayWaits(states)
}

// countMost is where counting ends.
const countMost = 99

// Count counts the open tasks of the person's posts, own ones and those of
// principals, and the unread notices, each up to countMost.
func (s *Server) Count(ctx context.Context, who Person) (Count, error) {
	n, err := s.DB.Reader(ctx, who.Lang).Tally(who.holders(), countMost+1)
	return Count{Todo: min(n.Todo, countMost), More: n.Todo > countMost, Unread: min(n.Unread, countMost), MoreUnread: n.Unread > countMost}, err
}

// holders are the posts and people whose tasks the person may be able to do.
func (p Person) holders() store.Holders {
	h := store.Holders{People: []store.Holder{{ID: string(p.ID)}}}
	for _, post := range p.standing.Posts {
		h.Posts = append(h.Posts, store.Holder{ID: string(post.Post)})
	}
	for _, p := range p.principals {
		by := store.Holder{Principal: p.Who.Person, Kinds: p.Proxy.Kinds, Limit: p.Proxy.Limit}
		if !p.Who.Active {
			continue
		}
		by.ID = string(p.Who.Person)
		h.People = append(h.People, by)
		for _, post := range p.Who.Posts {
			by.ID = string(post.Post)
			h.Posts = append(h.Posts, by)
		}
	}
	return h
}

// asks is the person as one who asks about cases.
func (p Person) asks(now time.Time) store.Asker {
	return store.Asker{Standing: p.standing, Principals: p.principals, Now: now}
}

// todo lists what the person may do now: who is barred from a task of his or her
// post - the requester, a signer of the same slate - does not see it here.
func (l list) todo(cursor string) ([]InboxRow, string, error) {
	after, err := taskKey(cursor)
	if err != nil {
		return nil, "", err
	}
	h := l.who.holders()
	var questions store.Questions
	read := func(k store.TaskKey, most int) (lines []store.TaskLine, err error) {
		lines, questions, err = l.r.Todo(l.who.asks(l.now), h, l.policy.Beyond(), k, most)
		return lines, err
	}
	lines, next, err := page(after, read, store.TaskLine.Key, each(func(t store.TaskLine) bool { return l.mayDo(questions, t) }))
	rows := make([]InboxRow, 0, len(lines))
	for _, t := range lines {
		row := l.task(t)
		row.Overdue = t.DueAt != nil && !l.now.Before(*t.DueAt)
		if t.Principal != "" {
			names, err := l.r.Names([]models.PersonID{t.Principal})
			if err != nil {
				return nil, "", err
			}
			row.Proxy = names[t.Principal]
		}
		rows = append(rows, row)
	}
	if err == nil {
		err = l.sayUndated(rows)
	}
	return rows, next, err
}

func (l list) mayDo(questions store.Questions, t store.TaskLine) bool {
	q, gone := questions.Of(models.Act{Verb: t.Verb, Case: t.ID, Task: t.Task, Actor: l.who.ID, Digest: t.Digest})
	return gone == nil && l.policy.Allows(q) && (l.filter == InboxFilter{} || l.wants(l.task(t)))
}

func (l list) task(t store.TaskLine) InboxRow {
	row := l.row(t.CaseLine)
	row.Task, row.Verb, row.VerbName, row.Post, row.DueAt, row.At = t.Task, t.Verb, word(l.who.Lang, "verb", t.Verb), t.Post, t.DueAt, t.ClosedAt
	return row
}

func (l list) row(c store.CaseLine) InboxRow {
	row := InboxRow{Case: c.ID, Kind: c.Kind, KindName: caseName(l.who.Lang, c.Kind, c.Form), Number: c.Number, State: stateView(l.who.Lang, c.State),
		Applicant: c.Applicant, Unit: c.Unit, UpdatedAt: c.UpdatedAt, OpenedAt: c.OpenedAt, search: c.Search, form: c.Code}
	row.About, row.Amount = about(c)
	return row
}

func (l list) done(cursor string) ([]InboxRow, string, error) {
	return rowsOf(l, cursor, func(k store.RowKey, most int) ([]store.TaskLine, error) { return l.r.Done(l.who.ID, l.scope, k, most) },
		func(t store.TaskLine) (models.CaseID, time.Time, string) { return t.ID, *t.ClosedAt, string(t.Task) }, l.task)
}

func (l list) started(cursor string) ([]InboxRow, string, error) {
	return rowsOf(l, cursor, func(k store.RowKey, most int) ([]store.CaseLine, error) {
		return l.r.Started(l.who.ID, l.scope, k, most)
	},
		func(c store.CaseLine) (models.CaseID, time.Time, string) { return c.ID, c.UpdatedAt, string(c.ID) }, l.row)
}

func (l list) copied(cursor string) ([]InboxRow, string, error) {
	return rowsOf(l, cursor, func(k store.RowKey, most int) ([]store.CopiedLine, error) {
		return l.r.Copied(l.who.ID, l.scope, k, most)
	},
		func(c store.CopiedLine) (models.CaseID, time.Time, string) { return c.ID, c.At, string(c.ID) },
		func(c store.CopiedLine) InboxRow { row := l.row(c.CaseLine); row.At = &c.At; return row })
}
