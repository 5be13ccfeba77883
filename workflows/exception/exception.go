// Package exception asks the general manager to let one case pass a clause 特批.
package exception

import (
	"countersign/models"
	"countersign/models/regulation"
	"countersign/workflows/approval"
	"countersign/workflows/procedure"
)

// Procedure takes an exception to the general manager.
var Procedure = procedure.Procedure{Kind: models.KindException, Run: run}

func run(c *procedure.Case) error {
	return approval.Collect(c, regulation.AuthorityException)
}
