package form_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"countersign/models"
	"countersign/models/form"
	"countersign/models/message"
)

// sealed is a form of two rounds, in the second of which the number of the seal is filled in.
func sealed(required bool) form.Definition {
	said := form.Text{Zh: "用印", En: "seal"}
	return form.Definition{Code: "sealed", Series: "YZ", Name: said, Clause: said,
		Fields: []form.Field{{Key: "what", Label: said, Type: form.Line, Required: true},
			{Key: "seal_no", Label: said, Type: form.Line, Required: required, Rights: map[models.Step]form.Right{form.Start: form.ReadOnly, "signatures.2": form.Writable}}},
		Signatures: []form.Row{{Round: 1, Mode: models.All, Of: []string{"head@case-unit"}}, {Round: 2, Mode: models.All, Of: []string{"gm@company"}}}}
}

func TestApprovalFields_ARoundInWhichARequiredFieldIsFilledInIsNeverSkipped(t *testing.T) {
	for says, skip := range map[string]func(*form.Row){
		"signed once":       func(r *form.Row) { r.Twice = models.TwiceOnce },
		"once in a row":     func(r *form.Row) { r.Twice = models.TwiceInRow },
		"the applicant's":   func(r *form.Row) { r.Own = models.OwnSkip },
		"both, and skipped": func(r *form.Row) { r.Own, r.Twice = models.OwnSkip, models.TwiceOnce },
	} {
		d := sealed(true)
		require.Empty(t, d.Check())
		skip(&d.Signatures[1])
		found := d.Check()
		require.Len(t, found, 1, says)
		require.Equal(t, "signatures[1] form-required-skipped", found[0].At+" "+found[0].Key, says)
		require.True(t, message.Has("zh-CN", found[0].Key) && message.Has("en", found[0].Key))
		require.Equal(t, []string{"superior", "next"}, []string{string(d.Matrix()[1].Own), string(d.Matrix()[1].Twice)}, "%s: a form that was kept before asks all the same", says)
		d.Fields[1].Required = false
		require.Empty(t, d.Check(), "%s: what need not be filled in keeps nobody", says)
	}
	d := sealed(true)
	d.Own, d.Twice = models.OwnSkip, models.TwiceOnce
	require.Empty(t, d.Check(), "what the form says of all rounds does not hold for this one")
	rows := d.Matrix()
	require.Equal(t, []models.Twice{models.TwiceOnce, models.TwiceNext}, []models.Twice{rows[0].Twice, rows[1].Twice})
	require.Equal(t, []models.Own{models.OwnSkip, models.OwnSuperior}, []models.Own{rows[0].Own, rows[1].Own})
}

// Whatever the rights and the rows say: somebody signs in a round that fills in each
// required field.
func TestApprovalFields_EveryRequiredFieldIsAskedOfSomebody(t *testing.T) {
	asked := 0
	rapid.Check(t, func(t *rapid.T) {
		d := sealed(true)
		d.Own = rapid.SampledFrom([]models.Own{"", models.OwnSkip}).Draw(t, "own of all")
		d.Twice = rapid.SampledFrom([]models.Twice{"", models.TwiceOnce, models.TwiceInRow}).Draw(t, "twice of all")
		d.Signatures = nil
		for i := range rapid.IntRange(1, 4).Draw(t, "rounds") {
			d.Signatures = append(d.Signatures, form.Row{Round: i + 1, Mode: models.All, Of: []string{"gm@company"},
				Own: rapid.SampledFrom([]models.Own{"", models.OwnSkip}).Draw(t, "own"), Twice: rapid.SampledFrom([]models.Twice{"", models.TwiceNext, models.TwiceOnce}).Draw(t, "twice")})
		}
		for i := range d.Fields {
			f := &d.Fields[i]
			f.Required, f.Rights = rapid.Bool().Draw(t, "required"), map[models.Step]form.Right{form.Start: rapid.SampledFrom([]form.Right{form.Hidden, form.ReadOnly, form.Writable}).Draw(t, "start")}
			for _, step := range []models.Step{"signatures", "signatures.1", "signatures.2", "signatures.3"} {
				if right := rapid.SampledFrom([]form.Right{"", form.ReadOnly, form.Writable}).Draw(t, "right"); right != "" {
					f.Rights[step] = right
				}
			}
		}
		rows := d.Matrix()
		for _, f := range d.Fields {
			in := func(r models.MatrixRow) bool {
				return r.Verb == models.Sign && f.Right(models.Step(fmt.Sprint("signatures.", r.Round))) == form.Writable
			}
			if !f.Required || f.Right(form.Start) == form.Writable || !slices.ContainsFunc(rows, in) {
				continue
			}
			asked++
			require.True(t, slices.ContainsFunc(rows, func(r models.MatrixRow) bool {
				return in(r) && r.Own != models.OwnSkip && r.Twice != models.TwiceOnce && r.Twice != models.TwiceInRow
			}), "nobody fills %s in", f.Key)
		}
	})
	require.NotZero(t, asked)
}
