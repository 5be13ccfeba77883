package api_test

import (
	"context"
	"sync"

	"countersign/activities"
	"countersign/models"
	"countersign/models/regulation"
)

// counter stands where Temporal stands: it keeps the slate of each case and hands
// acts to the real records.
type counter struct {
	h      *house
	mu     sync.Mutex
	slates map[models.CaseID]activities.Done
	down   error
}

func (c *counter) Healthy(context.Context) error { return c.down }

func (c *counter) Submit(ctx context.Context, act models.Act, kind models.Kind) (models.Receipt, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.down != nil {
		return models.Receipt{}, c.down
	}
	opened, err := c.h.records.OpenCase(ctx, activities.Submission{Act: act})
	if err != nil {
		return models.Receipt{}, unwired(err)
	}
	if _, drawn := c.slates[act.Case]; !drawn {
		clause := regulation.SampleTwoSignatures
		if kind == models.KindException {
			clause = regulation.AuthorityException
		}
		err = c.draw(ctx, activities.Drawing{Case: act.Case, Clause: clause, Step: models.StepSignatures, Attempt: 1, Facts: opened.Facts})
	}
	return opened.Receipt, err
}

func (c *counter) draw(ctx context.Context, d activities.Drawing) error {
	done, err := c.h.records.DrawUp(ctx, d)
	c.slates[d.Case] = done
	return err
}

func (c *counter) Act(ctx context.Context, act models.Act) (models.Receipt, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.down != nil {
		return models.Receipt{}, c.down
	}
	now := c.slates[act.Case]
	done, err := c.h.records.PerformAct(ctx, activities.Deed{Act: act, Slate: now.Slate, Facts: now.Facts})
	if err != nil {
		return models.Receipt{}, unwired(err)
	}
	if !done.Repeated {
		c.slates[act.Case] = done
	}
	switch {
	case done.Outcome == activities.SentBack && !done.Repeated:
		err = c.draw(ctx, activities.Drawing{Case: act.Case, Clause: regulation.ApprovalSendBack, Step: models.StepRevise, Attempt: 1, Facts: done.Facts})
	}
	return done.Receipt, err
}

func unwired(err error) error {
	if e := activities.Unwire(err); e != nil {
		return e
	}
	return err
}
