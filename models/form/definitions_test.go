package form_test

import (
	"fmt"
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
	types := []form.Type{form.Line, form.Lines, form.Number, form.Money, form.Date, form.Choice, form.YesNo, form.Person, form.Unit}
	for i := range rapid.IntRange(1, 8).Draw(t, "fields") {
		f := form.Field{Key: fmt.Sprintf("%s_%d", string(rune('z'-i)), i), Label: text(t, "label"), Type: rapid.SampledFrom(types).Draw(t, "type"), Required: rapid.Bool().Draw(t, "required")}
		if rapid.Bool().Draw(t, "hint") {
			f.Hint = text(t, "hint")
		}
		switch f.Type {
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
		case form.Choice:
			for j := range rapid.IntRange(1, 4).Draw(t, "options") {
				f.Options = append(f.Options, form.Option{Value: fmt.Sprintf("o%d", j), Label: text(t, "option")})
			}
		}
		if rapid.Bool().Draw(t, "rights") {
			f.Rights = map[models.Step]form.Right{"start": form.Writable, "file": rapid.SampledFrom([]form.Right{form.Hidden, form.ReadOnly}).Draw(t, "right")}
		}
		d.Fields = append(d.Fields, f)
	}
	if rapid.Bool().Draw(t, "task") {
		d.Tasks = []form.Task{{Step: "file", Name: text(t, "task"), Row: form.Row{Round: 1, Mode: models.Any, Of: []string{"any@office"}}}}
	}
	if rapid.Bool().Draw(t, "strategies") {
		d.Own, d.Twice, d.Withdraw, d.Level = models.OwnSkip, models.TwiceOnce, form.UntilSigned, models.TopSecret
	}
	return d
}

// filledIn are values that fit their fields, and such as nearly do.
func filledIn(t *rapid.T, d form.Definition) map[string]string {
	values := map[string]string{}
	for _, f := range d.Fields {
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
		case form.YesNo:
			values[f.Key] = rapid.SampledFrom([]string{"true", "false"}).Draw(t, "yes")
		default:
			values[f.Key] = "11111111-1111-4111-8111-111111111111"
		}
	}
	return values
}
