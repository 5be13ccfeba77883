package workflows

import (
	"context"

	"countersign/models"
	"countersign/models/calendar"
)

// ExamineOthers walks the histories of all cases at which ExamineAll does not look,
// and adds what it finds to what was found (approval.record).
func ExamineOthers(ctx context.Context, records Records, done *models.Examination) error {
	return walk(ctx, records, true, done)
}

// walk finds cases whose history is not as it was written, some at a time.
func walk(ctx context.Context, records Records, others bool, done *models.Examination) error {
	var after models.CaseID
	for today := calendar.DateOf(done.At.In(calendar.China())); ; {
		chains, err := records.Chains(ctx, after, today, others, 100)
		if err != nil || len(chains) == 0 {
			return err
		}
		for _, c := range chains {
			if seq := c.Broken(); seq > 0 {
				f := finding(models.OpenCase{ID: c.Case, Kind: c.Kind, Number: c.Number}, models.BrokenChain, false)
				f.Seq = seq
				done.Findings = append(done.Findings, f)
			}
			after = c.Case
		}
	}
}
