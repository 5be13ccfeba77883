package api_test

import (
	"bytes"
	"fmt"
	"mime/multipart"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"countersign/api"
	"countersign/models"
)

func (h *house) attach(who string, id models.CaseID, name string, content []byte) reply {
	h.t.Helper()
	return h.upload(who, fmt.Sprintf("/api/v1/cases/%s/attachments", id), name, content)
}

func (h *house) upload(who, path, name string, content []byte) reply {
	h.t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	part, err := form.CreateFormFile("file", name)
	require.NoError(h.t, err)
	_, err = part.Write(content)
	require.NoError(h.t, err)
	require.NoError(h.t, form.Close())
	return h.do(ask{who: who, method: "POST", path: path, body: body.Bytes(),
		header: map[string]string{"Content-Type": form.FormDataContentType()}})
}

func TestAFileIsWhatItsContentIsNotWhatItsNameSays(t *testing.T) {
	h := newHouse(t)
	d := h.draft("带附件")
	page := "<!DOCTYPE html><html><script>alert(1)</script></html>"
	for name, content := range map[string]string{
		"报价.pdf":    page,
		"later.pdf": page + strings.Repeat(" ", 900) + "%PDF-1.7\n",
		"图.png":     page,
		"表.xlsx":    "PK\x03\x04 not a workbook",
		"a.txt":     page,
	} {
		h.attach("lin", d.ID, name, []byte(content)).refused(422, "file-not-as-named", "")
	}
	for _, name := range []string{"a.html", "a.svg", "a.exe", "a", "a.pdf.js"} {
		h.attach("lin", d.ID, name, []byte(page)).refused(422, "file-kind", "")
	}
	require.Contains(t, h.attach("lin", d.ID, "大.txt", bytes.Repeat([]byte("a"), 20<<20+1)).refused(413, "file-too-large", "").Detail, "大.txt")
	h.attach("lin", d.ID, "空.txt", nil).refused(422, "file-empty", "")
	require.Zero(t, count(h, `select count(*) from attachments`))
}

func TestACaseHasSoManyFilesAndNoMore(t *testing.T) {
	h := newHouse(t)
	d := h.submitted("附件很多")
	draft := h.draft("附件很多")
	fill := func(id models.CaseID, files int, size int64) {
		h.exec(`delete from attachments where case_id = $1`, id)
		h.exec(`insert into attachments (id, case_id, name, media_type, size, hash, by_id, at) select gen_random_uuid(), $1, n || '.txt', 'text/plain', $3, repeat('0', 64), $4, $5 from generate_series(1, $2) n`,
			id, files, size, h.people["lin"], h.clock())
	}
	fill(draft.ID, 99, 1)
	fill(d.ID, 99, 1)
	h.attach("lin", draft.ID, "100.txt", []byte("text")).ok(201, nil)
	said := h.attach("lin", draft.ID, "101.txt", []byte("text")).refused(413, "case-files-too-large", "").Detail
	require.Contains(t, said, "100")
	require.Contains(t, said, "300 MB")
	key := uuid.NewString()
	h.attachTo("lin", d.ID, key, "100.txt", "text").ok(201, nil)
	h.attachTo("lin", d.ID, key, "100.txt", "text").ok(201, nil)
	h.attachTo("lin", d.ID, uuid.NewString(), "101.txt", "text").refused(413, "case-files-too-large", "")
	fill(draft.ID, 15, 20<<20)
	h.attach("lin", draft.ID, "16.txt", []byte("text")).refused(413, "case-files-too-large", "")
	require.EqualValues(t, 15, count(h, `select count(*) from attachments where case_id = $1`, draft.ID), "nothing is kept of what was refused")
}

func TestApprovalDigestBindsTheAttachments(t *testing.T) {
	h := newHouse(t)
	d := h.draft("带附件")
	var a api.AttachmentView
	h.attach("lin", d.ID, "../../报价 单.pdf", []byte("%PDF-1.7\nfine")).ok(201, &a)
	require.Equal(t, "报价 单.pdf", a.Name)
	var c api.CaseView
	h.get("lin", "/api/v1/cases/"+string(d.ID)).ok(200, &c)
	require.NotEqual(t, d.Digest, c.Digest, "a file changes what is signed")

	got := h.get("lin", "/api/v1/attachments/"+string(a.ID)).ok(200, nil)
	require.Equal(t, "%PDF-1.7\nfine", got.Body.String())
	require.Contains(t, got.Header().Get("Content-Disposition"), "attachment")
	require.Contains(t, got.Header().Get("Content-Disposition"), "filename*=utf-8''")
	require.Equal(t, "sandbox; default-src 'none'", got.Header().Get("Content-Security-Policy"))
	require.Equal(t, "nosniff", got.Header().Get("X-Content-Type-Options"))
	looked := h.get("lin", "/api/v1/attachments/"+string(a.ID)+"?show=true").ok(200, nil).Header()
	require.Contains(t, looked.Get("Content-Disposition"), "inline")
	require.Equal(t, "sandbox; default-src 'none'", looked.Get("Content-Security-Policy"), "what is looked at runs nothing")
	h.get("mei", "/api/v1/attachments/"+string(a.ID)).refused(404, "not-found", "")

	h.do(ask{who: "lin", method: "DELETE", path: "/api/v1/attachments/" + string(a.ID)}).ok(204, nil)
	h.get("lin", "/api/v1/cases/"+string(d.ID)).ok(200, &c)
	require.Equal(t, d.Digest, c.Digest)
	h.get("lin", "/api/v1/attachments/"+string(a.ID)).refused(404, "not-found", "")
}

