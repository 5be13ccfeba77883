package api_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"countersign/api"
	"countersign/models"
	"countersign/models/form"
)

func TestApprovalFields_AfterAChainTheRightsAreThoseOfTheFormsRound(t *testing.T) {
	h := newHouse(t)
	d := expenses()
	text := form.Text{Zh: "薪酬", En: "Salary"}
	d.Amount, d.Summary = "", nil
	d.Fields = []form.Field{{Key: "what", Label: text, Type: form.Line},
		{Key: "salary", Label: text, Type: form.Line, Rights: map[models.Step]form.Right{"signatures.2": form.Hidden}},
		{Key: "grade", Label: text, Type: form.Line, Required: true, Rights: map[models.Step]form.Right{form.Start: form.ReadOnly, "signatures.2": form.Writable}}}
	d.Signatures = []form.Row{{Round: 1, Mode: models.All, Of: []string{"chain:gm@applicant"}}, {Round: 2, Mode: models.All, Of: []string{"head@hr"}}}
	h.adopts(d)
	draft := h.filed("expenses", map[string]string{"what": "调薪", "salary": "9000"})
	see := func(who string) (c api.CaseView, keys []string) {
		h.get(who, "/api/v1/cases/"+string(draft.ID)).ok(200, &c)
		for _, f := range c.Document.Fields {
			keys = append(keys, f.Key)
		}
		return c, keys
	}
	for _, superior := range []string{"mei", "gao"} {
		c, keys := see(superior)
		require.Equal(t, []string{"what", "salary", "grade"}, keys)
		require.Empty(t, c.Acts[0].Fills, "%s signs and fills in nothing", superior)
		h.act(superior, draft.ID, models.Sign, "").ok(200, nil)
	}
	c, keys := see("hua")
	require.Equal(t, []string{"what", "grade"}, keys, "what the second round is not shown, whichever it was drawn as")
	require.Equal(t, []api.FillView{{Key: "grade", Label: "薪酬"}}, c.Acts[0].Fills)
}
