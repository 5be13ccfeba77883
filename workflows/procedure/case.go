package procedure

import (
	"errors"
	"time"

	"go.temporal.io/sdk/workflow"

	"countersign/activities"
	"countersign/models"
	"countersign/models/regulation"
)

// A Case is one running case, as its procedure sees it.
type Case struct {
	// Facts are what the procedure branches on; an act may change them.
	Facts activities.Facts

	ctx      workflow.Context
	id       models.CaseID
	lock     workflow.Mutex // one act at a time
	receipt  models.Receipt // of the submission
	refusal  error          // of the submission
	answered bool

	slate   models.Slate
	ahead   *activities.Done  // where the slate is of a step that the procedure has still to come to
	course  activities.Course // until the step of the slate
	outcome activities.Outcome
	state   models.State
	seq     int64
	closed  bool
	alarm   alarm

	// rehearsal says how a step goes instead of doing it, where the procedure is only
	// asked which steps it has.
	rehearsal func(regulation.Clause, models.Step) (activities.Outcome, error)
}

// Progress is how far a workflow is.
type Progress struct {
	State   models.State
	Seq     int64
	Step    models.Step
	Clause  regulation.Clause
	Waiting []models.TaskID
	Alarm   time.Time // when it wakes by itself; zero = not
}

// errEnded ends a procedure whose case was refused, withdrawn or revoked.
var errEnded = errors.New("procedure: the case has ended")

// listen registers the handlers; it must come before the workflow first blocks.
func (c *Case) listen() error {
	err := workflow.SetUpdateHandler(c.ctx, SubmittedUpdate, func(ctx workflow.Context) (models.Receipt, error) {
		err := workflow.Await(ctx, func() bool { return c.answered })
		if err == nil {
			err = c.refusal
		}
		return c.receipt, err
	})
	if err != nil {
		return err
	}
	if err := workflow.SetQueryHandler(c.ctx, ProgressQuery, func() (Progress, error) { return c.progress(), nil }); err != nil {
		return err
	}
	if err := workflow.SetUpdateHandlerWithOptions(c.ctx, LookUpdate, c.look, workflow.UpdateHandlerOptions{Validator: c.mayLook}); err != nil {
		return err
	}
	if err := workflow.SetUpdateHandler(c.ctx, RecalculateUpdate, c.recalculate); err != nil {
		return err
	}
	return workflow.SetUpdateHandlerWithOptions(c.ctx, ActUpdate, c.act, workflow.UpdateHandlerOptions{Validator: c.mayAct})
}

func (c *Case) progress() Progress {
	return Progress{State: c.state, Seq: c.seq, Step: c.slate.Step, Clause: c.slate.Clause, Waiting: c.slate.Waiting(), Alarm: c.alarm.at}
}

// mayAct refuses at once what cannot be: nothing is recorded of it.
func (c *Case) mayAct(ctx workflow.Context, a models.Act) error {
	switch {
	case c.closed:
		return wire(models.Refuse(models.Conflict, c.slate.Clause, "case-closed"))
	case a.Case != c.id || a.ID == "" || a.Actor == "":
		return wire(models.Refuse(models.Invalid, regulation.Clause{}, "act-unreadable"))
	}
	return nil
}

// act performs one act of one person. The records decide; the slate follows them.
func (c *Case) act(ctx workflow.Context, a models.Act) (models.Receipt, error) {
	if err := c.lock.Lock(ctx); err != nil {
		return models.Receipt{}, err
	}
	defer c.lock.Unlock()
	done, err := Do(ctx, records.PerformAct, activities.Deed{Act: a, Slate: c.slate, Facts: c.Facts, Course: c.course})
	if err != nil {
		return models.Receipt{}, outcome(err)
	}
	if !done.Repeated || done.Receipt.Seq > c.seq {
		c.follow(done)
	}
	return done.Receipt, nil
}

// recalculate counts the deadlines of the case again after a change of the calendar;
// the timer follows (approval.deadline).
func (c *Case) recalculate(ctx workflow.Context, change string) error {
	if err := c.lock.Lock(ctx); err != nil {
		return err
	}
	defer c.lock.Unlock()
	if c.closed || c.refusal != nil || !c.answered {
		return nil // nothing of it is open
	}
	done, err := Do(ctx, records.Recalculate, activities.Recalculation{Case: c.id, Change: change, Slate: c.slate, Facts: c.Facts})
	if err != nil {
		return outcome(err)
	}
	if !done.Repeated || done.Receipt.Seq > c.seq {
		c.follow(done)
	}
	return nil
}

// follow takes over what an act has changed. Where it ended a step, the slate of the
// next one was drawn up with it: acts are about that one from now on, while outcome still
// tells the procedure how the step before went.
func (c *Case) follow(done activities.Done) {
	if c.ahead = done.Next; c.ahead != nil {
		c.course = c.course.After(done.Slate.Step, done.Outcome, done.Facts)
		c.take(*c.ahead)
	} else {
		c.take(done)
	}
	c.outcome = done.Outcome
}

// take takes over a slate.
func (c *Case) take(done activities.Done) {
	c.slate, c.Facts, c.seq, c.state = done.Slate, done.Facts, done.Receipt.Seq, done.Receipt.State
	c.alarm.set(c.ctx, done.Escalate)
}

// close ends the case: well, or refused or withdrawn, which the records know already.
func (c *Case) close(err error) error {
	if err == nil {
		err = c.persist(c.slate.Step, func() error {
			done, err := Do(c.ctx, records.CloseCase, activities.Closing{Case: c.id, Step: c.slate.Step})
			if err == nil {
				c.state, c.seq = done.Receipt.State, done.Receipt.Seq
			}
			return err
		})
	}
	if err != nil && !errors.Is(err, errEnded) {
		return err
	}
	return c.finish()
}

// finish lets the handlers that are still at work answer before the workflow ends.
func (c *Case) finish() error {
	c.closed = true
	c.alarm.clear()
	return workflow.Await(c.ctx, func() bool { return workflow.AllHandlersFinished(c.ctx) })
}
