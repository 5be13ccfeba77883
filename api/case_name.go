package api

import (
	"countersign/models"
	"countersign/models/store"
)

// caseName is what people call a case: by its kind, or a company's own form by its name.
// form is what the store says of the form.
func caseName(lang string, kind models.Kind, form string) string {
	if name := store.FormName(lang, form); name != "" {
		return name
	}
	return word(lang, "kind", kind.Base())
}

// about is in one line what a case is about, and what a sample is worth. The amount of
// a company's own form is a field with rights of its own (approval.fields).
func about(c store.CaseLine) (line string, amount models.Cents) {
	if c.Kind != models.KindForm {
		amount = c.Amount
	}
	return c.About, amount
}
