package procedure

import (
	"time"

	"go.temporal.io/sdk/workflow"

	"countersign/activities"
	"countersign/models"
	"countersign/models/regulation"
)

// look has the records looked at again on a day: people come and go (approval.absence),
// and a crash may have kept the workflow from hearing of what was done.
func (c *Case) look(ctx workflow.Context, at time.Time) (models.Receipt, error) {
	if err := c.lock.Lock(ctx); err != nil {
		return models.Receipt{}, err
	}
	defer c.lock.Unlock()
	done, err := Do(ctx, records.Look, activities.Glance{Case: c.id, Slate: c.slate, Facts: c.Facts, At: at})
	if err != nil {
		return models.Receipt{}, outcome(err)
	}
	if done.Receipt.Seq > c.seq {
		c.follow(done)
	}
	return done.Receipt, nil
}

func (c *Case) mayLook(workflow.Context, time.Time) error {
	if c.closed || !c.answered {
		return wire(models.Refuse(models.Conflict, regulation.ApprovalRecord, "case-closed"))
	}
	return nil
}
