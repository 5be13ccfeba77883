package playtest

import (
	"context"
	"slices"
	"sync"

	"countersign/activities"
	"countersign/models"
	"countersign/models/regulation"
)

// A Counter stands where Temporal stands, for tests of what is before it: it keeps the slate
// of each case, hands acts to the real records and draws up the step that follows.
type Counter struct {
	Records *activities.Records
	// Down is what everybody is answered, where it is set: Temporal is away.
	Down error

	mu sync.Mutex
	at map[models.CaseID]activities.Done
}

// Healthy reports Down.
func (c *Counter) Healthy(context.Context) error { return c.Down }

// Submit opens the case of a draft and draws up who signs it.
func (c *Counter) Submit(ctx context.Context, act models.Act, kind models.Kind) (models.Receipt, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.Down != nil {
		return models.Receipt{}, c.Down
	}
	opened, err := c.Records.OpenCase(ctx, activities.Submission{Act: act})
	if err != nil {
		return models.Receipt{}, unwired(err)
	}
	if _, begun := c.at[act.Case]; !begun {
		err = c.Draw(ctx, act.Case, models.StepSignatures, signedUnder(kind), opened.Facts)
	}
	return opened.Receipt, err
}

// signedUnder is the clause of the signatures of a kind.
func signedUnder(kind models.Kind) regulation.Clause {
	switch kind {
	case models.KindForm:
		return regulation.ApprovalForm
	case models.KindException:
		return regulation.AuthorityException
	case models.KindRevocation:
		return regulation.ApprovalRevoke
	case models.KindMatrixChange:
		return regulation.AuthorityMatrix
	}
	return regulation.SampleTwoSignatures
}

// Draw draws up a step and has the case stand there.
func (c *Counter) Draw(ctx context.Context, id models.CaseID, step models.Step, clause regulation.Clause, facts activities.Facts) error {
	done, err := c.Records.DrawUp(ctx, activities.Drawing{Case: id, Clause: clause, Step: step, Attempt: 1, Facts: facts})
	if c.at == nil {
		c.at = map[models.CaseID]activities.Done{}
	}
	c.at[id] = done
	return err
}

// Act does an act, and draws up the step that follows where it ends one.
func (c *Counter) Act(ctx context.Context, act models.Act) (models.Receipt, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.Down != nil {
		return models.Receipt{}, c.Down
	}
	now := c.at[act.Case]
	done, err := c.Records.PerformAct(ctx, activities.Deed{Act: act, Slate: now.Slate, Facts: now.Facts})
	if err != nil || done.Repeated {
		return done.Receipt, unwired(err)
	}
	c.at[act.Case] = done
	switch done.Outcome {
	case activities.SentBack:
		err = c.Draw(ctx, act.Case, models.StepRevise, regulation.ApprovalSendBack, done.Facts)
	case activities.Signed:
		err = c.goOn(ctx, act.Case, now.Slate, done.Facts)
	}
	return done.Receipt, err
}

// following are the steps of a sample that follow one another.
var following = map[models.Step]struct {
	step   models.Step
	clause regulation.Clause
}{
	models.StepSignatures: {models.StepHandOver, regulation.SampleDraw},
	models.StepHandOver:   {models.StepTake, regulation.SampleLedger},
	models.StepTake:       {models.StepRelease, regulation.SampleGate},
}

// goOn draws up what follows a step: the next task of a company's own form, or of a sample.
func (c *Counter) goOn(ctx context.Context, id models.CaseID, was models.Slate, facts activities.Facts) error {
	if tasks := facts.Tasks; len(tasks) > 0 {
		if at := slices.Index(tasks, was.Step) + 1; at < len(tasks) {
			return c.Draw(ctx, id, tasks[at], regulation.ApprovalForm, facts)
		}
		return nil
	}
	next, more := following[was.Step]
	if !more || was.Step == models.StepSignatures && was.Clause != regulation.SampleTwoSignatures {
		return nil
	}
	return c.Draw(ctx, id, next.step, next.clause, facts)
}

func unwired(err error) error {
	if e := activities.Unwire(err); e != nil {
		return e
	}
	return err
}
