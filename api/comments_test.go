package api_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/stretchr/testify/require"

	"countersign/api"
	"countersign/models"
)

// comment says something about a case under a key.
func (h *house) comment(who string, id models.CaseID, key, words string, with map[string]any) reply {
	h.t.Helper()
	body := map[string]any{"verb": "comment", "comment": words}
	if with != nil {
		body["data"] = with
	}
	return h.do(ask{who: who, method: "POST", path: fmt.Sprintf("/api/v1/cases/%s/acts", id), header: map[string]string{"Idempotency-Key": key}, body: body})
}

func (h *house) attachTo(who string, id models.CaseID, key, name, content string) reply {
	h.t.Helper()
	return h.upload(who, fmt.Sprintf("/api/v1/cases/%s/acts/%s/files", id, key), name, []byte(content))
}

// said is the last comment that somebody sees of a case.
func (h *house) said(who string, id models.CaseID) api.EventView {
	h.t.Helper()
	var c api.CaseView
	h.get(who, "/api/v1/cases/"+string(id)).ok(200, &c)
	for i := len(c.Events) - 1; i >= 0; i-- {
		if c.Events[i].Kind == "comment" {
			return c.Events[i]
		}
	}
	require.Fail(h.t, "nobody has commented")
	return api.EventView{}
}

func TestApprovalRecordACommentCarriesFilesThatNobodyChanges(t *testing.T) {
	h := newHouse(t)
	d, key := h.submitted("带样照片"), uuid.NewString()
	var pdf, text api.AttachmentView
	h.attachTo("lin", d.ID, key, "../报价.pdf", "%PDF-1.7\nfine").ok(201, &pdf)
	require.Equal(t, "报价.pdf", pdf.Name)
	h.attachTo("lin", d.ID, key, "报价.pdf", "%PDF-1.7\nfine").ok(201, &text)
	require.Equal(t, pdf.ID, text.ID, "sent twice it is one file")
	h.attachTo("lin", d.ID, strings.ToUpper(key), "说明.txt", "第二个文件").ok(201, &text)
	h.attachTo("lin", d.ID, key, "图.pdf", "<html><script>alert(1)</script>").refused(422, "file-not-as-named", "")
	h.get("lin", "/api/v1/attachments/"+string(pdf.ID)).refused(404, "not-found", "")
	h.attachTo("men", d.ID, uuid.NewString(), "a.txt", "x").refused(404, "not-found", "")

	with := map[string]any{"files": []any{pdf.ID, text.ID}}
	h.comment("mei", d.ID, uuid.NewString(), "别人的文件", with).refused(409, "act-file-missing", "approval.record")
	var first, again models.Receipt
	h.comment("lin", d.ID, key, "报价见附件", with).ok(200, &first)
	h.comment("lin", d.ID, strings.ToUpper(key), "报价见附件", with).ok(200, &again)
	require.Equal(t, first, again, "the same key in capitals is the same key")
	e := h.said("mei", d.ID)
	require.Equal(t, "报价见附件", e.Comment)
	require.Len(t, e.Files, 2)
	require.ElementsMatch(t, []string{pdf.Hash, text.Hash}, []string{e.Files[0].Hash, e.Files[1].Hash})
	require.EqualValues(t, 1, count(h, `select count(*) from events where kind = 'comment' and body::text like '%`+pdf.Hash+`%' and body::text like '%`+text.Hash+`%'`), "the history binds them")
	require.Equal(t, "%PDF-1.7\nfine", h.get("mei", "/api/v1/attachments/"+string(pdf.ID)).ok(200, nil).Body.String())
	h.get("men", "/api/v1/attachments/"+string(pdf.ID)).refused(404, "not-found", "")

	var c api.CaseView
	h.get("mei", "/api/v1/cases/"+string(d.ID)).ok(200, &c)
	require.Equal(t, d.Digest, c.Digest, "a comment's file is no part of what is signed")
	require.Empty(t, c.Attachments)
	h.attachTo("lin", d.ID, key, "c.txt", "later").refused(409, "act-done-already", "approval.record")
	h.do(ask{who: "lin", method: "DELETE", path: "/api/v1/attachments/" + string(pdf.ID)}).refused(409, "not-editable", "approval.digest")
	for _, change := range []string{`update act_files set name = 'x'`, `delete from act_files where said_at is not null`} {
		require.ErrorContains(t, h.try(change), "never changed")
	}
}

func TestApprovalRecordFilesOfACommentThatNeverCameAreForgotten(t *testing.T) {
	h := newHouse(t)
	d := h.submitted("等待")
	h.attachTo("lin", d.ID, uuid.NewString(), "a.txt", "forgotten").ok(201, nil)
	key := uuid.NewString()
	for i := range 10 {
		h.attachTo("lin", d.ID, key, fmt.Sprintf("%d.txt", i), "forgotten").ok(201, nil)
	}
	h.attachTo("lin", d.ID, key, "one-too-many.txt", "forgotten").refused(429, "files-too-many", "")
	h.wait(25 * time.Hour)
	h.exec(`update sessions set seen_at = $1, ends_at = $2`, h.clock(), h.clock().Add(time.Hour))
	h.attachTo("lin", d.ID, uuid.NewString(), "b.txt", "new").ok(201, nil)
	require.EqualValues(t, 1, count(h, `select count(*) from act_files`))
	draft := h.draft("草稿")
	h.attachTo("lin", draft.ID, uuid.NewString(), "a.txt", "x").refused(409, "not-commentable", "approval.record")
}

