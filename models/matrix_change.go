package models

import (
	"countersign/models/calendar"
	"countersign/models/regulation"
)

// A MatrixChange replaces the authority matrix from a day on (authority.matrix).
type MatrixChange struct {
	From   calendar.Date `json:"from"`
	Reason string        `json:"reason"`
	Rows   []MatrixRow   `json:"rows"`
	Chosen
}

// Kind is matrix_change.
func (*MatrixChange) Kind() Kind { return KindMatrixChange }

// Money is 0.
func (*MatrixChange) Money() Cents { return 0 }

// Check finds what keeps the change from being submitted; rows are the faults
// that policies found in the matrix itself.
func (m *MatrixChange) Check(today calendar.Date, rows []FieldError) []FieldError {
	f := faults{clause: regulation.AuthorityMatrix, found: rows}
	f.text("reason", m.Reason, 2000)
	switch {
	case m.From.IsZero():
		f.add("from", "field-missing")
	case m.From.Before(today):
		f.add("from", "date-past")
	}
	if len(m.Rows) == 0 {
		f.add("rows", "lines-missing")
	}
	return f.found
}
