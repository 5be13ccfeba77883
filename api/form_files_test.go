package api_test

import (
	"crypto/sha256"
	"encoding/hex"
	"testing"

	"github.com/stretchr/testify/require"

	"countersign/api"
	"countersign/models"
	"countersign/models/form"
)

// contracts is a form with files, of which its signer is not shown the calculation.
func contracts() form.Definition {
	both := func(zh, en string) form.Text { return form.Text{Zh: zh, En: en} }
	return form.Definition{Code: "contract", Series: "HT", Name: both("合同审批", "Contract"), Clause: both("合同须经批准。", "Contracts are approved."),
		Fields: []form.Field{
			{Key: "party", Label: both("对方", "Party"), Type: form.Line},
			{Key: "papers", Label: both("合同文本", "Papers"), Type: form.Files, Required: true, Most: 2},
			{Key: "sums", Label: both("测算", "Calculation"), Type: form.Files, Rights: map[models.Step]form.Right{"signatures.1": form.Hidden}},
		},
		Signatures: []form.Row{{Round: 1, Mode: models.All, Of: []string{"head@case-unit"}}}}
}

func TestApprovalForm_FilesOfAFieldAreBoundByTheDocument(t *testing.T) {
	h := newHouse(t)
	h.adopts(contracts())
	var d api.DraftView
	forged := models.Values{"papers": models.Listed([]models.Row{{"id": "x", "name": "never.pdf", "sha256": "0", "size": "1"}})}
	h.do(ask{who: "lin", method: "POST", path: "/api/v1/cases", body: map[string]any{"kind": "form", "document": models.FilledForm{Form: "contract", Values: forged}}}).ok(201, &d)
	path := "/api/v1/cases/" + string(d.ID)
	h.do(ask{who: "lin", method: "POST", path: path + "/check"}).ok(200, &d)
	require.Len(t, d.Faults, 1, "what is typed is no file")
	require.Equal(t, "values.papers field-missing", d.Faults[0].At+" "+d.Faults[0].Key)

	add := func(who, field, name, content string) reply {
		return h.upload(who, path+"/attachments?field="+field, name, []byte(content))
	}
	add("lin", "party", "a.txt", "text").refused(422, "form-files-field", "approval.form")
	add("lin", "nothing", "a.txt", "text").refused(422, "form-files-field", "approval.form")
	add("lin", "papers", "a.exe", "MZ").refused(422, "file-kind", "")
	add("mei", "papers", "a.txt", "text").refused(404, "not-found", "")
	var first, second api.AttachmentView
	add("lin", "papers", "合同.txt", "甲乙双方").ok(201, &first)
	add("lin", "papers", "附表.csv", "a,b\n1,2\n").ok(201, &second)
	add("lin", "papers", "c.txt", "more").refused(429, "form-files-most", "approval.form")

	var c api.CaseView
	h.get("lin", path).ok(200, &c)
	require.Empty(t, c.Attachments, "they stand in their field")
	was := c.Digest
	h.do(ask{who: "lin", method: "DELETE", path: "/api/v1/attachments/" + string(second.ID)}).ok(204, nil)
	h.get("lin", path).ok(200, &c)
	require.NotEqual(t, was, c.Digest, "a file less is another content (approval.digest)")
	h.do(ask{who: "lin", method: "PUT", path: path + "/document", header: map[string]string{"If-Match": string(c.Digest)},
		body: map[string]any{"document": models.FilledForm{Form: "contract", Version: 1, Values: models.Values{"party": "安大"}}}}).ok(200, &d)
	require.Empty(t, d.Faults, "who saves the form keeps its files")
	h.do(ask{who: "lin", method: "POST", path: path + "/submit", header: key(), body: map[string]any{"digest": d.Digest}}).ok(200, nil)
	h.get("mei", path).ok(200, &c)
	sum := sha256.Sum256([]byte("甲乙双方"))
	papers := c.Document.Fields[1]
	require.Equal(t, "合同.txt · SHA-256 "+hex.EncodeToString(sum[:]), papers.Value, "as paper says it")
	require.Len(t, papers.Files, 1)
	require.Equal(t, first.ID, papers.Files[0].ID)
	require.Equal(t, "员工lin", papers.Files[0].By)
	require.Equal(t, "甲乙双方", h.get("mei", "/api/v1/attachments/"+string(first.ID)).ok(200, nil).Body.String())
	h.do(ask{who: "lin", method: "DELETE", path: "/api/v1/attachments/" + string(first.ID)}).refused(409, "not-editable", "approval.digest")
	h.act("mei", d.ID, models.Sign, "").ok(200, nil)
}

func TestApprovalFields_AHiddenFileIsNotThereForWhoDoesNotSeeItsField(t *testing.T) {
	h := newHouse(t)
	h.adopts(contracts())
	var d api.DraftView
	h.do(ask{who: "lin", method: "POST", path: "/api/v1/cases", body: map[string]any{"kind": "form", "document": models.FilledForm{Form: "contract"}}}).ok(201, &d)
	path := "/api/v1/cases/" + string(d.ID)
	var paper, sums api.AttachmentView
	h.upload("lin", path+"/attachments?field=papers", "合同.txt", []byte("甲乙双方")).ok(201, &paper)
	h.upload("lin", path+"/attachments?field=sums", "底价.txt", []byte("两千")).ok(201, &sums)
	var c api.CaseView
	h.get("lin", path).ok(200, &c)
	h.do(ask{who: "lin", method: "POST", path: path + "/submit", header: key(), body: map[string]any{"digest": c.Digest}}).ok(200, nil)

	file := "/api/v1/attachments/" + string(sums.ID)
	require.Equal(t, "两千", h.get("lin", file).ok(200, nil).Body.String(), "the applicant has it")
	h.get("mei", "/api/v1/attachments/"+string(paper.ID)).ok(200, nil)
	h.get("mei", file).refused(404, "not-found", "")
	h.get("mei", file+"?show=true").refused(404, "not-found", "")
	h.do(ask{who: "mei", method: "DELETE", path: file}).refused(404, "not-found", "")
	h.get("fu", "/api/v1/attachments/"+string(paper.ID)).refused(404, "not-found", "")
	for _, page := range []string{path, path + "/revisions"} {
		said := h.get("mei", page).ok(200, nil).Body.String()
		require.NotContains(t, said, "底价")
		require.NotContains(t, said, sums.Hash)
		require.NotContains(t, said, string(sums.ID))
		require.Contains(t, said, "合同.txt")
	}
}

func TestApprovalForm_FilesAreTheApplicants(t *testing.T) {
	d := contracts()
	require.Empty(t, d.Check())
	d.Fields[2].Rights["signatures.1"] = form.Writable
	d.Fields[1].Rights = map[models.Step]form.Right{"start": form.ReadOnly}
	d.Fields[1].Most = 51
	d.Summary = []string{"papers"}
	var at []string
	for _, f := range d.Check() {
		at = append(at, f.At+" "+f.Key)
	}
	require.Equal(t, []string{"fields[1].least form-least", "fields[1].rights form-files-applicant", "fields[2].rights form-files-applicant", "summary[0] form-summary"}, at)
	schema, err := contracts().Schema()
	require.NoError(t, err)
	back, err := form.Read(schema)
	require.NoError(t, err)
	back.Fields[0].Most, back.Fields[1].Least, back.Fields[2].Least, back.Fields[2].Most = 0, 0, 0, 0
	require.Equal(t, contracts().Fields, back.Fields, "JSON Schema says the same")
}
