package api

import (
	"context"

	"countersign/models"
	"countersign/models/store"
	"countersign/policies"
)

// An opened case is one that the person may read: found within the scope and
// decided with its facts. It lives as long as its snapshot of the database.
type opened struct {
	store.OpenCase
	s        *Server
	r        store.Reader
	who      Person
	policy   *policies.Snapshot
	question models.Question // of reading; other verbs are asked with the same facts
	tasks    map[models.TaskID]models.Question
}

// withCase runs do on a case that the person may read. What is not there and
// what the person may not see is the same answer on the same way.
func (s *Server) withCase(ctx context.Context, who Person, id models.CaseID, do func(*opened) error) error {
	return s.DB.Snapshot(ctx, who.Lang, func(r store.Reader) error {
		o, err := s.openCase(r, who, id)
		if err != nil {
			return err
		}
		return do(o)
	})
}

func (s *Server) openCase(r store.Reader, who Person, id models.CaseID) (*opened, error) {
	policy, now := s.Policies.Current(), s.Now()
	c, found, err := r.Open(id, policy.ScopeOf(models.Read, models.Kinds, who.standing, now))
	if err != nil || !found {
		return nil, orNotFound(err)
	}
	q, err := r.Facts().Question(models.Read, who.ID, c.ID, "", "", now)
	if err != nil {
		return nil, err
	}
	if !policy.DecideAny(q, q.Principals).Allowed {
		s.drop("case", c.ID)
		return nil, notFound()
	}
	return &opened{c, s, r, who, policy, q, map[models.TaskID]models.Question{}}, nil
}

// drop counts a row that the scope let through and the policies refuse: the two
// faces of a rule differ.
func (s *Server) drop(list string, id models.CaseID) {
	s.dropped.Add(1)
	s.Log.Warn("a row that the scope shows was refused by the policies and left out", "list", list, "case", id)
}

// may decides whether the person may do verb, having been shown digest.
func (o *opened) may(verb models.Verb, task models.TaskID, shown models.Digest) (models.Decision, error) {
	q := o.question
	if task != "" {
		var known bool
		if q, known = o.tasks[task]; !known {
			var err error
			if q, err = o.r.Facts().Question(verb, o.who.ID, o.ID, task, shown, o.question.Now); err != nil {
				return models.Decision{}, err
			}
			o.tasks[task] = q
		}
	}
	q.Verb, q.Case.Shown = verb, shown
	return o.policy.DecideAny(q, q.Principals), nil
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
	if o.editable() {
		d, found, err := o.Draft()
		if err != nil || found {
			return d.Body, d.Digest, err
		}
	}
	body, err := o.Document(o.Digest)
	return body, o.Digest, err
}
