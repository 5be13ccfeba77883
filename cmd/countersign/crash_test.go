package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"os"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"countersign/deploy/demo"
	"countersign/deploy/local"
)

// TestKilledInMidCase plays one sample request while every process is killed in
// turn: what was answered stays done, what was not can be repeated.
func TestKilledInMidCase(t *testing.T) {
	dir, err := os.MkdirTemp("", "countersign-crash-")
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, local.Remove(dir)) })
	p := startProgram(t, dir)

	clerk := p.signIn(t, "linxiaowen")
	c := clerk.apply(t)
	submit := uuid.NewString()
	clerk.must(t, "POST", c.path("/submit"), submit, map[string]any{"digest": c.digest})

	p.kill(t, "postgres")
	c.act(t, p.signIn(t, "zhoujianguo"), "sign", nil)
	p.kill(t, "countersign-temporal")
	c.act(t, p.signIn(t, "chenli"), "sign", nil)
	require.Equal(t, "effective", c.state(t, clerk))

	p.killAll(t)
	p = startProgram(t, dir)
	clerk = p.signIn(t, "linxiaowen")
	require.Equal(t, "effective", c.state(t, clerk))
	lines := []map[string]int{{"line": 1, "pieces": 2}}
	c.act(t, p.signIn(t, "mayongfu"), "hand_over", map[string]any{"form": c.number, "lines": lines})
	p.killProgram(t) // its children must go with it
	p = startProgram(t, dir)
	c.act(t, p.signIn(t, "linxiaowen"), "take", map[string]any{"lines": lines})
	require.Equal(t, "effective", c.state(t, p.signIn(t, "linxiaowen")))

	again := p.signIn(t, "linxiaowen").must(t, "POST", c.path("/submit"), submit, map[string]any{"digest": c.digest})
	require.Equal(t, c.number, again["number"], "the first act still gets its first receipt")
	p.stop(t)
	require.Empty(t, processesOf(t, dir), "nothing is left behind")
}

// A person is somebody signed in to the program.
type person struct {
	base   string
	client *http.Client
}

func (p *program) signIn(t *testing.T, login string) person {
	t.Helper()
	var who person
	require.Eventually(t, func() (in bool) {
		var err error
		who, err = newPerson(p.url, login)
		return err == nil
	}, time.Minute, 200*time.Millisecond, "%s cannot sign in", login)
	return who
}

// newPerson signs somebody in.
func newPerson(base, login string) (person, error) {
	jar, err := cookiejar.New(nil)
	if err != nil {
		return person{}, err
	}
	who := person{base, &http.Client{Jar: jar, Timeout: 20 * time.Second}}
	status, answer, err := who.send("POST", "/api/v1/session", "", map[string]any{"login": login, "password": demo.Password})
	if err == nil && status != http.StatusOK {
		err = fmt.Errorf("%d %v", status, answer)
	}
	return who, err
}

// must sends a request until it is answered, as a person does who clicks again;
// key keeps it the same act.
func (who person) must(t *testing.T, method, path, key string, body any) map[string]any {
	t.Helper()
	var last string
	for end := time.Now().Add(time.Minute); time.Now().Before(end); time.Sleep(200 * time.Millisecond) {
		status, answer, err := who.send(method, path, key, body)
		switch {
		case err != nil:
			last = err.Error()
		case status >= 500:
			last = fmt.Sprint(status, answer)
		default:
			require.Less(t, status, 300, "%s %s: %v", method, path, answer)
			return answer
		}
	}
	t.Fatalf("%s %s was not answered in a minute: %s", method, path, last)
	return nil
}

func (who person) send(method, path, key string, body any) (int, map[string]any, error) {
	text, err := json.Marshal(body)
	if err != nil {
		return 0, nil, err
	}
	request, err := http.NewRequestWithContext(context.Background(), method, who.base+path, bytes.NewReader(text))
	if err != nil {
		return 0, nil, err
	}
	request.Header.Set("Content-Type", "application/json")
	if key != "" {
		request.Header.Set("Idempotency-Key", key)
	}
	answer, err := who.client.Do(request)
	if err != nil {
		return 0, nil, err
	}
	defer answer.Body.Close()
	said, err := io.ReadAll(answer.Body)
	if err != nil {
		return 0, nil, err
	}
	var fields map[string]any
	_ = json.Unmarshal(said, &fields) // an empty answer has no fields
	return answer.StatusCode, fields, nil
}

// A request is the sample request that the story is about.
type request struct{ id, digest, number string }

func (r *request) path(rest string) string { return "/api/v1/cases/" + r.id + rest }

func (who person) apply(t *testing.T) *request {
	first := func(path string) any {
		rows := who.must(t, "GET", path, "", nil)["rows"].([]any)
		return rows[0].(map[string]any)["id"]
	}
	draft := who.must(t, "POST", "/api/v1/cases", "", map[string]any{"kind": "sample_request", "document": map[string]any{
		"customer": first("/api/v1/customers?q="), "purpose": "打样", "free": true, "wantedOn": time.Now().AddDate(0, 0, 5).Format(time.DateOnly),
		"lines": []any{map[string]any{"variety": first("/api/v1/varieties?q=JC"), "size": "whole", "pieces": 2}}}})
	return &request{id: draft["id"].(string), digest: draft["digest"].(string)}
}

func (r *request) state(t *testing.T, who person) string {
	c := who.must(t, "GET", r.path(""), "", nil)
	r.number, _ = c["number"].(string)
	return c["state"].(map[string]any)["state"].(string)
}

// act does what waits for the person in the inbox.
func (r *request) act(t *testing.T, who person, verb string, data any) {
	t.Helper()
	var task string
	require.Eventually(t, func() bool {
		for _, row := range who.must(t, "GET", "/api/v1/inbox?box=todo", "", nil)["rows"].([]any) {
			if row := row.(map[string]any); row["case"] == r.id && row["verb"] == verb {
				task = row["task"].(string)
			}
		}
		return task != ""
	}, time.Minute, 200*time.Millisecond, "%s waits for somebody else", verb)
	act := map[string]any{"verb": verb, "task": task, "digest": r.digest}
	if data != nil {
		act["data"] = data
	}
	who.must(t, "POST", r.path("/acts"), uuid.NewString(), act)
}
