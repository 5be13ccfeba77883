package form

import (
	"fmt"

	"countersign/models"
)

// asks reports whether a required field is filled in first in this round of signatures:
// such a round is never done without, and no signature for another is for it, or nobody
// would fill the field in (approval.fields).
func (d Definition) asks(round int) bool {
	for _, f := range d.Fields {
		if f.Required && f.Right(Start) != Writable && d.firstFilled(f) == round {
			return true
		}
	}
	return false
}

// firstFilled is the first round of signatures in which a field is filled in; 0 where it
// is in none.
func (d Definition) firstFilled(f Field) (first int) {
	for _, r := range d.Signatures {
		if f.Right(At(models.StepSignatures, r.Round)) == Writable && (first == 0 || r.Round < first) {
			first = r.Round
		}
	}
	return first
}

// skips reports whether a row has its seats done without, or by another signature.
func skips(r Row) bool {
	return r.Own == models.OwnSkip || r.Twice == models.TwiceOnce || r.Twice == models.TwiceInRow
}

// kept is a row whose seats are all signed, where a required field is filled in.
func (d Definition) kept(r Row) Row {
	if skips(r) && d.asks(r.Round) {
		r.Own, r.Twice = models.OwnSuperior, models.TwiceNext
	}
	return r
}

// skipped finds rows that say of a round with a required field that it may be done
// without; what the form says of all its rounds does not hold for such a one.
func (f *faults) skipped(d Definition) {
	for i, r := range d.Signatures {
		if skips(r) && d.asks(r.Round) {
			f.add(fmt.Sprintf("signatures[%d]", i), "form-required-skipped")
		}
	}
}
