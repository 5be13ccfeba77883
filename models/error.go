package models

import (
	"errors"
	"fmt"

	"countersign/models/regulation"
)

// ErrorKind classes an error by what the person can do about it.
type ErrorKind string

// The kinds of error.
const (
	Invalid      ErrorKind = "invalid"      // correct what was sent and try again
	Unidentified ErrorKind = "unidentified" // sign in first
	Forbidden    ErrorKind = "forbidden"    // someone else must act
	Conflict     ErrorKind = "conflict"     // too late, or already done: look again
	Missing      ErrorKind = "missing"      // there is no such thing, or not for this person
	TooMuch      ErrorKind = "too-much"     // slower, smaller or fewer
	Unavailable  ErrorKind = "unavailable"  // try again in a moment; nothing is lost
)

// An Error tells a person what was not done, which clause says so, and what to
// do next. Key names a message of the catalogue, Args fill it in.
type Error struct {
	Kind   ErrorKind         `json:"kind"`
	Clause regulation.Clause `json:"clause,omitempty"`
	Key    string            `json:"key"`
	Args   map[string]any    `json:"args,omitempty"`
	// Fields are the single faults of a document, each with its place.
	Fields []FieldError `json:"fields,omitempty"`
	cause  error
}

// A FieldError is one fault of a document, at the place At ("lines[0].count").
type FieldError struct {
	At     string            `json:"at"`
	Clause regulation.Clause `json:"clause,omitempty"`
	Key    string            `json:"key"`
	Args   map[string]any    `json:"args,omitempty"`
	// Exceptable says that the general manager may let the case pass it
	// (authority.exception); what is missing or cannot be is never let pass.
	Exceptable bool `json:"exceptable,omitempty"`
}

// Error names kind, clause and message; it never holds content of a document.
func (e *Error) Error() string {
	s := string(e.Kind) + ": " + e.Key
	if !e.Clause.IsZero() {
		s += " (" + e.Clause.String() + ")"
	}
	if e.cause != nil {
		s += ": " + e.cause.Error()
	}
	return s
}

// Unwrap is the fault underneath, for logs only.
func (e *Error) Unwrap() error { return e.cause }

// Refuse makes an error of a kind under a clause. args are pairs of name and value.
func Refuse(kind ErrorKind, c regulation.Clause, key string, args ...any) *Error {
	e := &Error{Kind: kind, Clause: c, Key: key}
	if len(args)%2 != 0 {
		panic(fmt.Sprintf("models: odd arguments for %s", key))
	}
	for i := 0; i < len(args); i += 2 {
		if e.Args == nil {
			e.Args = map[string]any{}
		}
		e.Args[args[i].(string)] = args[i+1]
	}
	return e
}

// Because adds the fault underneath.
func (e *Error) Because(cause error) *Error { e.cause = cause; return e }

// AsError finds the Error in err; nil where there is none.
func AsError(err error) *Error {
	var e *Error
	if errors.As(err, &e) {
		return e
	}
	return nil
}

// IsKind reports whether err is an Error of this kind.
func IsKind(err error, k ErrorKind) bool {
	e := AsError(err)
	return e != nil && e.Kind == k
}
