package api_test

import (
	"net/url"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"countersign/api"
	"countersign/models"
	"countersign/models/form"
)

// found are the numbers of the cases that somebody finds by a query.
func (h *house) found(who string, q url.Values) (numbers []string) {
	h.t.Helper()
	var p api.CasePage
	h.get(who, "/api/v1/cases?"+q.Encode()).ok(200, &p)
	for _, row := range p.Rows {
		numbers = append(numbers, row.Number)
	}
	return numbers
}

// inbox are the rows of the inbox of somebody that fit a query.
func (h *house) inbox(who string, q url.Values) []api.InboxRow {
	h.t.Helper()
	var p api.InboxPage
	h.get(who, "/api/v1/inbox?"+q.Encode()).ok(200, &p)
	return p.Rows
}

// filed submits a company's own form.
func (h *house) filed(code string, values map[string]string) (d api.DraftView) {
	h.t.Helper()
	h.do(ask{who: "lin", method: "POST", path: "/api/v1/cases", body: map[string]any{"kind": "form", "document": models.FilledForm{Form: code, Values: values}}}).ok(201, &d)
	h.do(ask{who: "lin", method: "POST", path: "/api/v1/cases/" + string(d.ID) + "/submit", header: key(), body: map[string]any{"digest": d.Digest}}).ok(200, nil)
	return d
}

func words(q string) url.Values { return url.Values{"q": {q}} }

func TestApprovalRecordARowSaysWhatItIsAboutAndIsFoundByIt(t *testing.T) {
	h := newHouse(t)
	h.submitted("送样")
	row := h.inbox("mei", nil)[0]
	require.Equal(t, "安大纺织 · 32支精梳等 2 种 · 5 个", row.About)
	for _, q := range []string{"安大", "精梳", "普梳", "安大 普梳", "adfz", "ADFZ 32", "zjs"} {
		require.Equal(t, []string{row.Number}, h.found("lin", words(q)), q)
		require.Len(t, h.inbox("mei", words(q)), 1, q)
	}
	require.Empty(t, h.found("lin", words("麻纱")))
	require.Empty(t, h.inbox("mei", words("麻纱")))
	require.Empty(t, h.found("fu", words("安大")), "a search is within what the person may see (approval.need-to-know)")
	var started api.InboxPage
	h.draft("另一份")
	h.get("lin", "/api/v1/inbox?box=started").ok(200, &started)
	require.Equal(t, row.About, started.Rows[0].About, "drafts can be told apart too")
}

func TestApprovalFieldsARowShowsOnlyWhatEverybodyMaySee(t *testing.T) {
	h := newHouse(t)
	h.filed("leave", map[string]string{"kind": "annual", "from_on": "2026-12-01", "until_on": "2026-12-02", "days": "2", "reason": "家中有事"})
	row := h.inbox("mei", nil)[0]
	require.Equal(t, "请假申请", row.KindName)
	require.Equal(t, "年休假 · 2026-12-01 · 2026-12-02", row.About)
	require.Equal(t, []string{row.Number}, h.found("lin", words("年休")))
	require.Equal(t, []string{row.Number}, h.found("lin", words("nxj")))
	require.Empty(t, h.found("lin", words("家中")), "a step hides the reason: no list has it")
	require.Empty(t, h.inbox("mei", words("jzys")))

	secret := form.Shipped[0]
	secret.Code, secret.Series, secret.Level, secret.Effect, secret.Register = "secret_leave", "MJ", models.TopSecret, nil, nil
	secret.Signatures = secret.Signatures[:1] // the house of this test has no general manager
	h.adopts(secret)
	h.filed("secret_leave", map[string]string{"kind": "sick", "from_on": "2026-12-01", "until_on": "2026-12-02", "days": "2", "reason": "家中有事"})
	rows := h.inbox("mei", url.Values{"q": {"MJ"}})
	require.Len(t, rows, 1)
	require.Empty(t, rows[0].About, "of what is top secret a list says nothing")
	require.Empty(t, h.found("lin", words("病假")))
}

