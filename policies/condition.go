package policies

import (
	"fmt"
	"slices"
	"strings"

	"countersign/models"
)

// A condition is a conjunction of words.
type condition struct {
	text  string
	words []word
}

// A word is a predicate with its argument, or its negation.
type word struct {
	text string
	not  bool
	faces
}

// parseCondition reads "word word:arg !word"; an unknown word is an error.
func parseCondition(text string) (condition, error) {
	c := condition{text: strings.Join(strings.Fields(text), " ")}
	for _, w := range strings.Fields(text) {
		parsed, err := parseWord(w)
		if err != nil {
			return c, err
		}
		c.words = append(c.words, parsed)
	}
	if len(c.words) == 0 {
		return c, fmt.Errorf("the condition is empty; write any")
	}
	return c, nil
}

func parseWord(text string) (word, error) {
	plain, not := strings.CutPrefix(text, "!")
	name, arg, _ := strings.Cut(plain, ":")
	if limit, found := strings.CutPrefix(plain, "amount<="); found {
		name, arg = "amount<=", limit
	}
	make, known := predicates[name]
	if !known {
		return word{}, fmt.Errorf("no word %q", name)
	}
	f, err := make(arg)
	if err != nil {
		return word{}, fmt.Errorf("%s: %w", text, err)
	}
	return word{text, not, f}, nil
}

func (w word) true(q *models.Question) bool { return w.holds(q) != w.not }

// true reports whether every word holds.
func (c condition) true(q *models.Question) bool {
	for _, w := range c.words {
		if !w.true(q) {
			return false
		}
	}
	return true
}

// beyond reports whether a word looks at other tasks of the case.
func (c condition) beyond() bool {
	return slices.ContainsFunc(c.words, func(w word) bool { return w.faces.beyond })
}

// always reports whether the condition is the word any, which ends a policy.
func (c condition) always() bool { return len(c.words) == 1 && c.text == "any" }

// about is what a list is a list of.
type about int

const (
	aboutCases     about = iota // rows of cases, alias c
	aboutRegisters              // rows of a register, or a catalogue, of which only company_id is known
)

// listable refuses words that a list cannot be asked.
func (c condition) listable(a about, allow bool) error {
	found := false
	for _, w := range c.words {
		if w.sql == nil {
			return fmt.Errorf("%s cannot be asked of a list", w.text)
		}
		if a == aboutRegisters && !w.company {
			return fmt.Errorf("%s cannot be asked of a register", w.text)
		}
		found = found || (w.find != nil && !w.not)
	}
	if allow && a == aboutCases && !found {
		return fmt.Errorf("%q allows reading, but none of its words finds cases by an index", c.text)
	}
	return nil
}
