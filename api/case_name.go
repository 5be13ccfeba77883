package api

import (
	"countersign/activities"
	"countersign/models"
	"countersign/models/store"
)

// caseName is what people call a case, as in their mails.
func caseName(lang string, kind models.Kind, form string) string {
	return activities.CaseName(lang, kind, form)
}

// about is in one line what a case is about, and what a sample is worth. The amount of
// a company's own form is a field with rights of its own (approval.fields).
func about(c store.CaseLine) (line string, amount models.Cents) {
	if c.Kind != models.KindForm {
		amount = c.Amount
	}
	return c.About, amount
}
