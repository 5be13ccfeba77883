package pages_test

import (
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"countersign/activities"
	"countersign/models"
	"countersign/models/regulation"
)

func TestApprovalTakeBackASignatureThatWasTakenBackReadsSo(t *testing.T) {
	h := newHouse(t)
	path := h.submitted()
	h.sign("zhoujianguo", path)
	form := h.get("zhoujianguo", path).says("同意").formOf("take_back")
	require.Equal(t, path+"?done=take_back", h.post("zhoujianguo", path+"/acts", form).to())
	progress := text(h.get("linxiaowen", path).is(200).find("ol", "周建国"))
	require.Contains(t, progress, "已拿回")
	require.NotContains(t, progress, "同意")
}

func TestApprovalTransferIsOnThePaper(t *testing.T) {
	h := newHouse(t)
	path := h.submitted()
	form := with(h.get("zhoujianguo", path).formOf("transfer"), "people", "徐静", "comment", "出差在外")
	require.Equal(t, path+"?done=transfer", h.post("zhoujianguo", path+"/acts", form).to())
	h.get("linxiaowen", path).says("→ 徐静")
	h.get("linxiaowen", "/print"+path).is(200).says("转办、委派、加签情况", "周建国", "→ 徐静", "出差在外")
}

func TestApprovalSendBackThePageToMendSaysWhoSentItBackAndWhy(t *testing.T) {
	h := newHouse(t)
	path := h.submitted()
	form := with(h.get("zhoujianguo", path).form(path+"/acts"), "verb", "send_back", "comment", "请注明<试织>的批次")
	require.Equal(t, path+"?done=send_back", h.post("zhoujianguo", path+"/acts", form).to())
	h.get("linxiaowen", path).says("请注明&lt;试织&gt;的批次")
	h.get("linxiaowen", path+"/edit").is(200).says("退回原因", "周建国", "请注明&lt;试织&gt;的批次")
}

func TestSampleCompleteTheListOfFaultsNamesTheFields(t *testing.T) {
	h := newHouse(t)
	path := h.draft(with(request(), "purpose", "", "wantedOn", "", "lines[0].size", ""))
	h.get("linxiaowen", path+"/edit?check=1").is(200).says("用途：此栏必填", "需要日期：", "第 1 行规格：")
}

// formOf is the form whose verb is fixed.
func (p *page) formOf(verb string) map[string][]string {
	p.h.t.Helper()
	for n := range p.tree.Descendants() {
		if n.Data != "form" {
			continue
		}
		if fields := fieldsOf(n); fields.Get("verb") == verb {
			return fields
		}
	}
	require.Failf(p.h.t, "no form", "%s in %s", verb, p.Body.String())
	return nil
}

func TestApprovalRecordAFormThatIsSentTwiceIsOneDraft(t *testing.T) {
	h := newHouse(t)
	form := h.get("linxiaowen", "/new/sample-request").is(200).form("/new/sample-request")
	for name, values := range request() {
		form[name] = values
	}
	form.Set("do", "save")
	first := casePath.FindString(h.post("linxiaowen", "/new/sample-request", form).to())
	require.Equal(t, first, casePath.FindString(h.post("linxiaowen", "/new/sample-request", form).to()))
	other := casePath.FindString(h.post("linxiaowen", "/new/sample-request", with(form, "purpose", "另一用途")).to())
	require.Equal(t, first, other, "who goes back to the empty form and corrects it goes on with the same draft")
	edit := h.get("linxiaowen", first+"/edit").is(200).form(first + "/edit")
	require.Equal(t, "另一用途", edit.Get("purpose"))
	h.now = h.now.Add(time.Minute)
	h.post("linxiaowen", first+"/edit", with(edit, "purpose", "改过的用途", "do", "save")).to()
	another := casePath.FindString(h.post("linxiaowen", "/new/sample-request", with(form, "purpose", "第三种用途")).to())
	require.NotEqual(t, first, another, "what was worked on since is not replaced")
	require.Equal(t, another, casePath.FindString(h.post("linxiaowen", "/new/sample-request", form).to()))
	require.Equal(t, "改过的用途", h.get("linxiaowen", first+"/edit").form(first+"/edit").Get("purpose"))
	form.Set("begin", "x")
	h.post("linxiaowen", "/new/sample-request", form).is(422)
}

