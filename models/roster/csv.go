package roster

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"iter"
	"path"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
)

const byteOrderMark = "\ufeff"

func readCSV(content []byte, name string) (Roster, []RowError, error) {
	text, err := decode(content)
	if err != nil {
		return Roster{}, nil, &FileError{"unknown_text", []any{name}}
	}
	src := csvSource(text)
	rows := src.filled()
	s, marked := kindColumn(rows)
	if !marked {
		s = namedByFile(strings.TrimSuffix(path.Base(name), path.Ext(name)))
	}
	if s == nil {
		return Roster{}, nil, &FileError{"unknown_kind", []any{name}}
	}
	var out Roster
	var others []RowError
	if marked {
		rows = ofKind(rows, s, &others)
	}
	errs := s.read(&out, rows, origin{})
	if src.failed != nil {
		return Roster{}, nil, fileError(src.failed, name)
	}
	return out, append(errs, others...), nil
}

// decode takes UTF-8, with or without a byte order mark, and else GB18030, in
// which a Chinese Excel saves.
func decode(content []byte) (string, error) {
	if content = bytes.TrimPrefix(content, []byte(byteOrderMark)); utf8.Valid(content) {
		return string(content), nil
	}
	text, err := simplifiedchinese.GB18030.NewDecoder().Bytes(content)
	if err == nil && bytes.ContainsRune(text, utf8.RuneError) {
		err = errors.New("not GB18030")
	}
	return string(text), err
}

// csvSource can be read from the start any number of times.
func csvSource(text string) *source {
	s := &source{}
	s.rows = func(yield func(int, []string) bool) {
		r := csv.NewReader(strings.NewReader(text))
		r.Comma, r.FieldsPerRecord, r.LazyQuotes = separator(text), -1, true
		for {
			cells, err := r.Read()
			if err != nil {
				if err != io.EOF {
					s.failed = err
				}
				return
			}
			line, _ := r.FieldPos(0)
			for i := range cells {
				cells[i] = unguard(cells[i])
			}
			if !yield(line, cells) {
				return
			}
		}
	}
	return s
}

// separator is what the heading is separated by: some Excels write ; or a tab.
func separator(text string) rune {
	heading, _, _ := strings.Cut(text, "\n")
	best := ','
	for _, r := range ";\t" {
		if strings.Count(heading, string(r)) > strings.Count(heading, string(best)) {
			best = r
		}
	}
	return best
}

// kindColumn finds the kind where a first column names it. A sheet of
// companies may itself begin with a column "kind": its values are no sheets.
func kindColumn(rows iter.Seq2[int, []string]) (s sheet, marked bool) {
	heading := true
	for _, cells := range rows {
		if !heading {
			s = named(cells[0])
			return s, s != nil
		}
		if plain(cells[0]) != "kind" {
			return nil, false
		}
		heading = false
	}
	return nil, false
}

// ofKind takes off the kind column and reports rows of another kind.
func ofKind(rows iter.Seq2[int, []string], s sheet, others *[]RowError) iter.Seq2[int, []string] {
	return func(yield func(int, []string) bool) {
		heading := true
		for line, cells := range rows {
			if !heading && !names(s, cells[0]) {
				*others = append(*others, RowError{string(s.title().kind), line, "", "other_kind", []any{clean(cells[0])}})
				continue
			}
			heading = false
			if !yield(line, cells[1:]) {
				return
			}
		}
	}
}

// guarded reports whether a spreadsheet would take text for a formula, be it
// after spaces, or for such a text already guarded by an apostrophe.
func guarded(text string) bool {
	bare := clean(strings.TrimLeft(clean(text), "'"))
	return strings.ContainsAny(firstRune(text)+firstRune(bare), "=+-@\t\r＝＋－＠")
}

func firstRune(text string) string {
	for _, r := range text {
		return string(r)
	}
	return ""
}

func guard(text string) string {
	if guarded(text) {
		return "'" + text
	}
	return text
}

func unguard(text string) string {
	if rest, found := strings.CutPrefix(text, "'"); found && guarded(rest) {
		return rest
	}
	return text
}
