package models

import (
	"slices"
	"strings"
)

// About is what lists say of a case beside its number: which of the company's own
// forms it is, and in one line what it is about. Everybody who may see the case may see
// all of it.
type About struct {
	Form    string // the code of the company's own form; empty for another kind
	Version int    // of the form
	Zh, En  string // the line; empty where the case is top secret
	Search  string // what people type to find the case: its line, and the pinyin of it
}

// FormKind is the kind of the cases of one of a company's own forms: form/leave.
func FormKind(code string) Kind { return KindForm + "/" + Kind(code) }

// Of is the kind of a case, which is of the company's own form with this code where one
// is named.
func (k Kind) Of(form string) Kind {
	if form == "" {
		return k
	}
	return FormKind(form)
}

// Form is the code of the company's own form that the kind names.
func (k Kind) Form() (code string, own bool) {
	_, code, own = strings.Cut(string(k), "/")
	return code, own
}

// Among reports whether the kind, or that of which it is one, is among these.
func (k Kind) Among(kinds []Kind) bool {
	return slices.Contains(kinds, k) || slices.Contains(kinds, k.Base())
}

// Base is the kind itself, where it names one of a company's own forms.
func (k Kind) Base() Kind {
	base, _, _ := strings.Cut(string(k), "/")
	return Kind(base)
}
