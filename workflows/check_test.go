package workflows_test

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"countersign/activities"
	"countersign/models"
	"countersign/models/calendar"
	"countersign/models/store"
	"countersign/workflows"
)

// examine looks at every open case of the house.
func (h *house) examine(repair bool) []models.Finding {
	ctx := context.Background()
	// As if a while had passed: what is between two steps now is a trouble then.
	done, err := h.client.ExamineAll(ctx, h.db, func() time.Time { return time.Now().Add(2 * time.Minute) }, repair)
	require.NoError(h.t, err)
	require.False(h.t, slices.ContainsFunc(done.Findings, func(f models.Finding) bool { return f.Trouble == models.Unexamined }), "%v", done.Findings)
	return done.Findings
}

// tamper changes the records as somebody does who owns the database.
func (h *house) tamper(change string, args ...any) {
	h.t.Helper()
	require.NoError(h.t, h.db.Write(context.Background(), func(tx store.Tx) error {
		return errors.Join(tx.Exec(`alter table events disable trigger row_stays`).Error, tx.Exec(change, args...).Error,
			tx.Exec(`alter table events enable trigger row_stays`).Error)
	}))
}

// behindhand are records that answer the first question as it was a while ago.
type behindhand struct {
	*store.DB
	before []models.OpenCase
}

// OpenCases answers with what was first.
func (b *behindhand) OpenCases(ctx context.Context, after models.CaseID, today calendar.Date, most int) ([]models.OpenCase, error) {
	if before := b.before; before != nil {
		b.before = nil
		return before, nil
	}
	return b.DB.OpenCases(ctx, after, today, most)
}

func TestCheck(t *testing.T) {
	h := open(t)
	stop := h.work()
	defer stop()
	ctx := context.Background()
	c := h.begin("linxiaowen", h.sample(true, true))

	t.Run("approval.never-stuck a case that goes its way has no trouble", func(t *testing.T) {
		require.Empty(t, h.examine(false))
	})
	t.Run("an act that a crash left in the records only is found and delivered again", func(t *testing.T) {
		sign := h.signing(c, "zhoujianguo")
		// The transaction commits, and the workflow never hears of it.
		slate := models.Slate{Step: models.StepSignatures, Attempt: 1}
		_, err := h.records.PerformAct(ctx, activities.Deed{Act: sign, Slate: slate, Facts: activities.Facts{Free: true}})
		require.NoError(t, err)
		found := h.examine(false)
		require.Len(t, found, 1)
		require.Equal(t, models.Behind, found[0].Trouble)
		found = h.examine(true)
		require.True(t, found[0].Repaired)
		require.Empty(t, h.examine(false))
		receipt, err := h.client.Act(ctx, h.signing(c, "chenli"))
		require.NoError(t, err)
		require.Equal(t, models.Effective, receipt.State)
	})
	t.Run("approval.never-stuck what somebody does while the cases are examined is no trouble", func(t *testing.T) {
		other := h.begin("linxiaowen", h.sample(true, true))
		before, err := h.db.OpenCases(ctx, "", calendar.DateOf(time.Now()), 10)
		require.NoError(t, err)
		_, err = h.client.Act(ctx, h.signing(other, "zhoujianguo"))
		require.NoError(t, err)
		done, err := h.client.ExamineAll(ctx, &behindhand{h.db, before}, time.Now, false)
		require.NoError(t, err)
		require.Empty(t, done.Findings)
	})
	t.Run("approval.withdraw a case that ended in the records only is found, and its workflow ends", func(t *testing.T) {
		gone := h.begin("linxiaowen", h.sample(true, true))
		act := models.Act{ID: models.ActID(uuid.NewString()), Case: gone.ID, Verb: models.Withdraw, Actor: gone.Applicant}
		_, err := h.records.PerformAct(ctx, activities.Deed{Act: act, Slate: models.Slate{Step: models.StepSignatures, Attempt: 1}, Facts: activities.Facts{Free: true}})
		require.NoError(t, err)
		_, running, err := h.client.Progress(ctx, gone.ID)
		require.NoError(t, err)
		require.True(t, running)
		found := h.examine(true)
		require.Len(t, found, 1)
		require.True(t, found[0].Case == gone.ID && found[0].Trouble == models.Behind && found[0].Repaired, "%v", found)
		require.Eventually(t, func() bool {
			_, running, err := h.client.Progress(ctx, gone.ID)
			return err == nil && !running
		}, 10*time.Second, 100*time.Millisecond)
		require.Empty(t, h.examine(false))
	})
	t.Run("approval.record an entry that somebody changed in the database is found, while the case is open and long after", func(t *testing.T) {
		open, ended := h.begin("linxiaowen", h.sample(true, true)), h.begin("linxiaowen", h.sample(true, true))
		h.tamper(`update cases set state = 'done', updated_at = now() - interval '30 days' where id = ?`, ended.ID)
		require.Empty(t, h.examine(false))
		all := models.Examination{At: time.Now()}
		require.NoError(t, workflows.ExamineOthers(ctx, h.db, &all))
		require.Empty(t, all.Findings)

		h.tamper(`update events set at = at - interval '1 day' where seq = 2 and case_id in (?, ?)`, open.ID, ended.ID)
		broken := func(f models.Finding) bool { return f.Trouble == models.BrokenChain && f.Seq == 2 }
		found := h.examine(false)
		require.Len(t, found, 1)
		require.True(t, found[0].Case == open.ID && found[0].Number != "" && broken(found[0]), "%v", found)
		require.NoError(t, workflows.ExamineOthers(ctx, h.db, &all))
		require.Len(t, all.Findings, 1)
		require.True(t, all.Findings[0].Case == ended.ID && broken(all.Findings[0]), "%v", all.Findings)

		require.NoError(t, h.db.KeepExamination(ctx, all))
		require.Len(t, h.examine(false), 2, "what was found once is looked at each time")
		h.tamper(`update events set at = at + interval '1 day' where seq = 2 and case_id in (?, ?)`, open.ID, ended.ID)
		require.Empty(t, h.examine(false))
	})
	t.Run("approval.post a case that nobody can act on is found", func(t *testing.T) {
		require.NoError(t, h.db.Write(ctx, func(tx store.Tx) error {
			return tx.Exec(`update holdings set until_on = '2026-11-02' where post_id in (select post_id from tasks where case_id = ? and state = 'open') and from_on < '2026-11-02'`, c.ID).Error
		}))
		found := h.examine(false)
		require.Len(t, found, 1)
		require.Equal(t, models.NobodyHolds, found[0].Trouble)
	})
	t.Run("a case without a workflow is found", func(t *testing.T) {
		lost := h.draft()
		require.NoError(t, h.db.Write(ctx, func(tx store.Tx) error {
			return tx.Exec(`update cases set state = 'running', opened_at = now() where id = ?`, lost.ID).Error
		}))
		var troubles []models.Trouble
		for _, f := range h.examine(true) {
			if f.Case == lost.ID {
				troubles = append(troubles, f.Trouble)
			}
		}
		require.Equal(t, []models.Trouble{models.NoWorkflow, models.NothingWaits}, troubles)
	})
}

