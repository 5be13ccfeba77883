package form

import (
	"bytes"
	"encoding/json"
	"reflect"
	"slices"
	"strings"

	"countersign/models"
)

// isSchema reports whether a definition is written as JSON Schema.
func isSchema(parts []member) bool {
	return slices.ContainsFunc(parts, func(m member) bool { return m.key == "$schema" || m.key == "properties" })
}

// readSchema reads a definition that is written as JSON Schema. A keyword that is not
// carried out here is refused by its name and place, never passed over.
func readSchema(parts []member) (Definition, error) {
	var d Definition
	var f faults
	var s document
	for _, m := range f.known("", parts, reflect.TypeFor[document]()) {
		if m.key == "properties" {
			d.Fields = f.properties("properties", m.body)
			continue
		}
		f.take(m.key, object([]member{m}), &s)
	}
	f.read(s.Procedure, &d)
	d.Code, d.Name = s.ID, s.Label
	if s.Draft != draft {
		f.add("$schema", "form-schema-draft", "Draft", draft)
	}
	f.fixed("type", s.Type, "object")
	if s.More == nil || *s.More {
		f.add("additionalProperties", "form-schema-fixed", "Want", "false")
	}
	f.titled("title", s.Title, &d.Name)
	f.same("description", s.Description, d.Clause)
	f.required("required", s.Required, d.Fields)
	d.Fields = f.ordered("x-order", s.Order, d.Fields)
	return d, models.Incomplete(clause, f)
}

// known are the members that a type has places for; others are faults.
func (f *faults) known(at string, parts []member, of reflect.Type) (all []member) {
	for _, m := range parts {
		if slices.ContainsFunc(reflect.VisibleFields(of), func(field reflect.StructField) bool {
			name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
			return name == m.key
		}) {
			all = append(all, m)
			continue
		}
		f.add(joined(at, m.key), "form-schema-keyword", "Keyword", m.key)
	}
	return all
}

func joined(at, key string) string {
	if at == "" {
		return key
	}
	return at + "." + key
}

// take reads a part strictly; what is of another type is a fault.
func (f *faults) take(at string, body json.RawMessage, into any) {
	d := json.NewDecoder(bytes.NewReader(body))
	d.DisallowUnknownFields()
	if err := d.Decode(into); err != nil {
		f.add(at, "form-schema-value", "Why", strings.TrimPrefix(err.Error(), "json: "))
	}
}

// read reads the procedure, which says nothing of the form itself.
func (f *faults) read(procedure json.RawMessage, d *Definition) {
	if procedure == nil {
		return // a form without signers yet
	}
	parts, err := members(procedure)
	if err != nil {
		f.add("x-procedure", "form-schema-value", "Why", err.Error())
		return
	}
	for _, m := range parts {
		if slices.Contains(formPart, m.key) {
			f.add("x-procedure."+m.key, "form-schema-keyword", "Keyword", m.key)
			return
		}
	}
	f.take("x-procedure", procedure, d)
}

func (f *faults) properties(at string, body json.RawMessage) (fields []Field) {
	parts, err := members(body)
	if err != nil {
		f.add(at, "form-schema-value", "Why", err.Error())
	}
	for _, m := range parts {
		fields = append(fields, f.property(joined(at, m.key), m))
	}
	return fields
}

func (f *faults) property(at string, m member) Field {
	parts, err := members(m.body)
	if err != nil {
		f.add(at, "form-schema-value", "Why", err.Error())
	}
	var p property
	for _, part := range f.known(at, parts, reflect.TypeFor[property]()) {
		f.take(joined(at, part.key), object([]member{part}), &p)
	}
	field := Field{Key: m.key, Label: p.Label, Hint: p.Hint, Type: p.fieldType(), Most: p.MaxLength, Min: f.least(at+".minimum", p.Minimum), Max: f.most(at+".maximum", p.Maximum),
		Days: p.WorkingDays, Concerns: p.Concerns, Rights: p.Rights, Decimals: p.Decimals, Sum: p.Sum, Options: optionsOf(p.Enum, p.EnumLabels)}
	switch {
	case p.Type == "integer":
		field.Decimals = new(0)
	case p.Type == "array" && p.Items != nil && p.Format+p.Input == "":
		f.list(at, p, &field)
	case field.Type == Files:
		field.Least, field.Most = p.MinItems, p.MaxItems
	}
	f.titled(at+".title", p.Title, &field.Label)
	f.same(at+".description", p.Description, field.Hint)
	f.fits(at, p, field)
	return field
}

