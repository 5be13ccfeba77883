package form_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"countersign/models"
	"countersign/models/form"
	"countersign/workflows/playtest"
)

// TestFieldsAfterAChain: a chain is one round of the form, drawn as one for each superior;
// how many there are is none of the rights' business.
func TestFieldsAfterAChain(t *testing.T) {
	t.Run("approval.fields after two superiors finance has the rights of the second round, and neither of them has", func(t *testing.T) {
		p := playtest.New(t)
		d := purchase()
		d.Signatures = []form.Row{{Round: 1, Mode: models.All, Of: []string{"chain:gm@applicant"}}, {Round: 2, Mode: models.All, Of: []string{"head@finance"}}}
		delete(d.Fields[5].Rights, "signatures.3")
		_, err := p.Adopt(d)
		require.NoError(t, err)
		id := p.Draft("linxiaowen", asked("原色样卡", "10"))
		p.RunOpen(id, "linxiaowen", headSigned,
			fails(signing("chenli", map[string]string{"budget": "B-9"}), "approval.fields"), // not the general manager's field
			signing("chenli", nil), // nor asked of him
			fails(signing("wangfang", nil), "approval.fields"),
			signing("wangfang", map[string]string{"budget": "B-7"}),
			gmSigns) // who is shown all is asked again, with the budget
		require.Equal(t, "B-7", value(p, id, "budget"))
		require.Equal(t, []string{"zhoujianguo", "wangfang", "chenli"}, standing(p, id))
		kept := func(login string) string {
			return playtest.One[string](p, `select coalesce(unseen::text, '') from signatures where case_id = ? and person_id = ? and fell_at is null`, id, p.Person(login))
		}
		require.JSONEq(t, `["reason"]`, kept("wangfang"), "what the second round is not shown")
		require.JSONEq(t, `["budget"]`, kept("zhoujianguo"), "what the first is not shown")
		require.Empty(t, kept("chenli"), "who manages the company is shown all")
	})
}
