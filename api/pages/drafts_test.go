package pages_test

import (
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"countersign/models/store"
)

func TestFillingInAForm(t *testing.T) {
	h := newHouse(t)

	t.Run("sample.complete every button keeps what was typed, also what cannot be read", func(t *testing.T) {
		p := h.post("linxiaowen", "/new/sample-request", with(request(), "lines[0].pieces", "两个", "do", "add")).is(422).says("请填写数字")
		path := "/cases/" + between(p.Body.String(), `action="/cases/`, `/edit"`)
		form := p.form(path + "/edit")
		require.Equal(t, "两个", form.Get("lines[0].pieces"))
		require.Equal(t, "试织", form.Get("purpose"))
		require.Contains(t, form, "lines[1].variety.q", "the row was added")
	})
	t.Run("sample.complete a row more, a row less, and all others as they were", func(t *testing.T) {
		path := h.draft(request())
		form := h.get("linxiaowen", path+"/edit").form(path + "/edit")
		h.post("linxiaowen", path+"/edit", with(form, "do", "add")).to()
		form = h.get("linxiaowen", path+"/edit").form(path + "/edit")
		h.post("linxiaowen", path+"/edit", with(form, "lines[1].variety.q", "JC-60", "lines[1].size", "small", "lines[1].pieces", "3", "do", "remove:0")).to()
		form = h.get("linxiaowen", path+"/edit").is(200).says("0.36 千克").form(path + "/edit")
		require.Equal(t, "JC-60 精梳棉纱 JC 60S", form.Get("lines[0].variety.q"))
		require.NotContains(t, form, "lines[1].variety.q")
	})
	t.Run("sample.complete customers and varieties are offered while one types, without a script: not only the first", func(t *testing.T) {
		world := func(query string) {
			require.NoError(t, h.db.Write(t.Context(), func(tx store.Tx) error { return tx.Exec(query).Error }))
		}
		world(`insert into customers (id, company_id, code, name, category, search) select gen_random_uuid(), id, 'Z' || n, '坐落末尾' || n, 'target', '' from companies, generate_series(1, 60) n where code = 'MILL'`)
		world(`insert into varieties (id, company_id, code, name, in_production, price_per_kg) select gen_random_uuid(), id, 'ZZ' || n, '末尾品种', true, 100 from companies, generate_series(1, 60) n where code = 'MILL'`)
		h.get("linxiaowen", "/new/sample-request").is(200).says(`<datalist id="customers">`, `<option value="Z60 坐落末尾60">`, `list="customers"`, `<datalist id="varieties">`, `<option value="ZZ60 末尾品种">`, `list="varieties"`)
		world(`delete from varieties where code like 'ZZ%'`)
		world(`delete from customers where name like '坐落末尾%'`)
	})
	t.Run("sample.complete words that fit several entries are asked back as a choice", func(t *testing.T) {
		path := h.draft(request())
		form := h.get("linxiaowen", path+"/edit").form(path + "/edit")
		p := h.post("linxiaowen", path+"/edit", with(form, "customer.q", "有限公司", "do", "save")).is(422).says("有多项符合", `name="customer" value=`)
		chosen := between(p.Body.String(), `type="radio" name="customer" value="`, `"`)
		again := with(p.form(path+"/edit"), "customer", chosen, "do", "save")
		h.post("linxiaowen", path+"/edit", again).to()
		require.Equal(t, chosen, h.get("linxiaowen", path+"/edit").form(path+"/edit").Get("customer"))
		form = h.get("linxiaowen", path+"/edit").form(path + "/edit")
		h.post("linxiaowen", path+"/edit", with(form, "customer.q", "没有这一家", "do", "save")).is(422).says("没有找到", "没有这一家")
	})
	t.Run("sample.complete all that is missing is said at once, beside the fields", func(t *testing.T) {
		path := casePath.FindString(h.post("linxiaowen", "/new/sample-request", url.Values{"lines[0].pieces": {""}, "do": {"submit"}}).to())
		p := h.get("linxiaowen", path+"/edit?check=1").is(200).says(`role="alert"`, `id="e-customer"`, `id="e-purpose"`, `id="e-wantedOn"`, `id="e-lines[0].variety"`, `id="e-lines[0].pieces"`)
		require.GreaterOrEqual(t, strings.Count(p.Body.String(), "sample.complete"), 5)
		require.Equal(t, path+"/edit?check=1", h.get("linxiaowen", path+"/submit").to(), "it cannot be submitted")
	})
	t.Run("authority.exception more pieces than the clause allows lead to the form that asks for an exception", func(t *testing.T) {
		path := h.draft(with(request(), "lines[0].pieces", "60"))
		link := "/new/exception?subject=" + strings.TrimPrefix(path, "/cases/") + "&amp;clause=sample.complete"
		h.get("linxiaowen", path+"/edit?check=1").is(200).says(link)
		form := h.get("linxiaowen", strings.ReplaceAll(link, "&amp;", "&")).is(200).says("authority.exception").form("/new/exception")
		require.Equal(t, "sample.complete", form.Get("clause"))
		asked := casePath.FindString(h.post("linxiaowen", "/new/exception", with(form, "reason", "客户整批试织", "do", "submit")).to())
		h.get("linxiaowen", asked+"/submit").is(200).says("客户整批试织", "sample.complete")
	})
	t.Run("sample.requisition weights are written in kilograms", func(t *testing.T) {
		form := url.Values{"purpose": {"展会样卡"}, "lines[0].variety.q": {"JC-40"}, "lines[0].kg": {"1.25"}, "do": {"submit"}}
		path := casePath.FindString(h.post("linxiaowen", "/new/sample-requisition", form).to())
		h.get("linxiaowen", path+"/submit").is(200).says("1.25 千克", "¥35.75")
		edit := h.get("linxiaowen", path+"/edit").says("算金额").lacks("算重量").form(path + "/edit")
		require.Equal(t, "1.25", edit.Get("lines[0].kg"))
		h.post("linxiaowen", path+"/edit", with(edit, "lines[0].kg", "1.2345", "do", "save")).is(422).says("最多三位小数", "1.2345")
		edit = h.get("linxiaowen", path+"/edit").form(path + "/edit")
		h.post("linxiaowen", path+"/edit", with(edit, "lines[0].kg", "1e3", "do", "save")).is(422).says("最多三位小数", "1e3")
	})
	t.Run("sample.month-end production chooses the month", func(t *testing.T) {
		form := h.get("wuqian", "/new/sample-month-end").is(200).says("列入下个月的对账").form("/new/sample-month-end")
		require.Equal(t, "2026-11", form.Get("month"))
		path := casePath.FindString(h.post("wuqian", "/new/sample-month-end", with(form, "month", "2026-10", "do", "submit")).to())
		h.get("wuqian", path+"/submit").is(200).says("2026-10")
	})
	t.Run("approval.digest a form that is older than the draft is refused and nothing typed is lost", func(t *testing.T) {
		path := h.draft(request())
		old := h.get("linxiaowen", path+"/edit").form(path + "/edit")
		other := h.get("linxiaowen", path+"/edit").form(path + "/edit")
		h.post("linxiaowen", path+"/edit", with(other, "purpose", "先存的", "do", "save")).to()
		h.post("linxiaowen", path+"/edit", with(old, "purpose", "后存的", "do", "save")).is(409).says("后存的", "approval.digest")
	})
	t.Run("approval.digest what is too large for a form, or is none, overwrites nothing", func(t *testing.T) {
		path := h.draft(request())
		form := h.get("linxiaowen", path+"/edit").form(path + "/edit")
		long := with(form, "purpose", strings.Repeat("x", 3<<20), "remark", "尽快&发出", "do", "save")
		drafts := h.drafts()
		for _, to := range []string{"/new/sample-request", path + "/edit"} {
			again := h.post("linxiaowen", to, long).is(413).says("1 MB", "精简", "您填写的内容都在这里").form(to)
			require.Equal(t, []string{"尽快&发出", "", "2"}, []string{again.Get("remark"), again.Get("purpose"), again.Get("lines[0].pieces")})
			require.Equal(t, to == path+"/edit", again.Get("was") == form.Get("was"))
			h.sent("linxiaowen", to, "application/json", `{"purpose": "试织"}`).is(415).says("不是本页的表单")
			h.sent("linxiaowen", to, "text/xml", `<purpose>试织</purpose>`).is(415)
			h.sent("linxiaowen", to, "multipart/form-data; boundary=x", "--x\r\nnothing").is(422)
		}
		require.Equal(t, drafts, h.drafts(), "no draft more")
		require.Equal(t, "试织", h.get("linxiaowen", path+"/edit").form(path+"/edit").Get("purpose"))
	})
	t.Run("sample.complete rows beyond what a form can have are refused and not left out", func(t *testing.T) {
		drafts := h.drafts()
		h.post("linxiaowen", "/new/sample-request", with(request(), "lines[1000].pieces", "1", "do", "save")).is(422).says("最多 1000 行")
		require.Equal(t, drafts, h.drafts())
	})
	t.Run("approval.default who may not start a case is told the clause", func(t *testing.T) {
		h.get("zhaotiezhu", "/new").is(200).lacks("/new/sample-request", "/forms\"").says("/new/form/leave")
		h.post("zhaotiezhu", "/new/sample-request", with(request(), "do", "save")).is(403).says("试织")
	})
}

