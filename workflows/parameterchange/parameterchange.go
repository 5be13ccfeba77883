// Package parameterchange changes the parameters of the rulebook 条款参数, by two signatures.
package parameterchange

import (
	"countersign/models"
	"countersign/models/regulation"
	"countersign/workflows/approval"
	"countersign/workflows/procedure"
)

// Procedure takes new values to their signatures; they are in force from their day on.
var Procedure = procedure.Procedure{Kind: models.KindParameterChange, Run: run}

func run(c *procedure.Case) error {
	return approval.Collect(c, regulation.ApprovalParameters)
}
