package form

import (
	"slices"

	"github.com/danielgtaylor/huma/v2"
	"github.com/shopspring/decimal"

	"countersign/models"
)

// mostOfAll is the largest number that fields take, in hundredths.
const mostOfAll models.Cents = 1e15

// textMost is how many characters a text has where its field does not say.
const textMost = 500

// longest is how many characters a text of the field may have, how many rows, or how many
// options.
func (f Field) longest() int {
	switch {
	case f.Most > 0:
		return f.Most
	case f.Type == Rows:
		return rowsMost
	case f.Type == Files:
		return filesMost
	case f.Type == Choices:
		return len(f.Options)
	}
	return textMost
}

// decimals is how many a number of the field has at most.
func (f Field) decimals() int {
	if f.Decimals == nil || *f.Decimals < 0 || *f.Decimals > 2 {
		return 2
	}
	return *f.Decimals
}

// number reads a number of the field, in hundredths; ok is false where it is none, or
// has more decimals than the field takes.
func (f Field) number(value string) (n models.Cents, ok bool) {
	n, ok = hundredths(value)
	return n, ok && n%[]models.Cents{100, 10, 1}[f.decimals()] == 0
}

// bounds are between which a number of the field lies, in hundredths.
func (f Field) bounds() (least, most models.Cents) {
	if f.Max == 0 {
		return f.Min, mostOfAll
	}
	return f.Min, f.Max
}

// bounds finds limits of what has none, and limits between which nothing lies.
func (f *faults) bounds(at string, field Field) {
	number := field.Type == Number || field.Type == Money
	if field.Min < 0 || field.Max < 0 || field.Max > mostOfAll || field.Max > 0 && field.Max < field.Min || !number && (field.Min != 0 || field.Max != 0) {
		f.add(at+".max", "form-bounds")
	}
	if field.Decimals != nil && (field.Type != Number || *field.Decimals < 0 || *field.Decimals > 2) {
		f.add(at+".decimals", "form-decimals")
	}
	if field.Most < 0 || field.Most > 0 && !slices.Contains([]Type{Line, Lines, Choices, Rows, Files}, field.Type) {
		f.add(at+".most", "form-most")
	}
}

// value finds what is wrong with a value: its field as JSON Schema does not take it, or
// it is none of the house's dates and ids.
func (f *faults) value(at string, field Field, value string) {
	switch field.Type {
	case Rows:
		f.rows(at, field, value)
		return
	case Choices:
		f.chosen(at, field, value)
		return
	case Files:
		f.filed(at, field, value)
		return
	}
	if models.Unprintable(value) {
		f.add(at, "text-unprintable")
	}
	instance, ok := field.instance(value)
	if ok {
		var found huma.ValidateResult
		huma.Validate(nil, field.validator(), huma.NewPathBuffer(nil, 0), huma.ModeWriteToServer, instance, &found)
		ok = len(found.Errors) == 0
	}
	if ok {
		return
	}
	least, most := field.bounds()
	switch field.Type {
	case Line, Lines:
		f.add(at, "text-too-long", "Most", field.longest())
	case Number, Money:
		switch _, read := field.number(value); {
		case read && most == mostOfAll:
			f.add(at, "form-number-least", "Least", decimal.New(int64(least), -2).String())
		case read:
			f.add(at, "form-number-between", "Least", decimal.New(int64(least), -2).String(), "Most", decimal.New(int64(most), -2).String())
		case field.decimals() == 0:
			f.add(at, "form-number-whole")
		default:
			f.add(at, "form-number", "Decimals", field.decimals())
		}
	case Date:
		f.add(at, "form-date")
	case Person, Unit:
		f.add(at, "field-"+string(field.Type)+"-unknown")
	case Choice, YesNo:
		f.add(at, "form-choice")
	}
}

// instance is a value as JSON Schema knows it: numbers are numbers. ok is false where it
// is none of its type, or an id that is not written as the house writes ids.
func (f Field) instance(value string) (instance any, ok bool) {
	switch f.Type {
	case Number, Money:
		n, ok := f.number(value)
		return decimal.New(int64(n), -2).InexactFloat64(), ok
	case YesNo:
		return value == "true", value == "true" || value == "false"
	case Person, Unit:
		return value, anID.MatchString(value)
	}
	return value, slices.Contains(types, f.Type)
}

// validator is the field's JSON Schema as the validator takes it.
func (f Field) validator() *huma.Schema {
	p := f.property()
	s := &huma.Schema{Type: p.Type, Format: p.Format}
	if p.MaxLength > 0 {
		s.MaxLength = &p.MaxLength
	}
	if p.Minimum != nil {
		least, _ := p.Minimum.Float64()
		most, _ := p.Maximum.Float64()
		s.Minimum, s.Maximum = &least, &most
	}
	for _, value := range p.Enum {
		s.Enum = append(s.Enum, value)
	}
	s.PrecomputeMessages()
	return s
}
