package workflows_test

import (
	"context"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"countersign/models"
)

// A program of another machine repeats what it was not answered. While the clock of the
// house is wrong nothing is done; once it is set the same key does it, once.
func TestApprovalRecord_AnActThatAWrongClockRefusedIsDoneUnderItsOwnKeyWhenTheClockIsSet(t *testing.T) {
	h := open(t)
	var wrong atomic.Bool
	h.records.Now = func() time.Time {
		if wrong.Load() {
			return time.Now().Add(-time.Hour)
		}
		return time.Now()
	}
	defer h.work()()
	ctx := context.Background()
	// done repeats an act until the clock no longer refuses it.
	done := func(send func() (models.Receipt, error)) models.Receipt {
		wrong.Store(true)
		for range 2 {
			_, err := send()
			require.Equal(t, "clock-wrong", models.AsError(err).Key)
		}
		wrong.Store(false)
		var r models.Receipt
		require.Eventually(t, func() bool {
			var err error
			r, err = send()
			return err == nil
		}, 15*time.Second, 200*time.Millisecond)
		for range 2 {
			again, err := send()
			require.NoError(t, err)
			require.Equal(t, r, again, "the first receipt")
		}
		return r
	}
	c := h.draft()
	submit := h.submission(c)
	require.Equal(t, models.Running, done(func() (models.Receipt, error) { return h.client.Submit(ctx, submit, c.Kind) }).State)
	sign := h.signing(c, "zhoujianguo")
	done(func() (models.Receipt, error) { return h.client.Act(ctx, sign) })
	var signatures int
	h.one(&signatures, `select count(*) from signatures where case_id = ?`, c.ID)
	require.Equal(t, 1, signatures)
	require.Empty(t, h.examine(false), "records and workflow agree")
}
