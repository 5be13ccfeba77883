package pages

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"countersign/api"
	"countersign/models"
	"countersign/models/regulation"
)

// A batchMatter are the cases that a person has chosen to sign in one go: what is
// shown here is what is signed (approval.digest).
type batchMatter struct {
	Items   []batchItem
	Left    []batchItem // that cannot be signed here, and why
	Comment string
	Refusal *refusal
}

// A batchItem is one chosen task with its case in one line.
type batchItem struct {
	N     int
	Pick  string
	Task  models.TaskID
	Key   models.ActID
	Case  api.CaseView
	Asked string // what is asked, in one line
	Why   string // it is left out
	Post  string
	Proxy string
}

// A batchDone is what became of each.
type batchDone struct {
	Results []batchResult
	Signed  int
}

type batchResult struct {
	api.BatchResult
	Name string // of the case, as it was shown
}

// signable reports whether a row of the inbox can be chosen: it waits for a
// signature, and its kind is none that is signed alone.
func signable(r api.InboxRow) bool {
	return r.Verb == models.Sign && api.AloneOnly(r.Kind) == nil && r.Task != ""
}

// batchPage shows what was chosen, as it will be signed. It changes nothing.
func batchPage(v *visit) error {
	return v.showBatch(http.StatusOK, v.c.QueryArray("pick"), "", nil)
}

// reshowBatch shows what was chosen before the session ended, as it is now.
func (v *visit) reshowBatch(typed url.Values, r *refusal) error {
	var picks []string
	items, _ := batchItems(typed)
	for _, i := range items {
		picks = append(picks, string(i.Case)+"."+string(i.Task))
	}
	return v.showBatch(r.Status, picks, typed.Get("comment"), r)
}

func (v *visit) showBatch(status int, picks []string, comment string, r *refusal) error {
	m := batchMatter{Comment: comment, Refusal: r}
	slices.Sort(picks)
	picks = slices.Compact(picks)
	if len(picks) > batchMost {
		m.Refusal = v.refuse(models.Refuse(models.TooMuch, regulation.Clause{}, "batch-size", "Most", batchMost))
		picks = picks[:batchMost]
	}
	for _, pick := range picks {
		id, task, _ := strings.Cut(pick, ".")
		seen, err := v.seen(models.CaseID(id))
		if models.IsKind(err, models.Missing) {
			continue
		}
		if err != nil {
			return err
		}
		item := batchItem{Pick: pick, Task: models.TaskID(task), Key: newKey(), Case: seen, Asked: v.inOneLine(seen)}
		i := slices.IndexFunc(seen.Acts, func(a api.ActView) bool { return a.Verb == models.Sign && a.Task == item.Task })
		alone := api.AloneOnly(seen.Kind)
		switch {
		case alone != nil:
			item.Why = v.t(alone.Key)
		case i < 0:
			item.Why = v.t("page-batch-not-yours")
		case seen.Acts[i].Proof != "":
			item.Why = v.t("step-up-one-at-a-time")
		default:
			item.N, item.Post, item.Proxy = len(m.Items), seen.Acts[i].Post, seen.Acts[i].Proxy
			m.Items = append(m.Items, item)
			continue
		}
		m.Left = append(m.Left, item)
	}
	return v.show(status, "batch", v.t("page-batch"), m)
}

// batchMost is how many are signed in one go.
const batchMost = 50

// inOneLine is what a case asks for.
func (v *visit) inOneLine(c api.CaseView) string {
	var parts []string
	for _, f := range c.Document.Fields {
		if value := strings.Join(strings.Fields(f.Value), " "); value != "" && f.Key != "remark" {
			parts = append(parts, v.t("page-of-field", "Field", f.Label, "What", cut(value, 60)))
		}
	}
	t := tableOf(c.Document)
	if len(t.Lines) > 0 {
		parts = append(parts, v.t("page-in-lines", "N", len(t.Lines)))
	}
	if t.Grams > 0 {
		parts = append(parts, v.words().kg(t.Grams))
	}
	if t.Cents > 0 {
		parts = append(parts, v.words().money(t.Cents))
	}
	return strings.Join(parts, " · ")
}

// cut is the beginning of a text.
func cut(text string, most int) string {
	if r := []rune(text); len(r) > most {
		return string(r[:most]) + "…"
	}
	return text
}

// signBatch signs what was shown, each as an act of its own, and says of each
// what became of it.
func signBatch(v *visit) error {
	typed, err := v.typed()
	if err != nil {
		return err
	}
	items, named := batchItems(typed)
	if len(items) == 0 {
		return v.reshowBatch(typed, v.refuse(models.Refuse(models.Invalid, regulation.Clause{}, "page-batch-none")))
	}
	results, err := v.house.SignBatch(v.context(), v.who, api.Batch{Items: items, Comment: strings.TrimSpace(typed.Get("comment"))})
	if err != nil {
		return err
	}
	done := batchDone{}
	for i, r := range results {
		line := batchResult{BatchResult: r, Name: named[i]}
		if r.Receipt != nil {
			done.Signed++
		}
		done.Results = append(done.Results, line)
	}
	return v.show(http.StatusOK, "signed", v.t("page-batch-done", "N", done.Signed), done)
}

// batchItems are the items of the form that are still ticked, with what their
// cases were called.
func batchItems(typed url.Values) (items []api.BatchItem, named []string) {
	for _, n := range typed["item"] {
		if _, err := strconv.Atoi(n); err != nil {
			continue
		}
		at := func(name string) string { return typed.Get(name + "." + n) }
		items = append(items, api.BatchItem{Key: models.ActID(at("key")), Case: models.CaseID(at("case")), Task: models.TaskID(at("task")), Digest: models.Digest(at("digest"))})
		named = append(named, at("name"))
	}
	return items, named
}
