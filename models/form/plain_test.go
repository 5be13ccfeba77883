package form_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"countersign/models"
	"countersign/models/form"
)

func TestApprovalForm_AnAmountIsTakenAsPeopleWriteIt(t *testing.T) {
	d := form.Definition{Code: "made_up", Fields: []form.Field{{Key: "amount", Type: form.Money}, {Key: "note", Type: form.Line}}}
	kept := func(value string) string {
		filled := models.FilledForm{Values: map[string]string{"amount": value, "note": value}}
		d.Plain(&filled)
		require.Equal(t, value, filled.Values["note"], "a text stays a text")
		return filled.Values["amount"]
	}
	for typed, want := range map[string]string{"80,000.50": "80000.50", "８０，０００．５０": "80000.50", "￥80,000": "80000", " 12 ": "12", "¥ 1,234,567.8": "1234567.8",
		"1,5": "1,5", "80,00": "80,00", "八万": "八万", "": "", "1,000.005": "1,000.005", "-3": "-3"} {
		require.Equal(t, want, kept(typed), typed)
	}
	rapid.Check(t, func(t *rapid.T) {
		amount := models.Cents(rapid.Int64Range(0, 1e15).Draw(t, "amount"))
		require.Equal(t, fmt.Sprintf("%d.%02d", amount/100, amount%100), kept(amount.Yuan()), "what is shown may be typed")
	})
}

func TestApprovalForm_ANumberMayBeWhole(t *testing.T) {
	faults := func(decimals *int, value string) (keys []string) {
		d := form.Definition{Fields: []form.Field{{Key: "copies", Type: form.Number, Decimals: decimals, Min: 100}}}
		for _, f := range d.Faults(models.FilledForm{Values: map[string]string{"copies": value}}) {
			keys = append(keys, f.Key)
		}
		return keys
	}
	require.Empty(t, faults(new(0), "3"))
	require.Equal(t, []string{"form-number-whole"}, faults(new(0), "1.5"))
	require.Equal(t, []string{"form-number-whole"}, faults(new(0), "三份"))
	require.Equal(t, []string{"form-number-least"}, faults(new(0), "0"))
	require.Empty(t, faults(new(1), "1.5"))
	require.Equal(t, []string{"form-number"}, faults(new(1), "1.25"))
	require.Empty(t, faults(nil, "1.25"))
	require.Equal(t, []string{"form-number"}, faults(nil, "1.255"))
	for _, power := range []string{"1e1", "1e9", "1E9", "2.5e2"} {
		require.Equal(t, []string{"form-number"}, faults(nil, power), "an amount is written in figures: %s", power)
	}
}

func TestApprovalForm_DaysThatFollowFromTwoDatesAreMissingOnlyWhereTheDatesAreRight(t *testing.T) {
	field := func(key string, kind form.Type) form.Field { return form.Field{Key: key, Type: kind, Required: true} }
	days := field("days", form.Number)
	days.Days = &form.Between{From: "from", Until: "until"}
	d := form.Definition{Fields: []form.Field{field("from", form.Date), field("until", form.Date), days}}
	faults := func(from, until string) (at []string) {
		for _, f := range d.Faults(models.FilledForm{Values: map[string]string{"from": from, "until": until}}) {
			at = append(at, f.At)
		}
		return at
	}
	require.Equal(t, []string{"values.until"}, faults("2026-12-10", "2026-12-08"))
	require.Equal(t, []string{"values.until"}, faults("2026-12-10", ""))
	require.Equal(t, []string{"values.from"}, faults("2026-02-30", "2026-12-08"))
	require.Equal(t, []string{"values.days"}, faults("2026-12-10", "2026-12-11"), "they are counted before; where no calendar knows them somebody must")
}
