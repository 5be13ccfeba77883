package form

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"countersign/models"
	"countersign/models/regulation"
)

var (
	clause = regulation.ApprovalForm
	code   = regexp.MustCompile(`^[a-z][a-z0-9_]{1,30}$`)
	anID   = regexp.MustCompile(`^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$`)
	letter = regexp.MustCompile(`^[A-Z]{1,4}$`)
	types  = []Type{Line, Lines, Number, Money, Date, Choice, YesNo, Person, Unit, Choices, Rows, Files}
)

// A fault is a place in a definition or a filled form and what is wrong there.
type faults []models.FieldError

func (f *faults) add(at, key string, args ...any) {
	*f = append(*f, models.FieldError{At: at, Clause: clause, Key: key, Args: models.Refuse(models.Invalid, clause, key, args...).Args})
}

// Check finds what is wrong with a definition in itself. Who its rows name is
// checked by policies, which know the words for posts.
func (d Definition) Check() []models.FieldError {
	var f faults
	if !code.MatchString(d.Code) {
		f.add("code", "form-code")
	}
	if !letter.MatchString(d.Series) {
		f.add("series", "form-series")
	}
	f.said("name", d.Name)
	f.said("clause", d.Clause)
	if len(d.Fields) == 0 || len(d.Fields) > 60 {
		f.add("fields", "form-fields")
	}
	seen := map[string]bool{}
	for i, field := range d.Fields {
		f.field(fmt.Sprintf("fields[%d]", i), field, seen)
		f.days(fmt.Sprintf("fields[%d]", i), d, field)
	}
	if amount, ok := d.Field(d.Amount); d.Amount != "" && (!ok || amount.Type != Number && amount.Type != Money || !d.sure(amount)) {
		f.add("amount", "form-amount")
	}
	f.sums(d)
	f.signers(d)
	if len(d.Signatures) == 0 {
		f.add("signatures", "form-unsigned")
	}
	f.effect(d)
	f.rights(d)
	f.skipped(d)
	f.summary(d)
	f.when(d)
	f.register(d)
	steps := map[models.Step]bool{models.StepSignatures: true, models.StepRevise: true}
	for i, t := range d.Tasks {
		at := fmt.Sprintf("tasks[%d]", i)
		if !code.MatchString(string(t.Step)) || steps[t.Step] {
			f.add(at+".step", "form-step")
		}
		steps[t.Step] = true
		f.said(at+".name", t.Name)
		if t.Round != 1 || t.From != 0 || t.To != 0 {
			f.add(at, "form-task-round")
		}
	}
	return f
}

// called are the arguments that name a field by its label, or by its key where there is
// no such field.
func (d Definition) called(key string) []any {
	if field, known := d.Field(key); known {
		return []any{"Zh", field.Label.Zh, "En", field.Label.En}
	}
	return []any{"Zh", key, "En", key}
}

func (f *faults) said(at string, t Text) {
	if strings.TrimSpace(t.Zh) == "" || strings.TrimSpace(t.En) == "" {
		f.add(at, "form-words")
	}
}

func (f *faults) field(at string, field Field, seen map[string]bool) {
	if !code.MatchString(field.Key) || seen[field.Key] {
		f.add(at+".key", "form-key")
	}
	seen[field.Key] = true
	f.said(at+".label", field.Label)
	if !slices.Contains(types, field.Type) {
		f.add(at+".type", "form-type")
	}
	if (field.Type == Choice || field.Type == Choices) != (len(field.Options) > 0) {
		f.add(at+".options", "form-options")
	}
	for i, o := range field.Options {
		f.said(at+".options", o.Label)
		if o.Value == "" || slices.ContainsFunc(field.Options[:i], func(other Option) bool { return other.Value == o.Value }) {
			f.add(at+".options", "form-option-twice")
		}
	}
	if field.Concerns && field.Type != Person {
		f.add(at+".concerns", "form-concerns")
	}
	f.bounds(at, field)
	f.columns(at, field)
}

// Faults finds what keeps a filled form from being submitted.
func (d Definition) Faults(filled models.FilledForm) []models.FieldError {
	var f faults
	for key := range filled.Values {
		if _, known := d.Field(key); !known {
			f.add("values."+key, "form-field-unknown")
		}
	}
	for _, field := range d.Fields {
		value := strings.TrimSpace(filled.Values[field.Key])
		switch {
		case field.Sum != "" && value != d.total(field, filled.Values):
			f.add("values."+field.Key, "form-sum-typed")
		case value == "" && field.Required && field.Right(Start) == Writable && d.countable(field, filled):
			f.add("values."+field.Key, "field-missing")
		case value != "":
			f.value("values."+field.Key, field, value)
		}
	}
	f.period(d, filled)
	f.order(d, filled)
	return f
}

// hundredths reads a number that is not below zero with at most two decimals.
func hundredths(value string) (models.Cents, bool) {
	n, err := decimal.NewFromString(value)
	if err != nil || strings.ContainsAny(value, "eE") || n.IsNegative() || n.Exponent() < -2 || n.GreaterThan(decimal.New(int64(mostOfAll), -2)) {
		return 0, false
	}
	return models.Cents(n.Shift(2).IntPart()), true
}

// AmountOf is what rows look at, in hundredths.
func (d Definition) AmountOf(filled models.FilledForm) models.Cents {
	amount, _ := hundredths(strings.TrimSpace(filled.Values[d.Amount]))
	return amount
}
