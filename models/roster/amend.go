package roster

import "slices"

// A Row is a row of a small change: its cells as text, by column as in code. It has those
// that name the row. Of a row that is there what is empty stays, and a hyphen takes away.
type Row struct {
	Kind  Kind
	Cells map[string]string
}

// Amend is what rows make of the rows of current that they name, or a row that is new. Line
// is a row's place among those of its kind, from 1. What cannot be read is reported as by
// Read; whether the rows agree with the others is for Check.
func Amend(current Roster, rows []Row) (amended Roster, faults []RowError) {
	place := map[Kind]int{}
	for _, row := range rows {
		if s := sheetOf(row.Kind); s != nil {
			place[row.Kind]++
			faults = append(faults, s.amend(&amended, current, row.Cells, place[row.Kind])...)
		}
	}
	return amended, faults
}

func (t table[T]) amend(into *Roster, current Roster, cells map[string]string, line int) (errs []RowError) {
	row := t.called(current, cells)
	*t.line(&row) = line
	for _, c := range t.columns {
		text := clean(cells[c.name])
		if text == "" {
			continue
		}
		if text == "-" {
			text = ""
		}
		if code := c.cell(&row).set(text, origin{}); code != "" {
			errs = append(errs, RowError{string(t.kind), line, c.name, code, []any{text}})
		}
	}
	*t.rows(into) = append(*t.rows(into), row)
	return errs
}

// called is the row of current that cells name; an empty one where there is none.
func (t table[T]) called(current Roster, cells map[string]string) (row T) {
	for _, c := range t.columns {
		if c.use == key {
			_ = c.cell(&row).set(clean(cells[c.name]), origin{})
		}
	}
	id := t.id(&row, "\x1f")
	rows := *t.rows(&current)
	if i := slices.IndexFunc(rows, func(r T) bool { return t.id(&r, "\x1f") == id }); i >= 0 {
		return rows[i]
	}
	var none T
	return none
}

// OnRecord is a roster whose rows stand in no file: a complaint about one names no line.
func OnRecord(r Roster) Roster {
	for _, s := range sheets {
		s.unline(&r)
	}
	return r
}

func (t table[T]) unline(r *Roster) {
	rows := *t.rows(r)
	for i := range rows {
		*t.line(&rows[i]) = onRecord
	}
}
