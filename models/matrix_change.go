package models

import (
	"countersign/models/calendar"
	"countersign/models/regulation"
)

// A MatrixStand is the newest version of a company's matrix and the day from which it is in
// force; version 0 is that of the regulations.
type MatrixStand struct {
	Version int
	From    calendar.Date
}

// A MatrixChange replaces the authority matrix from a day on (authority.matrix).
type MatrixChange struct {
	From   calendar.Date `json:"from"`
	Reason string        `json:"reason"`
	Rows   []MatrixRow   `json:"rows"`
	// Base is the version that the rows were made from, 0 for that of the regulations;
	// nil where whoever made them does not say.
	Base *int `json:"base,omitempty"`
	Chosen
}

// Kind is matrix_change.
func (*MatrixChange) Kind() Kind { return KindMatrixChange }

// Follows refuses the change, a Conflict, where newest is not the version that it was made
// from: what that one changed would be lost.
func (m *MatrixChange) Follows(newest MatrixStand) error {
	if m.Base == nil || *m.Base == newest.Version {
		return nil
	}
	return Refuse(Conflict, regulation.AuthorityMatrix, "matrix-newer", "Version", newest.Version)
}

// Check finds what keeps the change from being submitted; newest is the version before
// it, rows are the faults that policies found in the matrix itself.
func (m *MatrixChange) Check(today calendar.Date, newest MatrixStand, rows []FieldError) []FieldError {
	f := faults{clause: regulation.AuthorityMatrix, found: rows}
	f.text("reason", m.Reason, 2000)
	switch {
	case m.From.IsZero():
		f.add("from", "field-missing")
	case m.From.Before(today):
		f.add("from", "date-past")
	case m.From.Before(newest.From):
		f.add("from", "matrix-before", "From", newest.From) // or that one would take its place again
	}
	if len(m.Rows) == 0 {
		f.add("rows", "lines-missing")
	}
	return f.found
}