func TestApprovalFieldsTextsOfRowsAreFoundByWhoSeesThemAndNobodyFindsWhatIsHidden(t *testing.T) {
	h := newHouse(t)
	f := expenses()
	f.Fields = append(f.Fields, form.Field{Key: "note", Label: form.Text{Zh: "说明", En: "Note"}, Type: form.Lines},
		form.Field{Key: "inner", Label: form.Text{Zh: "内部", En: "Inner"}, Type: form.Rows, Columns: []form.Field{{Key: "price", Label: form.Text{Zh: "底价", En: "Price"}, Type: form.Line}},
			Rights: map[models.Step]form.Right{"signatures.1": form.Hidden}})
	h.adopts(f)
	h.filed("expenses", map[string]string{"items": models.Listed([]models.Row{{"what": "上海出差打车", "kind": "car", "amount": "12.5"}, {"what": "Dinner with 安大", "kind": "meal", "amount": "8"}}),
		"note": "第一行\n第二行说明", "inner": models.Listed([]models.Row{{"price": "底价两千"}})})
	row := h.inbox("mei", nil)[0]
	for _, q := range []string{"出差", "shanghai", "dinner 安大", "餐饮", "meals", "第二行"} {
		require.Equal(t, []string{row.Number}, h.found("lin", words(q)), q)
		require.Len(t, h.inbox("mei", words(q)), 1, q)
	}
	require.Empty(t, h.found("lin", words("住宿")))
	require.Empty(t, h.found("fu", words("出差")), "a search is within what the person may see (approval.need-to-know)")
	for _, q := range []string{"底价", "djlq"} {
		require.Empty(t, h.found("lin", words(q)), "a step does not see it: nobody finds it")
		require.Empty(t, h.inbox("mei", words(q)))
	}
	require.NotContains(t, row.About, "出差", "the line stays short")

	t.Run("cases of before are found, too", func(t *testing.T) {
		h.exec(`update cases set search = ''`)
		file, err := os.ReadFile("../models/store/migrations/00096_texts_found.sql")
		require.NoError(t, err)
		_, up, _ := strings.Cut(string(file), "-- +goose Up")
		up, _, _ = strings.Cut(up, "-- +goose Down")
		h.exec(up)
		require.Len(t, h.found("lin", words("出差 dinner 第二行")), 1)
		require.Empty(t, h.found("lin", words("底价")))
	})

	f.Code, f.Series, f.Level = "secret", "MJ", models.TopSecret
	h.adopts(f)
	h.filed("secret", map[string]string{"items": models.Listed([]models.Row{{"what": "绝密客饭", "amount": "8"}})})
	require.Empty(t, h.found("lin", words("绝密客饭")), "nothing finds what is top secret")
}

func TestApprovalFormNamesTheFieldsOfItsRows(t *testing.T) {
	d := form.Shipped[0]
	d.Summary = []string{"days", "handover"}
	require.Empty(t, d.Check())
	require.Len(t, d.About(), 2)
	d.Summary = []string{"reason", "nothing", "days", "days"}
	var at []string
	for _, f := range d.Check() {
		at = append(at, f.At)
	}
	require.Equal(t, []string{"summary", "summary[0]", "summary[1]", "summary[3]"}, at)
}

func TestAnInboxIsNarrowedToDays(t *testing.T) {
	h := newHouse(t)
	early := h.submitted("先")
	h.submitted("后")
	h.exec(`update cases set opened_at = opened_at - interval '1 day' where id = $1`, early.ID)
	h.exec(`update tasks set due_at = due_at - interval '1 day' where case_id = $1`, early.ID)
	require.Len(t, h.inbox("mei", url.Values{"from": {"2026-11-23"}}), 1)
	require.Len(t, h.inbox("mei", url.Values{"from": {"2026-11-22"}, "to": {"2026-11-22"}}), 1)
	require.Empty(t, h.inbox("mei", url.Values{"to": {"2026-11-21"}}))
	all := h.inbox("mei", nil)
	require.Len(t, all, 2)
	require.Len(t, h.inbox("mei", url.Values{"dueUntil": {all[0].DueAt.Format(time.DateOnly)}}), 1)
	require.Empty(t, h.inbox("mei", url.Values{"dueUntil": {"2026-11-21"}}))
	require.Len(t, h.found("lin", url.Values{"from": {"2026-11-23"}, "to": {"2026-11-23"}}), 1)
	h.get("mei", "/api/v1/inbox?from=yesterday").refused(422, "request-wrong", "")
}
