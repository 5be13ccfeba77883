package pages

import (
	"net/url"

	"countersign/api"
)

// An entered is what was typed into the form of a page, and what is wrong with it.
type entered struct {
	Values  url.Values
	Faults  []api.FaultView
	Refusal *refusal
}

// Get is what was typed into a field.
func (e entered) Get(name string) string { return e.Values.Get(name) }

// At lists the faults at one field.
func (e entered) At(name string) (found []api.FaultView) {
	for _, f := range e.Faults {
		if f.At == name {
			found = append(found, f)
		}
	}
	return found
}