func TestApprovalNeedToKnowOnlyWhoMaySeeTheCaseIsMentioned(t *testing.T) {
	h := newHouse(t)
	d := h.submitted("提到人")
	mention := func(copy bool, who ...string) map[string]any {
		ids := []models.PersonID{}
		for _, w := range who {
			ids = append(ids, h.people[w])
		}
		with := map[string]any{"mentions": ids}
		if copy {
			with["copy"] = true
		}
		return with
	}
	h.comment("lin", d.ID, uuid.NewString(), "@员工mei 请看", mention(false, "mei")).ok(200, nil)
	e := h.said("gao", d.ID)
	require.Len(t, e.Mentions, 1)
	require.Equal(t, "员工mei", e.Mentions[0].Name)
	var n api.NoticePage
	h.get("mei", "/api/v1/notices").ok(200, &n)
	require.True(t, slices.ContainsFunc(n.Rows, func(n api.NoticeView) bool { return n.Text == "有人在留言中提到了您" }), "it says where, not what")

	p := h.comment("lin", d.ID, uuid.NewString(), "@员工men", mention(false, "men")).refused(422, "mention-unseen-who", "approval.need-to-know")
	require.Contains(t, p.Detail, "员工men")
	require.Contains(t, p.Detail, "抄送")
	require.Equal(t, "对方看不到本事项", p.Title)
	h.get("men", "/api/v1/cases/"+string(d.ID)).refused(404, "not-found", "")
	h.comment("lin", d.ID, uuid.NewString(), "@员工fu", mention(true, "fu")).refused(422, "person-not-here", "approval.record")
	h.comment("lin", d.ID, uuid.NewString(), "@nobody", map[string]any{"mentions": []string{"x' or true --"}}).refused(422, "person-not-here", "approval.record")

	h.comment("lin", d.ID, uuid.NewString(), "@员工men 抄送给您", mention(true, "men")).ok(200, nil)
	require.Equal(t, "员工men", h.said("mei", d.ID).Copied[0].Name)
	h.get("men", "/api/v1/cases/"+string(d.ID)).ok(200, nil)
	h.comment("men", d.ID, uuid.NewString(), "收到 @员工lin", mention(false, "lin")).ok(200, nil)
	require.Equal(t, "收到 @员工lin", h.said("lin", d.ID).Comment, "who was copied comments too")
	h.comment("men", d.ID, uuid.NewString(), "a\u202eb", nil).refused(422, "text-unprintable", "")
}

func TestApprovalOwnCaseWhomACaseIsAboutIsNotMentionedInIt(t *testing.T) {
	h := newHouse(t)
	d := h.submitted("有关人员")
	h.exec(`with c as (update cases set updated_at = updated_at where id = $1 returning id)
		insert into case_people (case_id, person_id, part, at) select id, $2, 'about', now() from c`, d.ID, h.people["zhang"])
	with := map[string]any{"mentions": []models.PersonID{h.people["zhang"]}, "copy": true}
	h.comment("lin", d.ID, uuid.NewString(), "@员工zhang", with).refused(422, "person-involved", "approval.own-case")
	require.Zero(t, count(h, `select count(*) from case_people where part = 'copied'`))
}

func TestApprovalRecordWhoTakesPartIsOfferedForAMention(t *testing.T) {
	h := newHouse(t)
	d := h.submitted("参与人")
	var c api.CaseView
	h.get("lin", "/api/v1/cases/"+string(d.ID)).ok(200, &c)
	var names []string
	for _, p := range c.Takers {
		names = append(names, p.Name)
	}
	require.Contains(t, names, "员工mei")
	require.NotContains(t, names, "员工lin", "nobody mentions himself or herself")
	require.NotContains(t, names, "员工men")
}

// try runs a statement that may be refused.
func (h *house) try(statement string) error {
	conn, err := pgx.Connect(h.t.Context(), h.db.URL())
	require.NoError(h.t, err)
	defer conn.Close(h.t.Context())
	_, err = conn.Exec(h.t.Context(), statement)
	return err
}

func TestApprovalRecordTheSameDocumentUnderTheSameKeyIsOneDraft(t *testing.T) {
	h := newHouse(t)
	header := key()
	begin := func(who, purpose string) (d api.DraftView) {
		h.do(ask{who: who, method: "POST", path: "/api/v1/cases", header: header, body: map[string]any{"kind": "sample_request", "document": h.request(purpose)}}).ok(201, &d)
		return d
	}
	first := begin("lin", "一次")
	require.Equal(t, first, begin("lin", "一次"))
	header["Idempotency-Key"] = strings.ToUpper(header["Idempotency-Key"])
	require.Equal(t, first, begin("lin", "一次"), "in capitals too")
	require.NotEqual(t, first.ID, begin("ma", "一次").ID, "a key is nobody else's")
	require.NotEqual(t, first.ID, begin("lin", "两次").ID)
	require.EqualValues(t, 3, count(h, `select count(*) from cases`))
}
