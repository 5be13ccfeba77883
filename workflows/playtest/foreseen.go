package playtest

import (
	"context"
	"encoding/json"
	"slices"

	"github.com/stretchr/testify/require"

	"countersign/activities"
	"countersign/models"
	"countersign/models/store"
	"countersign/workflows"
)

// requireForeseen compares the steps that a case went through with those that its
// procedure foresees: what is predicted is what is run, of every play.
func (p *Play) requireForeseen(id models.CaseID) {
	p.T.Helper()
	var run []models.Step
	require.NoError(p.T, p.DB.Write(context.Background(), func(tx store.Tx) error {
		return tx.Raw(`select body ->> 'step' from events where case_id = ? and kind = 'drawn' and body ->> 'step' <> 'revise' and body ->> 'attempt' = '1' order by seq`, id).Scan(&run).Error
	}))
	var facts activities.Facts
	if len(run) > 0 {
		known := One[string](p, `select current ->> 'facts' from slates where case_id = ? order by at desc limit 1`, id)
		require.NoError(p.T, json.Unmarshal([]byte(known), &facts))
	}
	coming, err := workflows.Coming(p.kind(id), facts, "", true)
	require.NoError(p.T, err)
	var foreseen []models.Step
	for _, s := range coming {
		if !s.Only {
			foreseen = append(foreseen, s.Step)
		}
	}
	if One[string](p, `select state from cases where id = ?`, id) != string(models.Done) {
		require.LessOrEqual(p.T, len(run), len(foreseen), "%v", run)
		foreseen = foreseen[:len(run)]
	}
	require.True(p.T, slices.Equal(foreseen, run), "the procedure foresees %v, and was %v", foreseen, run)
}
