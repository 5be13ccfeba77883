// Package revocation undoes what took effect 撤销已生效事项.
package revocation

import (
	"countersign/models"
	"countersign/models/regulation"
	"countersign/workflows/approval"
	"countersign/workflows/procedure"
)

// Procedure takes a revocation to at least those who signed last.
var Procedure = procedure.Procedure{Kind: models.KindRevocation, Run: run}

func run(c *procedure.Case) error {
	return approval.Collect(c, regulation.ApprovalRevoke)
}
