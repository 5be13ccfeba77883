package form_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"countersign/models"
	"countersign/models/form"
	"countersign/workflows/playtest"
)

// copied counts who was copied of those that hold a post of a unit, and has a notice of it.
const copied = `select count(*) from case_people k join holdings h on h.person_id = k.person_id join posts o on o.id = h.post_id join units u on u.id = o.unit_id
	where k.part = 'copied' and u.function = ? and o.rank = 'head' and exists (select from notices n where n.case_id = k.case_id and n.person_id = k.person_id and n.key = 'notice-copied')`

func TestApprovalCopy_AStepThatIsDoneTellsWhomItNames(t *testing.T) {
	t.Run("approval.copy a form tells some when it is drawn up, some when it takes effect, some at its end", func(t *testing.T) {
		p := playtest.New(t)
		next := form.Shipped[1]
		require.Equal(t, "seal_use", next.Code)
		next.Signatures = []form.Row{{Round: 1, Mode: models.All, Of: []string{"head@case-unit"}, Told: []string{"head@production", "done:head@finance"}}}
		next.Tasks[0].Told = []string{"done:head@hr"}
		_, err := p.Adopt(next)
		require.NoError(t, err)
		told := func(want map[string]int) playtest.Move {
			return playtest.Then(func(p *playtest.Play) {
				for unit, n := range want {
					require.Equal(t, n, playtest.One[int](p, copied, unit), unit)
				}
			})
		}
		p.Run(p.Draft("linxiaowen", seal("10")), "linxiaowen",
			told(map[string]int{"production": 1, "finance": 0, "hr": 0}),
			playtest.Move{After: time.Hour, Who: "zhoujianguo", Verb: models.Sign, State: models.Effective},
			told(map[string]int{"finance": 1, "hr": 0}),
			stamps(p), told(map[string]int{"hr": 1, "production": 1}))
	})
	t.Run("approval.copy whom nobody can be told by is refused", func(t *testing.T) {
		p := playtest.New(t)
		next := form.Shipped[1]
		next.Signatures = []form.Row{{Round: 1, Mode: models.All, Of: []string{"head@case-unit"}, Told: []string{"done:emperor@finance"}}}
		_, err := p.Adopt(next)
		require.True(t, models.IsKind(err, models.Invalid), "%v", err)
	})
}
