package pages_test

import (
	"net/url"
	"strings"
	"testing"
)

func TestApprovalDeadline_TheYearIsShownAndSetByThoseWhoMay(t *testing.T) {
	h := newHouse(t)
	h.get("linxiaowen", "/calendar").is(200).says("工作日历", "国庆节", "春节", "approval.deadline").lacks("保存日历")
	h.get("linxiaowen", "/calendar/1999").is(404)
	h.get("linxiaowen", "/calendar/2027").is(200).says("2027 年还没有日历")
	h.get("xujing", "/calendar/2026").is(200).says("保存日历")

	day := url.Values{"day.0": {"2026-11-27"}, "kind.0": {"holiday"}, "zh.0": {"厂庆"}, "en.0": {"Founders' day"}, "day.1": {""}, "do": {"check"}}
	h.post("xujing", "/calendar/2026", day).is(200).says("项待办中有", "尚未保存", "厂庆")
	h.get("linxiaowen", "/calendar/2026").lacks("厂庆")
	day.Set("do", "save")
	h.post("linxiaowen", "/calendar/2026", day).is(403)
	h.post("xujing", "/calendar/2026", day).is(303)
	h.get("xujing", "/calendar/2026?saved=1").is(200).says("厂庆", "Founders&#39; day", "公司自定", "已保存")

	h.post("xujing", "/calendar/2026", url.Values{"day.0": {"soon"}, "do": {"save"}}).is(422).says("日期请写成")
	h.post("xujing", "/calendar/2026", url.Values{"day.0": {"2027-01-02"}, "kind.0": {"holiday"}, "zh.0": {"停电"}, "do": {"save"}}).is(422).says("2027-01-02 不在 2026 年")
	h.post("xujing", "/calendar/2026", url.Values{"day.0": {"2026-12-02"}, "kind.0": {"holiday"}, "zh.0": {" "}, "source.0": {"总经办"}, "do": {"save"}}).is(422).says("此栏必填", "总经办")
	h.get("xujing", "/calendar/2026").says("厂庆")
}

func TestApprovalDeadline_AYearIsKnownWhenItIsSaidToBeComplete(t *testing.T) {
	h := newHouse(t)
	h.get("xujing", "/calendar/2026").lacks("已全部填写")
	year := url.Values{"day.0": {"2027-01-01"}, "kind.0": {"holiday"}, "zh.0": {"元旦"}, "do": {"save"}}
	h.post("xujing", "/calendar/2027", year).is(303)
	h.get("xujing", "/calendar/2027").is(200).says("2027 年还没有日历", "2027 年的节假日和调休上班日已全部填写")
	h.post("xujing", "/calendar/2027", with(url.Values{"day.0": {"2027-01-01"}, "kind.0": {"holiday"}, "zh.0": {"元旦"}, "do": {"save"}}, "en.0", strings.Repeat("x", 61))).is(422).says("2027-01-01 的文字过长", "60")
	year.Set("complete", "true")
	h.post("xujing", "/calendar/2027", year).is(422).says("2027-05-01 每年都放假")
	for n, day := range []string{"2027-05-01", "2027-10-01"} {
		year.Set("day."+string(rune('1'+n)), day)
		year.Set("kind."+string(rune('1'+n)), "holiday")
		year.Set("zh."+string(rune('1'+n)), "假日")
	}
	h.post("xujing", "/calendar/2027", year).is(303)
	h.get("linxiaowen", "/calendar/2027").lacks("2027 年还没有日历")
	h.post("xujing", "/calendar/2027", url.Values{"was": {"0123456789abcdef"}, "do": {"save"}}).is(409).says("日历已被他人修改")
}

func TestApprovalDeadline_ThePageOfACaseSaysWhereTheTimeWent(t *testing.T) {
	h := newHouse(t)
	path := h.submitted()
	h.get("linxiaowen", path).is(200).says("用时", "由谁经手", "自然时间")
	h.get("chenli", "/registers").is(200).says("办理效率")
	h.get("chenli", "/registers/efficiency").is(200).says("办理效率")
}
