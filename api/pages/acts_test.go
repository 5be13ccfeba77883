package pages_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"countersign/models"
	"countersign/models/regulation"
)

func TestActsOnThePageOfACase(t *testing.T) {
	h := newHouse(t)

	t.Run("approval.own-case who applied sees the clause instead of a form", func(t *testing.T) {
		path := h.submitted()
		h.get("linxiaowen", path).is(200).says("approval.own-case", "由他人办理").lacks(`value="sign"`)
	})
	t.Run("approval.post a form that is sent all the same is refused under its clause, and the page stays", func(t *testing.T) {
		path := h.submitted()
		form := h.get("zhoujianguo", path).form(path + "/acts")
		h.post("chenli", path+"/acts", with(form, "verb", "sign")).is(403).says("approval.", "单据")
	})
	t.Run("approval.reason a refusal without a reason comes back with the field to mend in focus", func(t *testing.T) {
		path := h.submitted()
		form := h.get("zhoujianguo", path).form(path + "/acts")
		p := h.post("zhoujianguo", path+"/acts", with(form, "verb", "refuse")).is(422).says("approval.reason", `aria-invalid="true"`, "autofocus")
		require.NotEqual(t, form.Get("key"), p.form(path+"/acts").Get("key"), "what is sent next is another act")
	})
	t.Run("approval.record a double click acts once and shows the first receipt", func(t *testing.T) {
		path := h.submitted()
		form := with(h.get("zhoujianguo", path).form(path+"/acts"), "verb", "sign")
		require.Equal(t, path+"?done=sign", h.post("zhoujianguo", path+"/acts", form).to())
		require.Equal(t, path+"?done=sign", h.post("zhoujianguo", path+"/acts", form).to())
		p := h.get("zhoujianguo", path+"?done=sign").is(200).says("已办理")
		require.Equal(t, 1, strings.Count(p.Body.String(), "签字同意</span>"), "one entry in the history")
	})
	t.Run("approval.digest who was shown other content is refused and shown what is there now", func(t *testing.T) {
		path := h.submitted()
		form := h.get("zhoujianguo", path).form(path + "/acts")
		shown := form.Get("digest")
		p := h.post("zhoujianguo", path+"/acts", with(form, "verb", "sign", "digest", strings.Repeat("0", 64))).says("approval.digest")
		require.Equal(t, http.StatusConflict, p.Code)
		require.Equal(t, shown, p.form(path+"/acts").Get("digest"))
	})
	t.Run("approval.send-back what was sent back is mended on its form and submitted again", func(t *testing.T) {
		path := h.submitted()
		form := h.get("zhoujianguo", path).form(path + "/acts")
		h.post("zhoujianguo", path+"/acts", with(form, "verb", "send_back", "comment", "请改用途")).to()
		h.get("linxiaowen", path).is(200).says("请改用途", path+"/edit")
		edit := h.get("linxiaowen", path+"/edit").is(200).form(path + "/edit")
		require.Equal(t, path+"/submit", h.post("linxiaowen", path+"/edit", with(edit, "purpose", "客户试织", "do", "submit")).to())
		confirm := h.get("linxiaowen", path+"/submit").is(200).says("客户试织").form(path + "/submit")
		require.NotEmpty(t, confirm.Get("task"))
		require.Equal(t, path+"?done=resubmit", h.post("linxiaowen", path+"/submit", confirm).to())
	})
	t.Run("approval.need-to-know a case that is not for this person is not there", func(t *testing.T) {
		path := h.submitted()
		h.get("tangyu", path).is(404).lacks("试织")
		h.get("tangyu", "/cases/00000000-0000-4000-8000-000000000000").is(404)
	})
}

