package activities_test

import (
	"context"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"countersign/activities"
	"countersign/deploy/local/localtest"
	"countersign/models"
	"countersign/models/store"
)

func TestApprovalDeadline_WhileOneCompanysCalendarIsReadTheOthersGoOnCounting(t *testing.T) {
	ctx, stop := context.WithTimeout(t.Context(), 20*time.Second)
	defer stop()
	db, calendars := localtest.DB(t), &activities.Calendars{}
	mill, office := models.CompanyID(uuid.NewString()), models.CompanyID(uuid.NewString())
	of := func(company models.CompanyID) error {
		return db.Write(ctx, func(tx store.Tx) error {
			_, err := calendars.Of(tx, company, "1")
			return err
		})
	}
	require.NoError(t, of(office))
	slow := make(chan error, 1)
	require.NoError(t, db.Write(ctx, func(tx store.Tx) error {
		require.NoError(t, tx.Exec(`lock table calendar_days`).Error)
		go func() { slow <- of(mill) }()
		require.Eventually(t, func() bool {
			var waits int
			require.NoError(t, tx.Raw(`select count(*) from pg_locks where not granted and relation = 'calendar_days'::regclass`).Row().Scan(&waits))
			return waits == 1
		}, 10*time.Second, 10*time.Millisecond, "the mill's days are being read")
		counted := make(chan error, 1)
		go func() { counted <- of(office) }()
		select {
		case err := <-counted:
			return err
		case <-time.After(5 * time.Second):
			require.Fail(t, "the office waits for the mill")
			return nil
		}
	}))
	require.NoError(t, <-slow)
}
