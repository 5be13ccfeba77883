package form_test

import (
	"cmp"
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/danielgtaylor/huma/v2"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"countersign/models"
	"countersign/models/form"
)

func TestApprovalForm_EveryDefinitionGoesToJSONSchemaAndBackAndTakesTheSameValues(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := definitions(t)
		schema, err := d.Schema()
		require.NoError(t, err)
		back, err := form.Read(schema)
		require.NoError(t, err, "%v\n%s", models.AsError(err), schema)
		require.Equal(t, spelledOut(d), back)
		again, err := back.Schema()
		require.NoError(t, err)
		require.Equal(t, string(schema), string(again))

		filled := models.FilledForm{Form: d.Code, Values: filledIn(t, d)}
		require.Equal(t, d.Faults(filled), back.Faults(filled))
		if plain(d.Fields, filled.Values) {
			require.Equal(t, len(d.Faults(filled)) == 0, accepts(t, schema, d, filled), "%v\n%s\n%v", filled.Values, schema, d.Faults(filled))
		}
	})
}

func TestApprovalForm_AKeywordThatIsNotCarriedOutIsRefusedByItsName(t *testing.T) {
	schema, err := form.Shipped[1].Schema()
	require.NoError(t, err)
	spoil := func(change func(root, seal, copies map[string]any)) error {
		var root map[string]any
		require.NoError(t, json.Unmarshal(schema, &root))
		fields := root["properties"].(map[string]any)
		change(root, fields["seal"].(map[string]any), fields["copies"].(map[string]any))
		body, err := json.Marshal(root)
		require.NoError(t, err)
		_, err = form.Read(body)
		return err
	}
	require.NoError(t, spoil(func(_, _, _ map[string]any) {}))
	for _, keyword := range []string{"$ref", "allOf", "if", "pattern", "default", "const", "readOnly", "multipleOf", "exclusiveMinimum", "items", "x-other"} {
		for at, change := range map[string]func(root, seal, copies map[string]any){
			keyword:                      func(root, _, _ map[string]any) { root[keyword] = true },
			"properties.seal." + keyword: func(_, seal, _ map[string]any) { seal[keyword] = true },
		} {
			e := models.AsError(spoil(change))
			require.NotNil(t, e, at)
			require.Len(t, e.Fields, 1)
			require.Equal(t, at, e.Fields[0].At)
			require.Equal(t, "form-schema-keyword", e.Fields[0].Key)
			require.Equal(t, keyword, e.Fields[0].Args["Keyword"])
		}
	}
	for at, change := range map[string]func(root, seal, copies map[string]any){
		"$schema":                   func(root, _, _ map[string]any) { root["$schema"] = "http://json-schema.org/draft-07/schema#" },
		"additionalProperties":      func(root, _, _ map[string]any) { root["additionalProperties"] = true },
		"required":                  func(root, _, _ map[string]any) { root["required"] = []string{"nothing"} },
		"x-order":                   func(root, _, _ map[string]any) { root["x-order"] = []string{"seal"} },
		"x-procedure":               func(root, _, _ map[string]any) { root["x-procedure"] = map[string]any{"node": 1} },
		"x-procedure.fields":        func(root, _, _ map[string]any) { root["x-procedure"] = map[string]any{"fields": []any{}} },
		"properties.seal.title":     func(_, seal, _ map[string]any) { seal["title"] = "别的" },
		"properties.seal.type":      func(_, seal, _ map[string]any) { seal["type"] = "array" },
		"properties.seal.maxLength": func(_, seal, _ map[string]any) { seal["maxLength"] = 5 },
		"properties.seal.minimum":   func(_, seal, _ map[string]any) { seal["minimum"] = 0 },
		"properties.copies.minimum": func(_, _, copies map[string]any) { copies["minimum"] = -1 },
		"properties.copies.maximum": func(_, _, copies map[string]any) { copies["maximum"] = 0 },
		"properties.seal.x-enum-labels": func(_, seal, _ map[string]any) {
			seal["x-enum-labels"] = map[string]any{"none": form.Text{Zh: "无", En: "None"}}
		},
	} {
		e := models.AsError(spoil(change))
		require.NotNil(t, e, at)
		require.Equal(t, at, e.Fields[0].At, "%v", e.Fields)
	}
}

