// Package workflows says in what order: one package a procedure, over the
// shared procedure and approval.
package workflows

import (
	"go.temporal.io/sdk/activity"
	"go.temporal.io/sdk/worker"
	"go.temporal.io/sdk/workflow"

	"countersign/activities"
	"countersign/models"
	"countersign/models/regulation"
	"countersign/workflows/exception"
	"countersign/workflows/form"
	"countersign/workflows/matrixchange"
	"countersign/workflows/parameterchange"
	"countersign/workflows/procedure"
	"countersign/workflows/revocation"
	"countersign/workflows/samplemonthend"
	"countersign/workflows/samplerequest"
	"countersign/workflows/samplerequisition"
)

// All is every procedure of the house.
var All = []procedure.Procedure{
	samplerequest.Procedure,
	samplemonthend.Procedure,
	samplerequisition.Procedure,
	exception.Procedure,
	matrixchange.Procedure,
	parameterchange.Procedure,
	revocation.Procedure,
	form.Procedure,
}

// Coming lists the steps that a case of a kind has still to go through, by its own
// procedure; see procedure.Procedure.
func Coming(kind models.Kind, facts activities.Facts, now models.Step, open bool) ([]procedure.Coming, error) {
	for _, p := range All {
		if p.Kind == kind {
			return p.Coming(facts, now, open)
		}
	}
	return nil, models.Refuse(models.Invalid, regulation.Clause{}, "kind-unknown")
}

// next is procedure.Procedure's Next of a kind of case.
func next(kind models.Kind, course activities.Course) (clause regulation.Clause, step models.Step, ok bool) {
	for _, p := range All {
		if p.Kind == kind {
			return p.Next(course)
		}
	}
	return clause, step, false
}

// Registry is what workflows and activities are registered with: a worker or a test.
type Registry interface {
	RegisterWorkflowWithOptions(w any, options workflow.RegisterOptions)
	RegisterActivityWithOptions(a any, options activity.RegisterOptions)
}

// Register makes a worker able to run every procedure, with records that know what
// comes next in each.
func Register(to Registry, records *activities.Records) {
	for _, p := range All {
		to.RegisterWorkflowWithOptions(p.Workflow, workflow.RegisterOptions{Name: string(p.Kind)})
	}
	knowing := *records
	knowing.Next = next
	to.RegisterActivityWithOptions(&knowing, activity.RegisterOptions{})
}

// Worker makes a worker for the queue of cases. It must be started and stopped; lost,
// where there is one, hears when Temporal has turned it away for good and it carries out
// nothing any more.
func (c *Client) Worker(records *activities.Records, lost func(error)) worker.Worker {
	w := worker.New(c.temporal, c.queue, worker.Options{
		MaxConcurrentWorkflowTaskPollers: 8,
		DisableRegistrationAliasing:      true,
		LocalActivityWorkerOnly:          true,
		OnFatalError:                     lost,
	})
	Register(w, records)
	return w
}