func TestAFileOfASubmittedCaseStays(t *testing.T) {
	h := newHouse(t)
	d := h.draft("带附件")
	var a api.AttachmentView
	h.attach("lin", d.ID, "a.txt", []byte("text")).ok(201, &a)
	var c api.CaseView
	h.get("lin", "/api/v1/cases/"+string(d.ID)).ok(200, &c)
	h.do(ask{who: "lin", method: "POST", path: fmt.Sprintf("/api/v1/cases/%s/submit", d.ID), header: key(), body: map[string]any{"digest": c.Digest}}).ok(200, nil)
	h.do(ask{who: "lin", method: "DELETE", path: "/api/v1/attachments/" + string(a.ID)}).refused(409, "not-editable", "approval.digest")
	h.attach("lin", d.ID, "b.txt", []byte("text")).refused(409, "not-editable", "approval.digest")
	require.Contains(t, h.get("mei", "/api/v1/attachments/"+string(a.ID)+"?show=true").ok(200, nil).Header().Get("Content-Disposition"), "attachment", "a text could be taken for a page")
	require.Equal(t, "text", h.get("mei", "/api/v1/attachments/"+string(a.ID)).ok(200, nil).Body.String(), "a signer reads it")
}

func TestAnOrganisationIsImportedByTheHeadOfficeAfterAPreview(t *testing.T) {
	h := newHouse(t)
	const path = "/api/v1/organisation/import"
	csv := []byte("company,code,name,category\nHQ,K9,新客户,target\n")
	require.Equal(t, 403, h.upload("lin", path, "customers.csv", csv).Code)
	var v api.ImportView
	h.upload("hua", path+"?preview=true", "customers.csv", csv).ok(200, &v)
	require.Empty(t, v.Complaints)
	require.Len(t, v.Changes, 1)
	require.Zero(t, count(h, `select count(*) from customers where code = 'K9'`))
	h.upload("hua", path, "customers.csv", csv).refused(422, "roster-unseen", "")
	wrong := h.upload("hua", path+"?seen="+string(v.Digest), "customers.csv", append(csv, "HQ,,无编号,target\n"...)).refused(422, "roster-wrong", "")
	require.Equal(t, "customers[2].code", wrong.Fields[0].At, "the third line of the file")
	require.Zero(t, count(h, `select count(*) from customers where code = 'K9'`), "nothing comes in")
	h.upload("hua", path+"?seen="+string(v.Digest), "customers.csv", append(csv, "HQ,K8,另一客户,target\n"...)).refused(409, "roster-moved", "")
	h.exec(`insert into customers (id, company_id, code, name, category) select gen_random_uuid(), id, 'K9', '先到的', 'target' from companies where code = 'HQ'`)
	h.upload("hua", path+"?seen="+string(v.Digest), "customers.csv", csv).refused(409, "roster-moved", "")
	h.exec(`delete from customers where code = 'K9'`)
	h.upload("hua", path+"?seen="+string(v.Digest), "customers.csv", csv).ok(200, &v)
	require.EqualValues(t, 1, count(h, `select count(*) from customers where code = 'K9'`))
	h.upload("hua", path, "customers.pdf", csv).refused(422, "import-unreadable", "")
}

func TestApprovalDigestAnotherNameOfAFileIsAnotherContent(t *testing.T) {
	h := newHouse(t)
	d := h.draft("带附件")
	named := func(name string) models.Digest {
		var a api.AttachmentView
		h.attach("lin", d.ID, name, []byte("同一内容")).ok(201, &a)
		var v api.CaseView
		h.get("lin", "/api/v1/cases/"+string(d.ID)).ok(200, &v)
		h.do(ask{who: "lin", method: "DELETE", path: "/api/v1/attachments/" + string(a.ID)}).ok(204, nil)
		return v.Digest
	}
	require.Equal(t, named("甲.txt"), named("甲.txt"))
	require.NotEqual(t, named("甲.txt"), named("乙.txt"))
}
