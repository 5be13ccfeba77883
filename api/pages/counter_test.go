package pages_test

import (
	"context"
	"slices"
	"sync"

	"countersign/activities"
	"countersign/models"
	"countersign/models/regulation"
)

// counter stands where Temporal stands: it keeps the slate of each case, hands
// acts to the real records and draws up the step that follows.
type counter struct {
	records *activities.Records
	mu      sync.Mutex
	at      map[models.CaseID]activities.Done
	down    error
}

func (c *counter) Healthy(context.Context) error { return c.down }

func (c *counter) Submit(ctx context.Context, act models.Act, kind models.Kind) (models.Receipt, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.down != nil {
		return models.Receipt{}, c.down
	}
	opened, err := c.records.OpenCase(ctx, activities.Submission{Act: act})
	if err != nil {
		return models.Receipt{}, unwired(err)
	}
	if _, begun := c.at[act.Case]; !begun {
		under := regulation.SampleTwoSignatures
		if len(opened.Facts.Tasks) > 0 {
			under = regulation.ApprovalForm
		} else if kind == models.KindRevocation {
			under = regulation.ApprovalRevoke
		} else if kind == models.KindMatrixChange {
			under = regulation.AuthorityMatrix
		}
		err = c.draw(ctx, act.Case, models.StepSignatures, under, opened.Facts)
	}
	return opened.Receipt, err
}

func (c *counter) draw(ctx context.Context, id models.CaseID, step models.Step, clause regulation.Clause, facts activities.Facts) error {
	done, err := c.records.DrawUp(ctx, activities.Drawing{Case: id, Clause: clause, Step: step, Attempt: 1, Facts: facts})
	c.at[id] = done
	return err
}

func (c *counter) Act(ctx context.Context, act models.Act) (models.Receipt, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.down != nil {
		return models.Receipt{}, c.down
	}
	now := c.at[act.Case]
	done, err := c.records.PerformAct(ctx, activities.Deed{Act: act, Slate: now.Slate, Facts: now.Facts})
	if err != nil || done.Repeated {
		return done.Receipt, unwired(err)
	}
	c.at[act.Case] = done
	switch {
	case done.Outcome == activities.SentBack:
		err = c.draw(ctx, act.Case, models.StepRevise, regulation.ApprovalSendBack, done.Facts)
	case done.Outcome == activities.Signed && (now.Slate.Clause == regulation.ApprovalRevoke || now.Slate.Clause == regulation.AuthorityMatrix): // nothing follows
	case done.Outcome == activities.Signed:
		if tasks := done.Facts.Tasks; len(tasks) > 0 { // a company's own form
			if at := slices.Index(tasks, now.Slate.Step) + 1; at < len(tasks) {
				err = c.draw(ctx, act.Case, tasks[at], regulation.ApprovalForm, done.Facts)
			}
			return done.Receipt, err
		}
		next := map[models.Step]models.Step{models.StepSignatures: models.StepHandOver, models.StepHandOver: models.StepTake, models.StepTake: models.StepRelease}
		clauses := map[models.Step]regulation.Clause{models.StepHandOver: regulation.SampleDraw, models.StepTake: regulation.SampleLedger, models.StepRelease: regulation.SampleGate}
		if step := next[now.Slate.Step]; step != "" {
			err = c.draw(ctx, act.Case, step, clauses[step], done.Facts)
		}
	}
	return done.Receipt, err
}

func unwired(err error) error {
	if e := activities.Unwire(err); e != nil {
		return e
	}
	return err
}
