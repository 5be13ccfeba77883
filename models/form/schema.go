package form

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"countersign/models"
)

// draft is the version of JSON Schema that definitions are written in.
const draft = "https://json-schema.org/draft/2020-12/schema"

// A document is a definition as JSON Schema: an object whose properties are the fields.
// What JSON Schema has no keyword for stands under x-.
type document struct {
	Draft       string          `json:"$schema,omitempty"`
	ID          string          `json:"$id"` // the code of the form
	Title       string          `json:"title"`
	Label       Text            `json:"x-label"`
	Description string          `json:"description,omitempty"` // the rule that it carries out
	Type        string          `json:"type"`
	Order       []string        `json:"x-order"`
	Properties  properties      `json:"properties"`
	Required    []string        `json:"required,omitempty"`
	More        *bool           `json:"additionalProperties"`
	Procedure   json.RawMessage `json:"x-procedure,omitempty"`
}

// A property is a field as JSON Schema.
type property struct {
	Type        string                `json:"type"`
	Title       string                `json:"title"`
	Label       Text                  `json:"x-label"`
	Description string                `json:"description,omitempty"`
	Hint        Text                  `json:"x-hint,omitzero"`
	Format      string                `json:"format,omitempty"`
	Input       string                `json:"x-input,omitempty"` // money, lines, person, unit, files
	MaxLength   int                   `json:"maxLength,omitempty"`
	Minimum     *json.Number          `json:"minimum,omitempty"`
	Maximum     *json.Number          `json:"maximum,omitempty"`
	Decimals    *int                  `json:"x-decimals,omitempty"` // of a number that is not whole
	Enum        []string              `json:"enum,omitempty"`
	EnumLabels  map[string]Text       `json:"x-enum-labels,omitempty"`
	WorkingDays *Between              `json:"x-working-days,omitempty"`
	Concerns    bool                  `json:"x-concerns,omitempty"` // the case is for whom it names
	Rights      map[models.Step]Right `json:"x-rights,omitempty"`
	Sum         string                `json:"x-sum,omitempty"` // the column that a number is the total of
	Items       json.RawMessage       `json:"items,omitempty"`
	MinItems    int                   `json:"minItems,omitempty"`
	MaxItems    int                   `json:"maxItems,omitempty"`
	Unique      bool                  `json:"uniqueItems,omitempty"`
}

// formPart are the keys of a definition that its schema says in keywords of its own; the
// rest is the procedure.
var formPart = []string{"code", "name", "fields"}

// Schema is the definition as JSON Schema (draft 2020-12), which Read reads back: of its
// values, numbers are numbers and not text (approval.form).
func (d Definition) Schema() (json.RawMessage, error) {
	procedure, err := d.procedure()
	if err != nil {
		return nil, err
	}
	closed := false
	s := document{Draft: draft, ID: d.Code, Title: d.Name.Zh, Label: d.Name, Description: d.Clause.Zh, Type: "object", More: &closed, Procedure: procedure}
	s.Order, s.Properties, s.Required = propertiesOf(d.Fields)
	return written(s)
}

// propertiesOf are fields as properties of an object, in their order.
func propertiesOf(fields []Field) (order []string, all properties, required []string) {
	order = []string{}
	for _, f := range fields {
		order = append(order, f.Key)
		all = append(all, keyed{f.Key, f.property()})
		if f.Required {
			required = append(required, f.Key)
		}
	}
	return order, all, required
}

// procedure is what is not of the form, as an object in the order of the definition.
func (d Definition) procedure() (json.RawMessage, error) {
	body, err := written(d)
	if err != nil {
		return nil, err
	}
	parts, err := members(body)
	parts = slices.DeleteFunc(parts, func(m member) bool { return slices.Contains(formPart, m.key) })
	return object(parts), err
}

func (f Field) property() property {
	p := property{Type: "string", Title: f.Label.Zh, Label: f.Label, Description: f.Hint.Zh, Hint: f.Hint, WorkingDays: f.Days, Concerns: f.Concerns, Rights: f.Rights, Sum: f.Sum}
	switch f.Type {
	case Line, Lines:
		p.MaxLength = f.longest()
	case Number, Money:
		least, most := f.bounds()
		p.Type, p.Minimum, p.Maximum, p.Decimals = "number", numeral(least), numeral(most), f.Decimals
		if f.decimals() == 0 {
			p.Type, p.Decimals = "integer", nil
		}
	case YesNo:
		p.Type = "boolean"
	case Date:
		p.Format = "date"
	case Person, Unit:
		p.Format = "uuid"
	case Rows, Choices:
		p.Type, p.Items, p.MinItems, p.MaxItems, p.Unique = "array", f.items(), f.least(), f.longest(), f.Type == Choices
		return p
	case Files:
		p.Type, p.MinItems, p.MaxItems = "array", f.least(), f.longest()
	}
	switch f.Type {
	case Lines, Money, Person, Unit, Files:
		p.Input = string(f.Type)
	}
	p.Enum, p.EnumLabels = enumerated(f.Options)
	return p
}

// enumerated are options as JSON Schema, with their labels.
func enumerated(options []Option) (values []string, labels map[string]Text) {
	for _, o := range options {
		if labels == nil {
			labels = map[string]Text{}
		}
		values, labels[o.Value] = append(values, o.Value), o.Label
	}
	return values, labels
}

// numeral writes hundredths as a number.
func numeral(c models.Cents) *json.Number {
	n := json.Number(decimal.New(int64(c), -2).String())
	return &n
}

// written is a value as people read JSON: indented, and with letters as they are.
func written(value any) (json.RawMessage, error) {
	var b bytes.Buffer
	w := json.NewEncoder(&b)
	w.SetEscapeHTML(false)
	w.SetIndent("", "  ")
	err := w.Encode(value)
	return json.RawMessage(strings.TrimSpace(b.String())), err
}
