package procedure

import (
	"context"
	"errors"
	"time"

	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/workflow"

	"countersign/activities"
	"countersign/models"
)

// forEver is longer than any case is open: without it the SDK would give up when
// the first try may take no longer.
const forEver = 50 * 365 * 24 * time.Hour

// options of the short transactions that write records. They are repeated until
// PostgreSQL answers; a refusal is never repeated, nor a fault of the program.
var options = workflow.LocalActivityOptions{
	StartToCloseTimeout:    10 * time.Second,
	ScheduleToCloseTimeout: forEver,
	RetryPolicy: &temporal.RetryPolicy{
		InitialInterval: 100 * time.Millisecond, BackoffCoefficient: 2, MaximumInterval: 10 * time.Second,
		NonRetryableErrorTypes: []string{activities.RefusalType, activities.FaultType},
	},
}

// Do has an activity write records and waits for its result. A wrong input does
// not compile.
func Do[In, Out any](ctx workflow.Context, activity func(context.Context, In) (Out, error), in In) (Out, error) {
	var out Out
	err := workflow.ExecuteLocalActivity(workflow.WithLocalActivityOptions(ctx, options), activity, in).Get(ctx, &out)
	return out, err
}

// wire makes an Error that Temporal carries to the caller with all it says.
func wire(e *models.Error) error { return activities.Wire(e) }

// outcome takes the refusal out of what Temporal wrapped around it; another
// error stays what it is.
func outcome(err error) error {
	var refusal *temporal.ApplicationError
	if refused(err) && errors.As(err, &refusal) {
		return refusal
	}
	return err
}

// refused reports whether err is a refusal, or a fault of the program, which
// trying again at once would not change.
func refused(err error) bool {
	var refusal *temporal.ApplicationError
	return errors.As(err, &refusal) && (refusal.Type() == activities.RefusalType || refusal.Type() == activities.FaultType)
}
