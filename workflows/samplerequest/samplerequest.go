// Package samplerequest is the sample request procedure 样品索取: from the
// numbered form to the gate.
package samplerequest

import (
	"countersign/activities"
	"countersign/models"
	"countersign/models/regulation"
	"countersign/workflows/approval"
	"countersign/workflows/procedure"
)

// Procedure takes a sample request from the numbered form to the gate.
var Procedure = procedure.Procedure{Kind: models.KindSampleRequest, Run: run, Undecided: []procedure.Undecided{{
	// What is not being made any more when the form takes effect comes from the warehouse.
	Fact: "from-warehouse", Until: []models.Step{models.StepSignatures, models.StepCollect},
	Flip: func(f *activities.Facts) { f.FromWarehouse = !f.FromWarehouse },
}}}

func run(c *procedure.Case) error {
	if err := putInForce(c); err != nil {
		return err
	}
	if c.Facts.FromWarehouse {
		if err := fetchFromWarehouse(c); err != nil {
			return err
		}
	}
	if err := c.Work(regulation.SampleDraw, models.StepHandOver); err != nil {
		return err
	}
	if err := c.Work(regulation.SampleLedger, models.StepTake); err != nil {
		return err
	}
	return c.Work(regulation.SampleGate, models.StepRelease)
}

// putInForce sells the sample, unless it goes the free way with its two signatures and
// was not mended to be paid for.
func putInForce(c *procedure.Case) error {
	free := func() bool { return c.Facts.Free || !c.Since("mended-to-be-paid") }
	if c.Facts.Free {
		if err := approval.CollectWhile(c, regulation.SampleTwoSignatures, free); err != nil || free() {
			return err
		}
	}
	return c.Work(regulation.SamplePaidByDefault, models.StepCollect)
}

// fetchFromWarehouse brings what is not being made back to the workshop.
func fetchFromWarehouse(c *procedure.Case) error {
	if err := c.Work(regulation.SampleFromWarehouse, models.StepReturnToWorkshop); err != nil {
		return err
	}
	return c.Work(regulation.SampleFromWarehouse, models.StepRegisterStock)
}
