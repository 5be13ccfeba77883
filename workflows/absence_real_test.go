package workflows_test

import (
	"context"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"countersign/activities"
	"countersign/models"
	"countersign/models/calendar"
	"countersign/workflows"
)

// lookout is who looks after absences in this house.
func (h *house) lookout() *workflows.Lookout {
	return &workflows.Lookout{Misplaced: h.db.Misplaced, Look: h.client.Look, Now: time.Now}
}

func (h *house) sweep() int {
	h.t.Helper()
	looked, err := h.lookout().Sweep(context.Background(), func(err error) { require.NoError(h.t, err) })
	require.NoError(h.t, err)
	return looked
}

// act signs and more, and wants no refusal.
func (h *house) sign(c models.Case, login string) {
	h.t.Helper()
	_, err := h.client.Act(context.Background(), h.signing(c, login))
	require.NoError(h.t, err)
}

func TestRealAbsenceAndRevocation(t *testing.T) {
	h := open(t)
	defer h.work()()
	ctx := context.Background()
	today := calendar.DateOf(time.Now().In(calendar.China()))

	t.Run("approval.absence the lookout moves a task through its workflow, which signs on and stays in step with the records", func(t *testing.T) {
		c := h.draft()
		_, err := h.client.Submit(ctx, h.submission(c), c.Kind)
		require.NoError(t, err)
		head := h.person("zhoujianguo")
		id, err := h.desk.EnterAbsence(ctx, head, models.Absence{Person: head, From: today, Until: today.AddDays(2)})
		require.NoError(t, err)
		require.Equal(t, 1, h.sweep())
		require.Zero(t, h.sweep(), "a second look finds nothing")
		require.Empty(t, h.examine(false))
		require.NoError(t, h.desk.EndAbsence(ctx, head, id, calendar.Date{}))
		require.Equal(t, 1, h.sweep())
		id, err = h.desk.EnterAbsence(ctx, head, models.Absence{Person: head, From: today, Until: today})
		require.NoError(t, err)
		require.Equal(t, 1, h.sweep())
		h.sign(c, "hemin")
		require.Empty(t, h.examine(false))
		require.NoError(t, h.desk.EndAbsence(ctx, head, id, calendar.Date{}))
		h.sign(c, "chenli")
		require.Empty(t, h.examine(false))
	})
	t.Run("approval.absence what a crash kept from the workflow it hears of when it looks again", func(t *testing.T) {
		c := h.draft()
		_, err := h.client.Submit(ctx, h.submission(c), c.Kind)
		require.NoError(t, err)
		head := h.person("zhoujianguo")
		id, err := h.desk.EnterAbsence(ctx, head, models.Absence{Person: head, From: today, Until: today})
		require.NoError(t, err)
		// The transaction commits, and the workflow never hears of it.
		_, err = h.records.Look(ctx, activities.Glance{Case: c.ID, Slate: models.Slate{Step: models.StepSignatures, Attempt: 1}, At: time.Now()})
		require.NoError(t, err)
		h.examine(true)
		require.Empty(t, h.examine(false))
		require.NoError(t, h.desk.EndAbsence(ctx, head, id, calendar.Date{}))
		require.Equal(t, 1, h.sweep())
		h.sign(c, "zhoujianguo")
	})
	t.Run("approval.revoke the workflow of what is revoked comes to its end", func(t *testing.T) {
		c := h.draft()
		_, err := h.client.Submit(ctx, h.submission(c), c.Kind)
		require.NoError(t, err)
		h.sign(c, "zhoujianguo")
		h.sign(c, "chenli")
		_, running, err := h.client.Progress(ctx, c.ID)
		require.NoError(t, err)
		require.True(t, running)

		r, err := h.desk.StartDraft(ctx, h.person("linxiaowen"), &models.Revocation{Subject: c.ID, Reason: "客户取消"})
		require.NoError(t, err)
		_, err = h.client.Submit(ctx, h.submission(r), r.Kind)
		require.NoError(t, err)
		h.sign(r, "zhoujianguo")
		h.sign(r, "chenli")
		require.Equal(t, 1, h.sweep())
		require.Eventually(t, func() bool {
			_, running, err := h.client.Progress(ctx, c.ID)
			return err == nil && !running
		}, 10*time.Second, 50*time.Millisecond)
		require.Zero(t, h.sweep())
		require.Empty(t, h.examine(false))
		_, err = h.client.Act(ctx, models.Act{ID: models.ActID(uuid.NewString()), Case: c.ID, Verb: models.Comment, Actor: c.Applicant})
		require.True(t, models.IsKind(err, models.Conflict), "%v", err)
	})
}
