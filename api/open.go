package api

import (
	"context"

	"countersign/models"
	"countersign/models/store"
	"countersign/policies"
)

// An opened case is one that the person may read: opened by its id and decided
// with its facts. It lives as long as its snapshot of the database.
type opened struct {
	store.OpenCase
	s        *Server
	r        store.Reader
	who      Person
	policy   *policies.Snapshot
	question models.Question // of reading; other verbs are asked with the same facts
	read     *store.Record   // once it was asked for
}

// record is what is shown of the case, read once.
func (o *opened) record() (*store.Record, error) {
	if o.read == nil {
		r, err := o.Record(today(o.question.Now))
		if err != nil {
			return nil, err
		}
		o.read = &r
	}
	return o.read, nil
}

// withCase runs do on a case that the person may read, all of it at one instant of
// the database. What is not there and what the person may not see is the same
// answer on the same way.
func (s *Server) withCase(ctx context.Context, who Person, id models.CaseID, do func(*opened) error) error {
	return s.DB.Snapshot(ctx, who.Lang, func(r store.Reader) error {
		o, err := s.openCase(r, who, id)
		if err != nil {
			return err
		}
		return do(o)
	})
}

// glance opens a case of which no more is asked than openCase reads: one statement
// is one instant.
func (s *Server) glance(ctx context.Context, who Person, id models.CaseID) (*opened, error) {
	return s.openCase(s.DB.Reader(ctx, who.Lang), who, id)
}

func (s *Server) openCase(r store.Reader, who Person, id models.CaseID) (*opened, error) {
	return s.openFor(r, who, models.Act{Case: id, Actor: who.ID})
}

// openFor opens the case of an act.
func (s *Server) openFor(r store.Reader, who Person, act models.Act) (*opened, error) {
	policy := s.Policies.Current()
	c, q, found, err := r.Open(act, who.asks(s.Now()))
	if err != nil || !found || !policy.Allows(q) {
		return nil, orNotFound(err)
	}
	return &opened{OpenCase: c, s: s, r: r, who: who, policy: policy, question: q}, nil
}

// drop counts a row that the scope let through and the policies refuse: the two
// faces of a rule differ.
func (s *Server) drop(list string, id models.CaseID) {
	s.dropped.Add(1)
	s.Log.Warn("a row that the scope shows was refused by the policies and left out", "list", list, "case", id)
}

// ask is the question whether the person may do verb, having been shown digest. A
// task that is not of the case is Missing.
func (o *opened) ask(verb models.Verb, task models.TaskID, shown models.Digest) (models.Question, error) {
	q := o.question
	if task != "" {
		if q.Task = o.Task(task); q.Task == nil {
			return q, notFound()
		}
	}
	q.Verb, q.Case.Shown = verb, shown
	return q, nil
}

// may decides whether the person may do verb, having been shown digest.
func (o *opened) may(verb models.Verb, task models.TaskID, shown models.Digest) (models.Decision, error) {
	q, err := o.ask(verb, task, shown)
	if err != nil {
		return models.Decision{}, err
	}
	return o.policy.DecideAny(q, q.Principals), nil
}

// offer is may for what is only shown.
func (o *opened) offer(verb models.Verb, task models.TaskID, shown models.Digest) (models.Decision, error) {
	q, err := o.ask(verb, task, shown)
	if err != nil {
		return models.Decision{}, err
	}
	return o.policy.Offer(q, q.Principals), nil
}

// editable reports whether the person works on the draft of the case: its
// document is then the draft and not what is in force.
func (o *opened) editable() bool {
	if o.State != models.Draft && o.State != models.Returned {
		return false
	}
	for _, p := range o.question.Case.Requesters {
		if p == o.who.ID {
			return true
		}
	}
	return false
}

// document is what the person is shown of the case's document, with its digest.
func (o *opened) document() (models.Document, []byte, models.Digest, error) {
	body, digest, err := o.body()
	if err != nil {
		return nil, nil, "", err
	}
	doc, err := models.DecodeDocument(o.Kind, body)
	return doc, body, digest, err
}

func (o *opened) body() ([]byte, models.Digest, error) {
	r, err := o.record()
	if err != nil {
		return nil, "", err
	}
	if r.Draft != nil && o.editable() {
		return r.Draft.Body, r.Draft.Digest, nil
	}
	return r.Document, o.Digest, nil
}
