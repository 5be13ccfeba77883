package form_test

import (
	"fmt"
	"maps"
	"strings"

	"pgregory.net/rapid"

	"countersign/models"
	"countersign/models/form"
)

var words = rapid.StringMatching(`[a-z<>&"\\一-龥]{1,8}`)

func text(t *rapid.T, of string) form.Text {
	return form.Text{Zh: words.Draw(t, of+" zh"), En: words.Draw(t, of+" en")}
}

// definitions are forms with fields of every type, and who signs them.
func definitions(t *rapid.T) form.Definition {
	d := form.Definition{Code: "made_up", Version: rapid.IntRange(0, 9).Draw(t, "version"), Series: "MU", Name: text(t, "name"), Clause: text(t, "clause"),
		Signatures: []form.Row{{Round: 1, Mode: models.All, Of: []string{"head@case-unit"}, Within: rapid.IntRange(0, 5).Draw(t, "within")}}}
	types := []form.Type{form.Line, form.Lines, form.Number, form.Money, form.Date, form.Choice, form.YesNo, form.Person, form.Unit, form.Choices, form.Rows}
	for i := range rapid.IntRange(1, 8).Draw(t, "fields") {
		f := field(t, i, types)
		if rapid.Bool().Draw(t, "rights") {
			f.Rights = map[models.Step]form.Right{"start": form.Writable, "file": rapid.SampledFrom([]form.Right{form.Hidden, form.ReadOnly}).Draw(t, "right")}
		}
		d.Fields = append(d.Fields, f)
		if total, ok := totalOf(f); ok && rapid.Bool().Draw(t, "total") {
			d.Fields = append(d.Fields, total)
		}
	}
	if rapid.Bool().Draw(t, "task") {
		d.Tasks = []form.Task{{Step: "file", Name: text(t, "task"), Row: form.Row{Round: 1, Mode: models.Any, Of: []string{"any@office"}}}}
	}
	if rapid.Bool().Draw(t, "strategies") {
		d.Own, d.Twice, d.Withdraw, d.Level = models.OwnSkip, models.TwiceOnce, form.UntilSigned, models.TopSecret
	}
	return d
}

func field(t *rapid.T, i int, types []form.Type) form.Field {
	f := form.Field{Key: fmt.Sprintf("%s_%d", string(rune('z'-i)), i), Label: text(t, "label"), Type: rapid.SampledFrom(types).Draw(t, "type"), Required: rapid.Bool().Draw(t, "required")}
	if rapid.Bool().Draw(t, "hint") {
		f.Hint = text(t, "hint")
	}
	switch f.Type {
	case form.Person:
		f.Concerns = rapid.Bool().Draw(t, "concerns")
	case form.Line, form.Lines:
		f.Most = rapid.IntRange(0, 30).Draw(t, "most")
	case form.Number, form.Money:
		if d := rapid.IntRange(0, 3).Draw(t, "decimals"); f.Type == form.Number && d < 3 {
			f.Decimals = &d
		}
		f.Min = models.Cents(rapid.IntRange(0, 500).Draw(t, "min"))
		if rapid.Bool().Draw(t, "bounded") {
			f.Max = max(f.Min, 1) + models.Cents(rapid.IntRange(0, 100000).Draw(t, "max"))
		}
	case form.Choice, form.Choices:
		for j := range rapid.IntRange(1, 4).Draw(t, "options") {
			f.Options = append(f.Options, form.Option{Value: fmt.Sprintf("o%d", j), Label: text(t, "option")})
		}
		if f.Type == form.Choices {
			f.Least = rapid.IntRange(0, len(f.Options)).Draw(t, "least")
			f.Most = rapid.IntRange(max(f.Least, 1), len(f.Options)).Draw(t, "most")
		}
	case form.Rows:
		f.Least, f.Most = rapid.IntRange(0, 2).Draw(t, "least"), rapid.SampledFrom([]int{0, 2, 3}).Draw(t, "most")
		for j := range rapid.IntRange(1, 3).Draw(t, "columns") {
			f.Columns = append(f.Columns, field(t, j, []form.Type{form.Line, form.Number, form.Money, form.Date, form.Choice, form.YesNo}))
		}
	}
	return f
}

// totalOf is a total of the first column of rows that has one.
func totalOf(rows form.Field) (form.Field, bool) {
	for _, c := range rows.Columns {
		if c.Type == form.Money || c.Type == form.Number {
			return form.Field{Key: "total_" + rows.Key, Label: form.Text{Zh: "合计", En: "Total"}, Type: c.Type, Decimals: c.Decimals, Sum: rows.Key + "." + c.Key}, true
		}
	}
	return form.Field{}, false
}

// filledIn are values that fit their fields, and such as nearly do.
func filledIn(t *rapid.T, d form.Definition) map[string]string {
	filled := models.FilledForm{Values: valuesFor(t, d.Fields)}
	d.Plain(&filled)
	return filled.Values
}

func valuesFor(t *rapid.T, fields []form.Field) map[string]string {
	values := map[string]string{}
	for _, f := range fields {
		switch rapid.IntRange(0, 5).Draw(t, "kind of value") {
		case 0:
			continue
		case 1:
			values[f.Key] = rapid.SampledFrom([]string{"", " ", "x", "2026-02-30", "2026-11-21", "-1", "1.005", "1e3", "true", "True", "o1", "o9", "0", "10000000000000.01",
				"11111111-1111-4111-8111-111111111111", "11111111111141118111111111111111"}).Draw(t, "any value")
			continue
		}
		switch f.Type {
		case form.Line, form.Lines:
			values[f.Key] = strings.Repeat("字", max(1, f.Most+rapid.IntRange(-1, 1).Draw(t, "length")))
		case form.Number, form.Money:
			edge := rapid.SampledFrom([]models.Cents{f.Min, f.Max}).Draw(t, "edge")
			n := max(0, edge+models.Cents(rapid.IntRange(-1, 1).Draw(t, "beside")))
			values[f.Key] = fmt.Sprintf("%d.%02d", n/100, n%100)
		case form.Date:
			values[f.Key] = "2026-11-21"
		case form.Choice:
			values[f.Key] = fmt.Sprintf("o%d", rapid.IntRange(0, 4).Draw(t, "option"))
		case form.Choices:
			values[f.Key] = models.Listed(rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"o0", "o1", "o2", "o3", "o4"}), 0, 3, rapid.ID).Draw(t, "chosen"))
		case form.Rows:
			var rows []models.Row
			for range rapid.IntRange(0, 4).Draw(t, "rows") {
				row := models.Row(valuesFor(t, f.Columns))
				maps.DeleteFunc(row, func(_, cell string) bool { return strings.TrimSpace(cell) == "" })
				rows = append(rows, row)
			}
			values[f.Key] = models.Listed(rows)
		case form.YesNo:
			values[f.Key] = rapid.SampledFrom([]string{"true", "false"}).Draw(t, "yes")
		default:
			values[f.Key] = "11111111-1111-4111-8111-111111111111"
		}
	}
	return values
}
