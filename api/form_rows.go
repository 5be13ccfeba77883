package api

import (
	"slices"
	"strings"

	"countersign/models"
	"countersign/models/form"
)

// rowsView are the rows of a field that is repeated; nil of any other.
func rowsView(f form.Field, value, lang string) *RowsView {
	rows, ok := models.RowsOf(value)
	if f.Type != form.Rows || !ok {
		return nil
	}
	v := &RowsView{Rows: [][]string{}}
	for _, c := range f.Columns {
		v.Columns = append(v.Columns, ColumnView{c.Key, c.Label.In(lang), c.Type == form.Number || c.Type == form.Money})
	}
	for _, row := range rows {
		cells := make([]string, len(f.Columns))
		for i, c := range f.Columns {
			cells[i] = shownValue(c, row[c.Key], lang)
		}
		v.Rows = append(v.Rows, cells)
	}
	return v
}

// text is rows for who reads no table: a line for each.
func (v RowsView) text() string {
	lines := make([]string, len(v.Rows))
	for i, cells := range v.Rows {
		lines[i] = strings.Join(slices.DeleteFunc(slices.Clone(cells), func(cell string) bool { return cell == "" }), " · ")
	}
	return strings.Join(lines, "\n")
}

// fillView is a field that an act fills in, as it stands.
func fillView(f form.Field, value, lang string) FillView {
	v := FillView{Key: f.Key, Label: f.Label.In(lang)}
	rows, _ := models.RowsOf(value)
	switch {
	case f.Type == form.Rows && rows != nil:
		v.List = rows
	case f.Type == form.Choices && value != "":
		v.List = models.Picked(value)
	default:
		v.Value = value
	}
	return v
}
