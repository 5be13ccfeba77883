package policies

import (
	"fmt"
	"slices"

	"countersign/models"
	"countersign/models/regulation"
)

// CheckMatrix finds what keeps a matrix from being taken over: each fault with
// its row. Every step of the regulations' own matrix must remain, for every amount.
func CheckMatrix(rows []models.MatrixRow) []models.FieldError {
	var f faults
	for i, r := range rows {
		f.row(i, r)
	}
	f.regulated(rows)
	own := map[stepOf]models.Verb{}
	for _, r := range DefaultMatrix() {
		own[stepOf{r.Kind, r.Step}] = r.Verb
	}
	for i, r := range rows {
		if verb, known := own[stepOf{r.Kind, r.Step}]; !known || verb != r.Verb {
			f.add(i, "step", "matrix-step-unknown", "Step", r.Step)
		}
	}
	for _, r := range DefaultMatrix() {
		if at := (stepOf{r.Kind, r.Step}); own[at] != "" {
			f.step(rows, at)
			delete(own, at)
		}
	}
	return f
}

// CheckRows finds what is wrong with rows in themselves: words for posts that nobody
// knows, numbers that are none.
func CheckRows(rows []models.MatrixRow) []models.FieldError {
	var f faults
	for i, r := range rows {
		f.row(i, r)
	}
	return f
}

// CheckRounds finds the steps whose rounds are not there for every amount, each once,
// from the first on. Of rows that hold in some cases only it is asked case by case.
func CheckRounds(rows []models.MatrixRow) []models.FieldError {
	var f faults
	tried := map[stepOf]bool{}
	for _, r := range rows {
		if at := (stepOf{r.Kind, r.Step}); !tried[at] {
			tried[at] = true
			f.step(rows, at)
		}
	}
	return f
}

type stepOf struct {
	kind models.Kind
	step models.Step
}

type faults []models.FieldError

func (f *faults) add(i int, field, key string, args ...any) {
	at := fmt.Sprintf("rows[%d].%s", i, field)
	if i < 0 {
		at = "rows"
	}
	e := models.Refuse(models.Invalid, regulation.AuthorityMatrix, key, args...)
	*f = append(*f, models.FieldError{At: at, Clause: e.Clause, Key: e.Key, Args: e.Args})
}

var modes = []models.Mode{models.All, models.Any, models.Quorum, models.Departments}

func (f *faults) row(i int, r models.MatrixRow) {
	if r.Clause.IsZero() {
		f.add(i, "clause", "matrix-clause")
	}
	if !slices.Contains(modes, r.Mode) {
		f.add(i, "mode", "matrix-mode")
	}
	if (r.Mode == models.Quorum) != (r.Need > 0) {
		f.add(i, "need", "matrix-need")
	}
	if r.Round < 1 || r.Round > 20 {
		f.add(i, "round", "matrix-round")
	}
	if r.From < 0 || r.To < 0 || (r.To != 0 && r.To <= r.From) {
		f.add(i, "to", "matrix-amounts")
	}
	if r.Within < 0 || r.Within > 60 {
		f.add(i, "within", "matrix-within")
	}
	if len(r.Of) == 0 {
		f.add(i, "of", "matrix-nobody")
	}
	if _, err := models.ProofOf(string(r.Proof)); err != nil || r.Proof != "" && r.Verb != models.Sign {
		f.add(i, "proof", "matrix-proof")
	}
	f.selectors(i, "of", r)
	f.selectors(i, "told", r)
	f.signers(i, r)
}

// step checks that each amount has its rounds, each once, from the first on. A fault is
// said at the row to change.
func (f *faults) step(rows []models.MatrixRow, at stepOf) {
	edges := []models.Cents{0}
	for _, r := range rows {
		if r.Kind == at.kind && r.Step == at.step {
			edges = append(edges, r.From)
			if r.To > 0 {
				edges = append(edges, r.To)
			}
		}
	}
	slices.Sort(edges)
	for _, amount := range slices.Compact(edges) {
		var held []int
		for i, r := range rows {
			if r.Holds(at.kind, at.step, amount) {
				held = append(held, i)
			}
		}
		slices.SortStableFunc(held, func(a, b int) int { return rows[a].Round - rows[b].Round })
		if len(held) == 0 {
			f.gap(rows, at, amount)
		}
		f.chosenTwice(rows, held, at, amount)
		f.rounds(rows, held, at, amount)
	}
}

// gap says that nobody acts, at the row that ends there, or else the next one.
func (f *faults) gap(rows []models.MatrixRow, at stepOf, amount models.Cents) {
	row, column := -1, ""
	for i, r := range rows {
		switch {
		case r.Kind != at.kind || r.Step != at.step:
		case r.To > 0 && r.To == amount:
			row, column = i, "to"
		case column != "to" && r.From > amount && (row < 0 || r.From < rows[row].From):
			row, column = i, "from"
		}
	}
	f.add(row, column, "matrix-gap", "Kind", at.kind, "Step", at.step, "Amount", amount)
}

// rounds says the first of the rows of an amount that is out of turn.
func (f *faults) rounds(rows []models.MatrixRow, held []int, at stepOf, amount models.Cents) {
	for n, i := range held {
		switch {
		case rows[i].Round == n+1:
			continue
		case n > 0 && rows[i].Round == rows[held[n-1]].Round:
			f.add(i, "round", "matrix-round-twice", "Kind", at.kind, "Step", at.step, "Amount", amount, "Round", rows[i].Round, "Other", held[n-1])
		default:
			f.add(i, "round", "matrix-rounds", "Kind", at.kind, "Step", at.step, "Amount", amount, "Round", n+1)
		}
		return
	}
}
