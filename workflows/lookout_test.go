package workflows_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"countersign/models"
	"countersign/models/regulation"
	"countersign/workflows"
)

func TestLookout(t *testing.T) {
	t.Run("approval.absence a case that refuses to look is left alone for an hour, one that does not answer is asked again", func(t *testing.T) {
		now, asked := time.Date(2026, 11, 2, 9, 0, 0, 0, time.UTC), map[models.CaseID]int{}
		answers := map[models.CaseID]error{"1": models.Refuse(models.Conflict, regulation.ApprovalRecord, "case-closed"),
			"2": models.Refuse(models.Unavailable, regulation.Clause{}, "act-failed"), "3": models.Refuse(models.Unavailable, regulation.Clause{}, "try-again"), "4": nil}
		l := workflows.Lookout{Now: func() time.Time { return now },
			Misplaced: func(_ context.Context, after models.CaseID, _ time.Time, _ int) ([]models.CaseID, error) {
				if after == "" {
					return []models.CaseID{"1", "2", "3", "4"}, nil
				}
				return nil, nil
			},
			Look: func(_ context.Context, id models.CaseID, _ time.Time) error { asked[id]++; return answers[id] }}
		for range 61 {
			looked, err := l.Sweep(t.Context(), func(error) {})
			require.NoError(t, err)
			require.Equal(t, 1, looked)
			now = now.Add(time.Minute)
		}
		require.Equal(t, map[models.CaseID]int{"1": 2, "2": 2, "3": 61, "4": 61}, asked)
	})
}