func TestCheckWithoutAWorker(t *testing.T) {
	t.Run("approval.never-stuck where nobody carries out procedures the check says so and finds no case troubled", func(t *testing.T) {
		h := open(t)
		c := h.draft()
		ctx, cancel := context.WithTimeout(context.Background(), time.Second)
		defer cancel()
		_, err := h.client.Submit(ctx, h.submission(c), c.Kind)
		require.True(t, models.IsKind(err, models.Unavailable), "%v", err)
		require.NoError(t, h.db.Single(context.Background()).Exec(`update cases set state = 'running', opened_at = now() where id = ?`, c.ID).Error)
		done, err := h.client.ExamineAll(context.Background(), h.db, time.Now, false)
		require.ErrorContains(t, err, "nobody carries out procedures")
		require.Empty(t, done.Findings)
	})
}

func TestFaultOfTheProgram(t *testing.T) {
	t.Run("approval.record what the program could not write is no act: the same key says so again, another is tried", func(t *testing.T) {
		h := open(t)
		defer h.work()()
		ctx, c := context.Background(), h.begin("linxiaowen", h.sample(true, true))
		exec := func(sql string) { require.NoError(t, h.db.Single(ctx).Exec(sql).Error) }
		exec(`alter table signatures add constraint never check (false)`)
		sign := h.signing(c, "zhoujianguo")
		for range 2 {
			_, err := h.client.Act(ctx, sign)
			require.Equal(t, "act-failed", models.AsError(err).Key, "%v", err)
			exec(`alter table signatures drop constraint if exists never`)
		}
		_, err := h.client.Act(ctx, h.signing(c, "zhoujianguo"))
		require.NoError(t, err)
	})
}

func TestWorkerKilled(t *testing.T) {
	t.Run("approval.record what people do while no worker is there is refused politely and done once when they repeat it", func(t *testing.T) {
		h := open(t)
		stop := h.work()
		ctx := context.Background()
		c := h.begin("linxiaowen", h.sample(true, true))
		stop()
		sign := h.signing(c, "zhoujianguo")
		_, err := h.client.Act(ctx, sign)
		require.True(t, models.IsKind(err, models.Unavailable), "%v", err)
		asked := time.Now()
		_, _, err = h.client.Progress(ctx, c.ID)
		require.Error(t, err)
		require.Less(t, time.Since(asked), 6*time.Second, "what a workflow does not say in a moment it does not say")
		stop = h.work()
		defer stop()
		receipt, err := h.client.Act(ctx, sign)
		require.NoError(t, err)
		require.Equal(t, sign.ID, receipt.Act)
		var n int
		h.one(&n, `select count(*) from signatures where case_id = ?`, c.ID)
		require.Equal(t, 1, n)
	})
	t.Run("approval.one-seat two holders of one post at the same moment: one signs, the other is told", func(t *testing.T) {
		h := open(t)
		stop := h.work()
		defer stop()
		ctx := context.Background()
		c := h.begin("linxiaowen", h.sample(true, true))
		var second models.PersonID
		h.one(&second, `insert into holdings (id, post_id, person_id, from_on) select gen_random_uuid(), t.post_id, a.person_id, '2026-01-01' from tasks t, accounts a
			where t.case_id = ? and t.state = 'open' and a.login = 'hemin' returning person_id`, c.ID)
		for round := range 10 {
			if round > 0 {
				c = h.begin("linxiaowen", h.sample(true, true))
			}
			one, two := h.signing(c, "zhoujianguo"), h.signing(c, "zhoujianguo")
			two.ID, two.Actor = models.ActID(uuid.NewString()), second
			errs := make(chan error, 2)
			for _, act := range []models.Act{one, two} {
				go func() { _, err := h.client.Act(ctx, act); errs <- err }()
			}
			first, other := <-errs, <-errs
			require.True(t, (first == nil) != (other == nil), "%v / %v", first, other)
			var n int
			h.one(&n, `select count(*) from signatures where case_id = ?`, c.ID)
			require.Equal(t, 1, n)
		}
	})
}
