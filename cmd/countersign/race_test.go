package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"
	"go.temporal.io/api/workflowservice/v1"
	"go.temporal.io/sdk/client"
	"google.golang.org/protobuf/types/known/durationpb"

	"countersign/deploy/demo/demotest"
	"countersign/deploy/local/localtest"
	"countersign/models"
	"countersign/models/calendar"
	"countersign/models/regulation"
	"countersign/models/store"
	"countersign/policies"
)

// clients is how many people click at the same moment.
const clients = 64

// payloadKey seals what these tests give Temporal.
const payloadKey = "test=Fj3kQ9vX2mLr7TzB5wYc8HsN4dPaGu6e"

// Houses are several programs on one database and one Temporal, each with its own
// connections, policies and worker.
type houses struct {
	t        *testing.T
	db       *store.DB
	database string
	space    string
	urls     []string
}

// openHouses starts n programs.
func openHouses(t *testing.T, n int) *houses {
	t.Helper()
	h := &houses{t: t, db: demotest.DB(t), space: "test-" + uuid.NewString()}
	var name string
	h.one(&name, `select current_database()`)
	u, err := url.Parse(os.Getenv(localtest.Env))
	require.NoError(t, err)
	u.Path = "/" + name
	h.database = u.String()
	h.makeNamespace()
	for range n {
		h.urls = append(h.urls, h.serve())
	}
	return h
}

func temporal() string { return os.Getenv("COUNTERSIGN_TEST_TEMPORAL") }

// makeNamespace gives the programs a part of Temporal where nobody else works.
func (h *houses) makeNamespace() {
	spaces, err := client.NewNamespaceClient(client.Options{HostPort: temporal()})
	require.NoError(h.t, err, "run the tests with `make test`")
	defer spaces.Close()
	require.NoError(h.t, spaces.Register(context.Background(), &workflowservice.RegisterNamespaceRequest{Namespace: h.space, WorkflowExecutionRetentionPeriod: durationpb.New(24 * time.Hour)}))
	require.Eventually(h.t, func() bool {
		c, err := client.Dial(client.Options{HostPort: temporal(), Namespace: h.space})
		if err != nil {
			return false
		}
		defer c.Close()
		_, err = c.WorkflowService().DescribeNamespace(context.Background(), &workflowservice.DescribeNamespaceRequest{Namespace: h.space})
		_, there := c.CheckHealth(context.Background(), &client.CheckHealthRequest{})
		return err == nil && there == nil
	}, 30*time.Second, 200*time.Millisecond)
}

func (h *houses) places() []string {
	return []string{"--database", h.database, "--temporal", temporal(), "--namespace", h.space, "--payload-keys", payloadKey}
}

// serve starts a program and waits until it answers.
func (h *houses) serve() string {
	h.t.Helper()
	self, err := os.Executable()
	require.NoError(h.t, err)
	args := append([]string{"serve", "--demo", "--listen", "127.0.0.1:0", "--attachments", h.t.TempDir()}, h.places()...)
	p := exec.CommandContext(context.Background(), self, args...)
	said, ended := &spoken{}, make(chan error, 1)
	p.Env, p.Stderr = append(os.Environ(), asProgram+"=1", "LANG=en"), said
	require.NoError(h.t, p.Start())
	go func() { ended <- p.Wait() }()
	h.t.Cleanup(func() {
		_ = p.Process.Signal(syscall.SIGTERM)
		select {
		case <-ended:
		case <-time.After(20 * time.Second):
			_ = p.Process.Kill()
			<-ended
		}
		if h.t.Failed() {
			h.t.Logf("a program said:\n%s", said)
		}
	})
	at := ""
	require.Eventually(h.t, func() bool { at = addressIn(said.String()); return at != "" }, time.Minute, 50*time.Millisecond, "it does not answer: %s", said)
	return at
}

func (h *houses) one(into any, query string, args ...any) {
	h.t.Helper()
	require.NoError(h.t, h.db.Write(context.Background(), func(tx store.Tx) error { return tx.Raw(query, args...).Row().Scan(into) }))
}

// person signs somebody in; over says through which program the person asks.
func (h *houses) person(login string) (over func(program int) person) {
	h.t.Helper()
	var who person
	require.Eventually(h.t, func() bool {
		var err error
		who, err = newPerson(h.urls[0], login)
		return err == nil
	}, time.Minute, 200*time.Millisecond, "%s cannot sign in", login)
	return func(program int) person { return person{h.urls[program%len(h.urls)], who.client} }
}

// rule lays down the rounds of signatures for sample requests of the mill.
func (h *houses) rule(rounds ...models.MatrixRow) {
	var rows []models.MatrixRow
	for _, r := range policies.DefaultMatrix() {
		if r.Kind != models.KindSampleRequest || r.Step != models.StepSignatures {
			rows = append(rows, r)
		}
	}
	for i, r := range rounds {
		r.Kind, r.Step, r.Clause, r.Verb, r.Round, r.Within = models.KindSampleRequest, models.StepSignatures, regulation.SampleTwoSignatures, models.Sign, i+1, 2
		rows = append(rows, r)
	}
	var mill models.CompanyID
	h.one(&mill, `select id from companies where code = 'MILL'`)
	require.NoError(h.t, h.db.Write(context.Background(), func(tx store.Tx) error {
		_, err := tx.KeepMatrix(mill, calendar.On(2026, 1, 1), rows, models.CaseID(uuid.NewString()), time.Now())
		return err
	}))
}

