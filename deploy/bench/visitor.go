package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"time"

	"github.com/google/uuid"

	"countersign/api"
	"countersign/deploy/demo"
	"countersign/models"
)

// A visitor is one person at one browser: connections and a cookie of its own.
type visitor struct {
	web  *http.Client
	base string
}

// signIn signs a person of the demo group in.
func signIn(ctx context.Context, address, login string) (*visitor, error) {
	jar, err := cookiejar.New(nil)
	if err != nil {
		return nil, err
	}
	v := &visitor{&http.Client{Jar: jar, Timeout: 30 * time.Second, Transport: &http.Transport{MaxIdleConnsPerHost: 4}}, "http://" + address}
	return v, v.ask(ctx, "POST", "/api/v1/session", "", map[string]string{"login": login, "password": demo.Password}, nil)
}

// beside is the same person at another browser: the same session over other connections.
func (v *visitor) beside() *visitor {
	web := *v.web
	web.Transport = &http.Transport{MaxIdleConnsPerHost: 4}
	return &visitor{&web, v.base}
}

// A refusal is an answer that is no success.
type refusal struct {
	status int
	text   string
}

// Error says what was answered.
func (r refusal) Error() string { return fmt.Sprintf("%d: %s", r.status, r.text) }

// ask sends a request and reads the answer into out.
func (v *visitor) ask(ctx context.Context, method, path, key string, in, out any) error {
	var body io.Reader
	if in != nil {
		text, err := json.Marshal(in)
		if err != nil {
			return err
		}
		body = bytes.NewReader(text)
	}
	r, err := http.NewRequestWithContext(ctx, method, v.base+path, body)
	if err != nil {
		return err
	}
	if in != nil {
		r.Header.Set("Content-Type", "application/json")
	}
	if key != "" {
		r.Header.Set("Idempotency-Key", key)
	}
	answer, err := v.web.Do(r)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		return err
	}
	if answer.StatusCode >= 300 {
		return refusal{answer.StatusCode, fmt.Sprintf("%s %s: %.400s", method, path, text)}
	}
	if out == nil {
		return nil
	}
	return json.Unmarshal(text, out)
}

// draft writes the document of a case that is submitted later.
func (v *visitor) draft(ctx context.Context, doc models.Document) (d api.DraftView, err error) {
	return d, v.ask(ctx, "POST", "/api/v1/cases", "", map[string]any{"kind": doc.Kind(), "document": doc}, &d)
}

func (v *visitor) submit(ctx context.Context, d api.DraftView) (r models.Receipt, err error) {
	return r, v.ask(ctx, "POST", "/api/v1/cases/"+string(d.ID)+"/submit", uuid.NewString(), map[string]any{"digest": d.Digest}, &r)
}

// task finds the task of a case in the visitor's inbox.
func (v *visitor) task(ctx context.Context, id models.CaseID) (models.TaskID, error) {
	cursor := ""
	for range 5 {
		var page api.InboxPage
		if err := v.ask(ctx, "GET", "/api/v1/inbox?box=todo&cursor="+cursor, "", nil, &page); err != nil {
			return "", err
		}
		for _, row := range page.Rows {
			if row.Case == id {
				return row.Task, nil
			}
		}
		if cursor = page.Next; cursor == "" {
			break
		}
	}
	return "", fmt.Errorf("case %s is not in the inbox", id)
}

// sign signs a task under a key that the visitor makes once a click.
func (v *visitor) sign(ctx context.Context, d api.DraftView, task models.TaskID, key string) (r models.Receipt, err error) {
	form := api.ActForm{Verb: models.Sign, Task: task, Digest: d.Digest}
	return r, v.ask(ctx, "POST", "/api/v1/cases/"+string(d.ID)+"/acts", key, form, &r)
}

// state reads how far a case is.
func (v *visitor) state(ctx context.Context, id models.CaseID) (models.State, error) {
	var c api.CaseView
	err := v.ask(ctx, "GET", "/api/v1/cases/"+string(id), "", nil, &c)
	return c.State.State, err
}
