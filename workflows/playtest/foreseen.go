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
// procedure foresees: what is predicted is what is run, of every play. A step that the
// case had come to before it was mended to go another way does not count.
func (p *Play) requireForeseen(id models.CaseID) {
	p.T.Helper()
	foreseen := p.foresees(id)
	var run []models.Step
	require.NoError(p.T, p.DB.Write(context.Background(), func(tx store.Tx) error {
		return tx.Raw(`select body ->> 'step' from events where case_id = @id and kind = 'drawn' and body ->> 'step' <> 'revise' and body ->> 'attempt' = '1'
			and (body ->> 'step' in @foreseen or seq > (select coalesce(max(seq), 0) from events where case_id = @id and kind = 'drawn' and body ->> 'step' = 'revise'))
			order by seq`, map[string]any{"id": id, "foreseen": foreseen}).Scan(&run).Error
	}))
	if One[string](p, `select state from cases where id = ?`, id) != string(models.Done) {
		require.LessOrEqual(p.T, len(run), len(foreseen), "%v", run)
		foreseen = foreseen[:len(run)]
	}
	require.True(p.T, slices.Equal(foreseen, run), "the procedure foresees %v, and was %v", foreseen, run)
}

// foresees are the steps of a case that its procedure foresees by what it knows last.
func (p *Play) foresees(id models.CaseID) (foreseen []models.Step) {
	var facts activities.Facts
	known := One[string](p, `select coalesce((select current ->> 'facts' from slates where case_id = ? order by at desc limit 1), '{}')`, id)
	require.NoError(p.T, json.Unmarshal([]byte(known), &facts))
	coming, err := workflows.Coming(p.kind(id), facts, "", true)
	require.NoError(p.T, err)
	for _, s := range coming {
		if !s.Only {
			foreseen = append(foreseen, s.Step)
		}
	}
	return foreseen
}
