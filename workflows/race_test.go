package workflows_test

import (
	"context"
	"log/slog"
	"os"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"countersign/models"
	"countersign/models/calendar"
	"countersign/models/regulation"
	"countersign/models/store"
	"countersign/policies"
	"countersign/workflows"
)

// clients is how many people click at the same moment.
const clients = 64

// TestRace has 64 clients sign the same slate at once, over two connections to
// Temporal and two workers, in each mode of a round: nothing is lost or doubled.
func TestRace(t *testing.T) {
	for name, round := range map[string]struct {
		mode models.Mode
		need int
		want func(seats int) int
	}{
		"authority.matrix all of a round":               {models.All, 0, func(n int) int { return n }},
		"authority.matrix any of a round":               {models.Any, 0, func(int) int { return 1 }},
		"authority.matrix two of a round":               {models.Quorum, 2, func(int) int { return 2 }},
		"authority.matrix one of each department of it": {models.Departments, 0, func(int) int { return 2 }},
	} {
		t.Run(name, func(t *testing.T) {
			h := open(t)
			h.rule(round.mode, round.need)
			for _, stop := range []func(){h.work(), h.work()} {
				defer stop()
			}
			second := h.another()
			c := h.begin("linxiaowen", h.sample(true, true))
			signed := h.everybodySigns(c, []*workflows.Client{h.client, second})
			var seats, signatures, people int
			h.one(&seats, `select count(*) from tasks where case_id = ? and step = 'signatures'`, c.ID)
			h.one(&signatures, `select count(*) from signatures where case_id = ? and decision = 'sign'`, c.ID)
			h.one(&people, `select count(distinct person_id) from signatures where case_id = ?`, c.ID)
			require.Greater(t, seats, 2)
			require.Equal(t, round.want(seats), signatures, "of %d seats", seats)
			require.Equal(t, signatures, people, "approval.one-seat nobody signed twice")
			require.Equal(t, signatures, signed, "who was told that it is signed has signed")
			var state models.State
			h.one(&state, `select state from cases where id = ?`, c.ID)
			require.Equal(t, models.Effective, state)
			require.Empty(t, h.examine(false))
		})
	}
}

// rule lays down one round of heads and staff of two departments for sample requests.
func (h *house) rule(mode models.Mode, need int) {
	var rows []models.MatrixRow
	for _, r := range policies.DefaultMatrix() {
		if r.Kind != models.KindSampleRequest || r.Step != models.StepSignatures {
			rows = append(rows, r)
		}
	}
	rows = append(rows, models.MatrixRow{Kind: models.KindSampleRequest, Step: models.StepSignatures, Clause: regulation.SampleTwoSignatures, Verb: models.Sign,
		Round: 1, Mode: mode, Need: need, Of: []string{"any@production", "any@finance"}, Within: 2})
	var mill models.CompanyID
	h.one(&mill, `select id from companies where code = 'MILL'`)
	require.NoError(h.t, h.db.Write(context.Background(), func(tx store.Tx) error {
		_, err := tx.KeepMatrix(mill, calendar.On(2026, 1, 1), rows, models.CaseID(uuid.NewString()), time.Now())
		return err
	}))
}

// another is a second connection, as a second program has it.
func (h *house) another() *workflows.Client {
	c, err := workflows.Connect(context.Background(), workflows.Options{Address: os.Getenv(temporalEnv), Namespace: "countersign", Queue: h.queue,
		Keys: h.keys, Log: slog.New(slog.DiscardHandler)})
	require.NoError(h.t, err)
	h.t.Cleanup(c.Close)
	return c
}

// everybodySigns has everybody who holds a seat's post sign it, again and again at
// the same time, and returns how many different acts were done.
func (h *house) everybodySigns(c models.Case, over []*workflows.Client) int {
	var pairs []struct {
		Task   models.TaskID
		Person models.PersonID
	}
	require.NoError(h.t, h.db.Write(context.Background(), func(tx store.Tx) error {
		return tx.Raw(`select t.id as task, h.person_id as person from tasks t join holdings h on h.post_id = t.post_id and h.until_on is null
			where t.case_id = ? and t.state = 'open'`, c.ID).Scan(&pairs).Error
	}))
	require.NotEmpty(h.t, pairs)
	var done atomic.Int32
	var all sync.WaitGroup
	start := make(chan struct{})
	for i := range clients {
		pair := pairs[i%len(pairs)]
		all.Go(func() {
			act := models.Act{ID: models.ActID(uuid.NewString()), Case: c.ID, Task: pair.Task, Verb: models.Sign, Actor: pair.Person, Digest: c.Digest}
			<-start
			for {
				_, err := over[i%len(over)].Act(context.Background(), act)
				if models.IsKind(err, models.Unavailable) {
					continue // the person clicks again: it is the same act
				}
				if err == nil {
					done.Add(1)
				}
				return
			}
		})
	}
	close(start)
	all.Wait()
	return int(done.Load())
}
