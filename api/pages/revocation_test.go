package pages_test

import (
	"net/url"
	"strings"
	"testing"
)

func TestApprovalRevoke_TheApplicantAsksOnThePageOfTheCaseAndEverybodySeesThatItIsVoid(t *testing.T) {
	h := newHouse(t)
	path := h.effective()
	pass := "/g/" + h.token(path)
	link := "/new/revocation?subject=" + strings.TrimPrefix(path, "/cases/")
	h.get("linxiaowen", path).is(200).says(link, "申请撤销")
	h.get("mayongfu", path).is(200).lacks(link)
	h.get("linxiaowen", "/new").is(200).lacks("/new/revocation")

	form := h.get("linxiaowen", link).is(200).says("approval.revoke", "MILL-QY-").form("/new/revocation")
	h.post("linxiaowen", "/new/revocation", with(form, "reason", "", "do", "submit")).to()
	asked := casePath.FindString(h.post("linxiaowen", "/new/revocation", with(form, "reason", "客户取消订单", "do", "submit", "begin", "6c3d5fd4-8f43-4a8b-a8c2-2ee0b2fb2e33")).to())
	h.post("linxiaowen", asked+"/submit", h.get("linxiaowen", asked+"/submit").is(200).says("撤销的事项", "取样、出门审批单 MILL-QY-").form(asked+"/submit")).to()
	h.get("zhoujianguo", asked).is(200).says("客户取消订单", path, "撤销申请")
	h.get("mayongfu", path).is(200).says("撤销申请审批中").lacks("客户取消订单")
	h.sign("zhoujianguo", asked)
	h.sign("chenli", asked)

	h.get("linxiaowen", path).is(200).says("已作废", "approval.revoke", "客户取消订单", "见撤销申请 MILL-CX-").lacks(link)
	h.get("linxiaowen", asked).is(200).says("已生效").lacks("/new/revocation?")
	number := strings.TrimSpace(between(h.get("linxiaowen", path).Body.String(), "<h1>", "</h1>"))
	h.get("zhaotiezhu", pass).is(409).says("出门证已作废", number, "sample.gate").lacks("林晓雯", "云泽禾丰")
	h.post("zhaotiezhu", "/gate", url.Values{"code": {strings.ToLower(number)}}).is(409).says("出门证已作废", number, "sample.gate")
	h.get("mayongfu", "/g/nosuchcode").is(404)
	h.get("chenli", pass).is(200).says("出门证作废")

	h.get("linxiaowen", "/print"+path).is(200).says("已作废").lacks("<figcaption>", "未生效")

	// It is revoked once.
	to := h.post("linxiaowen", "/new/revocation", url.Values{"subject": {strings.TrimPrefix(path, "/cases/")}, "reason": {"再撤一次"}, "do": {"submit"}}).to()
	h.get("linxiaowen", casePath.FindString(to)+"/edit?check=1").is(200).says("没有您可以撤销的已生效事项")
}
