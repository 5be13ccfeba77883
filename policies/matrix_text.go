package policies

import (
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"

	"countersign/models"
	"countersign/models/regulation"
)

var matrixColumns = []string{"kind", "step", "clause", "verb", "from", "to", "round", "mode", "need", "of", "within", "told", "only", "proof", "own", "twice"}

// columnsLeast is how many columns the first tables had; tables without the later
// ones are read as if these were empty.
const columnsLeast = 13

// widened gives a line the columns that its table does not have.
func widened(fields []string) []string {
	return append(slices.Clone(fields), make([]string, max(0, len(matrixColumns)-len(fields)))...)
}

// MatrixText is a matrix as a table in CSV, with the columns of matrix.csv.
func MatrixText(rows []models.MatrixRow) string {
	var text strings.Builder
	w := csv.NewWriter(&text)
	lines := [][]string{matrixColumns}
	for _, r := range rows {
		only := ""
		if r.Only {
			only = "only"
		}
		lines = append(lines, []string{string(r.Kind), string(r.Step), string(r.Clause.ID()), string(r.Verb), number(r.From), number(r.To), strconv.Itoa(r.Round),
			string(r.Mode), strconv.Itoa(r.Need), strings.Join(r.Of, " "), strconv.Itoa(r.Within), strings.Join(r.Told, " "), only, string(r.Proof), string(r.Own), string(r.Twice)})
	}
	_ = w.WriteAll(lines) // to memory, which takes it
	return text.String()
}

func number(c models.Cents) string { return strconv.FormatInt(int64(c), 10) }

// MatrixOf reads a matrix from CSV. Rows that cannot be read are left out, each
// with its fault; what rows say is for CheckMatrix to judge.
func MatrixOf(text string) (rows []models.MatrixRow, unread []models.FieldError) {
	var f faults
	read := csv.NewReader(strings.NewReader(strings.TrimPrefix(text, "\ufeff")))
	read.Comment, read.FieldsPerRecord, read.TrimLeadingSpace = '#', -1, true
	columns := len(matrixColumns)
	for i := -1; ; i++ {
		fields, err := read.Read()
		if errors.Is(err, io.EOF) {
			return rows, f
		}
		if i < 0 && len(fields) >= columnsLeast && len(fields) < columns {
			columns = len(fields)
		}
		switch {
		// The last columns may be left out where they are empty.
		case err != nil || len(fields) < columnsLeast || len(fields) > columns || i < 0 && !slices.Equal(fields, matrixColumns[:columns]):
			f.add(max(i, 0), "columns", "matrix-columns", "Columns", strings.Join(matrixColumns, ","))
			if i < 0 || err != nil {
				return rows, f
			}
		case i >= 0:
			rows = append(rows, f.read(i, fields)...)
		}
	}
}

// read makes rows of one line, one for each kind that it names.
func (f *faults) read(i int, fields []string) (rows []models.MatrixRow) {
	fields = widened(fields)
	for j := range fields {
		fields[j] = strings.TrimSpace(fields[j])
	}
	good := true
	for _, column := range []int{4, 5, 6, 8, 10} {
		if _, err := strconv.ParseInt(fields[column], 10, 64); err != nil {
			f.add(i, matrixColumns[column], "matrix-number", "Column", matrixColumns[column])
			good = false
		}
	}
	if _, known := regulation.Find(regulation.ID(fields[2])); !known {
		f.add(i, "clause", "matrix-clause")
		good = false
	}
	if only := fields[12]; only != "" && only != "only" {
		f.add(i, "only", "matrix-only")
		good = false
	}
	if _, err := models.ProofOf(fields[13]); err != nil {
		f.add(i, "proof", "matrix-proof")
		good = false
	}
	if !slices.Contains(owns, models.Own(fields[14])) {
		f.add(i, "own", "matrix-own")
		good = false
	}
	if !slices.Contains(twices, models.Twice(fields[15])) {
		f.add(i, "twice", "matrix-twice")
		good = false
	}
	row, err := readMatrixRow(fields)
	if !good || err != nil { // of which there is none but those said above
		return nil
	}
	for _, row.Kind = range kindsOf(fields[0]) {
		rows = append(rows, row)
	}
	return rows
}
