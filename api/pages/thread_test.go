package pages_test

import (
	"bytes"
	"maps"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"
)

// send posts a form with files, as a browser does.
func (h *house) send(login, path string, form url.Values, files map[string]string) *page {
	h.t.Helper()
	var body bytes.Buffer
	m := multipart.NewWriter(&body)
	for name, values := range form {
		for _, v := range values {
			require.NoError(h.t, m.WriteField(name, v))
		}
	}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		part, err := m.CreateFormFile("file", name)
		require.NoError(h.t, err)
		_, err = part.Write([]byte(files[name]))
		require.NoError(h.t, err)
	}
	require.NoError(h.t, m.Close())
	r := httptest.NewRequest("POST", path, &body)
	r.Header.Set("Content-Type", m.FormDataContentType())
	r.Header.Set("Accept-Language", "zh-CN")
	r.AddCookie(&http.Cookie{Name: "countersign", Value: h.cookie(login)})
	w := httptest.NewRecorder()
	h.web.ServeHTTP(w, r)
	tree, err := html.Parse(strings.NewReader(w.Body.String()))
	require.NoError(h.t, err)
	return &page{w, h, tree}
}

// talk is the form of a comment as a person finds it.
func (p *page) talk() url.Values {
	p.h.t.Helper()
	for n := range p.tree.Descendants() {
		if n.Type == html.ElementNode && n.Data == "section" && attr(n, "id") == "talk" {
			for f := range n.Descendants() {
				if f.Data == "form" {
					form := fieldsOf(f)
					form.Del("file")
					return form
				}
			}
		}
	}
	require.Fail(p.h.t, "there is no form for a comment", p.Body.String())
	return nil
}

func TestApprovalRecordACommentWithFileAndMentionIsReadInTheThread(t *testing.T) {
	h := newHouse(t)
	path := h.submitted()
	form := with(h.get("linxiaowen", path).is(200).talk(), "comment", "@周建国 请看报价 <script>alert(1)</script>", "people", "周建国")
	require.Equal(t, path+"?done=comment", h.send("linxiaowen", path+"/acts", form, map[string]string{"报价.txt": "三十二支", "说明.txt": "两个文件"}).to())
	seen := h.get("zhoujianguo", path).is(200).
		says(`<mark class="mention">@周建国</mark> 请看报价 &lt;script&gt;`, "报价.txt", "说明.txt", "林晓雯").lacks("<script>alert")
	file := attr(seen.find("a", "报价.txt"), "href")
	require.Equal(t, "三十二支", h.get("zhoujianguo", file).is(200).Body.String())
	h.get("zhaotiezhu", file).is(404)
	require.Equal(t, path+"?done=comment", h.send("linxiaowen", path+"/acts", form, map[string]string{"报价.txt": "三十二支", "说明.txt": "两个文件"}).to(), "sent twice it is one comment")
	require.Equal(t, 1, strings.Count(h.get("zhoujianguo", path).Body.String(), "请看报价"))

	told := h.get("zhoujianguo", "/notices").is(200).says("有人在留言中提到了您", "未读", path)
	h.get("zhoujianguo", "/").says(`href="/notices"`, `<b class="count">2</b>`)
	require.Equal(t, "/notices?marked=1", h.post("zhoujianguo", "/notices", with(told.form("/notices"), "do", "all")).to())
	h.get("zhoujianguo", "/notices").is(200).says("已读", "有人在留言中提到了您").lacks("未读")
	h.get("zhaotiezhu", "/notices").is(200).says("没有通知")
}

func TestApprovalNeedToKnowAMentionOfSomebodyOutsideSaysToCopyFirst(t *testing.T) {
	h := newHouse(t)
	path := h.submitted()
	form := h.get("linxiaowen", path).talk()
	found := h.post("linxiaowen", path+"/acts", with(form, "comment", "@赵铁柱 请留意", "people", "赵铁柱", "do", "find")).is(200).says("请留意", "赵铁柱", "未参与")
	form = with(found.talk(), "mention", attr(found.find("input", "赵铁柱"), "value"))
	refused := h.send("linxiaowen", path+"/acts", form, map[string]string{"a.txt": "x"}).is(422)
	require.True(t, has(refused.find("input", "赵铁柱"), "checked"), "who was ticked is ticked still")
	refused.says("approval.need-to-know", "请先抄送给他", "请留意", "请重新选择附件")
	h.get("zhaotiezhu", path).is(404)
	form = with(found.talk(), "mention", attr(found.find("input", "赵铁柱"), "value"), "copy", "1")
	require.Equal(t, path+"?done=comment", h.send("linxiaowen", path+"/acts", form, nil).to())
	form = with(h.get("zhaotiezhu", path).is(200).says("同时抄送 赵铁柱").talk(), "comment", "收到")
	require.Equal(t, path+"?done=comment", h.send("zhaotiezhu", path+"/acts", form, nil).to(), "who was copied comments too")
	h.post("linxiaowen", path+"/acts", with(h.get("linxiaowen", path).talk(), "comment", "x", "people", "查无此人", "do", "find")).is(200).says("talk-w")
	h.post("linxiaowen", path+"/acts", with(h.get("linxiaowen", path).talk(), "comment", " ")).is(422).says("approval.reason")
}

func TestApprovalNeedToKnowTheSearchPageFindsWhatMayBeSeen(t *testing.T) {
	h := newHouse(t)
	path := h.submitted()
	h.get("linxiaowen", "/search").is(200).says("查找事项")
	h.get("linxiaowen", "/search?q=00001").is(200).says(path, "签核中")
	h.get("zhoujianguo", "/search?q=lxw&kind=sample_request&state=running").is(200).says(path)
	h.get("zhoujianguo", "/search?q=lxw&state=done").is(200).lacks(path).says("没有找到")
	h.get("zhaotiezhu", "/search?q=00001").is(200).lacks(path).says("没有找到")
	h.get("linxiaowen", "/search?q="+url.QueryEscape(`"><script>alert(1)</script>`)).is(200).lacks("<script>alert")
}

// find is the element of this kind that has these words, or stands beside them.
func (p *page) find(kind, words string) *html.Node {
	p.h.t.Helper()
	for n := range p.tree.Descendants() {
		if n.Type == html.ElementNode && n.Data == kind && (strings.Contains(text(n), words) || kind == "input" && n.Parent.Data == "label" && strings.Contains(text(n.Parent), words)) {
			return n
		}
	}
	require.Failf(p.h.t, "not there", "%s with %s in %s", kind, words, p.Body.String())
	return nil
}
