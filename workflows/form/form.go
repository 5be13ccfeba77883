// Package form runs the forms that companies define themselves.
package form

import (
	"countersign/models"
	"countersign/models/regulation"
	"countersign/workflows/approval"
	"countersign/workflows/procedure"
)

// Procedure takes a company's own form through its signatures and what is done
// after them.
var Procedure = procedure.Procedure{Kind: models.KindForm, Run: run}

func run(c *procedure.Case) error {
	if err := approval.Collect(c, regulation.ApprovalForm); err != nil {
		return err
	}
	for _, step := range c.Facts.Tasks {
		if err := c.Work(regulation.ApprovalForm, step); err != nil {
			return err
		}
	}
	return nil
}
