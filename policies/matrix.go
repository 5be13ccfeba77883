package policies

import (
	_ "embed"
	"encoding/csv"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"

	"countersign/models"
	"countersign/models/regulation"
)

//go:embed matrix.csv
var defaultMatrix string

// DefaultMatrix is the authority matrix that the regulations lay down.
func DefaultMatrix() []models.MatrixRow { return slices.Clone(readDefaultMatrix()) }

// InForce are the rows of a company's matrix, and the regulations' own where the
// company has none, or its matrix is older than a kind of case.
func InForce(m models.Matrix) []models.MatrixRow {
	if len(m.Rows) == 0 {
		return DefaultMatrix()
	}
	known := map[models.Kind]bool{}
	for _, r := range m.Rows {
		known[r.Kind] = true
	}
	rows := slices.Clone(m.Rows)
	for _, r := range readDefaultMatrix() {
		if !known[r.Kind] {
			rows = append(rows, r)
		}
	}
	return rows
}

var readDefaultMatrix = sync.OnceValue(func() []models.MatrixRow {
	rows, err := readMatrix(defaultMatrix)
	if err != nil {
		panic(err) // a test reads it
	}
	return rows
})

func readMatrix(text string) (rows []models.MatrixRow, err error) {
	read := csv.NewReader(strings.NewReader(text))
	read.Comment = '#'
	records, err := read.ReadAll()
	if err != nil {
		return nil, fmt.Errorf("policies: matrix: %w", err)
	}
	for _, f := range records[1:] {
		row, err := readMatrixRow(f)
		if err != nil {
			return nil, fmt.Errorf("policies: matrix: %s %s: %w", f[0], f[1], err)
		}
		for _, row.Kind = range kindsOf(f[0]) {
			rows = append(rows, row)
		}
	}
	return rows, nil
}

func readMatrixRow(f []string) (r models.MatrixRow, err error) {
	f = widened(f)
	proof, err := models.ProofOf(f[13])
	if err != nil {
		return r, err
	}
	var numbers [5]int64
	for i, at := range []int{4, 5, 6, 8, 10} {
		if numbers[i], err = strconv.ParseInt(f[at], 10, 64); err != nil {
			return r, err
		}
	}
	clause, ok := regulation.Find(regulation.ID(f[2]))
	if !ok {
		return r, fmt.Errorf("no clause %q", f[2])
	}
	return models.MatrixRow{
		Step: models.Step(f[1]), Clause: clause, Verb: models.Verb(f[3]),
		From: models.Cents(numbers[0]), To: models.Cents(numbers[1]), Round: int(numbers[2]),
		Mode: models.Mode(f[7]), Need: int(numbers[3]), Of: strings.Fields(f[9]),
		Within: int(numbers[4]), Told: strings.Fields(f[11]), Only: f[12] == "only", Proof: proof,
		Own: models.Own(f[14]), Twice: models.Twice(f[15]),
	}, nil
}
