package models

// About is what lists say of a case beside its number: which of the company's own
// forms it is, and in one line what it is about. Everybody who may see the case may see
// all of it.
type About struct {
	Form    string // the code of the company's own form; empty for another kind
	Version int    // of the form
	Zh, En  string // the line; empty where the case is top secret
	Search  string // what people type to find the case: its line, and the pinyin of it
}
