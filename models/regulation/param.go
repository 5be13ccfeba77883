package regulation

import (
	"encoding/json"
	"errors"
	"fmt"
)

// A Param is a company parameter of a clause: typed, with the regulation's own
// value unless a company's rulebook says otherwise.
type Param[T any] struct {
	Clause  Clause
	Name    string
	Default T
}

// A Setting describes a parameter to a reader who does not know its type.
type Setting struct {
	Clause  Clause          `json:"clause"`
	Name    string          `json:"name"`
	Default json.RawMessage `json:"default"`
	check   func(json.RawMessage) error
}

// Check reports whether value would be accepted for the parameter.
func (s Setting) Check(value json.RawMessage) error { return s.check(value) }

var settings []Setting

func param[T any](c Clause, name string, byDefault T) Param[T] {
	value, err := json.Marshal(byDefault)
	if err != nil {
		panic(fmt.Sprintf("regulation: %s.%s: %v", c, name, err))
	}
	settings = append(settings, Setting{c, name, value, func(v json.RawMessage) error {
		var t *T
		if err := json.Unmarshal(v, &t); err != nil {
			return err
		}
		if t == nil {
			return errors.New("null is no value")
		}
		return nil
	}})
	return Param[T]{c, name, byDefault}
}

// Settings lists every company parameter.
func Settings() []Setting { return settings }

// A Rulebook is one version of a company's parameters. The zero Rulebook has
// the regulations' own values.
type Rulebook struct {
	Version int
	values  map[string]json.RawMessage
}

// NewRulebook makes version v with the company's own values, keyed
// "clause/name". An unknown key or a value of the wrong type is an error.
func NewRulebook(v int, own map[string]json.RawMessage) (Rulebook, error) {
	known := map[string]Setting{}
	for _, s := range settings {
		known[string(s.Clause.ID())+"/"+s.Name] = s
	}
	for key, value := range own {
		s, ok := known[key]
		if !ok {
			return Rulebook{}, fmt.Errorf("regulation: no parameter %q", key)
		}
		if err := s.Check(value); err != nil {
			return Rulebook{}, fmt.Errorf("regulation: parameter %s: %w", key, err)
		}
	}
	return Rulebook{v, own}, nil
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
