package policies

import (
	"errors"

	"countersign/models"
	"countersign/models/regulation"
)

var errNoRow = errors.New("policies: no row decided")

// A Reason is one row of the policy with what it says to a question.
type Reason struct {
	Clause regulation.Clause `json:"clause"`
	Rule   string            `json:"rule"`
	Allow  bool              `json:"allow"`
	Key    string            `json:"key,omitempty"` // message of the refusal
	Holds  bool              `json:"holds"`         // every word holds
	// Decides says that this is the first row that holds.
	Decides bool    `json:"decides"`
	Words   []Truth `json:"words"`
}

// A Truth is a word of a condition with whether it holds.
type Truth struct {
	Word  string `json:"word"`
	Holds bool   `json:"holds"`
}

// Explain lists all rows of the verb and kind with the truth of each word, in
// the order in which they decide.
func (s *Snapshot) Explain(q models.Question) []Reason {
	q = complete(q)
	p := s.parts[subject{q.Verb, q.Kind}]
	if p == nil {
		return nil
	}
	var reasons []Reason
	decided := false
	for _, r := range p.rows {
		reason := r.explain(&q)
		reason.Decides = reason.Holds && !decided
		decided = decided || reason.Holds
		reasons = append(reasons, reason)
	}
	return reasons
}

func (r row) explain(q *models.Question) Reason {
	reason := Reason{Clause: r.clause, Rule: r.cond.text, Allow: r.allow, Key: r.key, Holds: true}
	for _, w := range r.cond.words {
		holds := w.true(q)
		reason.Holds = reason.Holds && holds
		reason.Words = append(reason.Words, Truth{w.text, holds})
	}
	return reason
}
