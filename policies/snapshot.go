// Package policies says who may do what: the company's rules as a table that a
// manager can read (policy.csv), and who signs what (matrix.csv).
//
// A rule is one row: number, verbs, kinds, condition, effect, clause.
//
//	p, 020, sign, *, requester, deny, approval.own-case
//	p, 100, sign, sample_request, seat, allow, sample.two-signatures
//
// A condition is a conjunction of words from a closed list, each with a face in
// Go and one in SQL, so that the same rows answer "may I?" and "which may I
// see?". The lowest number whose condition holds decides, and names its clause.
package policies

import (
	_ "embed"
	"fmt"
	"slices"

	"github.com/casbin/casbin/v2"
	"github.com/casbin/casbin/v2/model"

	"countersign/models"
)

//go:embed policy.csv
var defaultRows string

//go:embed model.conf
var modelText string

// Default is the policy that the regulations lay down.
func Default() string { return defaultRows }

// A Snapshot is one immutable version of the policy, checked when it was loaded.
type Snapshot struct {
	version int64
	parts   map[subject]*part
	beyond  []models.Verb
}

type subject struct {
	verb models.Verb
	kind models.Kind
}

// A part holds the rows of one verb and kind in their order, ending with one
// that refuses everything else.
type part struct {
	rows   []row
	chunks []chunk
}

// A chunk is a run of rows with a Casbin enforcer of their own. Casbin takes a
// microsecond a row, so a long part is cut up and only the chunk is asked in which
// some row holds.
type chunk struct {
	rows     []row
	enforcer *casbin.Enforcer
}

const chunkRows = 16

// Load checks rows and makes a snapshot of them. It refuses the whole policy for
// one row that is not understood.
func Load(text string, version int64) (*Snapshot, error) {
	rows, err := parse(text)
	if err != nil {
		return nil, err
	}
	s := &Snapshot{version: version, parts: map[subject]*part{}}
	for _, r := range rows {
		if r.cond.beyond() && !slices.Contains(s.beyond, r.verb) {
			s.beyond = append(s.beyond, r.verb)
		}
		at := subject{r.verb, r.kind}
		if s.parts[at] == nil {
			s.parts[at] = &part{}
		}
		s.parts[at].rows = append(s.parts[at].rows, r)
	}
	for at, p := range s.parts {
		if err := p.seal(); err != nil {
			return nil, fmt.Errorf("policies: %s %s: %w", at.verb, at.kind, err)
		}
	}
	return s, nil
}

// Version is the version of the policy that the snapshot was made of.
func (s *Snapshot) Version() int64 { return s.version }

// Beyond are the verbs about which some row looks at tasks of a case other than the one
// that is asked about. For the others these need not be read.
func (s *Snapshot) Beyond() []models.Verb { return s.beyond }

// seal orders the rows, checks that they end, and gives them to Casbin.
func (p *part) seal() error {
	slices.SortStableFunc(p.rows, func(a, b row) int { return a.number - b.number })
	for i, r := range p.rows {
		last := i == len(p.rows)-1
		switch {
		case !last && r.number == p.rows[i+1].number:
			return fmt.Errorf("two rows have the number %d", r.number)
		case !last && r.cond.always():
			return fmt.Errorf("row %d leaves nothing to the rows after it", r.number)
		case last && (!r.cond.always() || r.allow):
			return fmt.Errorf("the last row must be any, deny")
		}
	}
	for rows := range slices.Chunk(p.rows, chunkRows) {
		e, err := enforcer(rows)
		if err != nil {
			return err
		}
		p.chunks = append(p.chunks, chunk{rows, e})
	}
	return nil
}

// enforcer makes a Casbin enforcer that nobody will change.
func enforcer(rows []row) (*casbin.Enforcer, error) {
	m, err := model.NewModelFromString(modelText)
	if err != nil {
		return nil, err
	}
	conditions := map[string]condition{}
	for _, r := range rows {
		conditions[r.cond.text] = r.cond
		if err := m.AddPolicy("p", "p", r.fields()); err != nil {
			return nil, err
		}
	}
	if err := m.SortPoliciesByPriority(); err != nil {
		return nil, err
	}
	e, err := casbin.NewEnforcer(m)
	if err != nil {
		return nil, err
	}
	e.AddFunction("holds", func(args ...any) (any, error) {
		q, asked := args[0].(*models.Question)
		text, _ := args[1].(string)
		c, known := conditions[text]
		if !asked || !known {
			return nil, fmt.Errorf("policies: holds(%T, %q)", args[0], text)
		}
		return c.true(q), nil
	})
	return e, nil
}
