package roster

import (
	"fmt"
	"strings"
)

// A RowError is one thing that is wrong in a file, and where. Sheet is a Kind
// or, for a sheet that is no kind, its name; Column is a column's name in code
// or, for an unknown column, its heading; both are empty where none is meant.
// Row counts from 1 with the heading, as the spreadsheet shows it.
type RowError struct {
	Sheet  string
	Row    int
	Column string
	Code   string // what is wrong: a key of the messages
	Args   []any
}

// Text says in Chinese, or in English when lang begins with "en", where something is
// wrong, what, and what to do about it.
func (e RowError) Text(lang string) string { return e.place(lang) + e.What(lang) }

// What is Text without the place.
func (e RowError) What(lang string) string { return say(lang, e.Code, e.Args) }

func (e RowError) Error() string { return e.Text("en") }

func (e RowError) place(lang string) string {
	name, column := e.Sheet, e.Column
	if s := sheetOf(Kind(e.Sheet)); s != nil {
		name = pick(lang, s.title().zh, s.title().en)
		for _, h := range s.header(lang) {
			if h.name == e.Column {
				column = h.text
			}
		}
	}
	var b strings.Builder
	part := func(zh, en string, arg any) { fmt.Fprintf(&b, pick(lang, zh, en), arg) }
	part("「%s」表", "Sheet “%s”", name)
	if e.Row > 0 {
		part("第 %d 行", ", row %d", e.Row)
	}
	if column != "" {
		part("「%s」列", ", column “%s”", column)
	}
	return b.String() + pick(lang, "：", ": ")
}

// A FileError says why a file as a whole cannot be read.
type FileError struct {
	Code string
	Args []any
}

// Text says in Chinese, or in English when lang begins with "en", why the
// file cannot be read and what to do about it.
func (e *FileError) Text(lang string) string { return say(lang, e.Code, e.Args) }

func (e *FileError) Error() string { return e.Text("en") }

// say fills a message; kinds and closed lists among args are put in its language.
func say(lang, code string, args []any) string {
	filled := make([]any, len(args))
	for i, arg := range args {
		switch v := arg.(type) {
		case Kind:
			t := sheetOf(v).title()
			filled[i] = pick(lang, t.zh, t.en)
		case []label:
			filled[i] = list(lang, v)
		case standsAt:
			filled[i] = v.in(lang)
		default:
			filled[i] = arg
		}
	}
	m, known := messages[code]
	if !known {
		return code
	}
	text := pick(lang, m[0], m[1])
	if !strings.Contains(text, "%") {
		return text
	}
	return fmt.Sprintf(text, filled...)
}

// standsAt is the line of a row that a message speaks of.
type standsAt int

func (n standsAt) in(lang string) string {
	if n == 0 {
		return pick(lang, "在册记录", "what is on record")
	}
	return fmt.Sprintf(pick(lang, "第 %d 行", "row %d"), int(n))
}

func list(lang string, labels []label) string {
	var words []string
	for _, l := range labels {
		words = append(words, l.in(lang))
	}
	return strings.Join(words, pick(lang, "、", ", "))
}

func sheetOf(k Kind) sheet {
	for _, s := range sheets {
		if s.title().kind == k {
			return s
		}
	}
	return nil
}
