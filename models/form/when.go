package form

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"countersign/models"
	"countersign/models/message"
)

// A When is a condition of a row: that a field of a choice has one of these values, or one
// of several has any of them; of yes or no, true or false (approval.form).
type When struct {
	Field string   `json:"field"`
	In    []string `json:"in"`
}

// casesMost is how many combinations of values the rows of a form may tell apart.
const casesMost = 256

// holds reports whether all conditions of the row hold for values of fields.
func (r Row) holds(values map[string]string) bool {
	return !slices.ContainsFunc(r.When, func(w When) bool {
		return !slices.ContainsFunc(models.Picked(values[w.Field]), func(value string) bool { return slices.Contains(w.In, value) })
	})
}

// MatrixFor is who acts on a filled form, as rows of an authority matrix.
func (d Definition) MatrixFor(filled models.FilledForm) []models.MatrixRow {
	return d.given(filled.Values).Matrix()
}

// given is the definition with the rows and tasks that hold for values of fields.
func (d Definition) given(values map[string]string) Definition {
	d.Signatures = slices.DeleteFunc(slices.Clone(d.Signatures), func(r Row) bool { return !r.holds(values) })
	d.Tasks = slices.DeleteFunc(slices.Clone(d.Tasks), func(t Task) bool { return !t.holds(values) })
	return d
}

// Holding are the indexes of the signatures that hold for values of fields.
func (d Definition) Holding(values map[string]string) (held []int) {
	for i, r := range d.Signatures {
		if r.holds(values) {
			held = append(held, i)
		}
	}
	return held
}

// Deciding are the fields on which rows of a step depend, in their order.
func (d Definition) Deciding(step models.Step) (fields []Field) {
	var rows []Row
	if step == models.StepSignatures {
		rows = d.Signatures
	}
	for _, t := range d.Tasks {
		if t.Step == step {
			rows = append(rows, t.Row)
		}
	}
	for _, f := range d.Fields {
		if slices.ContainsFunc(rows, func(r Row) bool {
			return slices.ContainsFunc(r.When, func(w When) bool { return w.Field == f.Key })
		}) {
			fields = append(fields, f)
		}
	}
	return fields
}

// A Case is one combination of the values on which a form's signatures depend.
type Case = models.Values

// Cases are all combinations of those values; a field that need not be filled may be
// empty. ok is false where there are too many to look at each.
func (d Definition) Cases() (all []Case, ok bool) {
	all = []Case{{}}
	for _, f := range d.Deciding(models.StepSignatures) {
		values := f.answers()
		if len(all)*len(values) > casesMost {
			return nil, false
		}
		var more []Case
		for _, c := range all {
			for _, value := range values {
				next := Case{f.Key: value}
				for key, was := range c {
					next[key] = was
				}
				more = append(more, next)
			}
		}
		all = more
	}
	return all, true
}

// First are the first choices of the fields on which rows depend.
func (d Definition) First() map[string]string {
	values := map[string]string{}
	for _, f := range d.Fields {
		if d.asksOf(f.Key) {
			values[f.Key] = f.answers()[0]
		}
	}
	return values
}

// In says a case in a language: 印章：公章，加急：是.
func (d Definition) In(lang string, c Case) string {
	var parts []string
	for _, f := range d.Fields {
		if value, told := c[f.Key]; told {
			parts = append(parts, f.Label.In(lang)+" = "+f.Said(value).In(lang))
		}
	}
	return strings.Join(parts, ", ")
}

// At says a case and an amount in a language: 印章 = 公章, 金额 = 5,000.00 元. It is empty
// where rows look at neither.
func (d Definition) At(lang string, c Case, amount models.Cents) string {
	said := d.In(lang, c)
	field, asked := d.Field(d.Amount)
	if !asked {
		return said
	}
	is := field.Label.In(lang) + " = " + decimal.New(int64(amount), -2).String()
	if field.Type == Money {
		is = field.Label.In(lang) + " = " + message.Text(lang, "amount-yuan", map[string]any{"Amount": amount.Figure()})
	}
	if said == "" {
		return is
	}
	return said + ", " + is
}

// Conditions says in a language when the row holds, condition by condition; nothing
// where it always does.
func (d Definition) Conditions(lang string, r Row) (said []string) {
	for _, w := range r.When {
		f, _ := d.Field(w.Field)
		labels := make([]string, len(w.In))
		for i, value := range w.In {
			labels[i] = f.Said(value).In(lang)
		}
		is := " = "
		if f.Type == Choices {
			is = message.Text(lang, "form-when-contains", nil)
		}
		said = append(said, f.Label.In(lang)+is+strings.Join(labels, " / "))
	}
	return said
}

// when finds conditions on fields that have no such values.
func (f *faults) when(d Definition) {
	for i, r := range d.Signatures {
		f.conditions(fmt.Sprintf("signatures[%d].when", i), d, r)
	}
	for i, t := range d.Tasks {
		f.conditions(fmt.Sprintf("tasks[%d].when", i), d, t.Row)
	}
	if _, ok := d.Cases(); !ok {
		f.add("signatures", "form-when-many", "Most", casesMost)
	}
}

func (f *faults) conditions(at string, d Definition, r Row) {
	for i, w := range r.When {
		at := fmt.Sprintf("%s[%d]", at, i)
		field, ok := d.Field(w.Field)
		twice := slices.ContainsFunc(r.When[:i], func(other When) bool { return other.Field == w.Field })
		if !ok || twice || !slices.Contains([]Type{Choice, Choices, YesNo}, field.Type) {
			f.add(at+".field", "form-when-field", d.called(w.Field)...)
			continue
		}
		if len(w.In) == 0 {
			f.add(at+".in", "form-when-none")
		}
		for _, value := range w.In {
			if !slices.ContainsFunc(field.Choices(), func(o Option) bool { return o.Value == value }) {
				f.add(at+".in", "form-when-value", append(d.called(w.Field), "Value", value)...)
			}
		}
	}
}