func TestApprovalForm_ASchemaOfAnotherToolIsReadForAsFarAsItSays(t *testing.T) {
	d, err := form.Read([]byte(`{"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "visit", "title": "来访", "type": "object", "additionalProperties": false,
		"properties": {"when": {"type": "string", "format": "date", "title": "日期"}, "guests": {"type": "number", "title": "人数", "minimum": 1, "maximum": 20.5}}, "required": ["when"]}`))
	require.NoError(t, err)
	require.Equal(t, []form.Field{{Key: "when", Label: form.Text{Zh: "日期"}, Type: form.Date, Required: true}, {Key: "guests", Label: form.Text{Zh: "人数"}, Type: form.Number, Min: 100, Max: 2050}}, d.Fields)
	var wrong []string
	for _, f := range d.Check() {
		wrong = append(wrong, f.At)
	}
	require.Subset(t, wrong, []string{"series", "fields[0].label", "signatures"}, "what a schema does not say has still to be said")
	for value, ok := range map[string]bool{"0.99": false, "1": true, "20.5": true, "20.51": false, "1.005": false} {
		require.Equal(t, ok, len(d.Faults(models.FilledForm{Values: map[string]string{"when": "2026-11-21", "guests": value}})) == 0, value)
	}
	_, err = form.Read([]byte(`{"$schema": 1, "$schema": 2}`))
	require.Error(t, err)
}

// schemaText is what a schema says, in the keywords that the validator knows.
type schemaText struct {
	Type, Format                  string
	Enum                          []any
	MaxLength, MinItems, MaxItems *int
	UniqueItems                   bool
	Minimum, Maximum              *float64
	Items                         *schemaText
	Properties                    map[string]schemaText
	Required                      []string
}

func (p schemaText) schema() *huma.Schema {
	s := &huma.Schema{Type: p.Type, Format: p.Format, Enum: p.Enum, MaxLength: p.MaxLength, Minimum: p.Minimum, Maximum: p.Maximum, MinItems: p.MinItems, MaxItems: p.MaxItems,
		UniqueItems: p.UniqueItems, Required: p.Required}
	if p.Items != nil {
		s.Items = p.Items.schema()
	}
	if p.Type == "object" {
		s.Properties, s.AdditionalProperties = map[string]*huma.Schema{}, false
		for key, of := range p.Properties {
			s.Properties[key] = of.schema()
		}
	}
	return s
}

// accepts asks the validator about the whole document, read from its text.
func accepts(t *rapid.T, schema json.RawMessage, d form.Definition, filled models.FilledForm) bool {
	var text schemaText
	require.NoError(t, json.Unmarshal(schema, &text))
	s := text.schema()
	s.PrecomputeMessages()
	var found huma.ValidateResult
	huma.Validate(nil, s, huma.NewPathBuffer(nil, 0), huma.ModeWriteToServer, instanceOf(d.Fields, filled.Values), &found)
	return len(found.Errors) == 0
}

// instanceOf is what is filled in as JSON Schema knows it.
func instanceOf(fields []form.Field, values map[string]string) map[string]any {
	instance := map[string]any{}
	for key, value := range values {
		f, _ := form.Definition{Fields: fields}.Field(key)
		rows, listed := models.RowsOf(value)
		switch value = strings.TrimSpace(value); {
		case listed:
			all := []any{}
			for _, row := range rows {
				all = append(all, instanceOf(f.Columns, row))
			}
			instance[key] = all
		case f.Type == form.Choices && strings.HasPrefix(value, "\x1e"):
			all := []any{}
			for _, one := range models.Picked(value) {
				all = append(all, one)
			}
			instance[key] = all
		case value == "":
		case f.Type == form.Number || f.Type == form.Money:
			instance[key] = value
			if n, err := strconv.ParseFloat(value, 64); err == nil {
				instance[key] = n
			}
		case f.Type == form.YesNo && (value == "true" || value == "false"):
			instance[key] = value == "true"
		default:
			instance[key] = value
		}
	}
	return instance
}

// plain reports whether all that counts is in the schema: decimals of what is not whole,
// and how an id and a number are written, are the house's own.
func plain(fields []form.Field, values map[string]string) bool {
	for _, f := range fields {
		value := values[f.Key]
		if f.Decimals != nil && *f.Decimals == 1 && strings.Contains(value, ".") && !strings.HasSuffix(value, "0") {
			return false
		}
		if slices.Contains([]string{"1.005", "1e3", "11111111111141118111111111111111"}, value) {
			return false
		}
		rows, _ := models.RowsOf(value)
		for _, row := range rows {
			if len(row) == 0 || !plain(f.Columns, row) {
				return false // of an empty row the house says that it is empty
			}
		}
	}
	return true
}

// spelledOut is the definition with the lengths that it leaves to the house.
func spelledOut(d form.Definition) form.Definition {
	d.Fields = slices.Clone(d.Fields)
	for i, f := range d.Fields {
		switch f.Type {
		case form.Line, form.Lines:
			d.Fields[i].Most = cmp.Or(f.Most, 500)
		case form.Rows:
			d.Fields[i].Most, d.Fields[i].Least = cmp.Or(f.Most, 50), max(f.Least, 1)
			d.Fields[i].Columns = spelledOut(form.Definition{Fields: f.Columns}).Fields
		case form.Choices:
			d.Fields[i].Least = max(f.Least, 1)
		}
	}
	return d
}
