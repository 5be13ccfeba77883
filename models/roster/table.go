package roster

import (
	"iter"
	"slices"
	"strings"
	"unicode"
)

// A sheet is a table whose kind of row does not matter to the caller.
type sheet interface {
	title() title
	header(lang string) []heading
	at(column string) int // its place, -1 for none
	read(into *Roster, rows iter.Seq2[int, []string], from origin) []RowError
	write(r Roster, lang string) iter.Seq[[]string]
	check(r Roster) []RowError
	diff(current, next Roster) []Change
	amend(into *Roster, current Roster, cells map[string]string, line int) []RowError
	unline(r *Roster)
}

// A title is what a sheet is called.
type title struct {
	kind   Kind
	zh, en string
	single string // in English, as in the name of a file
}

// A heading is what stands at the top of a column.
type heading struct {
	name, text, hint string
	needed           bool
	choices          []label
}

// A table is the form of one sheet: how its columns map to the fields of a row.
type table[T any] struct {
	kind    Kind
	zh, en  string
	single  string
	rows    func(*Roster) *[]T
	line    func(*T) *int
	over    func(*T) bool // nil: rows of this kind do not say that they are over
	columns []column[T]
}

// use says what a column is for.
type use int

const (
	needed use = iota + 1
	key        // needed, and names the row
)

type column[T any] struct {
	name           string // in code, in CSV and in a Change
	zh, en         string
	use            use
	hintZh, hintEn string
	cell           func(*T) cell
}

func (t table[T]) title() title { return title{t.kind, t.zh, t.en, t.single} }

func (t table[T]) header(lang string) (out []heading) {
	for _, c := range t.columns {
		h := heading{c.name, pick(lang, c.zh, c.en), pick(lang, c.hintZh, c.hintEn), c.use > 0, nil}
		if closed, ok := c.cell(new(T)).(interface{ labels() []label }); ok {
			h.choices = closed.labels()
		}
		out = append(out, h)
	}
	return out
}

func (t table[T]) at(name string) int {
	return slices.IndexFunc(t.columns, func(c column[T]) bool { return c.name == name })
}

// id joins the key columns of a row.
func (t table[T]) id(row *T, separator string) string {
	var parts []string
	for _, c := range t.columns {
		if c.use == key {
			parts = append(parts, c.cell(row).show(""))
		}
	}
	return strings.Join(parts, separator)
}

func (t table[T]) write(r Roster, lang string) iter.Seq[[]string] {
	return func(yield func([]string) bool) {
		for _, row := range *t.rows(&r) {
			cells := make([]string, len(t.columns))
			for i, c := range t.columns {
				cells[i] = c.cell(&row).show(lang)
			}
			if !yield(cells) {
				return
			}
		}
	}
}

// read takes the rows and reports each cell that is wrong.
func (t table[T]) read(into *Roster, rows iter.Seq2[int, []string], from origin) (errs []RowError) {
	var places []int // the column that each cell belongs to, -1 for none
	for line, cells := range rows {
		if places == nil {
			var bad []RowError
			places, bad = t.places(cells, line)
			errs = append(errs, bad...)
			if len(places) == 0 {
				return errs
			}
			continue
		}
		row, bad := t.row(cells, places, line, from)
		*t.rows(into) = append(*t.rows(into), row)
		errs = append(errs, bad...)
	}
	return errs
}

// places finds the column of each heading. Without a needed column no row can
// be right: then it answers with no places at all.
func (t table[T]) places(headings []string, line int) (places []int, errs []RowError) {
	found := map[int]bool{}
	for _, text := range headings {
		at := t.find(text)
		switch {
		case at < 0 && clean(text) != "":
			errs = append(errs, RowError{string(t.kind), line, clean(text), "unknown_column", nil})
		case at >= 0 && found[at]:
			errs = append(errs, RowError{string(t.kind), line, t.columns[at].name, "duplicate_column", nil})
			at = -1
		}
		found[at] = true
		places = append(places, at)
	}
	for i, c := range t.columns {
		if c.use > 0 && !found[i] {
			errs = append(errs, RowError{string(t.kind), line, c.name, "missing_column", nil})
			places = []int{}
		}
	}
	return places, errs
}

func (t table[T]) find(heading string) int {
	for i, c := range t.columns {
		switch plain(heading) {
		case plain(c.name), plain(c.zh), plain(c.en):
			return i
		}
	}
	return -1
}

func (t table[T]) row(cells []string, places []int, line int, from origin) (row T, errs []RowError) {
	*t.line(&row) = line
	for i, at := range places {
		if at < 0 {
			continue
		}
		text := ""
		if i < len(cells) {
			text = clean(cells[i])
		}
		if code := t.columns[at].cell(&row).set(text, from); code != "" {
			errs = append(errs, RowError{string(t.kind), line, t.columns[at].name, code, []any{text}})
		}
	}
	for _, e := range t.complete(&row, line) {
		if !slices.ContainsFunc(errs, func(bad RowError) bool { return bad.Column == e.Column }) {
			errs = append(errs, e)
		}
	}
	return row, errs
}

// complete reports the needed cells of a row that are empty.
func (t table[T]) complete(row *T, line int) (errs []RowError) {
	for _, c := range t.columns {
		if c.use > 0 && c.cell(row).show("") == "" {
			errs = append(errs, RowError{string(t.kind), line, c.name, "required", nil})
		}
	}
	return errs
}

// plain is a heading without what people add to it: capitals, spaces, the
// star of a needed column, a unit in brackets.
func plain(heading string) string {
	heading, _, _ = strings.Cut(heading, "（")
	heading, _, _ = strings.Cut(heading, "(")
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, heading)
}

// clean takes off the spaces around a cell, those that cannot be seen too.
func clean(text string) string {
	return strings.TrimFunc(text, func(r rune) bool {
		return unicode.IsSpace(r) || unicode.Is(unicode.Cf, r)
	})
}

func pick(lang, zh, en string) string {
	if strings.HasPrefix(lang, "en") {
		return en
	}
	return zh
}