// fieldType is the type of field that a property stands for; empty where there is none.
func (p property) fieldType() Type {
	switch [3]string{p.Type, p.Format, p.Input} {
	case [3]string{"string"}:
		if len(p.Enum) > 0 {
			return Choice
		}
		return Line
	case [3]string{"string", "", "lines"}:
		return Lines
	case [3]string{"string", "date"}:
		return Date
	case [3]string{"string", "uuid", "person"}:
		return Person
	case [3]string{"string", "uuid", "unit"}:
		return Unit
	case [3]string{"number"}, [3]string{"integer"}:
		return Number
	case [3]string{"number", "", "money"}:
		return Money
	case [3]string{"boolean"}:
		return YesNo
	case [3]string{"array", "", "files"}:
		return Files
	}
	return ""
}

// fits finds keywords that a property of its type has not, and numbers below zero.
func (f *faults) fits(at string, p property, field Field) {
	if field.Type == "" {
		f.add(at+".type", "form-schema-type")
		return
	}
	text, number, choice := field.Type == Line || field.Type == Lines, field.Type == Number || field.Type == Money, field.Type == Choice
	list := field.Type == Rows || field.Type == Choices
	many := list || field.Type == Files
	for _, k := range []struct {
		keyword     string
		there, fits bool
	}{{"maxLength", p.MaxLength != 0, text}, {"minimum", p.Minimum != nil, number}, {"maximum", p.Maximum != nil, number},
		{"x-decimals", p.Decimals != nil, field.Type == Number && p.Type == "number"},
		{"enum", p.Enum != nil, choice}, {"x-enum-labels", p.EnumLabels != nil, choice}, {"items", p.Items != nil, list}, {"minItems", p.MinItems != 0, many},
		{"maxItems", p.MaxItems != 0, many}, {"uniqueItems", p.Unique, field.Type == Choices}, {"x-sum", p.Sum != "", number}} {
		if k.there && !k.fits {
			f.add(joined(at, k.keyword), "form-schema-keyword", "Keyword", k.keyword)
		}
	}
	if number && p.Minimum == nil {
		f.add(at+".minimum", "form-schema-minimum")
	}
	if field.Type == Choices && !p.Unique {
		f.add(at+".uniqueItems", "form-schema-fixed", "Want", "true")
	}
	f.labelled(at, p.Enum, p.EnumLabels)
}

// labelled finds labels of what is no option.
func (f *faults) labelled(at string, values []string, labels map[string]Text) {
	for value := range labels {
		if !slices.Contains(values, value) {
			f.add(at+".x-enum-labels", "form-choice")
		}
	}
}

func optionsOf(values []string, labels map[string]Text) (all []Option) {
	for _, value := range values {
		all = append(all, Option{value, labels[value]})
	}
	return all
}

// least reads the least of a number, in hundredths.
func (f *faults) least(at string, n *json.Number) models.Cents {
	if n == nil {
		return 0
	}
	limit, ok := hundredths(n.String())
	if !ok {
		f.add(at, "form-number", "Decimals", 2)
	}
	return limit
}

// most reads the most of a number, in hundredths; 0 where it is that of all numbers.
func (f *faults) most(at string, n *json.Number) models.Cents {
	if n == nil {
		return 0
	}
	limit := f.least(at, n)
	if limit == 0 {
		f.add(at, "form-bounds")
	}
	if limit == mostOfAll {
		return 0
	}
	return limit
}

// titled takes a title for the label where there is none; both say the same.
func (f *faults) titled(at, title string, label *Text) {
	if *label == (Text{}) {
		label.Zh = title
		return
	}
	f.same(at, title, *label)
}

// same finds a text that contradicts what stands beside it in both languages.
func (f *faults) same(at, text string, said Text) {
	if text != "" && text != said.Zh && text != said.En {
		f.add(at, "form-schema-same")
	}
}

func (f *faults) fixed(at, value, want string) {
	if value != want {
		f.add(at, "form-schema-fixed", "Want", want)
	}
}

func (f *faults) required(at string, keys []string, fields []Field) {
	for _, key := range keys {
		i := slices.IndexFunc(fields, func(field Field) bool { return field.Key == key })
		if i < 0 || fields[i].Required {
			f.add(at, "form-schema-key", "Key", key)
			continue
		}
		fields[i].Required = true
	}
}

// ordered puts the fields in order; without one they stay as they are written.
func (f *faults) ordered(at string, keys []string, fields []Field) (all []Field) {
	if keys == nil {
		return fields
	}
	for _, key := range keys {
		i := slices.IndexFunc(fields, func(field Field) bool { return field.Key == key })
		if i < 0 || slices.ContainsFunc(all, func(field Field) bool { return field.Key == key }) {
			f.add(at, "form-schema-key", "Key", key)
			continue
		}
		all = append(all, fields[i])
	}
	if len(all) < len(fields) {
		f.add(at, "form-schema-order")
		return fields
	}
	return all
}
