package main

import (
	"fmt"
	"net/http"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"countersign/models"
)

// A walk is one case on its way through the API.
type walk struct {
	h   *houses
	as  func(string, int) person
	c   *request
	seq float64
}

func (w *walk) id(login string) (id string) {
	w.h.one(&id, `select person_id from accounts where login = ?`, login)
	return id
}

// TestEveryActThroughTheAPI has people do every act there is through two programs in
// turn, and looks at the receipt, at the inboxes of all concerned and at the history.
func TestEveryActThroughTheAPI(t *testing.T) {
	h := openHouses(t, 2)
	h.rule(models.MatrixRow{Mode: models.All, Of: []string{"head@case-unit"}}, models.MatrixRow{Mode: models.All, Of: []string{"head@finance"}}, models.MatrixRow{Mode: models.All, Of: []string{"gm@company"}})
	signedIn := map[string]func(int) person{}
	as := func(login string, program int) person {
		if signedIn[login] == nil {
			signedIn[login] = h.person(login)
		}
		return signedIn[login](program)
	}
	done := map[string]bool{}
	for title, deeds := range walks {
		t.Run(title, func(t *testing.T) {
			w := begin(t, h, as)
			for i, d := range deeds {
				w.do(t, i, d)
				done[d.verb] = done[d.verb] || d.refused == ""
			}
		})
	}
	t.Run("approval.digest a batch is signed one by one: what has changed is refused, and keeps no other back", func(t *testing.T) {
		one, two := begin(t, h, as), begin(t, h, as)
		item := func(w *walk, digest string) map[string]any {
			return map[string]any{"key": uuid.NewString(), "case": w.c.id, "task": w.offer(t, "zhoujianguo", "sign"), "digest": digest}
		}
		answer := as("zhoujianguo", 1).must(t, "POST", "/api/v1/acts", "", map[string]any{"items": []any{item(one, "stale"), item(two, two.c.digest)}})
		rows := answer["rows"].([]any)
		require.Equal(t, "approval.digest", rows[0].(map[string]any)["problem"].(map[string]any)["clause"])
		require.Equal(t, "sign", rows[1].(map[string]any)["receipt"].(map[string]any)["verb"])
		one.boxes(t, "batch", []string{"zhoujianguo"})
		two.boxes(t, "batch", []string{"wangfang"})
	})
	for _, verb := range []models.Verb{models.Sign, models.RefuseIt, models.SendBack, models.Resubmit, models.Withdraw, models.Comment, models.Transfer, models.Delegate,
		models.Recall, models.Advise, models.AddSigner, models.RemoveSigner, models.TakeBack, models.Copy, models.Remind, models.Ask, models.Answer} {
		require.True(t, done[string(verb)], "%s was not walked", verb)
	}
}

func begin(t *testing.T, h *houses, as func(string, int) person) *walk {
	clerk := as("linxiaowen", 0)
	w := &walk{h: h, as: as, c: clerk.apply(t)}
	clerk.must(t, "POST", w.c.path("/submit"), uuid.NewString(), map[string]any{"digest": w.c.digest})
	w.boxes(t, "submitted", []string{"zhoujianguo"})
	w.seq = w.last(t)["seq"].(float64)
	return w
}

// offer is the task with which the person's page offers a verb; without an offer it
// is one that waits.
func (w *walk) offer(t *testing.T, who, verb string) (task any) {
	c := w.as(who, 1).mustSee(t, w)
	for _, offered := range list(c["acts"]) {
		if offered["verb"] == verb {
			return offered["task"]
		}
	}
	for _, slate := range list(c["slates"]) {
		for _, round := range list(slate["rounds"]) {
			for _, seat := range list(round["seats"]) {
				if seat["state"] == "open" && task == nil {
					task = seat["task"]
				}
			}
		}
	}
	return task
}

// mustSee is the case as the person sees it; who may not see it sees what the
// applicant does, to try what is refused.
func (who person) mustSee(t *testing.T, w *walk) map[string]any {
	status, c, err := who.send("GET", w.c.path(""), "", nil)
	require.NoError(t, err)
	if status == http.StatusNotFound {
		return w.as("linxiaowen", 0).must(t, "GET", w.c.path(""), "", nil)
	}
	require.Equal(t, http.StatusOK, status, c)
	return c
}

func list(of any) (all []map[string]any) {
	rows, _ := of.([]any)
	for _, row := range rows {
		all = append(all, row.(map[string]any))
	}
	return all
}

