package activities

import (
	"errors"

	"go.temporal.io/sdk/temporal"

	"countersign/models"
	"countersign/models/regulation"
	"countersign/models/store"
)

// RefusalType is the Temporal error type under which a *models.Error travels.
const RefusalType = "refusal"

// Wire makes e an error that Temporal carries with all it says and never
// repeats. The message is the same for all, so that no history has content in clear.
func Wire(e *models.Error) error {
	bare := *e
	return temporal.NewNonRetryableApplicationError("refused", RefusalType, nil, bare)
}

// Unwire finds the *models.Error in an error that came through Temporal; nil
// where there is none. A fault that trying again would not mend is one too: it is the
// answer to that act for good, and nothing was done.
func Unwire(err error) *models.Error {
	if e := models.AsError(err); e != nil {
		return e
	}
	var refusal *temporal.ApplicationError
	if !errors.As(err, &refusal) {
		return nil
	}
	if refusal.Type() == FaultType {
		return models.Refuse(models.Unavailable, regulation.Clause{}, "act-failed").Because(err)
	}
	if refusal.Type() != RefusalType || !refusal.HasDetails() {
		return nil
	}
	var e models.Error
	if refusal.Details(&e) != nil {
		return nil
	}
	return &e
}

// FaultType is the Temporal error type of a fault that trying again would not
// mend: PostgreSQL said that the statement or its values are wrong.
const FaultType = "fault"

// wired turns a refusal into what Temporal carries, and marks the faults that
// would be the same the next time. What remains, such as a database that does not
// answer, is tried again.
func wired(err error) error {
	if e := models.AsError(err); e != nil {
		return Wire(e)
	}
	if store.IsWrong(err) {
		return temporal.NewNonRetryableApplicationError("the records refused a statement", FaultType, err)
	}
	return err
}
