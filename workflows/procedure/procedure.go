// Package procedure is what procedures are made of: a case is opened and
// numbered, its steps run one after another under their clauses, people act on
// it, and it is closed. Timers, updates and retries are here, once.
package procedure

import (
	"go.temporal.io/sdk/workflow"

	"countersign/activities"
	"countersign/models"
)

// ActUpdate is the name of the Update by which people act on a case;
// SubmittedUpdate waits for the receipt of the submission; LookUpdate has the workflow
// look at the records again; ProgressQuery says how far it is, for `countersign check`.
const (
	ActUpdate  = "act"
	LookUpdate = "look"
	// RecalculateUpdate says that the company's calendar has changed.
	RecalculateUpdate = "recalculate"
	SubmittedUpdate   = "submitted"
	ProgressQuery     = "progress"
)

// WorkflowID is the workflow of a case.
func WorkflowID(id models.CaseID) string { return "case/" + string(id) }

// A Procedure carries one kind of case through its regulation.
type Procedure struct {
	Kind models.Kind
	// Run is the procedure itself: its lines are the steps.
	Run func(*Case) error
	// Undecided are the facts that Run looks at and that a step of it decides.
	Undecided []Undecided
}

// Workflow runs one case. A refusal or withdrawal closes the case: it is an
// outcome, not a failure of the workflow.
func (p Procedure) Workflow(ctx workflow.Context, submit models.Act) error {
	c, err := open(ctx, submit)
	if err != nil || c == nil {
		return err
	}
	err = p.Run(c)
	return c.close(err)
}

var records *activities.Records

// open does the submission. Its receipt, or its refusal, answers the Update
// that waits for it; nil means that there is nothing to run.
func open(ctx workflow.Context, submit models.Act) (*Case, error) {
	c := &Case{ctx: ctx, id: submit.Case, lock: workflow.NewMutex(ctx)}
	if err := c.listen(); err != nil {
		return nil, err
	}
	opened, err := c.submit(submit)
	if err != nil && !refused(err) {
		return nil, err
	}
	c.receipt, c.refusal, c.answered = opened.Receipt, outcome(err), true
	if err != nil || opened.Elsewhere {
		return nil, c.finish()
	}
	c.Facts, c.seq, c.state, c.course.Facts = opened.Facts, opened.Receipt.Seq, opened.Receipt.State, opened.Facts
	if c.ahead = opened.Next; c.ahead != nil {
		c.take(*c.ahead)
	}
	return c, nil
}

// submit opens the case in the records. Who has a task of it may act at once: that waits
// until the workflow knows the task, too.
func (c *Case) submit(act models.Act) (activities.Opened, error) {
	if err := c.lock.Lock(c.ctx); err != nil {
		return activities.Opened{}, err
	}
	defer c.lock.Unlock()
	return Do(c.ctx, records.OpenCase, activities.Submission{Act: act})
}
