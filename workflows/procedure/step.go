package procedure

import (
	"time"

	"go.temporal.io/sdk/workflow"

	"countersign/activities"
	"countersign/models"
	"countersign/models/regulation"
)

// Step draws up the slate of a step under its clause and waits until it is
// settled. It returns how it went: Signed, or SentBack to the applicant. A
// refusal or withdrawal ends the procedure with an error that must be returned.
func (c *Case) Step(clause regulation.Clause, step models.Step) (activities.Outcome, error) {
	if c.rehearsal != nil {
		return c.rehearsal(clause, step)
	}
	workflow.SetCurrentDetails(c.ctx, string(clause.ID())+" "+string(step))
	if err := c.draw(clause, step); err != nil {
		return "", err
	}
	if err := c.await(); err != nil {
		return "", err
	}
	if c.outcome.Ended() {
		return c.outcome, errEnded
	}
	if c.ahead == nil {
		c.course = c.course.After(step, c.outcome, c.Facts)
	}
	return c.outcome, nil
}

// Work has a step done by whoever the matrix names for it.
func (c *Case) Work(clause regulation.Clause, step models.Step) error {
	_, err := c.Step(clause, step)
	return err
}

// draw draws up the slate, unless that was done with the act that led to the step.
func (c *Case) draw(clause regulation.Clause, step models.Step) error {
	if c.ahead != nil && c.slate.Step == step {
		c.outcome, c.ahead = c.ahead.Outcome, nil
		return nil
	}
	return c.persist(step, func() error { return c.tryDraw(clause, step) })
}

// What cannot be done is tried again after an hour, then after longer and longer; of
// a trouble that stays people are told once a day.
const (
	trySoon   = time.Hour
	tryLate   = 4 * time.Hour
	tellDaily = 24 * time.Hour
)

// persist does what the machine has to do for a case. Where that is refused - the
// matrix has nobody for a seat - the people who look after the house are told, and
// it is tried again later, or as soon as somebody has acted on the case.
func (c *Case) persist(step models.Step, do func() error) error {
	var told time.Time
	for wait := trySoon; ; wait = min(2*wait, tryLate) {
		err := do()
		if !refused(err) {
			return err
		}
		if now := workflow.Now(c.ctx); now.Sub(told) >= tellDaily || c.triesHourly() {
			if err := c.raise(step); err != nil && !refused(err) {
				return err
			}
			told = now
		}
		if err := c.pause(wait); err != nil {
			return err
		}
	}
}

// pause waits until it is time to try again or somebody has acted.
func (c *Case) pause(wait time.Duration) error {
	if c.triesHourly() {
		return workflow.Sleep(c.ctx, time.Hour)
	}
	before := c.outcome
	_, err := workflow.AwaitWithTimeout(c.ctx, wait, func() bool { return c.outcome != before })
	return err
}

// triesHourly reports whether the case has been in trouble since before a trouble was
// tried less and less often.
func (c *Case) triesHourly() bool { return !c.Since("trouble") }

// Since reports whether the case comes here after the procedure was changed: one that
// has come by before goes on as it did then.
func (c *Case) Since(change string) bool {
	return c.rehearsal != nil || workflow.GetVersion(c.ctx, change, workflow.DefaultVersion, 1) != workflow.DefaultVersion
}

func (c *Case) raise(step models.Step) error {
	if err := c.lock.Lock(c.ctx); err != nil {
		return err
	}
	defer c.lock.Unlock()
	raised, err := Do(c.ctx, records.RaiseAlarm, activities.Alarm{Case: c.id, Step: step, At: workflow.Now(c.ctx)})
	c.seq = max(c.seq, raised.Receipt.Seq)
	return err
}

func (c *Case) tryDraw(clause regulation.Clause, step models.Step) error {
	if err := c.lock.Lock(c.ctx); err != nil {
		return err
	}
	defer c.lock.Unlock()
	if c.outcome == activities.Withdrawn || c.outcome == activities.Revoked {
		return errEnded
	}
	drawn, err := Do(c.ctx, records.DrawUp, activities.Drawing{Case: c.id, Clause: clause, Step: step, Attempt: c.course.Began(step) + 1, Facts: c.Facts})
	if err != nil {
		return err
	}
	c.outcome = ""
	c.follow(drawn)
	return nil
}

// await waits for the outcome of the slate and escalates what is overdue.
func (c *Case) await() error {
	for {
		err := workflow.Await(c.ctx, func() bool { return c.outcome != "" || c.alarm.rang })
		if err != nil || c.outcome != "" {
			return err
		}
		if err := c.persist(c.slate.Step, c.escalate); err != nil {
			return err
		}
	}
}

// escalate gives what is overdue to the superior posts as well (approval.deadline).
func (c *Case) escalate() error {
	if err := c.lock.Lock(c.ctx); err != nil {
		return err
	}
	defer c.lock.Unlock()
	c.alarm.rang = false
	if c.outcome != "" {
		return nil
	}
	done, err := Do(c.ctx, records.Escalate, activities.Overdue{Case: c.id, Slate: c.slate, Facts: c.Facts, At: workflow.Now(c.ctx)})
	if err != nil {
		return err
	}
	c.follow(done)
	return nil
}
