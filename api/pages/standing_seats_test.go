package pages_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"
)

// signed are the rows of the signature table of the first copy on paper.
func (p *page) signed() string {
	p.h.t.Helper()
	for n := range p.tree.Descendants() {
		if n.Type == html.ElementNode && n.Data == "table" && attr(n, "class") == "signed" {
			return strings.Join(strings.Fields(text(n)), " ")
		}
	}
	require.Fail(p.h.t, "no signature table")
	return ""
}

// steps is what the page says of how each seat stands.
func (p *page) steps() string {
	for n := range p.tree.Descendants() {
		if n.Type == html.ElementNode && n.Data == "ol" && attr(n, "class") == "steps" {
			return strings.Join(strings.Fields(text(n)), " ")
		}
	}
	return ""
}

func TestHowASeatStandsIsSaidTruly(t *testing.T) {
	h := newHouse(t)
	t.Run("approval.transfer a seat that was handed on says so, and paper names its post and only who signed", func(t *testing.T) {
		path := h.submitted()
		h.arrange("zhoujianguo", path, "ask", "comment", "客户是谁")
		h.arrange("linxiaowen", path, "answer", "comment", "老客户")
		h.arrange("zhoujianguo", path, "delegate", "people", "E0026", "comment", "请先核对")
		require.Contains(t, h.get("linxiaowen", path).steps(), "已委派")
		h.arrange("hemin", path, "advise", "comment", "数量无误")
		h.arrange("zhoujianguo", path, "transfer", "people", "E0026", "comment", "出差")
		steps := h.get("linxiaowen", path).steps()
		require.Contains(t, steps, "已转办")
		require.NotContains(t, steps, "已取消")
		h.sign("hemin", path)
		paper := h.get("linxiaowen", "/print"+path).is(200).signed()
		require.Contains(t, paper, "代市场营销部部长席位何敏")
		require.Equal(t, 1, strings.Count(paper, "会签"), paper)
		require.NotContains(t, paper, "林晓雯")
	})
	t.Run("approval.add-signer who added signers before signing is still to sign", func(t *testing.T) {
		path := h.submitted()
		h.arrange("zhoujianguo", path, "add_signer", "people", "E0026", "where", "before", "how", "all")
		require.Contains(t, h.get("linxiaowen", path).steps(), "待加签后再签")
		h.sign("hemin", path)
		h.sign("zhoujianguo", path)
	})
	t.Run("approval.send-back a signature that was sent back says so, and who sent it back comes again", func(t *testing.T) {
		path := h.submitted()
		h.sign("zhoujianguo", path)
		h.arrange("chenli", path, "send_back", "back", "1", "comment", "请部门再看数量")
		steps := h.get("linxiaowen", path).steps()
		require.Contains(t, steps, "退回后重签")
		require.Contains(t, steps, "尚未轮到")
		require.NotContains(t, steps, "已取消")
		require.NotContains(t, steps, "内容改动")
		h.sign("zhoujianguo", path)
		h.sign("chenli", path)
	})
	t.Run("approval.take-back what was taken back was taken back, and the next signer comes again", func(t *testing.T) {
		path := h.submitted()
		h.sign("zhoujianguo", path)
		form := h.get("zhoujianguo", path).naming(path+"/acts", "拿回")
		h.post("zhoujianguo", path+"/acts", with(form, "comment", "再核对")).to()
		steps := h.get("linxiaowen", path).steps()
		require.Contains(t, steps, "已拿回")
		require.NotContains(t, steps, "已取消")
	})
	t.Run("approval.ask who was asked is waited for with an answer", func(t *testing.T) {
		path := h.submitted()
		h.arrange("zhoujianguo", path, "ask", "comment", "客户是谁")
		h.get("linxiaowen", path).says("<b>答复</b>")
	})
}

func TestWhatWasSaidIsBesideTheAnswer(t *testing.T) {
	h := newHouse(t)
	// asked is the box in which somebody acts.
	asked := func(login, path string) string {
		for n := range h.get(login, path).tree.Descendants() {
			if n.Type == html.ElementNode && n.Data == "section" && attr(n, "id") == "act" {
				return text(n)
			}
		}
		return ""
	}
	path := h.submitted()
	h.arrange("zhoujianguo", path, "ask", "comment", "客户是谁")
	require.Contains(t, asked("linxiaowen", path), "客户是谁", "approval.ask the question is in the box of its answer")
	h.arrange("linxiaowen", path, "answer", "comment", "老客户")
	h.sign("zhoujianguo", path)
	h.arrange("chenli", path, "send_back", "back", "1", "comment", "请部门再看数量")
	require.Contains(t, asked("zhoujianguo", path), "请部门再看数量", "approval.send-back who signs again sees why")
	h.arrange("zhoujianguo", path, "send_back", "comment", "请改用途")
	require.Contains(t, asked("linxiaowen", path), "请改用途", "approval.send-back who mends it sees why")
}
