package form

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"countersign/models"
)

// How many rows a field has where it does not say, how many it may say, and how many
// columns.
const (
	rowsMost    = 50
	rowsLimit   = 200
	columnLimit = 12
)

// cells are the types that a column may have.
var cells = []Type{Line, Number, Money, Date, Choice, YesNo}

// least is how many rows or options the field has where it has any.
func (f Field) least() int { return max(f.Least, 1) }

// Column finds a column of rows by its key.
func (f Field) Column(key string) (Field, bool) { return Definition{Fields: f.Columns}.Field(key) }

// columns finds what is wrong with the columns of rows, and with how many rows or options
// there are.
func (f *faults) columns(at string, field Field) {
	several := field.Type == Rows || field.Type == Choices || field.Type == Files
	most := map[Type]int{Choices: len(field.Options), Files: filesLimit}[field.Type]
	if most == 0 {
		most = rowsLimit
	}
	if field.Least < 0 || field.Least > 0 && !several || several && (field.least() > field.longest() || field.longest() > most) {
		f.add(at+".least", "form-least", "Most", most)
	}
	if (field.Type == Rows) != (len(field.Columns) > 0) || len(field.Columns) > columnLimit {
		f.add(at+".columns", "form-columns", "Most", columnLimit)
	}
	seen := map[string]bool{}
	for i, column := range field.Columns {
		at := fmt.Sprintf("%s.columns[%d]", at, i)
		if !slices.Contains(cells, column.Type) || column.Columns != nil {
			f.add(at+".type", "form-column-type")
			continue
		}
		if column.Rights != nil || column.Days != nil || column.Sum != "" {
			f.add(at, "form-column-plain")
		}
		f.field(at, column, seen)
	}
}

// rows finds what is wrong with rows, cell by cell.
func (f *faults) rows(at string, field Field, value string) {
	rows, ok := models.RowsOf(value)
	switch {
	case !ok:
		f.add(at, "form-rows")
		return
	case len(rows) < field.least():
		f.add(at, "form-rows-least", "Least", field.least())
	case len(rows) > field.longest():
		f.add(at, "form-rows-most", "Most", field.longest())
		return
	}
	for i, row := range rows {
		f.row(fmt.Sprintf("%s[%d].", at, i), field, row)
	}
}

func (f *faults) row(at string, field Field, row models.Row) {
	if len(row) == 0 {
		f.add(at+field.Columns[0].Key, "form-row-empty")
		return
	}
	for key := range row {
		if _, known := field.Column(key); !known {
			f.add(at+key, "form-field-unknown")
		}
	}
	for _, column := range field.Columns {
		switch cell := strings.TrimSpace(row[column.Key]); {
		case cell == "" && column.Required:
			f.add(at+column.Key, "field-missing")
		case cell != "":
			f.value(at+column.Key, column, cell)
		}
	}
}

// plainRows are rows as they are kept, with plain numbers.
func (f Field) plainRows(value string) string {
	rows, ok := models.RowsOf(value)
	if !ok {
		return value
	}
	for _, row := range rows {
		for _, column := range f.Columns {
			if cell, there := row[column.Key]; there {
				row[column.Key] = column.plain(cell)
			}
		}
	}
	return models.Listed(rows)
}

// sums are the rows and the column of which the field is the total; empty where it is none.
func (f Field) sums() (rows, column string) {
	rows, column, _ = strings.Cut(f.Sum, ".")
	return rows, column
}

// sumsTo reports whether the total of rows is this field.
func (d Definition) sumsTo(rows, total string) bool {
	f, _ := d.Field(total)
	of, _ := f.sums()
	return f.Sum != "" && of == rows
}

// sure reports whether a filled form has a value of the field: of a total, whether there
// are rows.
func (d Definition) sure(f Field) bool {
	if f.Sum == "" {
		return f.Required
	}
	key, _ := f.sums()
	rows, _ := d.Field(key)
	return rows.Required
}

// sum writes the totals of rows, which nobody types: of no rows there is none.
func (d Definition) sum(values models.Values) {
	for _, f := range d.Fields {
		if f.Sum == "" {
			continue
		}
		if total := d.total(f, values); total != "" {
			values[f.Key] = total
		} else {
			delete(values, f.Key)
		}
	}
}

// total is what the rows of a total come to; what is no number counts nothing.
func (d Definition) total(f Field, values models.Values) string {
	key, column := f.sums()
	rows, ok := models.RowsOf(values[key])
	if !ok || len(rows) > rowsLimit {
		return ""
	}
	sum := models.Cents(0)
	for _, row := range rows {
		cell, _ := hundredths(strings.TrimSpace(row[column]))
		sum += cell
	}
	return decimal.New(int64(sum), -2).String()
}

// sums finds totals of what is no column of the same unit, and totals that are asked for.
func (f *faults) sums(d Definition) {
	for i, field := range d.Fields {
		if field.Sum == "" {
			continue
		}
		at := fmt.Sprintf("fields[%d]", i)
		key, name := field.sums()
		rows, _ := d.Field(key)
		column, ok := rows.Column(name)
		if !ok || column.Type != field.Type || field.Type != Number && field.Type != Money || column.decimals() > field.decimals() {
			f.add(at+".sum", "form-sum", "Sum", field.Sum)
		}
		if field.Required || field.Days != nil {
			f.add(at+".sum", "form-sum-asked")
		}
	}
}