// A seated person may sign a task.
type seated struct {
	Task   models.TaskID
	Person models.PersonID
	Login  string
}

// seated are who may sign what of a case now.
func (h *houses) seated(id string) (all []seated) {
	require.NoError(h.t, h.db.Write(context.Background(), func(tx store.Tx) error {
		return tx.Raw(`select t.id as task, h.person_id as person, a.login from tasks t join holdings h on h.post_id = t.post_id and h.until_on is null
			join accounts a on a.person_id = h.person_id where t.case_id = ? and t.state = 'open' and t.verb = 'sign' order by t.id, a.login`, id).Scan(&all).Error
	}))
	return all
}

func (h *houses) slate(id string) (s models.Slate) {
	var text []byte
	h.one(&text, `select current -> 'slate' from slates where case_id = ? and step = 'signatures' order by attempt desc limit 1`, id)
	require.NoError(h.t, json.Unmarshal(text, &s))
	return s
}

// TestRaceOverTwoPrograms has 64 people click on the last seat of a slate at once,
// over two programs with two workers, in each mode of a round: one signature is
// given, everybody else is told so, and both programs say the same.
func TestRaceOverTwoPrograms(t *testing.T) {
	h := openHouses(t, 2)
	people := map[string]func(int) person{}
	as := func(login string, program int) person {
		if people[login] == nil {
			people[login] = h.person(login)
		}
		return people[login](program)
	}
	for name, round := range map[string]models.MatrixRow{
		"authority.matrix the last of all":                   {Mode: models.All},
		"authority.matrix any":                               {Mode: models.Any},
		"authority.matrix the last that a quorum needs":      {Mode: models.Quorum, Need: 2},
		"authority.matrix the last department that has none": {Mode: models.Departments},
	} {
		t.Run(name, func(t *testing.T) {
			round.Of = []string{"any@production", "any@finance"}
			h.rule(round)
			clerk := as("linxiaowen", 0)
			c := clerk.apply(t)
			clerk.must(t, "POST", c.path("/submit"), uuid.NewString(), map[string]any{"digest": c.digest})
			before := h.upToTheLast(t, c, as)
			won, receipts := h.race(t, c, as)
			require.Equal(t, 1, won, "different acts that were done")
			require.Len(t, receipts, 1)
			var state models.State
			var signatures, persons, events int
			h.one(&state, `select state from cases where id = ?`, c.id)
			h.one(&signatures, `select count(*) from signatures where case_id = ? and decision = 'sign' and fell_at is null`, c.id)
			h.one(&persons, `select count(distinct person_id) from signatures where case_id = ?`, c.id)
			h.one(&events, `select count(*) from events where case_id = ? and kind = 'sign'`, c.id)
			require.Equal(t, models.Effective, state)
			require.Equal(t, before+1, signatures, "none is lost, none is doubled")
			require.Equal(t, signatures, persons, "approval.one-seat")
			require.Equal(t, signatures, events)
			for program := range h.urls {
				require.Equal(t, "effective", c.state(t, as("linxiaowen", program)), "program %d", program)
			}
		})
	}
	said, err := command(append([]string{"check"}, h.places()...)...)
	require.NoError(t, err, said)
}

// upToTheLast has people sign until one signature is missing, and says how many did.
func (h *houses) upToTheLast(t *testing.T, c *request, as func(string, int) person) (signed int) {
	for ; signed < 20; signed++ {
		slate, next := h.slate(c.id), h.seated(c.id)
		require.NotEmpty(t, next)
		for _, s := range next {
			after, _, err := slate.Act(s.Task, s.Person, s.Person)
			if err != nil {
				continue // signed another seat
			}
			if after.Settled() {
				return signed
			}
			as(s.Login, signed).must(t, "POST", c.path("/acts"), uuid.NewString(), map[string]any{"verb": "sign", "task": s.Task, "digest": c.digest})
			break
		}
	}
	t.Fatal("nobody's signature is the last")
	return 0
}

// race has everybody who may sign do so at once, every second click twice; it counts
// the different acts that were done, and the receipts.
func (h *houses) race(t *testing.T, c *request, as func(string, int) person) (won int, receipts map[string]bool) {
	may := h.seated(c.id)
	require.NotEmpty(t, may)
	for _, s := range may {
		as(s.Login, 0) // sign in before
	}
	var mu sync.Mutex
	acts, start, all := map[string]bool{}, make(chan struct{}), sync.WaitGroup{}
	receipts = map[string]bool{}
	keys := make([]string, clients)
	for i := range clients {
		keys[i] = uuid.NewString()
		s := may[i/2%len(may)]
		if i%2 == 1 {
			keys[i] = keys[i-1] // the same click over the other program
		}
		who := as(s.Login, i)
		all.Go(func() {
			<-start
			for end := time.Now().Add(time.Minute); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
				status, answer, err := who.send("POST", c.path("/acts"), keys[i], map[string]any{"verb": "sign", "task": s.Task, "digest": c.digest})
				if err != nil || status >= 500 || status == 429 {
					continue // the person clicks again: it is the same act
				}
				mu.Lock()
				defer mu.Unlock()
				if status == 200 {
					acts[keys[i]], receipts[fmt.Sprint(answer["hash"])] = true, true
				} else if status != 409 && status != 403 {
					t.Errorf("client %d was answered %d %v", i, status, answer)
				}
				return
			}
			t.Errorf("client %d was not answered", i)
		})
	}
	close(start)
	all.Wait()
	return len(acts), receipts
}
