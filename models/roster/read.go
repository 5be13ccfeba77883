package roster

import (
	"bytes"
	"errors"
	"io"
	"iter"
	"path"
	"slices"
	"strings"
	"unicode"
)

// Limits of a file. What is larger is refused as a whole with a *FileError.
const (
	MaxRows  = 100_000 // of a sheet
	maxBytes = 32 << 20
	maxUnzip = 256 << 20
)

// Read takes a roster from a workbook (.xlsx, one sheet per kind) or a CSV file
// (one kind, named by the file or by a first column "kind"). Sheets and columns
// may be in any order and headed in Chinese, English or as in code; what looks
// like a formula is text. Every cell that is wrong is reported, and its row is read
// without it. The error is *FileError: nothing could be read.
//
// Whether the rows agree with each other is for Check, which is told what Read reported.
func Read(r io.Reader, name string) (Roster, []RowError, error) {
	content, err := io.ReadAll(io.LimitReader(r, maxBytes+1))
	if err != nil {
		return Roster{}, nil, err
	}
	if len(content) > maxBytes {
		return Roster{}, nil, &FileError{"too_large", []any{maxBytes >> 20}}
	}
	switch strings.ToLower(path.Ext(name)) {
	case ".xlsx":
		return readWorkbook(bytes.NewReader(content), name)
	case ".csv":
		return readCSV(content, name)
	}
	return Roster{}, nil, &FileError{"not_a_roster", []any{name}}
}

// A source gives the rows of one sheet with their line numbers; failed is set
// once it has ended.
type source struct {
	rows   iter.Seq2[int, []string]
	failed error
}

// filled leaves out rows without any content and ends at the row limit.
func (s *source) filled() iter.Seq2[int, []string] {
	return func(yield func(int, []string) bool) {
		for line, cells := range s.rows {
			if line > MaxRows+1 {
				s.failed = &FileError{"too_many_rows", []any{MaxRows}}
				return
			}
			if strings.TrimFunc(strings.Join(cells, ""), unicode.IsSpace) != "" && !yield(line, cells) {
				return
			}
		}
	}
}

// named finds the sheet that a name means.
func named(name string) sheet {
	for _, s := range sheets {
		if names(s, name) {
			return s
		}
	}
	return nil
}

// namedByFile also finds it among other words, as in mill-customers-2026.
func namedByFile(name string) sheet {
	notLetter := func(r rune) bool { return !unicode.IsLetter(r) }
	for _, word := range append([]string{name}, strings.FieldsFunc(name, notLetter)...) {
		if s := named(word); s != nil {
			return s
		}
	}
	return nil
}

func names(s sheet, name string) bool {
	t := s.title()
	return slices.Contains([]string{plain(string(t.kind)), plain(t.zh), plain(t.en), plain(t.single)}, plain(name))
}

// fileError is err as a *FileError where it is one, else that the file is unreadable.
func fileError(err error, name string) error {
	var known *FileError
	if err == nil || errors.As(err, &known) {
		return err
	}
	return &FileError{"unreadable", []any{name}}
}