func TestSampleMonthEnd_TriesAgainFromTheEmptyFormLeaveOneDraft(t *testing.T) {
	h := newHouse(t)
	form, drafts := h.get("wuqian", "/new/sample-month-end").is(200).form("/new/sample-month-end"), h.drafts()
	for _, month := range []string{"2026-13", "x", "2025", "2026-99", ""} {
		h.now = h.now.Add(time.Second)
		h.get("wuqian", h.get("wuqian", h.post("wuqian", "/new/sample-month-end", with(form, "month", month, "do", "submit")).to()).to()).is(200).says(`aria-invalid="true"`)
	}
	require.Equal(t, drafts+1, h.drafts())
}

func TestAPasswordThatSomebodyElseSetIsChangedOnThePageFirst(t *testing.T) {
	h := newHouse(t)
	_, err := activities.Organisation{DB: h.db, Now: func() time.Time { return h.now }}.NewPassword(t.Context(), "linxiaowen", false)
	require.NoError(t, err)
	require.Equal(t, "/me?first=1", h.get("linxiaowen", "/").to())
	require.Equal(t, "/me?first=1", h.post("linxiaowen", "/new/sample-request", request()).to())
	h.get("linxiaowen", "/me").is(200).says("请先修改密码")
}

func TestApprovalNeedToKnow_NothingKeptIsShownBeforeThePasswordIsChanged(t *testing.T) {
	h := newHouse(t)
	path := h.submitted()
	first, err := activities.Organisation{DB: h.db, Now: func() time.Time { return h.now }}.NewPassword(t.Context(), "linxiaowen", false)
	require.NoError(t, err)
	for _, next := range []string{path + "/acts", path + "/edit", "/absences", ""} {
		require.Equal(t, "/me?first=1", h.post("", "/login", url.Values{"login": {"linxiaowen"}, "password": {first.Password}, "next": {next}, "kept.comment": {"x"}}).to())
	}
}

func TestAnUploadThatIsMuchTooLargeSaysTheLimitOnThePage(t *testing.T) {
	h := newHouse(t)
	path := h.submitted()
	form := with(h.get("linxiaowen", path).talk(), "comment", "大文件")
	h.send("linxiaowen", path+"/acts", form, map[string]string{"大.txt": strings.Repeat("x", 40<<20)}).is(413).says("20 MB")
	draft := h.draft(request())
	h.send("linxiaowen", draft+"/attachments", nil, map[string]string{"大.txt": strings.Repeat("x", 40<<20)}).is(413).says("20 MB")
}

func TestSamplePaidByDefaultTheCaseShowsTheVoucher(t *testing.T) {
	h := newHouse(t)
	path := casePath.FindString(h.post("linxiaowen", "/new/sample-request", with(request(), "free", "false", "do", "save")).to())
	form := h.get("linxiaowen", path+"/submit").is(200).form(path + "/submit")
	require.Equal(t, path+"?done=submit", h.post("linxiaowen", path+"/submit", form).to())
	id := models.CaseID(strings.TrimPrefix(path, "/cases/"))
	require.NoError(t, h.counter.Draw(t.Context(), id, models.StepCollect, regulation.SamplePaidByDefault, activities.Facts{}))
	form = with(h.get("houmeiling", path).formOf("collect"), "voucher", "收-0117<b>")
	require.Equal(t, path+"?done=collect", h.post("houmeiling", path+"/acts", form).to())
	h.get("linxiaowen", path).is(200).says("收-0117&lt;b&gt;").lacks("0117<b>")
}
