package main

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"countersign/deploy/local"
)

var (
	chaosCases = flag.Int("chaos.cases", 24, "how many cases run while processes are killed")
	chaosKills = flag.Int("chaos.kills", 6, "how many processes are killed")
)

// TestChaos plays random cases while the database, Temporal and the program
// itself are killed: every receipt that somebody got stays true, and no case is
// stuck at the end. `-chaos.cases 1000 -chaos.kills 100` is the long run.
func TestChaos(t *testing.T) {
	dir, err := os.MkdirTemp("", "countersign-chaos-")
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, local.Remove(dir)) })
	c := &chaos{t: t, dir: dir, program: startProgram(t, dir), end: time.Now().Add(4*time.Minute + time.Duration(*chaosCases)*2*time.Second)}
	seed := rand.Uint64()
	t.Logf("seed %d", seed)

	work := make(chan int)
	var people, killer sync.WaitGroup
	for worker := range 8 {
		people.Go(func() {
			for n := range work {
				c.play(rand.New(rand.NewPCG(seed, uint64(n))), worker)
			}
		})
	}
	over := make(chan struct{})
	killer.Go(func() { c.kill(rand.New(rand.NewPCG(seed, 1<<40)), over) })
	for n := 0; (n < *chaosCases || c.kills.Load() < int64(*chaosKills)) && time.Now().Before(c.end); n++ {
		work <- n
	}
	close(work)
	people.Wait()
	close(over)
	killer.Wait()
	c.judge()
}

// chaos is one run: the program that is killed and started again, and what people
// were told.
type chaos struct {
	t     *testing.T
	dir   string
	end   time.Time
	kills atomic.Int64

	mu      sync.RWMutex // held by who starts the program again
	program *program

	told sync.Map // case → []receipts' hashes
}

// url is where the program answers now.
func (c *chaos) url() string {
	c.mu.RLock()
	defer c.mu.RUnlock()
	return c.program.url
}

// kill kills something every second or so.
func (c *chaos) kill(r *rand.Rand, over <-chan struct{}) {
	for c.kills.Load() < int64(*chaosKills) {
		select {
		case <-over:
			return
		case <-time.After(time.Duration(300+r.IntN(1500)) * time.Millisecond):
		}
		if c.killOne(r.IntN(3)) {
			c.kills.Add(1)
		}
	}
}

