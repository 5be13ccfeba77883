package form_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"countersign/models"
	"countersign/models/form"
	"countersign/workflows/playtest"
)

func TestOverdue(t *testing.T) {
	for mode, want := range map[models.Mode]int{models.Any: 1, models.Departments: 2, models.All: 2} {
		t.Run("approval.deadline of a round of two posts that is overdue so many go up as it needs: "+string(mode), func(t *testing.T) {
			p := playtest.New(t)
			d := form.Shipped[1]
			d.Signatures = []form.Row{{Round: 1, Mode: mode, Of: []string{"head@production", "head@case-unit"}}}
			_, err := p.Adopt(d)
			require.NoError(t, err)
			p.RunOpen(p.Draft("linxiaowen", seal("100")), "linxiaowen",
				playtest.Move{After: 76 * time.Hour, Who: "linxiaowen", Verb: models.Comment, Comment: "还没有签", State: models.Running})
			rungs := playtest.One[[]byte](p, `select json_agg(distinct rung) from tasks where state = 'open' and why <> 'escalated'`)
			require.Equal(t, "[1]", string(rungs), "both have climbed")
			posts := playtest.One[string](p, `select string_agg(o.code, ' ' order by o.code) from tasks t join posts o on o.id = t.post_id where t.why = 'escalated' and t.state = 'open'`)
			require.Len(t, strings.Fields(posts), want, posts)
		})
	}
}
