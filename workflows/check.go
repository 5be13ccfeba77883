package workflows

import (
	"context"
	"time"

	"countersign/models"
)

// Records are what the check reads of the records.
type Records interface {
	ActsAfter(ctx context.Context, id models.CaseID, seq int64) ([]models.Act, error)
}

// settling is how long a case may be between two steps before that is a trouble.
const settling = time.Minute

// Examine says what is wrong with an open case, comparing the records with its
// workflow. Where repair is true it delivers again what the workflow has not
// heard of; nothing else is changed.
func (c *Client) Examine(ctx context.Context, records Records, open models.OpenCase, now time.Time, repair bool) ([]models.Finding, error) {
	var found []models.Finding
	add := func(t models.Trouble, repaired bool) {
		f := models.Finding{Case: open.ID, Kind: open.Kind, Trouble: t, Repaired: repaired}
		if open.Number != nil {
			f.Number = *open.Number
		}
		found = append(found, f)
	}
	p, running, err := c.Progress(ctx, open.ID)
	if err != nil {
		return nil, err
	}
	settled := now.Sub(open.Since) > settling
	switch {
	case !running && settled:
		add(models.NoWorkflow, false)
	case running && p.Seq > open.Seq:
		add(models.Ahead, false)
	case running && p.Seq < open.Seq:
		repaired, err := c.catchUp(ctx, records, open.ID, p.Seq, repair)
		if err != nil {
			return nil, err
		}
		add(models.Behind, repaired)
	}
	switch {
	case open.Waiting == 0 && settled:
		add(models.NothingWaits, false)
	case open.Waiting > 0 && open.Held == 0:
		add(models.NobodyHolds, false)
	}
	return found, nil
}

// catchUp delivers to a workflow the acts that the records have and it has not.
func (c *Client) catchUp(ctx context.Context, records Records, id models.CaseID, seq int64, repair bool) (bool, error) {
	if !repair {
		return false, nil
	}
	acts, err := records.ActsAfter(ctx, id, seq)
	if err != nil {
		return false, err
	}
	for _, act := range acts {
		if _, err := c.Act(ctx, act); err != nil {
			return false, err
		}
	}
	return len(acts) > 0, nil
}
