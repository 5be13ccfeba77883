package pages_test

import (
	"bytes"
	"encoding/json"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"

	"countersign/models"
	"countersign/models/form"
)

func contracts(t *testing.T) string {
	both := func(zh, en string) form.Text { return form.Text{Zh: zh, En: en} }
	body, err := json.Marshal(form.Definition{Code: "contract", Series: "HT", Name: both("合同审批", "Contract"), Clause: both("合同须经批准。", "Contracts are approved."),
		Fields: []form.Field{{Key: "party", Label: both("对方", "Party"), Type: form.Line, Required: true},
			{Key: "papers", Label: both("合同文本", "Papers"), Type: form.Files, Required: true, Most: 2},
			{Key: "sums", Label: both("测算", "Calculation"), Type: form.Files, Most: 1, Rights: map[models.Step]form.Right{"signatures": form.Hidden}}},
		Signatures: []form.Row{{Round: 1, Mode: models.All, Of: []string{"head@case-unit"}}},
		Tasks:      []form.Task{{Step: "seal", Name: both("盖章", "Seal"), Row: form.Row{Round: 1, Mode: models.Any, Of: []string{"staff@office", "head@office"}}}}})
	require.NoError(t, err)
	return string(body)
}

// sendFiles sends a sheet as a browser does that has files chosen in its fields.
func (h *house) sendFiles(login, path string, typed url.Values, files map[string][][2]string) *page {
	h.t.Helper()
	var body bytes.Buffer
	m := multipart.NewWriter(&body)
	for name, values := range typed {
		for _, v := range values {
			require.NoError(h.t, m.WriteField(name, v))
		}
	}
	for field, all := range files {
		for _, f := range all {
			part, err := m.CreateFormFile(field, f[0])
			require.NoError(h.t, err)
			_, err = part.Write([]byte(f[1]))
			require.NoError(h.t, err)
		}
	}
	require.NoError(h.t, m.Close())
	r := httptest.NewRequest(http.MethodPost, path, &body)
	r.Header.Set("Content-Type", m.FormDataContentType())
	r.Header.Set("Accept-Language", "zh-CN")
	r.AddCookie(&http.Cookie{Name: "countersign", Value: h.cookie(login)})
	w := httptest.NewRecorder()
	h.web.ServeHTTP(w, r)
	tree, err := html.Parse(strings.NewReader(w.Body.String()))
	require.NoError(h.t, err)
	return &page{w, h, tree}
}

func TestApprovalForm_FilesAreFilledInWithoutAScript(t *testing.T) {
	h := newHouse(t)
	h.adopts(json.RawMessage(contracts(t)))
	h.get("linxiaowen", "/new/form/contract").is(200).says(`enctype="multipart/form-data"`, `type="file" name="values.papers"`, "multiple", "每个最大 20 MB")

	begun := h.sendFiles("linxiaowen", "/new/form/contract", url.Values{"values.party": {"安大"}, "do": {"submit"}}, nil).to()
	path := casePath.FindString(begun)
	h.get("linxiaowen", path+"/edit?check=1").is(200).says("合同文本：", `id="e-values.papers"`)

	edit := func() url.Values { return h.get("linxiaowen", path+"/edit").is(200).form(path + "/edit") }
	h.sendFiles("linxiaowen", path+"/edit", with(edit(), "do", "save"), map[string][][2]string{"values.papers": {{"a.exe", "MZ"}}}).is(422).says("pdf, png, jpg", "安大")
	require.Equal(t, path+"/submit", h.sendFiles("linxiaowen", path+"/edit", with(edit(), "do", "submit"),
		map[string][][2]string{"values.papers": {{"合同.txt", "甲乙双方"}, {"附表.csv", "a,b\n1,2\n"}}, "values.sums": {{"底价.txt", "两千"}}}).to())
	h.sendFiles("linxiaowen", path+"/edit", with(edit(), "do", "save"), map[string][][2]string{"values.papers": {{"第三.txt", "x"}}}).says("最多上传 2 个文件")

	shown := h.get("linxiaowen", path+"/edit").is(200).says("合同.txt", "附表.csv", "底价.txt", "移除 附表.csv")
	gone := regexp.MustCompile(`value="(file-remove:[^"]+)" aria-label="移除 附表.csv"`).FindStringSubmatch(shown.Body.String())
	require.NotNil(t, gone)
	h.sendFiles("linxiaowen", path+"/edit", with(edit(), "do", gone[1]), nil)
	h.get("linxiaowen", path+"/edit").is(200).says("合同.txt").lacks("附表.csv")

	require.Equal(t, path+"/submit", h.sendFiles("linxiaowen", path+"/edit", with(edit(), "do", "submit"), nil).to())
	h.post("linxiaowen", path+"/submit", h.get("linxiaowen", path+"/submit").is(200).says("合同.txt").form(path+"/submit"))
	h.get("zhoujianguo", path).is(200).says(`<a href="/api/v1/attachments/`, "合同.txt", "SHA-256").lacks("底价", "测算")
	h.sign("zhoujianguo", path)
	h.get("linxiaowen", "/print"+path).is(200).says("合同.txt", "SHA-256", "底价.txt")
	h.get("zhoujianguo", "/print"+path).is(200).says("合同.txt", "SHA-256").lacks("底价")
}
