package form_test

import (
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"countersign/models"
	"countersign/models/form"
)

func TestApprovalForm_RowsHoldWhereTheirConditionsDoAndEveryCaseIsLookedAt(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := form.Shipped[1]
		d.Fields = append([]form.Field{{Key: "urgent", Label: text(t, "urgent"), Type: form.YesNo, Required: rapid.Bool().Draw(t, "required")}}, d.Fields...)
		values := map[string][]string{"urgent": {"true", "false"}, "seal": {"company", "contract", "finance", "legal"}}
		d.Signatures = nil
		for range rapid.IntRange(1, 4).Draw(t, "rows") {
			row := form.Row{Round: 1, Mode: models.All, Of: []string{"head@case-unit"}}
			for _, key := range []string{"urgent", "seal"} {
				if rapid.Bool().Draw(t, "condition") {
					row.When = append(row.When, form.When{Field: key, In: rapid.SliceOfNDistinct(rapid.SampledFrom(values[key]), 1, 2, rapid.ID).Draw(t, "in")})
				}
			}
			d.Signatures = append(d.Signatures, row)
		}
		require.Empty(t, d.Check())
		cases, ok := d.Cases()
		require.True(t, ok)
		filled := map[string]string{"urgent": rapid.SampledFrom(append(values["urgent"], "")).Draw(t, "urgent"), "seal": rapid.SampledFrom(values["seal"]).Draw(t, "seal")}
		found := 0
		for _, c := range cases {
			same := true
			for key, value := range c {
				same = same && filled[key] == value
			}
			if !same {
				continue
			}
			found++
			require.Equal(t, d.MatrixFor(models.FilledForm{Values: filled}), d.MatrixFor(models.FilledForm{Values: c}), "%v", c)
		}
		if urgent, _ := d.Field("urgent"); filled["urgent"] != "" || !urgent.Required {
			require.Equal(t, 1, found, "a filled form is one of the cases")
		}
		schema, err := d.Schema()
		require.NoError(t, err)
		back, err := form.Read(schema)
		require.NoError(t, err)
		require.Equal(t, d.Signatures, back.Signatures)
	})
}

func TestApprovalForm_AConditionIsOnAFieldThatHasSuchValues(t *testing.T) {
	for says, when := range map[string]form.When{
		"no such field":  {Field: "stamp", In: []string{"company"}},
		"not a choice":   {Field: "amount", In: []string{"1"}},
		"no such option": {Field: "seal", In: []string{"company", "wax"}},
		"no option":      {Field: "seal"},
		"empty":          {Field: "seal", In: []string{""}},
	} {
		d := form.Shipped[1]
		d.Signatures = append([]form.Row{{When: []form.When{when}, Round: 1, Mode: models.All, Of: []string{"gm@company"}}}, d.Signatures...)
		require.NotEmpty(t, d.Check(), says)
		require.Contains(t, d.Check()[0].At, "signatures[0].when[0]", says)
	}
	d := form.Shipped[1]
	d.Fields = append([]form.Field(nil), d.Fields...)
	d.Fields[0].Rights = map[models.Step]form.Right{"signatures": form.Writable}
	require.NotEmpty(t, d.Check(), "a signer who changes what decides who signs")
}