func TestAPageAnswersHeadAsItAnswersGet(t *testing.T) {
	h := newHouse(t)
	h.ask("linxiaowen", "HEAD", "/", nil).is(200)
	require.Equal(t, "/login?next=%2Fregisters", h.ask("", "HEAD", "/registers", nil).to())
	h.ask("linxiaowen", "HEAD", "/logout", nil).is(405)
}

func TestASessionThatEndsInTheMiddleOfAForm(t *testing.T) {
	h := newHouse(t)
	t.Run("nothing that was typed is lost, and nothing is done by signing in again", func(t *testing.T) {
		path := h.submitted()
		form := with(h.get("zhoujianguo", path).form(path+"/acts"), "verb", "refuse", "comment", "样品数量太多")
		p := h.ask("", "POST", path+"/acts", form).is(401).says("登录已过期", "样品数量太多")
		login := with(p.form("/login"), "login", "zhoujianguo", "password", "countersign-demo")
		back := h.ask("", "POST", "/login", login).is(200).says("已重新登录", "样品数量太多", "签核中")
		require.Equal(t, form.Get("digest"), back.form(path+"/acts").Get("digest"))
	})
	t.Run("nothing that was typed is lost by reading the page in the other language", func(t *testing.T) {
		path := h.draft(request())
		form := with(h.get("linxiaowen", path+"/edit").form(path+"/edit"), "purpose", "写到一半", "do", "save")
		p := h.ask("", "POST", path+"/edit", form).is(401)
		p = h.ask("", "POST", "/language", with(p.form("/language"), "language", "en")).is(401).says("Sign in", "写到一半", "Lin Xiaowen", "Marketing Clerk").lacks("登录已过期", "林晓雯")
		back := h.ask("", "POST", "/login", with(p.form("/login"), "login", "linxiaowen", "password", "countersign-demo")).is(200)
		require.Equal(t, "写到一半", back.form(path+"/edit").Get("purpose"))
	})
	t.Run("a language that nobody speaks here changes nothing", func(t *testing.T) {
		p := h.ask("linxiaowen", "POST", "/language", url.Values{"language": {"xx"}, "back": {"/"}}).is(422).says("没有这种语言")
		require.Empty(t, p.Header().Get("Set-Cookie"))
	})
	t.Run("a password is not kept on the page", func(t *testing.T) {
		h.ask("", "POST", "/me/password", url.Values{"now": {"secret-of-today"}}).is(401).lacks("secret-of-today")
	})
}

func TestApprovalNeedToKnow_WhoHasLeftMarketingSeesTheOwnDraftWithoutTheListOfCustomers(t *testing.T) {
	h := newHouse(t)
	path := h.draft(request())
	was := h.get("linxiaowen", path+"/edit").is(200).says(`<datalist id="customers">`, `<option value="C-002`).form(path + "/edit")
	require.NoError(t, h.db.Write(t.Context(), func(tx store.Tx) error {
		return tx.Exec(`update holdings set post_id = (select id from posts where code = 'MILL-GATE-GUARD') where until_on is null and person_id = (select person_id from accounts where login = 'linxiaowen')`).Error
	}))
	h.get("linxiaowen", path+"/edit").is(200).lacks(`<option value="C-0`, `<option value="JC-`)
	h.post("linxiaowen", path+"/edit", with(was, "customer.q", "C-002", "do", "save")).is(403).says("sample.form", `value="C-002"`)
}
