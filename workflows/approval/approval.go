// Package approval collects the signatures that a case needs (会签): round by
// round, until the slate is signed, refused, sent back or withdrawn.
package approval

import (
	"countersign/activities"
	"countersign/models"
	"countersign/models/regulation"
	"countersign/workflows/procedure"
)

// Collect has the case countersigned under clause. What is sent back goes to the
// applicant and comes again when it was mended; signatures whose content is
// unchanged survive (approval.send-back). A refusal or withdrawal ends the
// procedure with the error that Collect returns.
func Collect(c *procedure.Case, clause regulation.Clause) error {
	return CollectWhile(c, clause, func() bool { return true })
}

// CollectWhile is Collect that leaves off once what was mended needs no signatures.
func CollectWhile(c *procedure.Case, clause regulation.Clause, needed func() bool) error {
	for {
		how, err := c.Step(clause, models.StepSignatures)
		if err != nil || how != activities.SentBack {
			return err
		}
		if _, err := c.Step(regulation.ApprovalSendBack, models.StepRevise); err != nil {
			return err
		}
		if !needed() {
			return nil
		}
	}
}