func TestSignersArrangeWhoSigns(t *testing.T) {
	h := newHouse(t)
	arrange := func(path, verb string, pairs ...string) *page {
		t.Helper()
		form := h.get("zhoujianguo", path).form(path + "/acts")
		form.Set("verb", verb)
		return h.post("zhoujianguo", path+"/acts", with(form, pairs...))
	}
	t.Run("approval.transfer a task goes to the colleague whose name was typed", func(t *testing.T) {
		path := h.submitted()
		arrange(path, "transfer", "people", "E004", "comment", "出差").is(422).says("请填写工号", "E0040 汪铁军", `value="E004"`)
		require.Equal(t, path+"?done=transfer", arrange(path, "transfer", "people", "何敏", "comment", "出差").to())
		h.sign("hemin", path)
	})
	t.Run("approval.delegate who was asked first gives it back", func(t *testing.T) {
		path := h.submitted()
		arrange(path, "delegate", "people", "E0026、E0031", "comment", "请先核对").is(422).says("请只填一位")
		require.Equal(t, path+"?done=delegate", arrange(path, "delegate", "people", "E0026", "comment", "请先核对").to())
		form := h.get("hemin", path).says("办毕退还").form(path + "/acts")
		require.Equal(t, path+"?done=advise", h.post("hemin", path+"/acts", with(form, "comment", "数量无误")).to())
		h.sign("zhoujianguo", path)
	})
	t.Run("approval.add-signer several colleagues sign before, together or after", func(t *testing.T) {
		path := h.submitted()
		require.Equal(t, path+"?done=add_signer", arrange(path, "add_signer", "people", "何敏，E0031", "where", "together", "how", "all").to())
		h.get("hemin", path).is(200).says("加签", `value="sign"`)
		h.get("fansiyuan", path).is(200).says(`value="sign"`)
	})
	t.Run("approval.send-back a case goes back to an earlier round", func(t *testing.T) {
		path := h.submitted()
		h.sign("zhoujianguo", path)
		form := h.get("chenli", path).says("第 1 轮，改签后直接回到我").form(path + "/acts")
		h.post("chenli", path+"/acts", with(form, "verb", "send_back", "back", "nowhere", "comment", "请部门再看数量")).is(422).says("approval.send-back")
		require.Equal(t, path+"?done=send_back", h.post("chenli", path+"/acts", with(form, "verb", "send_back", "back", "1", "comment", "请部门再看数量")).to())
		h.get("zhoujianguo", path).is(200).says("请部门再看数量")
		h.sign("zhoujianguo", path)
		h.sign("chenli", path)
	})
	t.Run("approval.copy who is told may read", func(t *testing.T) {
		path := h.submitted()
		form := h.get("linxiaowen", path).form(path + "/acts")
		h.get("wuqian", path).is(404)
		require.Equal(t, path+"?done=copy", h.post("linxiaowen", path+"/acts", with(form, "verb", "copy", "task", "", "people", "吴倩")).to())
		h.get("wuqian", path).is(200)
	})
}

func TestWhatMayHaveBeenDoneIsAskedForAgainUnderTheSameKey(t *testing.T) {
	h := newHouse(t)
	path := h.submitted()
	form := with(h.get("zhoujianguo", path).form(path+"/acts"), "verb", "sign", "comment", "同意取样")
	h.counter.Down = models.Refuse(models.Unavailable, regulation.Clause{}, "try-again")
	p := h.post("zhoujianguo", path+"/acts", form).is(503).says("同意取样")
	require.Equal(t, form.Get("key"), p.form(path+"/acts").Get("key"))
	for key, says := range map[string]string{"clock-wrong": "校准程序和数据库", "act-failed": "未能写入记录"} {
		h.counter.Down = models.Refuse(models.Unavailable, regulation.ApprovalRecord, key)
		p = h.post("zhoujianguo", path+"/acts", form).is(503).says("同意取样", says)
		require.NotEqual(t, form.Get("key"), p.form(path+"/acts").Get("key"), "that was not done")
	}
	h.counter.Down = nil
	require.Equal(t, path+"?done=sign", h.post("zhoujianguo", path+"/acts", with(p.form(path+"/acts"), "verb", "sign")).to())
}

