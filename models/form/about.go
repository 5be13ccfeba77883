package form

import (
	"fmt"
	"slices"
	"strings"

	"countersign/models"
)

// aboutMost is how many fields a list shows of a case.
const aboutMost = 3

// About lists the fields that a list shows of a case in one line: those that Summary
// names, or else the first of them that fit. What is kept from anybody, or filled in by
// others than the applicant, is none of them; of what is top secret there are none
// (approval.fields, approval.need-to-know).
func (d Definition) About() (fields []Field) {
	if d.Level != "" {
		return nil
	}
	for _, key := range d.Summary {
		if f, ok := d.Field(key); ok && d.open(f) {
			fields = append(fields, f)
		}
	}
	for _, f := range d.Fields {
		if len(d.Summary) == 0 && len(fields) < aboutMost && d.open(f) && f.Type != Lines {
			fields = append(fields, f)
		}
	}
	return fields
}

// Texts are what the applicant wrote into fields of text and into rows, to find a case by
// it: of fields that everybody sees, and of nothing that is top secret
// (approval.fields, approval.need-to-know).
func (d Definition) Texts(filled models.FilledForm) (texts []Text) {
	for _, f := range d.Fields {
		value := strings.TrimSpace(filled.Values[f.Key])
		if d.Level != "" || value == "" || !f.open() || f.Right(Start) != Writable {
			continue
		}
		switch f.Type {
		case Line, Lines:
			texts = append(texts, Text{value, value})
		case Rows:
			texts = append(texts, f.cellTexts(value)...)
		}
	}
	return texts
}

func (f Field) cellTexts(value string) (texts []Text) {
	rows, _ := models.RowsOf(value)
	for _, row := range rows {
		for _, column := range f.Columns {
			if cell := strings.TrimSpace(row[column.Key]); cell != "" && (column.Type == Line || column.Type == Choice) {
				texts = append(texts, column.Said(cell))
			}
		}
	}
	return texts
}

// open reports whether a list may show the field: everybody sees it, and the applicant
// alone writes it, or what it is the total of.
func (d Definition) open(f Field) bool {
	if f.Type == Rows || f.Type == Files || !f.open() {
		return false
	}
	rows, _ := f.sums()
	of, _ := d.Field(rows)
	return f.Sum == "" && f.Right(Start) == Writable || f.Sum != "" && of.open() && of.Right(Start) == Writable
}

// open reports whether everybody sees the field, and nobody but the applicant writes it.
func (f Field) open() bool {
	for step, right := range f.Rights {
		if right == Hidden || right == Writable && step != Start {
			return false
		}
	}
	return true
}

// summary finds fields that a list cannot show.
func (f *faults) summary(d Definition) {
	if len(d.Summary) > aboutMost {
		f.add("summary", "form-summary-most", "Most", aboutMost)
	}
	for i, key := range d.Summary {
		field, ok := d.Field(key)
		if !ok || !d.open(field) || slices.Index(d.Summary, key) < i {
			f.add(fmt.Sprintf("summary[%d]", i), "form-summary")
		}
	}
}

// Written is a value as people write it: an amount as ¥80,000.50.
func (f Field) Written(value string) string {
	if amount, ok := hundredths(value); ok && f.Type == Money {
		return amount.Yuan()
	}
	return value
}

// Said is a value of the field as a list says it, in both languages: the label of a
// choice, a number with its own label. Who or which unit an id names the caller says.
func (f Field) Said(value string) Text {
	switch f.Type {
	case Number, Money:
		value = f.Written(value)
		return Text{f.Label.Zh + " " + value, f.Label.En + " " + value}
	case Choice, YesNo, Choices:
		return Text{f.Called("zh-CN", value), f.Called("en", value)}
	}
	return Text{value, value}
}
