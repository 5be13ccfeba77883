// Package matrixchange changes the authority matrix 权限核决表, by two signatures.
package matrixchange

import (
	"countersign/models"
	"countersign/models/regulation"
	"countersign/workflows/approval"
	"countersign/workflows/procedure"
)

// Procedure takes a new matrix to its signatures; it is in force from its day on.
var Procedure = procedure.Procedure{Kind: models.KindMatrixChange, Run: run}

func run(c *procedure.Case) error {
	return approval.Collect(c, regulation.AuthorityMatrix)
}
