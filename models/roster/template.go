package roster

import (
	"bytes"
	"fmt"

	"github.com/xuri/excelize/v2"
)

// Template is an empty workbook to fill in: a sheet per kind, a note on every
// heading that says what goes there, and a list to choose from where only some
// words are known. Columns marked * must be filled in.
func Template(lang string) ([]byte, error) {
	var empty bytes.Buffer
	if err := WriteWorkbook(&empty, Roster{}, lang); err != nil {
		return nil, err
	}
	f, err := excelize.OpenReader(&empty)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	for _, s := range sheets {
		if err := annotate(f, s, lang); err != nil {
			return nil, fmt.Errorf("roster: template of %s: %w", s.title().kind, err)
		}
	}
	var out bytes.Buffer
	err = f.Write(&out)
	return out.Bytes(), err
}

func annotate(f *excelize.File, s sheet, lang string) error {
	name := pick(lang, s.title().zh, s.title().en)
	for i, h := range s.header(lang) {
		column, err := excelize.ColumnNumberToName(i + 1)
		if err != nil {
			return err
		}
		note := excelize.Comment{Cell: column + "1", Author: "Countersign", Text: h.hint}
		if err := f.AddComment(name, note); err != nil {
			return err
		}
		if err := offer(f, name, column, h.choices, lang); err != nil {
			return err
		}
	}
	return nil
}

// offer puts a list to choose from on a column.
func offer(f *excelize.File, name, column string, choices []label, lang string) error {
	if len(choices) == 0 {
		return nil
	}
	var words []string
	for _, c := range choices {
		words = append(words, c.in(lang))
	}
	v := excelize.NewDataValidation(true)
	v.SetSqref(fmt.Sprintf("%s2:%s%d", column, column, MaxRows+1))
	if err := v.SetDropList(words); err != nil {
		return err
	}
	return f.AddDataValidation(name, v)
}
