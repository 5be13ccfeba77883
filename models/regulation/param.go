package regulation

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
)

// A Param is a company parameter of a clause: typed, with the regulation's own
// value unless a company's rulebook says otherwise.
type Param[T any] struct {
	Clause  Clause
	Name    string
	Default T
}

// A Setting describes a parameter to a reader who does not know its type: a whole
// number within a range, or some of a list of words.
type Setting struct {
	Clause  Clause          `json:"clause"`
	Name    string          `json:"name"`
	Default json.RawMessage `json:"default"`
	Least   int64           `json:"least"`
	Most    int64           `json:"most"`
	Words   []string        `json:"words,omitempty"` // empty for a number
	check   func(json.RawMessage) error
}

// Key is how a rulebook names the parameter: "clause/name".
func (s Setting) Key() string { return string(s.Clause.ID()) + "/" + s.Name }

// Check reports whether value is of the type of the parameter and within its range.
func (s Setting) Check(value json.RawMessage) error {
	if err := s.check(value); err != nil {
		return err
	}
	if len(s.Words) == 0 {
		var n int64
		if err := json.Unmarshal(value, &n); err != nil || n < s.Least || n > s.Most {
			return fmt.Errorf("regulation: %s: %s is not within %d and %d", s.Key(), value, s.Least, s.Most)
		}
		return nil
	}
	var words []string
	if err := json.Unmarshal(value, &words); err != nil {
		return err
	}
	for i, w := range words {
		if !slices.Contains(s.Words, w) || slices.Contains(words[:i], w) {
			return fmt.Errorf("regulation: %s: %q is none of %v, or twice", s.Key(), w, s.Words)
		}
	}
	if n := int64(len(words)); n < s.Least || n > s.Most {
		return fmt.Errorf("regulation: %s: %d words are not within %d and %d", s.Key(), n, s.Least, s.Most)
	}
	return nil
}

// A span is what a parameter may be.
type span func(*Setting)

// between bounds a number; both ends are allowed.
func between(least, most int64) span {
	return func(s *Setting) { s.Least, s.Most = least, most }
}

// someOf lets a parameter be at least so many of the words.
func someOf(least int64, words ...string) span {
	return func(s *Setting) { s.Least, s.Most, s.Words = least, int64(len(words)), words }
}

var settings []Setting

func param[T any](c Clause, name string, byDefault T, may span) Param[T] {
	value, err := json.Marshal(byDefault)
	if err != nil {
		panic(fmt.Sprintf("regulation: %s.%s: %v", c, name, err))
	}
	s := Setting{Clause: c, Name: name, Default: value, check: func(v json.RawMessage) error {
		var t *T
		if err := json.Unmarshal(v, &t); err != nil {
			return err
		}
		if t == nil {
			return errors.New("null is no value")
		}
		return nil
	}}
	may(&s)
	if err := s.Check(value); err != nil {
		panic(err)
	}
	settings = append(settings, s)
	return Param[T]{c, name, byDefault}
}

// Settings lists every company parameter.
func Settings() []Setting { return settings }

// FindSetting is the parameter with a key; ok is false where there is none.
func FindSetting(key string) (s Setting, ok bool) {
	i := slices.IndexFunc(settings, func(s Setting) bool { return s.Key() == key })
	if i < 0 {
		return s, false
	}
	return settings[i], true
}

// A Rulebook is one version of a company's parameters. The zero Rulebook has
// the regulations' own values.
type Rulebook struct {
	Version int
	values  map[string]json.RawMessage
}

// Own are the company's own values, by "clause/name".
func (b Rulebook) Own() map[string]json.RawMessage { return maps.Clone(b.values) }

// NewRulebook makes version v with the company's own values, keyed
// "clause/name". An unknown key or a value of the wrong type is an error.
func NewRulebook(v int, own map[string]json.RawMessage) (Rulebook, error) {
	for key, value := range own {
		s, ok := FindSetting(key)
		if !ok {
			return Rulebook{}, fmt.Errorf("regulation: no parameter %q", key)
		}
		if err := s.check(value); err != nil { // a range that is narrowed later does not undo a version in force
			return Rulebook{}, fmt.Errorf("regulation: parameter %s: %w", key, err)
		}
	}
	return Rulebook{v, own}, nil
}

// CheckValues reports whether each value, by "clause/name", is one that its parameter may have.
func CheckValues(own map[string]json.RawMessage) error {
	for key, value := range own {
		s, ok := FindSetting(key)
		if !ok {
			return fmt.Errorf("regulation: no parameter %q", key)
		}
		if err := s.Check(value); err != nil {
			return err
		}
	}
	return nil
}

// In returns the parameter's value in rulebook b.
func (p Param[T]) In(b Rulebook) T {
	own, ok := b.values[string(p.Clause.ID())+"/"+p.Name]
	if !ok {
		return p.Default
	}
	var v T
	if err := json.Unmarshal(own, &v); err != nil {
		return p.Default // NewRulebook has refused what does not fit
	}
	return v
}
