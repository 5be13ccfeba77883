package form

import (
	"fmt"
	"slices"
	"strings"

	"countersign/models"
)

// concerned finds signers whom the case is for: nobody signs for himself or herself
// (approval.own-case).
func (f *faults) concerned(at string, d Definition, r Row) {
	for j, of := range r.Of {
		key, named := strings.CutPrefix(of, byField)
		if field, _ := d.Field(key); named && field.Concerns {
			f.add(fmt.Sprintf("%s.of[%d]", at, j), "form-concerns-signs", "Of", of)
		}
	}
}

// Concerns reports whether the form names people whom a case is for.
func (d Definition) Concerns() bool {
	return slices.ContainsFunc(d.Fields, func(f Field) bool { return f.Concerns })
}

// Beneficiaries are the people whom a case is for, as its filled form names them: like
// who applied they do not sign it (approval.own-case).
func (d Definition) Beneficiaries(filled *models.FilledForm) (people []models.PersonID) {
	for _, field := range d.Fields {
		value := models.PersonID(strings.TrimSpace(filled.Values[field.Key]))
		if field.Concerns && value != "" && !slices.Contains(people, value) {
			people = append(people, value)
		}
	}
	return people
}
