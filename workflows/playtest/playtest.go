// Package playtest plays procedures as a test: people of the demo company make
// their moves one after another, on a real database and Temporal's own clock.
package playtest

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"
	"go.temporal.io/sdk/log"
	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/testsuite"

	"countersign/activities"
	"countersign/deploy/demo/demotest"
	"countersign/models"
	"countersign/models/calendar"
	"countersign/models/regulation"
	"countersign/models/store"
	"countersign/policies"
	"countersign/workflows"
	"countersign/workflows/procedure"
)

// Monday is when plays begin: 2026-11-02 09:00 in Shanghai, a working day.
var Monday = calendar.On(2026, 11, 2).At(9*time.Hour, calendar.China())

// A Move is what one person does, After so long since the move before. Want is
// the clause of the refusal (or the message's key), empty where the act is done.
type Move struct {
	After   time.Duration
	Who     string // login
	Verb    models.Verb
	Comment string
	Data    any             // the act's form, or func(*Play, models.CaseID) any
	Stale   bool            // the person was shown other content
	Again   bool            // the same act as the move before, once more
	Edit    models.Document // saved as the draft before the act
	Want    string
	State   models.State // the case's state afterwards, where it matters
	Sweep   bool         // nobody acts: the lookout looks at the case, where it needs it
}

// A Play is one test's house.
type Play struct {
	T       testing.TB
	DB      *store.DB
	Records *activities.Records
	Desk    *activities.Desk
	now     func() time.Time
	env     *testsuite.TestWorkflowEnvironment // of the case that runs

	foreseen prediction
}

// New opens the house with the demo group in it.
func New(t testing.TB) *Play {
	ctx := context.Background()
	p := &Play{T: t, DB: demotest.DB(t), now: func() time.Time { return Monday }}
	now := func() time.Time { return p.now() }
	held, err := policies.New(ctx, p.DB)
	require.NoError(t, err)
	p.Records = &activities.Records{DB: p.DB, Policies: held, Calendars: &activities.Calendars{}, Now: now, Token: uuid.NewString}
	p.Desk = &activities.Desk{DB: p.DB, Policies: held, Now: now}
	WrittenTogether(t, p.DB)
	return p
}

// Recalculate tells the running case that the calendar has changed.
func (p *Play) Recalculate(_ context.Context, _ models.CaseID, change string) error {
	p.env.UpdateWorkflow(procedure.RecalculateUpdate, "calendar/"+change, &testsuite.TestUpdateCallback{
		OnAccept: func() {}, OnReject: func(err error) { require.NoError(p.T, err) }, OnComplete: func(_ any, err error) { require.NoError(p.T, err) },
	}, change)
	return nil
}

// At sets the clock of what is done outside of a running case.
func (p *Play) At(now time.Time) { p.now = func() time.Time { return now } }

// Draft writes a document as somebody's draft and returns the case.
func (p *Play) Draft(login string, doc models.Document) models.CaseID {
	p.T.Helper()
	c, err := p.Desk.StartDraft(context.Background(), p.Person(login), doc)
	require.NoError(p.T, err)
	return c.ID
}

// Run submits the case as its applicant and plays the moves. The procedure must
// come to its end with them unless open says that it is still at work.
func (p *Play) Run(id models.CaseID, applicant string, moves ...Move) {
	p.T.Helper()
	p.run(id, applicant, false, moves)
}

// RunOpen is Run for a case that is still open after the moves.
func (p *Play) RunOpen(id models.CaseID, applicant string, moves ...Move) {
	p.T.Helper()
	p.run(id, applicant, true, moves)
}

// RefuseSubmission submits the case, which must be refused: under the clause, or
// with the message, that want names.
func (p *Play) RefuseSubmission(id models.CaseID, applicant, want string) {
	p.T.Helper()
	_, err := p.Records.OpenCase(context.Background(), activities.Submission{Act: p.submission(id, applicant)})
	p.judge("submit", Move{Want: want}, err)
}

func (p *Play) submission(id models.CaseID, applicant string) models.Act {
	return models.Act{ID: models.ActID(uuid.NewString()), Case: id, Verb: models.Submit, Actor: p.Person(applicant), Digest: p.shown(id)}
}

func (p *Play) run(id models.CaseID, applicant string, open bool, moves []Move) {
	t := p.T
	var suite testsuite.WorkflowTestSuite
	suite.SetLogger(log.NewStructuredLogger(slog.New(slog.DiscardHandler)))
	env := suite.NewTestWorkflowEnvironment()
	env.SetTestTimeout(time.Minute)
	env.SetStartTime(p.now())
	p.now, p.env = env.Now, env
	workflows.Register(env, p.Records)

	p.foreseen = prediction{map[models.Step]policies.Predicted{}, map[models.Step]bool{}}
	p.foresee(id)
	submit := p.submission(id, applicant)
	at := time.Duration(0)
	var last models.Act
	for i, m := range moves {
		at += max(m.After, time.Second)
		env.RegisterDelayedCallback(func() { last = p.move(env, i, id, m, last) }, at)
	}
	if open {
		env.RegisterDelayedCallback(env.CancelWorkflow, at+time.Second)
	}
	env.ExecuteWorkflow(string(p.kind(id)), submit)
	require.True(t, env.IsWorkflowCompleted())
	p.requireSeatsForeseen(id)
	if open {
		var canceled *temporal.CanceledError
		require.ErrorAs(t, env.GetWorkflowError(), &canceled, "the case must be open, not dead")
		return
	}
	require.NoError(t, env.GetWorkflowError())
	p.requireForeseen(id)
}

