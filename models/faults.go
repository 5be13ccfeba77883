package models

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"countersign/models/regulation"
)

// faults gathers what is wrong with a document, place by place.
type faults struct {
	clause regulation.Clause
	found  []FieldError
}

func (f *faults) add(at, key string, args ...any) {
	f.found = append(f.found, FieldError{At: at, Clause: f.clause, Key: key, Args: Refuse(Invalid, f.clause, key, args...).Args})
}

// exceed adds a fault that the general manager may let pass (authority.exception).
func (f *faults) exceed(at, key string, args ...any) {
	f.add(at, key, args...)
	f.found[len(f.found)-1].Exceptable = true
}

// text wants words, at most so many characters.
func (f *faults) text(at, value string, most int) {
	if strings.TrimSpace(value) == "" {
		f.add(at, "field-missing")
	}
	f.atMost(at, value, most)
}

// Unprintable reports whether text has what nobody sees: control characters, or
// marks that turn its direction, so that a signer would be shown something else.
func Unprintable(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool {
		return unicode.IsControl(r) && r != '\n' && r != '\r' && r != '\t' || r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069
	})
}

func (f *faults) atMost(at, value string, most int) {
	if Unprintable(value) {
		f.add(at, "text-unprintable")
	}
	if utf8.RuneCountInString(value) > most {
		f.add(at, "text-too-long", "Most", most)
	}
}

// Incomplete turns faults into the refusal to submit; nil where there are none.
func Incomplete(c regulation.Clause, found []FieldError) error {
	if len(found) == 0 {
		return nil
	}
	e := Refuse(Invalid, c, "document-incomplete", "Count", len(found))
	e.Fields = found
	return e
}