// killOne kills the database, Temporal, or the program with all its parts.
func (c *chaos) killOne(which int) bool {
	switch which {
	case 0:
		return c.program.tryKill(c.t, "postgres")
	case 1:
		return c.program.tryKill(c.t, "countersign-temporal")
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.program.hasEnded() { // that is a fault, and what follows would only hide it
		c.t.Errorf("the program ended by itself: %s", c.program.said)
	} else {
		c.program.killAll(c.t)
	}
	c.program = startProgram(c.t, c.dir)
	return true
}

// A walker takes one case its way, with some detours.
type walker struct {
	*chaos
	r      *rand.Rand
	id     string
	digest string
	number string
}

func (c *chaos) play(r *rand.Rand, worker int) {
	w := &walker{chaos: c, r: r}
	w.submit()
	sentBack := false
	for step := 0; step < 40 && time.Now().Before(c.end); step++ {
		who, verb := w.next()
		if who == "" {
			return // it waits for the gate: that is the end here
		}
		comment := ""
		switch {
		case verb == "sign" && !sentBack && w.r.IntN(4) == 0:
			verb, comment, sentBack = "send_back", "请核对", true
		case verb == "sign" && w.r.IntN(12) == 0:
			verb, comment = "refuse", "不同意"
		}
		w.act(who, verb, comment)
	}
}

// ask sends a request until it is answered by something else than a fault.
func (w *walker) ask(login, method, path, key string, body any) (int, map[string]any) {
	for time.Now().Before(w.end) {
		who, err := w.signedIn(login)
		if err == nil {
			status, answer, err := who.send(method, path, key, body)
			if err == nil && status < 500 && status != 401 {
				return status, answer
			}
			if status == 401 {
				sessions.Delete(login)
			}
		}
		time.Sleep(150 * time.Millisecond)
	}
	w.t.Errorf("%s %s was not answered in time", method, path)
	return 0, nil
}

// sessions are people who are signed in, by login; a sign-in outlives the program.
var sessions sync.Map

func (w *walker) signedIn(login string) (person, error) {
	base := w.url()
	if who, ok := sessions.Load(login); ok {
		return person{base, who.(person).client}, nil
	}
	who, err := newPerson(base, login)
	if err == nil {
		sessions.Store(login, who)
	}
	return who, err
}

func (w *walker) submit() {
	first := func(path string) any {
		_, answer := w.ask("linxiaowen", "GET", path, "", nil)
		return answer["rows"].([]any)[0].(map[string]any)["id"]
	}
	_, draft := w.ask("linxiaowen", "POST", "/api/v1/cases", "", map[string]any{"kind": "sample_request", "document": map[string]any{
		"customer": first("/api/v1/customers?q="), "purpose": "打样", "free": true, "wantedOn": time.Now().AddDate(0, 0, 5).Format(time.DateOnly),
		"lines": []any{map[string]any{"variety": first("/api/v1/varieties?q=JC"), "size": "whole", "pieces": 2}}}})
	w.id, w.digest = draft["id"].(string), draft["digest"].(string)
	status, receipt := w.ask("linxiaowen", "POST", "/api/v1/cases/"+w.id+"/submit", uuid.NewString(), map[string]any{"digest": w.digest})
	w.keep(status, receipt)
}

// next is who should do what now; nobody where the case is at its end.
func (w *walker) next() (who, verb string) {
	for time.Now().Before(w.end) {
		_, c := w.ask("chenli", "GET", "/api/v1/cases/"+w.id, "", nil)
		w.number, _ = c["number"].(string)
		state := c["state"].(map[string]any)["state"]
		if state == "refused" || state == "done" {
			return "", ""
		}
		for _, slate := range c["slates"].([]any) {
			for i, round := range slate.(map[string]any)["rounds"].([]any) {
				for _, seat := range round.(map[string]any)["seats"].([]any) {
					if seat := seat.(map[string]any); seat["state"] == "open" {
						return holderOf(seat["verb"].(string), i)
					}
				}
			}
		}
		time.Sleep(100 * time.Millisecond) // between two steps
	}
	return "", ""
}

func holderOf(verb string, round int) (who, does string) {
	switch verb {
	case "sign":
		return []string{"zhoujianguo", "chenli"}[round], verb
	case "hand_over":
		return "mayongfu", verb
	case "take", "resubmit":
		return "linxiaowen", verb
	}
	return "", ""
}

// act does a verb; what has happened meanwhile may refuse it.
func (w *walker) act(login, verb, comment string) {
	_, inbox := w.ask(login, "GET", "/api/v1/cases/"+w.id, "", nil)
	for _, offered := range inbox["acts"].([]any) {
		offer := offered.(map[string]any)
		if offer["verb"] != verb {
			continue
		}
		act := map[string]any{"verb": verb, "task": offer["task"], "digest": inbox["digest"], "comment": comment}
		lines := []map[string]int{{"line": 1, "pieces": 2}}
		if verb == "hand_over" || verb == "take" {
			act["data"] = map[string]any{"lines": lines}
		}
		if verb == "hand_over" {
			act["data"] = map[string]any{"lines": lines, "form": w.number}
		}
		w.keep(w.ask(login, "POST", "/api/v1/cases/"+w.id+"/acts", uuid.NewString(), act))
		return
	}
}

// keep remembers what somebody was told is done.
func (w *walker) keep(status int, receipt map[string]any) {
	if status != 200 {
		return
	}
	before, _ := w.told.LoadOrStore(w.id, []string(nil))
	w.told.Store(w.id, append(before.([]string), receipt["hash"].(string)))
}

// judge looks whether everything that people were told is there, and whether any
// case is stuck.
func (c *chaos) judge() {
	require.EqualValues(c.t, *chaosKills, c.kills.Load(), "there was no time for every kill")
	w := &walker{chaos: c}
	cases, receipts := 0, 0
	c.told.Range(func(id, hashes any) bool {
		cases++
		_, history := w.ask("chenli", "GET", fmt.Sprintf("/api/v1/cases/%s/events", id), "", nil)
		there, prev := map[string]bool{}, ""
		for _, e := range history["rows"].([]any) {
			event := e.(map[string]any)
			require.Equal(c.t, prev, event["prev"], "the history of %s is broken", id)
			prev = event["hash"].(string)
			there[prev] = true
		}
		for _, hash := range hashes.([]string) {
			receipts++
			require.True(c.t, there[hash], "a receipt of %s is lost", id)
		}
		return true
	})
	require.GreaterOrEqual(c.t, cases, *chaosCases)
	var said bytes.Buffer
	require.Eventually(c.t, func() bool {
		said.Reset()
		return run(context.Background(), []string{"check", "--repair", "--data", c.dir}, terminal{&said, io.Discard, "en"}) == nil
	}, time.Minute, 2*time.Second, "some case is stuck: %s", &said)
	said.Reset()
	require.NoError(c.t, run(context.Background(), []string{"check", "--data", c.dir}, terminal{&said, io.Discard, "en"}), "%s", &said)
	c.t.Logf("%d cases, %d receipts, %d kills: nothing lost, nothing stuck", cases, receipts, c.kills.Load())
}