// move makes one move and looks at its answer.
func (p *Play) move(env *testsuite.TestWorkflowEnvironment, i int, id models.CaseID, m Move, last models.Act) models.Act {
	t := p.T
	name := fmt.Sprintf("move %d: %s %s", i+1, m.Who, m.Verb)
	if m.Sweep {
		p.sweep(env, id)
		return last
	}
	if m.Edit != nil {
		_, err := p.Desk.SaveDraft(context.Background(), p.Person(m.Who), id, p.shown(id), m.Edit)
		require.NoError(t, err, name)
	}
	act := last
	if !m.Again {
		act = models.Act{ID: models.ActID(uuid.NewString()), Case: id, Verb: m.Verb, Actor: p.Person(m.Who), Digest: p.shown(id), Task: p.task(id, m)}
		p.content(id, act, m, name)
	}
	if m.Stale {
		act.Digest = "stale"
	}
	p.foresee(id)
	var got models.Receipt
	answered, refusal := false, error(nil)
	env.UpdateWorkflow(procedure.ActUpdate, uuid.NewString(), &testsuite.TestUpdateCallback{
		OnAccept: func() {},
		OnReject: func(err error) { answered, refusal = true, err },
		OnComplete: func(r any, err error) {
			answered, refusal = true, err
			got, _ = r.(models.Receipt)
		},
	}, act)
	soon(env, func() bool { return answered }, func() {
		require.True(t, answered, "%s was not answered", name)
		p.judge(name, m, refusal)
		if m.Want == "" {
			require.Equal(t, act.ID, got.Act, name)
		}
		if m.State != "" {
			require.Equal(t, string(m.State), One[string](p, `select state from cases where id = ?`, id), name)
		}
	})
	return act
}

// soon runs then once it is so, or after ten seconds: what an act waits for may be
// tried again meanwhile.
func soon(env *testsuite.TestWorkflowEnvironment, so func() bool, then func()) {
	tries := 0
	var look func()
	look = func() {
		if tries++; so() || tries > 20 {
			then()
			return
		}
		env.RegisterDelayedCallback(look, 500*time.Millisecond)
	}
	env.RegisterDelayedCallback(look, 500*time.Millisecond)
}

// sweep has the workflow look at the records again, where the lookout finds the case.
func (p *Play) sweep(env *testsuite.TestWorkflowEnvironment, id models.CaseID) {
	t := p.T
	found, err := p.DB.Misplaced(context.Background(), "", p.now(), 100)
	require.NoError(t, err)
	if !slices.Contains(found, id) {
		return
	}
	answered := false
	env.UpdateWorkflow(procedure.LookUpdate, uuid.NewString(), &testsuite.TestUpdateCallback{
		OnAccept: func() {}, OnReject: func(err error) { require.NoError(t, err) },
		OnComplete: func(_ any, err error) { require.NoError(t, err); answered = true },
	}, p.now())
	env.RegisterDelayedCallback(func() {
		require.True(t, answered)
		again, err := p.DB.Misplaced(context.Background(), "", p.now(), 100)
		require.NoError(t, err)
		require.NotContains(t, again, id, "what was looked at needs no second look")
	}, 500*time.Millisecond)
}

// judge compares the answer of a move with what was wanted.
func (p *Play) judge(name string, m Move, refusal error) {
	t := p.T
	if m.Want == "" {
		require.NoError(t, refusal, "%s: %v", name, activities.Unwire(refusal))
		return
	}
	require.Error(t, refusal, name)
	e := activities.Unwire(refusal)
	require.NotNil(t, e, "%s: %v", name, refusal)
	if _, isClause := regulation.Find(regulation.ID(m.Want)); isClause {
		require.Equal(t, m.Want, e.Clause.String(), "%s: %v", name, e)
	} else {
		require.Equal(t, m.Want, e.Key, "%s: %v", name, e)
	}
}

func (p *Play) content(id models.CaseID, act models.Act, m Move, name string) {
	data := m.Data
	if f, ok := data.(func(*Play, models.CaseID) any); ok {
		data = f(p, id)
	}
	if data == nil && m.Comment == "" {
		return
	}
	c := models.Content{Comment: m.Comment}
	if data != nil {
		body, err := json.Marshal(data)
		require.NoError(p.T, err, name)
		c.Data = body
	}
	require.NoError(p.T, p.Desk.PutContent(context.Background(), act, c), name)
}

// onTheCase are the verbs that need no task.
var onTheCase = []models.Verb{models.Withdraw, models.Comment, models.Copy, models.Remind, models.RemoveSigner, models.Renew}

// Then is a move in which the applicant comments while something happens.
func Then(happens func(p *Play)) Move {
	return Move{After: time.Hour, Who: "linxiaowen", Verb: models.Comment, Comment: "…", Data: func(p *Play, _ models.CaseID) any {
		happens(p)
		return map[string]string{}
	}}
}
