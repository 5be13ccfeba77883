package store_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"countersign/deploy/local/localtest"
	"countersign/models"
)

func TestApprovalNeverStuck_OneProgramExaminesAtATimeAndTheLastLookIsKept(t *testing.T) {
	db, ctx, now := localtest.DB(t), t.Context(), time.Date(2026, 11, 23, 2, 0, 0, 0, time.UTC)
	_, known, err := db.LastExamination(ctx)
	require.NoError(t, err)
	require.False(t, known)

	claim := func(at time.Time) bool {
		mine, err := db.ClaimExamination(ctx, at, time.Hour)
		require.NoError(t, err)
		return mine
	}
	require.True(t, claim(now))
	require.False(t, claim(now.Add(59*time.Minute)))
	require.True(t, claim(now.Add(time.Hour)))

	require.NoError(t, db.KeepExamination(ctx, models.Examination{At: now, Checked: 3}))
	late := models.Examination{At: now.Add(-time.Hour), Checked: 9, Findings: []models.Finding{{Trouble: models.Ahead}}}
	require.NoError(t, db.KeepExamination(ctx, late), "one that took long does not hide a newer one")
	last, known, err := db.LastExamination(ctx)
	require.NoError(t, err)
	require.True(t, known)
	require.Equal(t, 3, last.Checked)
	require.Empty(t, last.Findings)
}
