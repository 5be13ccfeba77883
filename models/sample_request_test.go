package models_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"countersign/models"
	"countersign/models/calendar"
	"countersign/models/regulation"
)

var yarn = models.Variety{ID: "jc60", InProduction: true, PricePerKg: 3425}

func complete() (*models.SampleRequest, models.SampleBasis) {
	return &models.SampleRequest{Customer: "c", Purpose: "打样", WantedOn: calendar.On(2026, 11, 20),
			Lines: []models.SampleLine{{Variety: "jc60", Size: models.Whole, Pieces: 20}}},
		models.SampleBasis{Customer: true, Varieties: map[models.VarietyID]models.Variety{"jc60": yarn}, Today: calendar.On(2026, 11, 20)}
}

func TestSampleRequestCheck(t *testing.T) {
	for name, spoil := range map[string]struct {
		spoil func(*models.SampleRequest, *models.SampleBasis)
		at    string
		key   string
	}{
		"sample.complete nothing is missing":                {func(*models.SampleRequest, *models.SampleBasis) {}, "", ""},
		"sample.complete no customer":                       {func(r *models.SampleRequest, _ *models.SampleBasis) { r.Customer = "" }, "customer", "field-missing"},
		"sample.complete another company's customer":        {func(_ *models.SampleRequest, b *models.SampleBasis) { b.Customer = false }, "customer", "customer-unknown"},
		"sample.complete a purpose of blanks":               {func(r *models.SampleRequest, _ *models.SampleBasis) { r.Purpose = " 　" }, "purpose", "field-missing"},
		"sample.complete a day that has passed":             {func(_ *models.SampleRequest, b *models.SampleBasis) { b.Today = calendar.On(2026, 11, 21) }, "wantedOn", "date-past"},
		"sample.complete no line":                           {func(r *models.SampleRequest, _ *models.SampleBasis) { r.Lines = nil }, "lines", "lines-missing"},
		"sample.complete no size":                           {func(r *models.SampleRequest, _ *models.SampleBasis) { r.Lines[0].Size = "" }, "lines[0].size", "field-missing"},
		"sample.complete a size that is none":               {func(r *models.SampleRequest, _ *models.SampleBasis) { r.Lines[0].Size = "huge" }, "lines[0].size", "size-unknown"},
		"sample.complete no number":                         {func(r *models.SampleRequest, _ *models.SampleBasis) { r.Lines[0].Pieces = 0 }, "lines[0].pieces", "pieces-missing"},
		"sample.complete a number below zero":               {func(r *models.SampleRequest, _ *models.SampleBasis) { r.Lines[0].Pieces = -3 }, "lines[0].pieces", "pieces-missing"},
		"sample.complete one more than the rulebook allows": {func(r *models.SampleRequest, _ *models.SampleBasis) { r.Lines[0].Pieces = 21 }, "lines[0].pieces", "pieces-too-many"},
		"sample.complete a number that cannot be, exception or not": {func(r *models.SampleRequest, b *models.SampleBasis) {
			r.Lines[0].Pieces = 1001
			b.Excepted = map[regulation.ID]bool{"sample.complete": true}
		}, "lines[0].pieces", "pieces-impossible"},
		"authority.exception more than the rulebook allows, by exception": {func(r *models.SampleRequest, b *models.SampleBasis) {
			r.Lines[0].Pieces = 21
			b.Excepted = map[regulation.ID]bool{"sample.complete": true}
		}, "", ""},
		"sample.complete an unknown variety":  {func(r *models.SampleRequest, _ *models.SampleBasis) { r.Lines[0].Variety = "gold" }, "lines[0].variety", "variety-unknown"},
		"sample.complete the same line twice": {func(r *models.SampleRequest, _ *models.SampleBasis) { r.Lines = append(r.Lines, r.Lines[0]) }, "lines[1].variety", "line-twice"},
	} {
		t.Run(name, func(t *testing.T) {
			r, b := complete()
			spoil.spoil(r, &b)
			found := r.Check(b)
			if spoil.key == "" {
				require.Empty(t, found)
				return
			}
			require.Len(t, found, 1)
			require.Equal(t, spoil.at, found[0].At)
			require.Equal(t, spoil.key, found[0].Key)
			require.Equal(t, regulation.SampleComplete, found[0].Clause)
		})
	}
}

func TestWeigh(t *testing.T) {
	varieties := map[models.VarietyID]models.Variety{"jc60": yarn}
	for name, want := range map[string]struct {
		line  models.SampleLine
		grams models.Grams
		cents models.Cents
	}{
		"sample.weights a whole cone is the export standard": {models.SampleLine{Variety: "jc60", Size: models.Whole, Pieces: 2}, 3800, 13015},
		"sample.weights a half cone":                         {models.SampleLine{Variety: "jc60", Size: models.Half, Pieces: 1}, 800, 2740},
		"sample.weights a small sample is two bobbins":       {models.SampleLine{Variety: "jc60", Size: models.Small, Pieces: 3}, 360, 1233},
	} {
		t.Run(name, func(t *testing.T) {
			got := models.Weigh([]models.SampleLine{want.line}, varieties, regulation.Rulebook{})[0]
			require.Equal(t, want.grams, got.Grams)
			require.Equal(t, want.cents, got.Price, "sample.paid-by-default the normal price, rounded to the cent")
		})
	}
	t.Run("sample.weights a company may set its own standard", func(t *testing.T) {
		book, err := regulation.NewRulebook(2, map[string]json.RawMessage{"sample.weights/small_g": json.RawMessage("150")})
		require.NoError(t, err)
		require.Equal(t, models.Grams(150), models.Small.Grams(book))
		_, err = regulation.NewRulebook(3, map[string]json.RawMessage{"sample.weights/small_g": json.RawMessage(`"much"`)})
		require.Error(t, err)
		_, err = regulation.NewRulebook(3, map[string]json.RawMessage{"sample.weights/tiny_g": json.RawMessage("1")})
		require.Error(t, err)
	})
}

func TestDigestAndSeal(t *testing.T) {
	t.Run("approval.digest the same content has the same digest, any change another", func(t *testing.T) {
		r, _ := complete()
		one, err := models.DigestOf("", r, []string{"a"})
		require.NoError(t, err)
		two, err := models.DigestOf("", r, []string{"a"})
		require.NoError(t, err)
		require.Equal(t, one, two)
		other, err := models.DigestOf("", r, []string{"b"})
		require.NoError(t, err)
		require.NotEqual(t, one, other)
		r.Lines[0].Pieces++
		other, err = models.DigestOf("", r, []string{"a"})
		require.NoError(t, err)
		require.NotEqual(t, one, other)
	})
	t.Run("approval.record no entry of a history can be changed, moved or left out", func(t *testing.T) {
		first := models.Event{Case: "c", Seq: 1, Kind: "submit"}
		first.Seal("")
		second := models.Event{Case: "c", Seq: 2, Kind: "sign"}
		second.Seal(first.Hash)
		require.True(t, first.Sealed("") && second.Sealed(first.Hash))
		require.False(t, second.Sealed(""), "left out")
		changed := second
		changed.Kind = "refuse"
		require.False(t, changed.Sealed(first.Hash))
		moved := second
		moved.Case = "d"
		require.False(t, moved.Sealed(first.Hash))
	})
}
