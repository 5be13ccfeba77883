package roster

import (
	"io"

	"github.com/xuri/excelize/v2"
)

func readWorkbook(r io.Reader, name string) (Roster, []RowError, error) {
	f, err := excelize.OpenReader(r, excelize.Options{RawCellValue: true, UnzipSizeLimit: maxUnzip})
	if err != nil {
		return Roster{}, nil, fileError(err, name)
	}
	defer f.Close()
	b := book{f, origin{dayNumbers: true}}
	if props, err := f.GetWorkbookProps(); err == nil && props.Date1904 != nil {
		b.origin.since1904 = *props.Date1904
	}
	return b.read(name)
}

type book struct {
	*excelize.File
	origin origin
}

func (b book) read(name string) (out Roster, errs []RowError, err error) {
	known := 0
	for _, title := range b.GetSheetList() {
		src, err := b.source(title)
		if err != nil {
			return Roster{}, nil, fileError(err, name)
		}
		if s := named(title); s != nil {
			errs = append(errs, s.read(&out, src.filled(), b.origin)...)
			known++
		} else {
			errs = append(errs, strange(title, src)...)
		}
		if src.failed != nil {
			return Roster{}, nil, fileError(src.failed, name)
		}
	}
	if known == 0 {
		return Roster{}, nil, &FileError{"no_sheet", []any{name}}
	}
	return out, errs, nil
}

// strange reports a sheet of no known kind, unless it is empty.
func strange(title string, src *source) []RowError {
	for range src.filled() {
		return []RowError{{Sheet: title, Code: "unknown_sheet"}}
	}
	return nil
}

func (b book) source(title string) (*source, error) {
	rows, err := b.Rows(title)
	if err != nil {
		return nil, err
	}
	s := &source{}
	s.rows = func(yield func(int, []string) bool) {
		defer rows.Close()
		for line := 1; rows.Next(); line++ {
			cells, err := rows.Columns()
			if err != nil {
				s.failed = err
				return
			}
			if !yield(line, cells) {
				return
			}
		}
		s.failed = rows.Error()
	}
	return s, nil
}
