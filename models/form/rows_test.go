package form_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"countersign/models"
	"countersign/models/form"
)

func both(zh, en string) form.Text { return form.Text{Zh: zh, En: en} }

// expenses is a form with rows, their total, and several choices.
func expenses() form.Definition {
	return form.Definition{Code: "expenses", Series: "BX", Name: both("费用报销", "Expenses"), Clause: both("费用报销须经批准。", "Expenses are approved."), Amount: "total",
		Fields: []form.Field{
			{Key: "items", Label: both("明细", "Items"), Type: form.Rows, Required: true, Columns: []form.Field{
				{Key: "what", Label: both("用途", "What for"), Type: form.Line, Required: true, Most: 20},
				{Key: "on", Label: both("日期", "Day"), Type: form.Date},
				{Key: "amount", Label: both("金额", "Amount"), Type: form.Money, Required: true, Min: 1},
			}},
			{Key: "total", Label: both("合计", "Total"), Type: form.Money, Sum: "items.amount"},
			{Key: "proofs", Label: both("凭证", "Vouchers"), Type: form.Choices, Most: 2, Options: []form.Option{
				{Value: "invoice", Label: both("发票", "Invoice")}, {Value: "receipt", Label: both("收据", "Receipt")}, {Value: "none", Label: both("无", "None")}}},
		},
		Signatures: []form.Row{{Round: 1, Mode: models.All, Of: []string{"head@case-unit"}}, {From: 100000, Round: 2, Mode: models.All, Of: []string{"gm@company"}}}}
}

func TestApprovalForm_ATotalIsComputedFromItsColumnAndDecidesWhoSigns(t *testing.T) {
	d := expenses()
	require.Empty(t, d.Check())
	filled := models.FilledForm{Values: models.Values{"total": "1", "items": models.Listed([]models.Row{{"what": "打车", "amount": "￥１２．５０"}, {"what": "机票", "amount": "1,000.25"}}),
		"proofs": models.Listed([]string{"receipt", "invoice", "receipt"})}}
	d.Plain(&filled)
	require.Equal(t, "1012.75", filled.Values["total"], "what was typed does not count")
	require.Equal(t, models.Cents(101275), d.AmountOf(filled))
	require.Equal(t, []string{"invoice", "receipt"}, models.Picked(filled.Values["proofs"]))
	require.Empty(t, d.Faults(filled))
	filled.Values["total"] = "1"
	require.Equal(t, "form-sum-typed", d.Faults(filled)[0].Key)
	d.Plain(&models.FilledForm{})
}

func TestApprovalForm_AFaultOfARowStandsAtItsCell(t *testing.T) {
	d := expenses()
	at := func(values models.Values) map[string]string {
		filled := models.FilledForm{Values: values}
		d.Plain(&filled)
		found := map[string]string{}
		for _, f := range d.Faults(filled) {
			found[f.At] = f.Key
		}
		return found
	}
	rows := func(all ...models.Row) models.Values { return models.Values{"items": models.Listed(all)} }
	require.Equal(t, map[string]string{"values.items": "field-missing"}, at(nil))
	require.Equal(t, map[string]string{"values.items[0].amount": "field-missing", "values.items[1].what": "form-row-empty", "values.items[2].amount": "form-number-least",
		"values.items[2].on": "form-date", "values.items[2].what": "text-too-long", "values.items[2].other": "form-field-unknown"},
		at(rows(models.Row{"what": "a"}, models.Row{}, models.Row{"what": "一二三四五六七八九十一二三四五六七八九十多", "amount": "0", "on": "2026-02-30", "other": "x"})))
	require.Equal(t, map[string]string{"values.items": "form-rows"}, at(models.Values{"items": "a"}))
	require.Equal(t, map[string]string{"values.items": "form-rows-most"}, at(rows(slices.Repeat([]models.Row{{"what": "a", "amount": "1"}}, 51)...)))
	d.Fields[0].Least = 2
	require.Equal(t, map[string]string{"values.items": "form-rows-least"}, at(rows(models.Row{"what": "a", "amount": "1"})))
	d.Fields[0].Required = false
	require.Equal(t, map[string]string{"values.proofs": "form-choice"}, at(models.Values{"proofs": models.Listed([]string{"invoice", "wax"})}))
	require.Equal(t, map[string]string{"values.proofs": "form-choices-most"}, at(models.Values{"proofs": models.Listed([]string{"invoice", "none", "receipt"})}))
	d.Fields[2].Least = 2
	require.Equal(t, map[string]string{"values.proofs": "form-choices-least"}, at(models.Values{"proofs": models.Listed([]string{"invoice"})}))
}