// last is the last entry of the history, which must be whole.
func (w *walk) last(t *testing.T) (last map[string]any) {
	prev := ""
	for _, e := range list(w.as("linxiaowen", 0).must(t, "GET", w.c.path("/events"), "", nil)["rows"]) {
		require.Equal(t, prev, e["prev"])
		prev, last = e["hash"].(string), e
	}
	return last
}

var onTheCase = []string{"withdraw", "comment", "copy", "remind", "remove_signer"}

func (w *walk) do(t *testing.T, i int, d deed) {
	t.Helper()
	name := fmt.Sprintf("act %d: %s %s", i+1, d.who, d.verb)
	act := map[string]any{"verb": d.verb, "comment": d.comment}
	who := w.as(d.who, i)
	act["digest"] = w.as(d.who, i).mustSee(t, w)["digest"]
	if !slices.Contains(onTheCase, d.verb) {
		act["task"] = w.offer(t, d.who, d.verb)
	}
	if d.data != nil {
		act["data"] = d.data(w)
	}
	key := uuid.NewString()
	var answer map[string]any
	for end := time.Now().Add(30 * time.Second); time.Now().Before(end); time.Sleep(100 * time.Millisecond) {
		status, said, err := who.send("POST", w.c.path("/acts"), key, act)
		require.NoError(t, err, name)
		if answer = said; status < 500 {
			break
		}
	}
	if d.refused != "" {
		require.Contains(t, []any{answer["clause"], answer["key"]}, d.refused, "%s: %v", name, answer)
		require.Equal(t, w.seq, w.last(t)["seq"], "%s: what is refused leaves no entry", name)
	} else {
		w.receipt(t, name, key, d, answer, who, act)
	}
	w.boxes(t, name, d.todo)
	if d.state != "" {
		require.Equal(t, string(d.state), w.c.state(t, w.as("linxiaowen", i+1)), name)
	}
}

// receipt looks at the receipt, at its entry in the history, and whether the same act
// gets it again over the other program.
func (w *walk) receipt(t *testing.T, name, key string, d deed, got map[string]any, who person, act map[string]any) {
	t.Helper()
	require.Equal(t, key, got["act"], "%s: %v", name, got)
	require.Equal(t, d.verb, got["verb"], name)
	require.NotEmpty(t, got["clause"], name)
	require.Greater(t, got["seq"].(float64), w.seq, name)
	found := false
	for _, e := range list(w.as("linxiaowen", 0).must(t, "GET", w.c.path("/events"), "", nil)["rows"]) {
		if e["hash"] == got["hash"] {
			found = true
			require.Equal(t, d.verb, e["kind"], name)
			require.Equal(t, d.comment, orEmpty(e["comment"]), name)
		}
	}
	require.True(t, found, "%s is not in the history", name)
	again := person{w.h.urls[1], who.client}.must(t, "POST", w.c.path("/acts"), key, act)
	require.Equal(t, got, again, "%s: the same act gets the same receipt", name)
	w.seq = w.settled(t)
}

func orEmpty(v any) string { s, _ := v.(string); return s }

// settled waits until the machine has made the entries that follow an act.
func (w *walk) settled(t *testing.T) (seq float64) {
	for same := 0; same < 2; time.Sleep(60 * time.Millisecond) {
		now := w.last(t)["seq"].(float64)
		if now == seq {
			same++
		} else {
			seq, same = now, 0
		}
	}
	return seq
}

// boxes looks whose box of tasks has the case: exactly theirs.
func (w *walk) boxes(t *testing.T, name string, want []string) {
	t.Helper()
	var have []string
	if !within(5*time.Second, func() bool {
		have = nil
		for i, login := range cast {
			for _, row := range list(w.as(login, i).must(t, "GET", "/api/v1/inbox?box=todo", "", nil)["rows"]) {
				if row["case"] == w.c.id && !slices.Contains(have, login) {
					have = append(have, login)
				}
			}
		}
		return same(have, want)
	}) {
		require.ElementsMatch(t, want, have, "%s: in whose inbox it is", name)
	}
}

func same(a, b []string) bool {
	a, b = slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b))
	return slices.Equal(a, b)
}

func within(d time.Duration, so func() bool) bool {
	for end := time.Now().Add(d); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		if so() {
			return true
		}
	}
	return false
}
