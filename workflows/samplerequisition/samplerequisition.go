// Package samplerequisition draws samples from stock on a requisition 领用单.
package samplerequisition

import (
	"countersign/models"
	"countersign/models/regulation"
	"countersign/workflows/approval"
	"countersign/workflows/procedure"
)

// Procedure takes a requisition from the general manager's approval to the books.
var Procedure = procedure.Procedure{Kind: models.KindSampleRequisition, Run: run}

func run(c *procedure.Case) error {
	if err := approval.Collect(c, regulation.SampleRequisition); err != nil {
		return err
	}
	if err := c.Work(regulation.SampleRequisition, models.StepStockOut); err != nil {
		return err
	}
	return c.Work(regulation.SampleRequisition, models.StepBook)
}
