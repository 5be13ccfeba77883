package models

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"

	"countersign/models/calendar"
	"countersign/models/regulation"
)

// A ParameterChange gives parameters of the rulebook other values from a day on
// (approval.parameters). What it does not name stays as it is on that day.
type ParameterChange struct {
	From   calendar.Date `json:"from"`
	Reason string        `json:"reason"`
	// Values are by "clause/name"; null goes back to the regulations' own.
	Values map[string]json.RawMessage `json:"values"`
	Chosen
}

// Kind is parameter_change.
func (*ParameterChange) Kind() Kind { return KindParameterChange }

// Keys are the parameters that it names, in order.
func (c *ParameterChange) Keys() []string { return slices.Sorted(maps.Keys(c.Values)) }

// Over are a company's own values with the change made.
func (c *ParameterChange) Over(own map[string]json.RawMessage) map[string]json.RawMessage {
	next := map[string]json.RawMessage{}
	maps.Copy(next, own)
	for key, value := range c.Values {
		if isNull(value) {
			delete(next, key)
			continue
		}
		next[key] = value
	}
	return next
}

// ParameterBasis is what a change is checked against: today, the company's own values
// on the day of effect, and the day of a version that is in force only later.
type ParameterBasis struct {
	Today calendar.Date
	Own   map[string]json.RawMessage
	Later *calendar.Date
}

// Check finds what keeps the change from being submitted: a value must be of its
// parameter's type, within its range, and another than before.
func (c *ParameterChange) Check(b ParameterBasis) []FieldError {
	f := faults{clause: regulation.ApprovalParameters}
	f.text("reason", c.Reason, 2000)
	switch {
	case c.From.IsZero():
		f.add("from", "field-missing")
	case c.From.Before(b.Today):
		f.add("from", "date-past")
	case b.Later != nil:
		f.add("from", "parameters-later", "Day", b.Later.String())
	}
	if len(c.Values) == 0 {
		f.add("values", "parameters-none")
	}
	for _, key := range c.Keys() {
		c.checkValue(&f, key, b.Own)
	}
	return f.found
}

func (c *ParameterChange) checkValue(f *faults, key string, own map[string]json.RawMessage) {
	at, value := "values."+key, c.Values[key]
	s, known := regulation.FindSetting(key)
	was, set := own[key]
	switch {
	case !known:
		f.add(at, "parameter-unknown")
	case isNull(value):
		if !set {
			f.add(at, "parameter-same")
		}
	case s.Check(value) != nil && len(s.Words) > 0:
		f.add(at, "parameter-words", "Least", s.Least)
	case s.Check(value) != nil:
		f.add(at, "parameter-range", "Least", s.Least, "Most", s.Most)
	case set && alike(was, value), !set && alike(s.Default, value):
		f.add(at, "parameter-same")
	}
}

func isNull(v json.RawMessage) bool { return len(v) == 0 || string(bytes.TrimSpace(v)) == "null" }

// alike reports whether two values are one, however they are spaced.
func alike(a, b json.RawMessage) bool {
	var x, y bytes.Buffer
	return json.Compact(&x, a) == nil && json.Compact(&y, b) == nil && bytes.Equal(x.Bytes(), y.Bytes())
}
