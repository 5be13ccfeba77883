package workflows_test

import (
	"context"
	"log/slog"
	"os"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"countersign/activities"
	"countersign/deploy/demo/demotest"
	"countersign/models"
	"countersign/models/store"
	"countersign/policies"
	"countersign/workflows"
	"countersign/workflows/codec"
)

// temporalEnv names the variable with the address of a Temporal server that
// tests may use; `make test` sets it.
const temporalEnv = "COUNTERSIGN_TEST_TEMPORAL"

// testKey seals the payloads of tests and of the recorded histories.
var testKey = codec.Key{ID: "test", Secret: []byte("only for tests, only for tests, only")}

// A house is the product without its HTTP: records, a worker, a client.
type house struct {
	t       testing.TB
	db      *store.DB
	desk    *activities.Desk
	records *activities.Records
	client  *workflows.Client
	queue   string
	keys    []codec.Key
}

func open(t testing.TB) *house {
	address := os.Getenv(temporalEnv)
	require.NotEmpty(t, address, "%s is not set; run the tests with `make test`", temporalEnv)
	ctx := context.Background()
	h := &house{t: t, db: demotest.DB(t), queue: "test-" + uuid.NewString(), keys: []codec.Key{testKey}}
	held, err := policies.New(ctx, h.db)
	require.NoError(t, err)
	h.desk = &activities.Desk{DB: h.db, Policies: held, Now: time.Now}
	h.records = &activities.Records{DB: h.db, Policies: held, Calendars: &activities.Calendars{}, Now: time.Now, Skew: activities.MaySkew, Token: uuid.NewString}
	h.client, err = workflows.Connect(ctx, workflows.Options{Address: address, Namespace: "countersign", Queue: h.queue,
		Keys: h.keys, Log: slog.New(slog.DiscardHandler)})
	require.NoError(t, err)
	t.Cleanup(h.client.Close)
	return h
}

// work starts a worker and returns what stops it.
func (h *house) work() (stop func()) {
	w := h.client.Worker(h.records, func(err error) { h.t.Errorf("the worker was lost: %v", err) })
	require.NoError(h.t, w.Start())
	return w.Stop
}

func (h *house) one(into any, query string, args ...any) {
	h.t.Helper()
	require.NoError(h.t, h.db.Write(context.Background(), func(tx store.Tx) error { return tx.Raw(query, args...).Row().Scan(into) }))
}

func (h *house) person(login string) (id models.PersonID) {
	h.one(&id, `select person_id from accounts where login = ?`, login)
	return id
}

// draft writes a sample request of the marketing clerk.
func (h *house) draft() models.Case {
	c, err := h.desk.StartDraft(context.Background(), h.person("linxiaowen"), h.sample(true, true))
	require.NoError(h.t, err)
	return c
}

func (h *house) submission(c models.Case) models.Act {
	return models.Act{ID: models.ActID(uuid.NewString()), Case: c.ID, Verb: models.Submit, Actor: c.Applicant, Digest: c.Digest}
}

// signing is the act by which somebody signs the open task of a case.
func (h *house) signing(c models.Case, login string) models.Act {
	a := models.Act{ID: models.ActID(uuid.NewString()), Case: c.ID, Verb: models.Sign, Actor: h.person(login), Digest: c.Digest}
	h.one(&a.Task, `select id from tasks where case_id = ? and state = 'open'`, c.ID)
	return a
}

func TestRealTemporal(t *testing.T) {
	h := open(t)
	stop := h.work()
	defer stop()
	ctx := context.Background()

	t.Run("approval.record a repeated submission and a repeated signature get the first receipt", func(t *testing.T) {
		c := h.draft()
		submit := h.submission(c)
		first, err := h.client.Submit(ctx, submit, c.Kind)
		require.NoError(t, err)
		again, err := h.client.Submit(ctx, submit, c.Kind)
		require.NoError(t, err)
		require.Equal(t, first, again)
		sign := h.signing(c, "zhoujianguo")
		one, err := h.client.Act(ctx, sign)
		require.NoError(t, err)
		two, err := h.client.Act(ctx, sign)
		require.NoError(t, err)
		require.Equal(t, one, two)
		done, err := h.client.Act(ctx, h.signing(c, "chenli"))
		require.NoError(t, err)
		require.Equal(t, models.Effective, done.State)
	})

	t.Run("approval.own-case a refusal comes through Temporal with its clause", func(t *testing.T) {
		c := h.draft()
		_, err := h.client.Submit(ctx, h.submission(c), c.Kind)
		require.NoError(t, err)
		_, err = h.client.Act(ctx, h.signing(c, "linxiaowen"))
		require.Equal(t, "approval.own-case", models.AsError(err).Clause.String())
		require.True(t, models.IsKind(err, models.Forbidden))
	})

	t.Run("sample.complete a submission that is refused leaves a draft that can be submitted later", func(t *testing.T) {
		c := h.draft()
		stale := h.submission(c)
		stale.Digest = "another"
		_, err := h.client.Submit(ctx, stale, c.Kind)
		require.True(t, models.IsKind(err, models.Conflict), "%v", err)
		_, err = h.client.Submit(ctx, h.submission(c), c.Kind)
		require.NoError(t, err)
	})
}
