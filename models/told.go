package models

import "strings"

// WhenDone begins a selector of Told whose people get their copy when the step is
// done - a case takes effect, its last task is carried out - and not when it is drawn up.
const WhenDone = "done:"

// Tells are the selectors of Told that count when the step is drawn up, or when it
// is done (approval.copy).
func (r MatrixRow) Tells(done bool) (selectors []string) {
	for _, text := range r.Told {
		if after, later := strings.CutPrefix(text, WhenDone); later == done {
			selectors = append(selectors, after)
		}
	}
	return selectors
}
