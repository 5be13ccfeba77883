package models

import (
	"encoding/json"

	"countersign/models/calendar"
	"countersign/models/regulation"
)

// A MatrixStand is the newest version of a company's matrix and the day from which it is in
// force; version 0 is that of the regulations.
type MatrixStand struct {
	Version int
	From    calendar.Date
}

// A MatrixChange replaces the authority matrix from a day on, or gives a form of the
// company's own other signers (authority.matrix).
type MatrixChange struct {
	From   calendar.Date `json:"from"`
	Reason string        `json:"reason"`
	Rows   []MatrixRow   `json:"rows"`
	// Base is the version that the rows were made from, 0 for that of the regulations;
	// nil where whoever made them does not say.
	Base *int `json:"base,omitempty"`
	// Form is the next version of a form of the company's own, as package form reads it, with
	// the version that it was made from. It stands alone, without rows and a day: it is in
	// force with the last signature.
	Form json.RawMessage `json:"form,omitempty"`
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

// OfForm reports whether the change is one of a form of the company's own.
func (m *MatrixChange) OfForm() bool { return !isNull(m.Form) }

// CheckForm finds what keeps a change of a form from being submitted; form are the faults
// that were found in its definition.
func (m *MatrixChange) CheckForm(form []FieldError) []FieldError {
	f := faults{clause: regulation.AuthorityMatrix, found: form}
	f.text("reason", m.Reason, 2000)
	if len(m.Rows) > 0 || m.Base != nil || !m.From.IsZero() {
		f.add("form", "form-change-alone")
	}
	return f.found
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
