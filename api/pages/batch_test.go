package pages_test

import (
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

var pick = regexp.MustCompile(`name="pick" value="([^"]+)"`)

// picks are what can be chosen in somebody's inbox.
func (h *house) picks(login string) (all []string) {
	for _, m := range pick.FindAllStringSubmatch(h.get(login, "/").is(200).Body.String(), -1) {
		all = append(all, m[1])
	}
	return all
}

func TestSeveralAreSignedInOneGo(t *testing.T) {
	h := newHouse(t)

	t.Run("approval.default what is chosen is shown in one line with its digest, and each gets its receipt", func(t *testing.T) {
		one, two := h.submitted(), h.submitted()
		picks := h.picks("zhoujianguo")
		require.Len(t, picks, 2)
		p := h.get("zhoujianguo", "/sign?"+url.Values{"pick": picks}.Encode()).is(200).says("试织", "3.8 千克", "MILL-QY-2026-00001", "MILL-QY-2026-00002")
		form := with(p.form("/sign"), "comment", "同意取样")
		require.Equal(t, []string{"0", "1"}, form["item"])
		require.NotEqual(t, form.Get("key.0"), form.Get("key.1"))
		done := h.post("zhoujianguo", "/sign", form).is(200).says("已签 2 件", one, two)
		require.Equal(t, 2, strings.Count(done.Body.String(), `class="tag ok"`))
		h.get("chenli", one).is(200).says("同意取样")
		again := h.post("zhoujianguo", "/sign", form).is(200).says("已签 2 件")
		require.Equal(t, hashes(done), hashes(again), "a second click gets the first receipts")
	})
	t.Run("approval.digest what was changed meanwhile is refused, and keeps no other back", func(t *testing.T) {
		h.submitted()
		h.submitted()
		form := h.get("zhoujianguo", "/sign?"+url.Values{"pick": h.picks("zhoujianguo")}.Encode()).form("/sign")
		h.post("zhoujianguo", "/sign", with(form, "digest.0", strings.Repeat("0", 64))).is(200).says("已签 1 件", "未签", "approval.digest")
	})
	t.Run("approval.default what is not ticked is not signed, and nothing at all is asked back", func(t *testing.T) {
		h.submitted()
		form := h.get("zhoujianguo", "/sign?"+url.Values{"pick": h.picks("zhoujianguo")}.Encode()).form("/sign")
		form["item"] = form["item"][1:]
		p := h.post("zhoujianguo", "/sign", form).is(200)
		require.Len(t, h.picks("zhoujianguo"), 1, p.Body.String())
		form.Del("item")
		h.post("zhoujianguo", "/sign", form).is(422).says("请至少勾选一件")
	})
	t.Run("approval.post who has nothing to sign is offered nothing, also by address", func(t *testing.T) {
		theirs := h.picks("zhoujianguo")
		require.Empty(t, h.picks("linxiaowen"))
		h.get("linxiaowen", "/sign?"+url.Values{"pick": theirs}.Encode()).is(200).says("不由您签核").lacks("同意以上所选")
		h.get("tangyu", "/sign?"+url.Values{"pick": theirs}.Encode()).is(200).says("没有选中").lacks("试织")
	})
	t.Run("authority.exception exceptions are not signed in a batch", func(t *testing.T) {
		path := h.draft(with(request(), "lines[0].pieces", "60"))
		link := "/new/exception?subject=" + strings.TrimPrefix(path, "/cases/") + "&clause=sample.complete"
		asked := casePath.FindString(h.post("linxiaowen", "/new/exception", with(h.get("linxiaowen", link).form("/new/exception"), "reason", "客户整批试织", "do", "submit")).to())
		h.post("linxiaowen", asked+"/submit", h.get("linxiaowen", asked+"/submit").form(asked+"/submit")).to()
		task := h.get("chenli", asked).form(asked + "/acts").Get("task")
		require.NotContains(t, strings.Join(h.picks("chenli"), " "), task)
		h.get("chenli", "/sign?pick="+strings.TrimPrefix(asked, "/cases/")+"."+task).is(200).says("逐").lacks("同意以上所选")
	})
}

var receipt = regexp.MustCompile(`办理记录第 \d+ 条 · <code>[0-9a-f]+`)

func hashes(p *page) []string { return receipt.FindAllString(p.Body.String(), -1) }
