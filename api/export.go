package api

import (
	"context"
	"encoding/csv"
	"io"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"countersign/models"
	"countersign/models/store"
)

// exportMost is how many rows a file of a register has at most.
const exportMost = 50_000

// Export is a register of a month as columns and rows, with the same rows that
// Register shows whoever may take it out.
func (s *Server) Export(ctx context.Context, who Person, register Register, month, words string) (RegisterPage, error) {
	r := s.DB.Reader(ctx, who.Lang)
	t, q, err := s.register(r, who, models.Export, register, month)
	if err != nil {
		return RegisterPage{}, err
	}
	v := s.registerPage(who, register, month, t)
	whole := false
	v.Rows, whole, err = t.allRows(who.Lang, r, words, q, exportMost)
	if err == nil && !whole {
		err = refuse(models.TooMuch, "export-too-large", "Most", exportMost)
	}
	return v, err
}

// allRows reads what the person may see of a month of a register; whole is false where
// that is more than most rows.
func (t registerTable) allRows(lang string, r store.Reader, words string, q store.RegisterQuery, most int) (all []RegisterRow, whole bool, err error) {
	all = []RegisterRow{}
	for q.Most = 500; len(all) < most; {
		rows, err := t.read(lang, r, q)
		if err != nil {
			return all, false, err
		}
		may, err := t.shown(rows, words)
		if err != nil {
			return all, false, err
		}
		for i, e := range rows {
			q.Before = e.Key()
			if may[i] {
				all = append(all, RegisterRow{e.Case, e.cells})
			}
		}
		if len(rows) < q.Most {
			return all, true, nil
		}
	}
	return all, false, nil
}

// writeCSV writes the register for Excel: with a byte order mark, and with
// nothing that Excel would take for a formula.
func writeCSV(w io.Writer, p RegisterPage) error {
	if _, err := io.WriteString(w, "\ufeff"); err != nil {
		return err
	}
	out := csv.NewWriter(w)
	if err := out.Write(p.labels()); err != nil {
		return err
	}
	for _, row := range p.Rows {
		cells := make([]string, len(row.Cells))
		for i, c := range row.Cells {
			cells[i] = c
			if !p.Columns[i].Number {
				cells[i] = plain(c)
			}
		}
		if err := out.Write(cells); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

func (p RegisterPage) labels() []string {
	labels := make([]string, len(p.Columns))
	for i, c := range p.Columns {
		labels[i] = c.Label
	}
	return labels
}

// plain puts a quote before what a spreadsheet would take for a formula.
func plain(cell string) string {
	bare := strings.TrimLeft(cell, " \u00a0\u200b\u200c\u200d\ufeff\u3000")
	if bare != "" && strings.ContainsAny(bare[:1], "=+-@\t\r\n\x00") || hasAny(bare, "＝", "＋", "－", "＠") {
		return "'" + cell
	}
	return cell
}

func hasAny(s string, prefixes ...string) bool {
	for _, p := range prefixes {
		if strings.HasPrefix(s, p) {
			return true
		}
	}
	return false
}

// writeXLSX writes the register as a workbook: numbers as numbers, all else as text.
func writeXLSX(w io.Writer, p RegisterPage) error {
	book := excelize.NewFile()
	defer book.Close()
	sheet := "Sheet1"
	out, err := book.NewStreamWriter(sheet)
	if err != nil {
		return err
	}
	labels := make([]any, len(p.Columns))
	for i, l := range p.labels() {
		labels[i] = l
	}
	if err := out.SetRow("A1", labels); err != nil {
		return err
	}
	for n, row := range p.Rows {
		cell, err := excelize.CoordinatesToCellName(1, n+2)
		if err != nil {
			return err
		}
		if err := out.SetRow(cell, p.values(row)); err != nil {
			return err
		}
	}
	if err := out.Flush(); err != nil {
		return err
	}
	return book.Write(w)
}

func (p RegisterPage) values(row RegisterRow) []any {
	values := make([]any, len(row.Cells))
	for i, c := range row.Cells {
		values[i] = c
		if f, err := strconv.ParseFloat(c, 64); err == nil && p.Columns[i].Number {
			values[i] = f
		}
	}
	return values
}
