package form

import (
	"encoding/json"
	"reflect"
)

// items are what an array holds: a row, which is an object of its columns, or one of
// several options.
type items struct {
	Type       string          `json:"type"`
	Order      []string        `json:"x-order,omitempty"`
	Properties properties      `json:"properties,omitempty"`
	Required   []string        `json:"required,omitempty"`
	More       *bool           `json:"additionalProperties,omitempty"`
	Enum       []string        `json:"enum,omitempty"`
	EnumLabels map[string]Text `json:"x-enum-labels,omitempty"`
}

// items are what a list of the field holds, as JSON Schema.
func (f Field) items() json.RawMessage {
	closed := false
	i := items{Type: "object", More: &closed}
	if f.Type == Choices {
		i = items{Type: "string"}
		i.Enum, i.EnumLabels = enumerated(f.Options)
	} else {
		i.Order, i.Properties, i.Required = propertiesOf(f.Columns)
	}
	body, _ := written(i) // of texts there is no error
	return body
}

// list reads of an array what it holds: the columns of rows, or options.
func (f *faults) list(at string, p property, field *Field) {
	parts, err := members(p.Items)
	if err != nil {
		f.add(at+".items", "form-schema-value", "Why", err.Error())
		return
	}
	at += ".items"
	var i items
	for _, m := range f.known(at, parts, reflect.TypeFor[items]()) {
		if m.key == "properties" {
			field.Columns = f.properties(at+".properties", m.body)
			continue
		}
		f.take(joined(at, m.key), object([]member{m}), &i)
	}
	field.Least, field.Most = p.MinItems, p.MaxItems
	if i.Type == "string" {
		field.Type, field.Options = Choices, optionsOf(i.Enum, i.EnumLabels)
		f.labelled(at, i.Enum, i.EnumLabels)
		f.misplaced(at, "properties", field.Columns != nil)
		return
	}
	field.Type = Rows
	f.fixed(at+".type", i.Type, "object")
	if i.More == nil || *i.More {
		f.add(at+".additionalProperties", "form-schema-fixed", "Want", "false")
	}
	f.misplaced(at, "enum", i.Enum != nil)
	f.required(at+".required", i.Required, field.Columns)
	field.Columns = f.ordered(at+".x-order", i.Order, field.Columns)
}

// misplaced finds a keyword that does not fit beside its type.
func (f *faults) misplaced(at, keyword string, there bool) {
	if there {
		f.add(joined(at, keyword), "form-schema-keyword", "Keyword", keyword)
	}
}
