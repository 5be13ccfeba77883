package models

// A FilledForm is the document of a case of a company's own form. Values are by
// field, as they are written: 2026-11-21, 1280.50, the value of an option, or the id
// of a person or a unit; of several options or of rows a list.
type FilledForm struct {
	Form    string `json:"form"`
	Version int    `json:"version"`
	Values  Values `json:"values"`
	Chosen
}

// Kind is form.
func (*FilledForm) Kind() Kind { return KindForm }
