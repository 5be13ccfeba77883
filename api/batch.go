package api

import (
	"context"

	"countersign/models"
	"countersign/models/regulation"
)

// batchMost is how many tasks are signed in one go.
const batchMost = 50

// A Batch signs several tasks with one comment; each item is an act of its own.
type Batch struct {
	Items   []BatchItem `json:"items" minItems:"1" maxItems:"50"`
	Comment string      `json:"comment,omitempty" maxLength:"2000"`
}

// A BatchItem is one task to sign. Key makes a repetition the same act.
type BatchItem struct {
	Key    models.ActID  `json:"key" format:"uuid"`
	Case   models.CaseID `json:"case" format:"uuid"`
	Task   models.TaskID `json:"task" format:"uuid"`
	Digest models.Digest `json:"digest" maxLength:"64"`
}

// A BatchResult is what became of an item: its receipt, or why it was refused.
type BatchResult struct {
	Case    models.CaseID   `json:"case"`
	Task    models.TaskID   `json:"task"`
	Receipt *models.Receipt `json:"receipt,omitempty"`
	Problem *Problem        `json:"problem,omitempty"`
}

// SignBatch signs each item and says of each what became of it; one that is
// refused keeps no other back. AloneOnly are signed one at a time and never in a
// batch, and so is what needs a proof (approval.step-up).
func (s *Server) SignBatch(ctx context.Context, who Person, b Batch) ([]BatchResult, error) {
	if len(b.Items) == 0 || len(b.Items) > batchMost {
		return nil, models.Refuse(models.TooMuch, regulation.Clause{}, "batch-size", "Most", batchMost)
	}
	results := make([]BatchResult, len(b.Items))
	for i, item := range b.Items {
		results[i] = BatchResult{Case: item.Case, Task: item.Task}
		receipt, err := s.signOne(ctx, who, item, b.Comment)
		if err != nil {
			results[i].Problem = ProblemOf(err, who.Lang)
			continue
		}
		results[i].Receipt = &receipt
	}
	return results, nil
}

func (s *Server) signOne(ctx context.Context, who Person, item BatchItem, comment string) (models.Receipt, error) {
	kind, err := s.kindOf(ctx, who, item.Case)
	if err != nil {
		return models.Receipt{}, err
	}
	if err := AloneOnly(kind); err != nil {
		return models.Receipt{}, err
	}
	receipt, err := s.Act(ctx, who, item.Case, item.Key, ActForm{Verb: models.Sign, Task: item.Task, Digest: item.Digest, Comment: comment})
	if e := models.AsError(err); e != nil && e.Clause == regulation.ApprovalStepUp {
		err = models.Refuse(models.Forbidden, regulation.ApprovalStepUp, "step-up-one-at-a-time")
	}
	return receipt, err
}

// AloneOnly refuses to sign a kind of case in a batch: each exception is weighed by itself
// (authority.exception), and what changes the rules for everybody is read as a whole
// (authority.matrix, approval.parameters).
func AloneOnly(kind models.Kind) *models.Error {
	switch kind {
	case models.KindException:
		return models.Refuse(models.Forbidden, regulation.AuthorityException, "exception-one-at-a-time")
	case models.KindMatrixChange:
		return models.Refuse(models.Forbidden, regulation.AuthorityMatrix, "rules-one-at-a-time")
	case models.KindParameterChange:
		return models.Refuse(models.Forbidden, regulation.ApprovalParameters, "rules-one-at-a-time")
	}
	return nil
}

type batchIn struct{ Body Batch }

func (s *Server) postBatch(ctx context.Context, in *batchIn) (*of[rows[BatchResult]], error) {
	return listed(s.SignBatch(ctx, whoAsks(ctx), in.Body))
}
