package workflows

import (
	"context"
	"maps"
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

	refused map[models.CaseID]time.Time // which cases refused to look, and when
}

// alone is how long a case is left alone that refused to look: Temporal keeps each
// refusal, and takes only so many Updates of a workflow.
const alone = time.Hour

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
// that did not answer is left for the next time and told to failed; one that refused is
// left alone for an hour.
func (l *Lookout) Sweep(ctx context.Context, failed func(error)) (looked int, err error) {
	var after models.CaseID
	maps.DeleteFunc(l.refused, func(_ models.CaseID, at time.Time) bool { return l.Now().Sub(at) >= alone })
	for {
		at := l.Now()
		cases, err := l.Misplaced(ctx, after, at, lookAtOnce)
		if err != nil || len(cases) == 0 {
			return looked, err
		}
		for _, id := range cases {
			after = id
			if _, refused := l.refused[id]; refused {
				continue
			}
			err := l.Look(ctx, id, at)
			if ctx.Err() != nil {
				return looked, ctx.Err()
			}
			if err == nil {
				looked++
			} else {
				l.note(id, at, err, failed)
			}
		}
	}
}

// note keeps that a case refused to look. One that has closed meanwhile is no failure.
func (l *Lookout) note(id models.CaseID, at time.Time, err error, failed func(error)) {
	if !models.IsKind(err, models.Conflict) {
		failed(err)
	}
	if e := models.AsError(err); e == nil || e.Key == "try-again" {
		return // it did not answer
	}
	if l.refused == nil {
		l.refused = map[models.CaseID]time.Time{}
	}
	l.refused[id] = at
}

// Keep sweeps every so often until ctx ends; failed hears of faults.
func (l *Lookout) Keep(ctx context.Context, every time.Duration, failed func(error)) {
	activities.Repeat(ctx, every, failed, func() error {
		_, err := l.Sweep(ctx, failed)
		return err
	})
}
