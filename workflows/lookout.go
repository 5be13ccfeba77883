package workflows

import (
	"context"
	"time"

	"github.com/google/uuid"
	"go.temporal.io/sdk/client"

	"countersign/activities"
	"countersign/models"
	"countersign/workflows/procedure"
)

// lookAtOnce is how many cases a lookout asks for in one statement.
const lookAtOnce = 200

// A Lookout has cases looked at again whose tasks wait for somebody who is absent, or
// whose stand-ins are no longer needed (approval.absence). What it finds follows from
// the records alone: after a time without it everything is caught up, and several
// programs may keep one.
type Lookout struct {
	Misplaced func(ctx context.Context, after models.CaseID, now time.Time, most int) ([]models.CaseID, error)
	Look      func(ctx context.Context, id models.CaseID, at time.Time) error
	Now       func() time.Time
}

// Look has the workflow of a case look at the records again, as of an instant.
func (c *Client) Look(ctx context.Context, id models.CaseID, at time.Time) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	handle, err := c.temporal.UpdateWorkflow(ctx, client.UpdateWorkflowOptions{
		UpdateID: uuid.NewString(), WorkflowID: procedure.WorkflowID(id), UpdateName: procedure.LookUpdate,
		WaitForStage: client.WorkflowUpdateStageCompleted, Args: []any{at},
	})
	_, err = receipt(ctx, handle, err)
	return err
}

// Sweep looks once at every case that needs it and returns how many those were. A case
// that could not be looked at is left for the next time and told to failed.
func (l Lookout) Sweep(ctx context.Context, failed func(error)) (looked int, err error) {
	var after models.CaseID
	for {
		at := l.Now()
		cases, err := l.Misplaced(ctx, after, at, lookAtOnce)
		if err != nil || len(cases) == 0 {
			return looked, err
		}
		for _, id := range cases {
			switch err := l.Look(ctx, id, at); {
			case ctx.Err() != nil:
				return looked, ctx.Err()
			case err != nil && !models.IsKind(err, models.Conflict): // closed meanwhile
				failed(err)
			default:
				looked++
			}
			after = id
		}
	}
}

// Keep sweeps every so often until ctx ends; failed hears of faults.
func (l Lookout) Keep(ctx context.Context, every time.Duration, failed func(error)) {
	activities.Repeat(ctx, every, failed, func() error {
		_, err := l.Sweep(ctx, failed)
		return err
	})
}
