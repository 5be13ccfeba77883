package policies

import (
	"log/slog"
	"strconv"

	"countersign/models"
	"countersign/models/regulation"
)

// A Principal is someone whose proxy the actor holds.
type Principal = models.Principal

// Decide answers the question for the actor's own power or, where q.Proxy is
// set, for the power of that principal, which is q.Who. A fault refuses.
func (s *Snapshot) Decide(q models.Question) models.Decision {
	return s.decideBy((*part).decide, q)
}

// decideBy decides by the row that find finds.
func (s *Snapshot) decideBy(find func(*part, *models.Question) (row, error), q models.Question) models.Decision {
	q = complete(q)
	p := s.parts[subject{q.Verb, q.Kind}]
	if p == nil {
		return s.refusal(q, row{clause: regulation.ApprovalDefault, key: "policy-not-allowed", cond: condition{text: "no rule"}})
	}
	r, err := find(p, &q)
	if err != nil {
		slog.Error("policy: a decision failed and refused", "verb", q.Verb, "kind", q.Kind, "version", s.version, "fault", err)
		return s.refusal(q, row{clause: regulation.ApprovalDefault, key: "policy-fault", cond: condition{text: "ERROR"}})
	}
	if !r.allow {
		return s.refusal(q, r)
	}
	d := s.refusal(q, r)
	d.Allowed, d.Key, d.Post = true, "", r.cond.post(&q)
	return d
}

// complete fills in what goes without saying.
func complete(q models.Question) models.Question {
	if q.Proxy == nil {
		q.Who = q.Actor
	}
	if q.Kind == "" {
		q.Kind = models.House
	}
	return q
}

func (s *Snapshot) refusal(q models.Question, r row) models.Decision {
	d := models.Decision{Clause: r.clause, Rule: r.cond.text, Key: r.key, Who: q.Who.Person, Version: s.version}
	if q.Proxy != nil {
		d.Proxy = q.Proxy.ID
	}
	return d
}

// decide has Casbin find the row that decides.
func (p *part) decide(q *models.Question) (row, error) {
	for i, c := range p.chunks {
		if i == len(p.chunks)-1 || c.speaks(q) {
			return c.decide(q)
		}
	}
	return row{}, errNoRow
}

// speaks reports whether a row of the chunk holds.
func (c chunk) speaks(q *models.Question) bool {
	for _, r := range c.rows {
		if r.cond.true(q) {
			return true
		}
	}
	return false
}

func (c chunk) decide(q *models.Question) (row, error) {
	allowed, fields, err := c.enforcer.EnforceEx(string(q.Verb), string(q.Kind), q)
	if err != nil {
		return row{}, err
	}
	for _, r := range c.rows {
		if len(fields) > 0 && fields[0] == strconv.Itoa(r.number) && r.allow == allowed {
			return r, nil
		}
	}
	return row{}, errNoRow
}

// post is the post by which the condition holds, where a word knows one.
func (c condition) post(q *models.Question) models.PostID {
	for _, w := range c.words {
		if w.faces.post != nil && !w.not {
			if p := w.faces.post(q); p != "" {
				return p
			}
		}
	}
	return ""
}

// DecideAny tries the actor's own power and then the proxies in their order. The
// first that allows wins; else the refusal that says most: a rule of its own
// before the general one, and the earlier rule before the later.
func (s *Snapshot) DecideAny(q models.Question, principals []Principal) models.Decision {
	return s.decideAny((*part).decide, q, principals)
}

// Offer is DecideAny for an act that is only offered, or shown as barred: the rows' own
// words in their order, without Casbin. Whoever does the act is decided on again.
func (s *Snapshot) Offer(q models.Question, principals []Principal) models.Decision {
	return s.decideAny(func(p *part, q *models.Question) (row, error) { return p.walk(q), nil }, q, principals)
}

func (s *Snapshot) decideAny(find func(*part, *models.Question) (row, error), q models.Question, principals []Principal) models.Decision {
	q.Proxy, q.Principals = nil, principals
	best := s.decideBy(find, q)
	for _, p := range principals {
		if best.Allowed {
			break
		}
		q.Proxy, q.Who = &p.Proxy, p.Who
		if d := s.decideBy(find, q); d.Allowed || s.says(q, d) < s.says(q, best) {
			best = d
		}
	}
	return best
}

// Allows is DecideAny for what is only shown, a row of a list or a case that is opened:
// the rows' own words in their order, without Casbin and without saying why.
func (s *Snapshot) Allows(q models.Question) bool {
	q.Proxy = nil
	for i := -1; i < len(q.Principals); i++ {
		if i >= 0 {
			q.Proxy, q.Who = &q.Principals[i].Proxy, q.Principals[i].Who
		}
		own := complete(q)
		if p := s.parts[subject{own.Verb, own.Kind}]; p != nil && p.walk(&own).allow {
			return true
		}
	}
	return false
}

// walk is the first row whose condition holds.
func (p *part) walk(q *models.Question) row {
	for _, r := range p.rows {
		if r.cond.true(q) {
			return r
		}
	}
	return p.rows[len(p.rows)-1]
}

// says is the number of the row that refused; the general rule comes last.
func (s *Snapshot) says(q models.Question, d models.Decision) int {
	p := s.parts[subject{q.Verb, complete(q).Kind}]
	if p != nil {
		for _, r := range p.rows {
			if r.cond.text == d.Rule {
				return r.number
			}
		}
	}
	return 1 << 20
}
