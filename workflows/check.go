package workflows

import (
	"context"
	"errors"
	"time"

	"go.temporal.io/api/enums/v1"

	"countersign/models"
	"countersign/models/calendar"
)

// Records are what the check reads of the records.
type Records interface {
	OpenCases(ctx context.Context, after models.CaseID, today calendar.Date, most int) ([]models.OpenCase, error)
	Chains(ctx context.Context, after models.CaseID, today calendar.Date, others bool, most int) ([]models.Chain, error)
	ActsAfter(ctx context.Context, id models.CaseID, seq int64) ([]models.Act, error)
}

// settling is how long a case may be between two steps before that is a trouble.
const settling = time.Minute

// ExamineAll examines every open case, one after another (approval.never-stuck).
// A case that could not be examined is a finding and does not keep the others
// from being examined, unless there is nobody who carries out any. It walks their
// histories, those of the last week, and those that were found broken before.
func (c *Client) ExamineAll(ctx context.Context, records Records, clock func() time.Time, repair bool) (models.Examination, error) {
	done := models.Examination{At: clock().UTC()}
	var after models.CaseID
	for {
		now := clock()
		cases, err := records.OpenCases(ctx, after, calendar.DateOf(now.In(calendar.China())), 200)
		if err == nil && len(cases) == 0 {
			err = walk(ctx, records, false, &done)
			return done, err
		}
		if err != nil {
			return done, err
		}
		for _, open := range cases {
			found, err := c.examineTwice(ctx, records, open, after, now, repair)
			if ctx.Err() != nil {
				return done, ctx.Err()
			}
			if err != nil {
				if err := c.attended(ctx); err != nil {
					return done, err
				}
				found = append(found, finding(open, models.Unexamined, false))
			}
			if open.State.Open() {
				done.Checked++
			}
			done.Findings, after = append(done.Findings, found...), open.ID
		}
	}
}

// attended fails where nobody carries out procedures: then no workflow can be asked.
func (c *Client) attended(ctx context.Context) error {
	about, err := c.temporal.DescribeTaskQueue(ctx, c.queue, enums.TASK_QUEUE_TYPE_WORKFLOW)
	if err == nil && len(about.GetPollers()) == 0 {
		err = errors.New("nobody carries out procedures, so no workflow can be asked: start countersign serve or worker first")
	}
	return err
}

// examineTwice believes a trouble only when it is seen again in what the records say
// then: people act while the cases are examined. before is the case before this one.
func (c *Client) examineTwice(ctx context.Context, records Records, open models.OpenCase, before models.CaseID, now time.Time, repair bool) ([]models.Finding, error) {
	found, err := c.Examine(ctx, records, open, now, false)
	if err != nil || len(found) == 0 {
		return found, err
	}
	again, err := records.OpenCases(ctx, before, calendar.DateOf(now.In(calendar.China())), 1)
	if err != nil || len(again) == 0 || again[0].ID != open.ID {
		return nil, err // it has ended
	}
	return c.Examine(ctx, records, again[0], now, repair)
}

func finding(open models.OpenCase, t models.Trouble, repaired bool) models.Finding {
	f := models.Finding{Case: open.ID, Kind: open.Kind, Trouble: t, Repaired: repaired}
	if open.Number != nil {
		f.Number = *open.Number
	}
	return f
}

// Examine says what is wrong with a case, comparing the records with its workflow:
// of one that has ended only whether its workflow has heard of it. Where repair is true it delivers again what the workflow has not
// heard of; nothing else is changed.
func (c *Client) Examine(ctx context.Context, records Records, open models.OpenCase, now time.Time, repair bool) ([]models.Finding, error) {
	var found []models.Finding
	add := func(t models.Trouble, repaired bool) { found = append(found, finding(open, t, repaired)) }
	p, running, err := c.Progress(ctx, open.ID)
	if err != nil {
		return nil, err
	}
	settled := now.Sub(open.Since) > settling
	switch {
	case !running && !open.State.Open():
	case !running && settled:
		add(models.NoWorkflow, false)
	case running && p.Seq > open.Seq:
		add(models.Ahead, false)
	case running && p.Seq < open.Heard:
		repaired, err := c.catchUp(ctx, records, open.ID, p.Seq, repair)
		if err != nil {
			return nil, err
		}
		add(models.Behind, repaired)
	}
	switch {
	case !open.State.Open():
	case open.Waiting == 0 && settled:
		add(models.NothingWaits, false)
	case open.Waiting > 0 && open.Held == 0:
		add(models.NobodyHolds, false)
	}
	return found, nil
}

// catchUp delivers to a workflow the acts that the records have and it has not; what
// the machine did itself it sees when it looks again.
func (c *Client) catchUp(ctx context.Context, records Records, id models.CaseID, seq int64, repair bool) (bool, error) {
	if !repair {
		return false, nil
	}
	acts, err := records.ActsAfter(ctx, id, seq)
	if err != nil {
		return false, err
	}
	for _, act := range acts {
		if _, err := c.Act(ctx, act); err != nil {
			return false, err
		}
	}
	if err := c.Look(ctx, id, time.Now()); err != nil && !models.IsKind(err, models.Conflict) { // the acts have closed it
		return false, err
	}
	return true, nil
}
