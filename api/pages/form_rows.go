package pages

import (
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"countersign/models"
	"countersign/models/form"
)

// An entryRow is a row of a field that is repeated, with its cells.
type entryRow struct {
	N     int    // from 0, as the fields are named
	Name  string // values.items[0]
	Cells []entry
}

// spare is how many empty rows stand below those of a task, which has no button for more.
const spare = 3

// Has reports whether an option is chosen, of several or of one.
func (e entry) Has(option string) bool { return slices.Contains(e.chosen, option) }

// Several reports whether more than one option may be chosen.
func (e entry) Several() bool { return e.Type == form.Choices }

// Repeated reports whether the entry has rows.
func (e entry) Repeated() bool { return e.Type == form.Rows }

// rowsOf are the rows of a field as they stand on the sheet, and those to be filled in.
func (s sheet) rowsOf(f form.Field, name string) (all []entryRow) {
	n := max(countRows(s.Values, name), f.Least, 1)
	if s.Fills {
		typed := rowsTyped(s.Values, name)
		for n = len(typed); n > 0 && len(typed[n-1]) == 0; n-- {
		}
		n += spare
	}
	for i := range n {
		row := entryRow{N: i, Name: fmt.Sprintf("%s[%d]", name, i)}
		for _, column := range f.Columns {
			cell := s.entry(column, row.Name+"."+column.Key)
			cell.Few = false
			row.Cells = append(row.Cells, cell)
		}
		all = append(all, row)
	}
	return all
}

// totalled reports whether a field is the total of rows that the sheet shows.
func (s sheet) totalled(f form.Field) bool {
	key, _, _ := strings.Cut(f.Sum, ".")
	rows, ok := s.own(key)
	return f.Sum != "" && ok && !s.Fills && rows.Right(form.Start) == form.Writable && f.Right(form.Start) != form.Hidden
}

var (
	ownCell = regexp.MustCompile(`^values\.([a-z0-9_]+)\[(\d{1,3})\]\.([a-z0-9_]*)$`)
	ownRow  = regexp.MustCompile(`^(values\.[a-z0-9_]+)\[(\d{1,3})\]$`)
)

// countRows is how many rows of a field were typed.
func countRows(typed url.Values, name string) (n int) {
	for key := range typed {
		if m := ownCell.FindStringSubmatch(key); m != nil && "values."+m[1] == name {
			i, _ := strconv.Atoi(m[2])
			n = max(n, i+1)
		}
	}
	return n
}

// rowsTyped are the rows of a field that were typed, the empty ones too.
func rowsTyped(typed url.Values, name string) []models.Row {
	rows := make([]models.Row, countRows(typed, name))
	for i := range rows {
		rows[i] = models.Row{}
		prefix := fmt.Sprintf("%s[%d].", name, i)
		for key := range typed {
			column, is := strings.CutPrefix(key, prefix)
			if cell := strings.TrimSpace(typed.Get(key)); is && cell != "" {
				rows[i][column] = cell
			}
		}
	}
	return rows
}

// changeRows adds a row to a field, or takes one away, as its button says.
func (s sheet) changeRows(typed url.Values, todo, at string) {
	if field, ok := s.own(strings.TrimPrefix(at, "values.")); ok && todo == "row-add" && field.Type == form.Rows {
		typed.Set(fmt.Sprintf("%s[%d].", at, countRows(typed, at)), "")
	}
	m := ownRow.FindStringSubmatch(at)
	if m == nil || todo != "row-remove" {
		return
	}
	gone, _ := strconv.Atoi(m[2])
	rows := rowsTyped(typed, m[1])
	if gone < len(rows) {
		rows = slices.Delete(rows, gone, gone+1)
	}
	for key := range typed {
		if strings.HasPrefix(key, m[1]+"[") {
			typed.Del(key)
		}
	}
	fillRows(typed, m[1], rows)
}

// fillRows puts rows into the fields of a sheet. A row without cells is known by its name.
func fillRows(v url.Values, name string, rows []models.Row) {
	for i, row := range rows {
		v.Set(fmt.Sprintf("%s[%d].", name, i), "")
		for column, cell := range row {
			v.Set(fmt.Sprintf("%s[%d].%s", name, i, column), cell)
		}
	}
}

// fillField puts a value of a form into the fields of a sheet.
func fillField(v url.Values, name, value string) {
	if rows, ok := models.RowsOf(value); ok {
		fillRows(v, name, rows)
		return
	}
	v[name] = models.Picked(value)
}

// filledIn are the options that were ticked: an empty one stands beside them, so that
// none is told from what was not asked.
func filledIn(values []string) []string {
	return slices.DeleteFunc(slices.Clone(values), func(value string) bool { return value == "" })
}

// valuesIn are the fields of a form that were typed with an act. Empty rows stand for
// none.
func valuesIn(typed url.Values) models.Values {
	values := models.Values{}
	for name, all := range typed {
		if m := ownCell.FindStringSubmatch(name); m != nil {
			rows := rowsTyped(typed, "values."+m[1])
			values[m[1]] = models.Listed(slices.DeleteFunc(rows, func(r models.Row) bool { return len(r) == 0 }))
		} else if key, ok := strings.CutPrefix(name, "values."); ok && len(all) > 1 {
			values[key] = models.Listed(filledIn(all))
		} else if ok {
			values[key] = strings.TrimSpace(strings.ReplaceAll(all[0], "\r\n", "\n"))
		}
	}
	return values
}
