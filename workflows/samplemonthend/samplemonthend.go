// Package samplemonthend reconciles the samples of a month and reports them to
// finance.
package samplemonthend

import (
	"countersign/activities"
	"countersign/models"
	"countersign/models/regulation"
	"countersign/workflows/approval"
	"countersign/workflows/procedure"
)

// Procedure takes a month from its totals to the books.
var Procedure = procedure.Procedure{Kind: models.KindSampleMonthEnd, Run: run, Undecided: []procedure.Undecided{{
	Fact: "differences", Until: []models.Step{models.StepTotal}, Flip: func(f *activities.Facts) { f.Differences = !f.Differences },
}}}

func run(c *procedure.Case) error {
	if err := c.Work(regulation.SampleMonthEnd, models.StepTotal); err != nil {
		return err
	}
	if c.Facts.Differences {
		if err := explain(c); err != nil {
			return err
		}
	}
	if err := c.Work(regulation.SampleMonthEnd, models.StepReport); err != nil {
		return err
	}
	return c.Work(regulation.SampleMonthEnd, models.StepBook)
}

// explain has each difference explained and the explanation signed.
func explain(c *procedure.Case) error {
	if err := c.Work(regulation.SampleMonthEnd, models.StepExplain); err != nil {
		return err
	}
	return approval.Collect(c, regulation.SampleMonthEnd)
}
