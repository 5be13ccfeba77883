package policies

import (
	"fmt"
	"slices"

	"countersign/models"
	"countersign/models/regulation"
)

// A Sentence is a rule of the policy as it is written: one condition with its effect
// for some verbs and kinds.
type Sentence struct {
	Number int
	Verbs  []models.Verb
	Kinds  []models.Kind
	Words  []string // of the condition; all of them must hold
	Allow  bool
	Clause regulation.Clause
}

// Sentences reads the text of a policy: its rules in the order in which they are
// written. It refuses what Load refuses of a single row.
func Sentences(text string) (all []Sentence, err error) {
	written, err := records(text)
	for i, record := range written {
		rows, err := parseRow(record)
		if err != nil {
			return nil, fmt.Errorf("policies: row %d: %w", i+1, err)
		}
		s := Sentence{Number: rows[0].number, Allow: rows[0].allow, Clause: rows[0].clause}
		for _, w := range rows[0].cond.words {
			s.Words = append(s.Words, w.text)
		}
		for _, r := range rows {
			s.add(r)
		}
		all = append(all, s)
	}
	return all, err
}

func (s *Sentence) add(r row) {
	if !slices.Contains(s.Verbs, r.verb) {
		s.Verbs = append(s.Verbs, r.verb)
	}
	if !slices.Contains(s.Kinds, r.kind) {
		s.Kinds = append(s.Kinds, r.kind)
	}
}

// A Vocabulary lists the words of which a matrix is written, for who edits one.
type Vocabulary struct {
	Ranks     []models.Rank
	Places    []string // after the @ of a selector
	Functions []models.Function
	Modes     []models.Mode
	Owns      []models.Own
	Twices    []models.Twice
}

// Words are the words of which a matrix is written.
func Words() Vocabulary {
	return Vocabulary{Ranks: slices.Clone(ranks), Places: []string{"case-unit", "company", "head"}, Functions: slices.Clone(functions), Modes: slices.Clone(modes),
		Owns: slices.Clone(owns), Twices: slices.Clone(twices)}
}