func TestASampleGoesOutOfTheGateOnce(t *testing.T) {
	h := newHouse(t)
	path := h.effective()
	number := strings.TrimSpace(between(h.get("linxiaowen", path).Body.String(), "<h1>", "</h1>"))

	t.Run("sample.draw production gives out against the number on the form that is shown", func(t *testing.T) {
		form := h.get("mayongfu", path).form(path + "/acts")
		require.Equal(t, "2", form.Get("pieces.1"), "what was signed for stands there already")
		h.post("mayongfu", path+"/acts", with(form, "form", "MILL-QY-2020-00001")).is(422).says("sample.draw", "MILL-QY-2020-00001")
		form = h.get("mayongfu", path).form(path + "/acts")
		h.post("mayongfu", path+"/acts", with(form, "form", number, "pieces.1", "很多")).is(422).says(`value="很多"`, "第 1 行写的不是件数")
		for _, typed := range []string{"1.5", "abc", "99999999999999999999"} {
			h.post("mayongfu", path+"/acts", with(form, "form", number, "pieces.1", typed)).is(422).says("第 1 行写的不是件数", typed)
		}
		h.post("mayongfu", path+"/acts", with(form, "form", number, "pieces.1", "")).is(422).says("第 1 行没有填写数量")
		form = h.get("mayongfu", path).form(path + "/acts")
		require.Equal(t, path+"?done=hand_over", h.post("mayongfu", path+"/acts", with(form, "form", number, "pieces.1", "２")).to())
	})
	link := "/g/" + h.token(path)
	t.Run("sample.gate a guard is told why nothing goes out with a pass that has not come to the gate, and no more", func(t *testing.T) {
		h.get("zhaotiezhu", link).is(409).says("尚未在台帐签字", number, "sample.gate").lacks("云泽禾丰", "林晓雯")
		h.post("zhaotiezhu", "/gate", url.Values{"code": {number}}).is(409).says("尚未在台帐签字", "sample.gate")
		h.get("xujing", link).is(404)
	})
	t.Run("sample.ledger the taker signs for what was handed over", func(t *testing.T) {
		h.get("linxiaowen", link).is(200).says("手续不全").lacks("button class=\"primary wide huge\"")
		form := h.get("linxiaowen", path).form(path + "/acts")
		require.Equal(t, path+"?done=take", h.post("linxiaowen", path+"/acts", form).to())
	})
	t.Run("sample.gate looking at a pass changes nothing, and only a guard may let out", func(t *testing.T) {
		require.Equal(t, "/login?next="+url.QueryEscape(link), h.ask("", "GET", link, nil).to())
		h.get("linxiaowen", link).is(200).says("手续齐全").lacks(">放行</button>")
		for range 3 {
			h.get("zhaotiezhu", link).is(200).says("手续齐全", "云泽禾丰", ">放行</button>")
		}
	})
	t.Run("sample.gate the workshop gives a pass its time again, the guard does not", func(t *testing.T) {
		h.get("zhaotiezhu", path).is(200).lacks("出门证延期")
		form := h.get("mayongfu", path).is(200).says("出门证延期").form(path + "/acts")
		require.Equal(t, path+"?done=renew", h.post("mayongfu", path+"/acts", with(form, "verb", "renew")).to())
	})
	t.Run("sample.gate goods that differ stay inside; the pass lets out once", func(t *testing.T) {
		form := h.get("zhaotiezhu", link).form(link)
		require.Empty(t, form.Get("pieces.1"), "the guard counts")
		h.post("zhaotiezhu", link, with(form, "pieces.1", "1")).is(422).says("sample.gate", `value="1"`)
		form = h.get("zhaotiezhu", link).form(link)
		require.Equal(t, link+"?done=1", h.post("zhaotiezhu", link, with(form, "pieces.1", "2")).to())
		h.get("zhaotiezhu", link+"?done=1").is(200).says("已放行")
		h.get("qiandayong", link+"?done=1").is(200).says("不得放行", "赵铁柱").lacks(">已放行<")
		h.now = h.now.Add(5 * time.Minute)
		h.get("zhaotiezhu", link+"?done=1").is(200).says("不得放行")
		require.NotEqual(t, 303, h.post("qiandayong", link, with(form, "key", "2a6c1e9e-6d2f-4c3e-9c55-0d4f5f6a7b8c")).Code)
	})
	t.Run("sample.gate a code typed by hand leads to its pass, an unknown one nowhere", func(t *testing.T) {
		require.Equal(t, link, h.post("zhaotiezhu", "/gate", url.Values{"code": {" " + strings.TrimPrefix(link, "/g/") + " "}}).to())
		code := strings.TrimPrefix(link, "/g/")
		for _, pasted := range []string{"http://localhost" + link + "?done=1", "http://localhost/desk/gate/" + code, code + "/"} {
			require.Equal(t, link, h.post("zhaotiezhu", "/gate", url.Values{"code": {pasted}}).to(), pasted)
		}
		require.Regexp(t, `^[A-Z2-7]{20}$`, code)
		typed := strings.ToLower(code[:4] + " " + code[4:12] + "-" + code[12:])
		for _, typed := range []string{typed, strings.ReplaceAll(strings.ReplaceAll(typed, "o", "0"), "i", "1"), "https://desk.example.com" + link} {
			require.Equal(t, link, h.post("zhaotiezhu", "/gate", url.Values{"code": {typed}}).to(), typed)
		}
		require.Equal(t, path, h.post("zhaotiezhu", "/gate", url.Values{"code": {strings.ToLower(number)}}).to())
		h.post("zhaotiezhu", "/gate", url.Values{"code": {"no such code"}}).is(404).says("没有这张出门证")
	})
}

// token reads the secret of the pass off the gate copy.
func (h *house) token(path string) string {
	h.t.Helper()
	body := h.get("linxiaowen", "/print"+path).is(200).Body.String()
	return strings.ReplaceAll(between(body[strings.Index(body, "<figcaption>"):], "<code>", "</code>"), " ", "")
}

func between(s, from, to string) string {
	_, s, _ = strings.Cut(s, from)
	s, _, _ = strings.Cut(s, to)
	return s
}

func TestTheFormOnPaper(t *testing.T) {
	h := newHouse(t)
	t.Run("sample.two-signatures a form that is not in force says so and carries no pass", func(t *testing.T) {
		path := h.submitted()
		h.get("linxiaowen", "/print"+path).is(200).says("未生效").lacks("<figcaption>")
	})
	t.Run("sample.form it has three copies, and the third is the gate pass", func(t *testing.T) {
		path := h.effective()
		p := h.get("linxiaowen", "/print"+path).is(200).says("营销存根", "生产取样", "出门证", "周建国", "陈立").lacks("未生效")
		require.Equal(t, 3, strings.Count(p.Body.String(), "<article"))
		require.Equal(t, 1, strings.Count(p.Body.String(), `class="qr"`))
	})
}

func TestApprovalRecord_NamesAndPostsAreInTheLanguageOfTheReader(t *testing.T) {
	h := newHouse(t)
	path := h.submitted()
	h.post("zhoujianguo", "/language", url.Values{"language": {"en"}, "back": {"/"}}).to()
	h.get("zhoujianguo", path).is(200).says("Zhou Jianguo", "Lin Xiaowen", "As Head of Marketing").lacks("周建国", "林晓雯", "Marketing Head of Marketing")
}
