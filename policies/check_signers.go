package policies

import (
	"fmt"
	"slices"
	"strings"

	"countersign/models"
	"countersign/models/regulation"
)

// selectors checks the words for who acts, or who is told.
func (f *faults) selectors(i int, column string, r models.MatrixRow) {
	of := map[string][]string{"of": r.Of, "told": r.Told}[column]
	for j, text := range of {
		at := fmt.Sprintf("%s[%d]", column, j)
		written := text
		if column == "told" {
			written = strings.TrimPrefix(text, models.WhenDone)
		}
		s, err := ParseSelector(written)
		switch {
		case err != nil:
			f.add(i, at, wrongSelector(text), "Of", text)
		case s.place.where == "anywhere":
			f.add(i, at, "matrix-selector", "Of", text)
		case slices.Contains(of[:j], text):
			f.add(i, at, "matrix-selector-twice", "Of", text)
		case column == "told" && s.named():
			f.add(i, at, "matrix-told-named", "Of", text)
		case s.Form == "chain" && r.Mode == models.All && len(of) > 1 && column == "of":
			f.add(i, at, "matrix-chain-alone", "Of", text)
		}
	}
}

// wrongSelector says which form of a selector was meant and how it is written.
func wrongSelector(text string) string {
	for _, form := range []string{"chain", "choice", "field"} {
		if len(text) > len(form) && text[:len(form)+1] == form+":" {
			return "matrix-" + form
		}
	}
	return "matrix-selector"
}

var (
	owns   = []models.Own{"", models.OwnSuperior, models.OwnSkip}
	twices = []models.Twice{"", models.TwiceNext, models.TwiceOnce, models.TwiceInRow}
)

// signers checks what a row says of seats of the applicant's own, and of who would
// sign twice.
func (f *faults) signers(i int, r models.MatrixRow) {
	if !slices.Contains(owns, r.Own) {
		f.add(i, "own", "matrix-own")
	}
	if !slices.Contains(twices, r.Twice) {
		f.add(i, "twice", "matrix-twice")
	}
	less := r.Own == models.OwnSkip || r.Twice == models.TwiceOnce || r.Twice == models.TwiceInRow
	switch {
	case less && r.Verb != models.Sign:
		f.add(i, "own", "matrix-deed-strategy")
	case less && r.Mode == models.Quorum:
		f.add(i, "mode", "matrix-quorum-strategy")
	}
}

// two are the clauses that ask for two signatures: one for both would be one.
var two = []regulation.Clause{regulation.SampleTwoSignatures, regulation.AuthorityMatrix}

// regulated checks the rows of the regulations' own procedures: no regulation does
// without a seat, some ask for two people, and only a form has fields to name one.
func (f *faults) regulated(rows []models.MatrixRow) {
	for i, r := range rows {
		if r.Own == models.OwnSkip {
			f.add(i, "own", "matrix-own-regulated")
		}
		if slices.Contains(two, r.Clause) && (r.Twice == models.TwiceOnce || r.Twice == models.TwiceInRow) {
			f.add(i, "twice", "matrix-twice-regulated")
		}
		for j, text := range r.Of {
			if s, err := ParseSelector(text); err == nil && s.Form == "field" {
				f.add(i, fmt.Sprintf("of[%d]", j), "matrix-field-form", "Of", text)
			}
		}
	}
}

// chosenTwice checks that no two rounds of an amount let the applicant choose by the
// same selector: one choice could not answer for both.
func (f *faults) chosenTwice(rows []models.MatrixRow, held []int, at stepOf, amount models.Cents) {
	seen := map[string]bool{}
	for _, i := range held {
		for _, text := range rows[i].Of {
			if s, err := ParseSelector(text); err == nil && s.Form == "choice" && seen[text] {
				f.add(i, "of", "matrix-choice-twice", "Of", text, "Kind", at.kind, "Step", at.step, "Amount", amount)
			}
			seen[text] = true
		}
	}
}
