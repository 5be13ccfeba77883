package playtest

import (
	"context"
	"encoding/json"

	"github.com/stretchr/testify/require"

	"countersign/activities"
	"countersign/models"
	"countersign/models/store"
	"countersign/policies"
)

// A prediction is who was foreseen for each step, as of the last move; steps that are
// drawn up have been compared.
type prediction struct {
	slates map[models.Step]policies.Predicted
	drawn  map[models.Step]bool
}

// foresee predicts who will be asked at every step of the case, by the document that
// its applicant has before the eyes.
func (p *Play) foresee(id models.CaseID) {
	p.T.Helper()
	p.requireSeatsForeseen(id)
	ctx := context.Background()
	var a activities.Cast
	require.NoError(p.T, p.DB.Write(ctx, func(tx store.Tx) error {
		c, err := tx.Facts().Case(id)
		if err != nil {
			return err
		}
		doc, err := models.DecodeDocument(c.Kind, []byte(One[string](p, `select coalesce((select d.body from drafts d where d.case_id = c.id and c.state in ('draft', 'returned')),
			(select v.body from revisions v where v.case_id = c.id and v.digest = c.digest), (select d.body from drafts d where d.case_id = c.id)) from cases c where c.id = ?`, id)))
		if err != nil {
			return err
		}
		a, err = activities.Foresee(tx.Facts(), c, doc, p.now())
		return err
	}))
	for _, row := range a.Rows {
		ask := a.DrawUp
		ask.Step = row.Step
		if row.Kind == ask.Kind && row.Step != models.StepPropose {
			p.foreseen.slates[row.Step] = policies.Predict(a.Rows, ask)
		}
	}
}

// requireSeatsForeseen compares what was drawn up for the first time since the last
// move with what was foreseen before it, seat by seat.
func (p *Play) requireSeatsForeseen(id models.CaseID) {
	p.T.Helper()
	var rows []struct {
		Step  models.Step
		Drawn []byte
	}
	require.NoError(p.T, p.DB.Write(context.Background(), func(tx store.Tx) error {
		return tx.Raw(`select step, drawn from slates where case_id = ? and attempt = 1 and step <> 'revise'`, id).Scan(&rows).Error
	}))
	for _, row := range rows {
		if p.foreseen.drawn[row.Step] {
			continue
		}
		p.foreseen.drawn[row.Step] = true
		var drawn models.Drawn
		require.NoError(p.T, json.Unmarshal(row.Drawn, &drawn))
		foreseen, predicted := p.foreseen.slates[row.Step]
		require.True(p.T, predicted, "%s was not foreseen", row.Step)
		require.Nil(p.T, foreseen.Nobody, row.Step)
		require.Equal(p.T, seatsOf(drawn), seatsOf(foreseen.Drawn), "who was foreseen for %s", row.Step)
	}
}

// seatsOf are the seats of a slate, round by round.
func seatsOf(d models.Drawn) (rounds [][]models.DrawnSeat) {
	for _, r := range d.Rounds {
		rounds = append(rounds, r.Seats)
	}
	return rounds
}