func TestApprovalForm_RowsAndTotalsThatCannotBeAreRefusedWhenTheFormIsLoaded(t *testing.T) {
	for says, c := range map[string]struct {
		at     string
		change func(d *form.Definition)
	}{
		"no such column":             {"fields[1].sum", func(d *form.Definition) { d.Fields[1].Sum = "items.price" }},
		"no such rows":               {"fields[1].sum", func(d *form.Definition) { d.Fields[1].Sum = "lines.amount" }},
		"another unit":               {"fields[1].sum", func(d *form.Definition) { d.Fields[1].Type = form.Number }},
		"no number":                  {"fields[1].sum", func(d *form.Definition) { d.Fields[1].Sum = "items.on" }},
		"asked for":                  {"fields[1].sum", func(d *form.Definition) { d.Fields[1].Required = true }},
		"written":                    {"fields[1].rights", func(d *form.Definition) { d.Fields[1].Rights = map[models.Step]form.Right{"signatures": form.Writable} }},
		"an amount that may be none": {"amount", func(d *form.Definition) { d.Fields[0].Required = false }},
		"signers change the amount": {"fields[0].rights", func(d *form.Definition) {
			d.Fields[0].Rights = map[models.Step]form.Right{"signatures.1": form.Writable}
		}},
		"rows in rows":   {"fields[0].columns[0].type", func(d *form.Definition) { d.Fields[0].Columns[0] = d.Fields[0] }},
		"a column twice": {"fields[0].columns[1].key", func(d *form.Definition) { d.Fields[0].Columns[1].Key = "what" }},
		"a column with rights": {"fields[0].columns[0]", func(d *form.Definition) {
			d.Fields[0].Columns[0].Rights = map[models.Step]form.Right{"signatures": form.Hidden}
		}},
		"no column":        {"fields[0].columns", func(d *form.Definition) { d.Fields[0].Columns = nil }},
		"columns of texts": {"fields[2].columns", func(d *form.Definition) { d.Fields[2].Columns = d.Fields[0].Columns }},
		"more least":       {"fields[2].least", func(d *form.Definition) { d.Fields[2].Least = 3 }},
		"more options":     {"fields[2].least", func(d *form.Definition) { d.Fields[2].Most = 4 }},
		"no option":        {"fields[2].options", func(d *form.Definition) { d.Fields[2].Options, d.Fields[2].Most = nil, 0 }},
		"rows in a line":   {"summary[0]", func(d *form.Definition) { d.Summary = []string{"items"} }},
		"rows in a register": {"register.columns[0]", func(d *form.Definition) {
			d.Register = &form.Register{Name: both("登记", "Register"), Columns: []string{"items"}}
		}},
	} {
		d := expenses()
		d.Fields[0].Columns = slices.Clone(d.Fields[0].Columns)
		c.change(&d)
		var at []string
		for _, f := range d.Check() {
			at = append(at, f.At)
		}
		require.Contains(t, at, c.at, says)
	}
	d := expenses()
	d.Summary = []string{"total", "proofs"}
	require.Empty(t, d.Check(), "a total and what was chosen are said in a line")
}

func TestApprovalForm_AConditionOnSeveralChoicesHoldsWhereAnyOfThemWasChosen(t *testing.T) {
	d := expenses()
	d.Signatures[1] = form.Row{When: []form.When{{Field: "proofs", In: []string{"receipt", "none"}}}, Round: 2, Mode: models.All, Of: []string{"gm@company"}}
	require.Empty(t, d.Check())
	rounds := func(chosen ...string) int {
		last := 0
		for _, r := range d.MatrixFor(models.FilledForm{Values: models.Values{"proofs": models.Listed(chosen)}}) {
			if r.Step == models.StepSignatures {
				last = max(last, r.Round)
			}
		}
		return last
	}
	require.Equal(t, 1, rounds())
	require.Equal(t, 1, rounds("invoice"))
	require.Equal(t, 2, rounds("invoice", "receipt"))
	cases, ok := d.Cases()
	require.True(t, ok)
	require.Len(t, cases, 7, "one or two of three, or none")
	require.Equal(t, []string{"凭证 含 收据 / 无"}, d.Conditions("zh-CN", d.Signatures[1]))
	for i := range 7 {
		d.Fields[2].Options = append(d.Fields[2].Options, form.Option{Value: string(rune('a' + i)), Label: both("甲", "a")})
	}
	require.Equal(t, "form-when-many", d.Check()[0].Key, "more selections than can be looked at")
}

func TestApprovalFields_WhatASignerFillsIntoRowsIsTotalledAgain(t *testing.T) {
	d := expenses()
	d.Amount = ""
	d.Fields[0].Rights = map[models.Step]form.Right{"start": form.ReadOnly, "signatures.1": form.Writable}
	require.Empty(t, d.Check())
	filled, wrong := d.Fill(models.FilledForm{}, "signatures.1", models.Values{"items": models.Listed([]models.Row{{"what": "打车", "amount": "12.5"}})})
	require.Empty(t, wrong)
	require.Equal(t, "12.5", filled.Values["total"])
	require.Equal(t, filled, d.Keep(models.FilledForm{}, filled), "the applicant who mends the form leaves both as they are")
	_, wrong = d.Fill(filled, "signatures.1", models.Values{"items": models.Listed([]models.Row{{"what": "打车", "amount": "x"}})})
	require.Equal(t, "values.items[0].amount", wrong[0].At)
	_, wrong = d.Fill(filled, "signatures.1", models.Values{"total": "99"})
	require.Equal(t, "values.total", wrong[0].At)
	require.Empty(t, d.Untouched(models.FilledForm{Values: models.Values{"total": "3"}}, filled), "the total is the house's")
}
