package roster

import (
	"encoding/csv"
	"fmt"
	"io"

	"github.com/xuri/excelize/v2"
)

// WriteCSV writes the rows of one kind as Read takes them, headed in a
// language, or as in code for lang "". What a spreadsheet would take for a
// formula is guarded by an apostrophe, which Read takes off again.
func WriteCSV(w io.Writer, r Roster, kind Kind, lang string) error {
	s := sheetOf(kind)
	if s == nil {
		return fmt.Errorf("roster: there is no kind %q", kind)
	}
	if _, err := io.WriteString(w, byteOrderMark); err != nil {
		return err
	}
	out := csv.NewWriter(w)
	var heads []string
	for _, h := range s.header(lang) {
		if lang == "" {
			h.text = h.name
		}
		heads = append(heads, h.text)
	}
	if err := out.Write(heads); err != nil {
		return err
	}
	for cells := range s.write(r, lang) {
		for i := range cells {
			cells[i] = guard(cells[i])
		}
		if err := out.Write(cells); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// WriteWorkbook writes a roster as Read takes it, headed in a language. All
// cells are text, so no code loses its leading zeros and nothing is a formula.
func WriteWorkbook(w io.Writer, r Roster, lang string) error {
	f := excelize.NewFile()
	defer f.Close()
	for _, s := range sheets {
		if err := writeSheet(f, s, r, lang); err != nil {
			return fmt.Errorf("roster: sheet %s: %w", s.title().kind, err)
		}
	}
	if err := f.DeleteSheet("Sheet1"); err != nil {
		return err
	}
	f.SetActiveSheet(0)
	return f.Write(w)
}

func writeSheet(f *excelize.File, s sheet, r Roster, lang string) error {
	name := pick(lang, s.title().zh, s.title().en)
	if _, err := f.NewSheet(name); err != nil {
		return err
	}
	text, err := f.NewStyle(&excelize.Style{NumFmt: 49}) // "@": text
	if err != nil {
		return err
	}
	bold, err := f.NewStyle(&excelize.Style{NumFmt: 49, Font: &excelize.Font{Bold: true}})
	if err != nil {
		return err
	}
	return fill(f, name, s, r, lang, text, bold)
}

func fill(f *excelize.File, name string, s sheet, r Roster, lang string, text, bold int) error {
	out, err := f.NewStreamWriter(name)
	if err != nil {
		return err
	}
	heads := s.header(lang)
	if err := out.SetColStyle(1, len(heads), text); err != nil {
		return err
	}
	if err := out.SetColWidth(1, len(heads), 20); err != nil {
		return err
	}
	if err := out.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	var top []any
	for _, h := range heads {
		top = append(top, excelize.Cell{StyleID: bold, Value: h.text + star(h)})
	}
	if err := out.SetRow("A1", top); err != nil {
		return err
	}
	line := 2
	for cells := range s.write(r, lang) {
		row := make([]any, len(cells))
		for i, c := range cells {
			row[i] = excelize.Cell{StyleID: text, Value: c}
		}
		if err := out.SetRow(fmt.Sprintf("A%d", line), row); err != nil {
			return err
		}
		line++
	}
	return out.Flush()
}

// star marks the heading of a column that must be filled in.
func star(h heading) string {
	if h.needed {
		return " *"
	}
	return ""
}
