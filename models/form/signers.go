package form

import (
	"fmt"
	"slices"
	"strings"

	"countersign/models"
)

// byField begins the selector of whom a field names.
const byField = "field:"

// signers checks that who is named by a field is asked for in the form.
func (f *faults) signers(d Definition) {
	for i, r := range d.Signatures {
		f.fields(fmt.Sprintf("signatures[%d]", i), d, r)
		f.concerned(fmt.Sprintf("signatures[%d]", i), d, r)
	}
	for i, t := range d.Tasks {
		f.fields(fmt.Sprintf("tasks[%d]", i), d, t.Row)
	}
}

func (f *faults) fields(at string, d Definition, r Row) {
	for j, of := range r.Of {
		key, named := strings.CutPrefix(of, byField)
		if !named {
			continue
		}
		if field, ok := d.Field(key); !ok || !field.Required || field.Type != Person && field.Type != Unit {
			f.add(fmt.Sprintf("%s.of[%d]", at, j), "form-selector-field", d.called(key)...)
		}
	}
}

// Naming is the place of the first row in which a selector stands; the signatures as a
// whole where it stands in none.
func (d Definition) Naming(selector any) string {
	of, _ := selector.(string)
	for i, r := range d.Signatures {
		if slices.Contains(r.Of, of) {
			return fmt.Sprintf("signatures[%d].of", i)
		}
	}
	for i, t := range d.Tasks {
		if slices.Contains(t.Of, of) {
			return fmt.Sprintf("tasks[%d].of", i)
		}
	}
	return "signatures"
}

// Nominees are whom the filled form names, by selector: the people and units of its
// fields, and whom the applicant chose.
func (d Definition) Nominees(filled *models.FilledForm) map[string][]models.Nominee {
	named := models.Nominees(filled)
	for _, field := range d.Fields {
		value := strings.TrimSpace(filled.Values[field.Key])
		switch {
		case value == "":
		case field.Type == Person:
			named[byField+field.Key] = []models.Nominee{{Person: models.PersonID(value)}}
		case field.Type == Unit:
			named[byField+field.Key] = []models.Nominee{{Unit: models.UnitID(value)}}
		}
	}
	return named
}
