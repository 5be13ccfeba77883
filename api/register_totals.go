package api

import (
	"slices"

	"github.com/shopspring/decimal"
)

// A RegisterTotal is the sums of one kind of entries; of all where Of is empty.
type RegisterTotal struct {
	Of   string   `json:"of,omitempty"`
	Sums []string `json:"sums"` // by column, empty where nothing is added up
}

// apart names the columns by whose values entries are kept apart - what came in and
// what went out, whole and half pieces - with the columns that may be added up over
// all of them.
var apart = []struct {
	by   string
	over []string
}{{"entry", nil}, {"size", []string{"grams"}}}

// Totals adds up the columns of numbers of a page that is the whole register, kind
// by kind; a part of it has no total.
func Totals(page RegisterPage) (all []RegisterTotal) {
	if page.Next != "" || len(page.Rows) == 0 {
		return nil
	}
	for _, a := range apart {
		by := slices.IndexFunc(page.Columns, func(c RegisterColumn) bool { return c.Key == a.by })
		if by < 0 {
			continue
		}
		kinds := kindsOf(page.Rows, by)
		for _, kind := range kinds {
			all = added(all, kind, page, nil, func(r RegisterRow) bool { return r.Cells[by] == kind })
		}
		if len(kinds) > 1 && len(a.over) > 0 {
			all = added(all, "", page, a.over, func(RegisterRow) bool { return true })
		}
		return all
	}
	return added(nil, "", page, nil, func(RegisterRow) bool { return true })
}

// kindsOf are the values of a column, in the order in which they first stand.
func kindsOf(rows []RegisterRow, column int) (kinds []string) {
	for _, r := range rows {
		if !slices.Contains(kinds, r.Cells[column]) {
			kinds = append(kinds, r.Cells[column])
		}
	}
	return kinds
}

// added adds the total of some rows to the totals, unless there is nothing to add up.
func added(all []RegisterTotal, of string, page RegisterPage, only []string, counts func(RegisterRow) bool) []RegisterTotal {
	t, any := RegisterTotal{of, make([]string, len(page.Columns))}, false
	for i, column := range page.Columns {
		if !column.Number || column.Key == "line" || (only != nil && !slices.Contains(only, column.Key)) { // the number of a line counts nothing
			continue
		}
		if sum, numbers := sumOf(page.Rows, i, counts); numbers {
			t.Sums[i], any = sum, true
		}
	}
	if !any {
		return all
	}
	return append(all, t)
}

// sumOf is the sum of a column; numbers is false where a cell is none, or all are empty.
func sumOf(rows []RegisterRow, column int, counts func(RegisterRow) bool) (sum string, numbers bool) {
	var all decimal.Decimal
	some := false
	for _, row := range rows {
		if !counts(row) || row.Cells[column] == "" {
			continue
		}
		n, err := decimal.NewFromString(row.Cells[column])
		if err != nil {
			return "", false
		}
		all, some = all.Add(n), true
	}
	return all.String(), some
}
