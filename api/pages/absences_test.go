package pages_test

import (
	"net/url"
	"regexp"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestApprovalAbsence_ThePageEntersAndEndsAbsencesAndSaysWhoStandsIn(t *testing.T) {
	h := newHouse(t)
	h.get("zhoujianguo", "/absences").is(200).says("今日没有人休假")
	h.post("zhoujianguo", "/absences", url.Values{"from": {"2026-11-23"}, "until": {"soon"}}).is(422)
	h.post("zhoujianguo", "/absences", url.Values{"from": {"2026-11-23"}, "until": {"2026-11-25"}, "note": {"探亲"}}).is(303)
	h.get("zhoujianguo", "/absences").is(200).says("休假中", "探亲")
	h.post("zhoujianguo", "/absences", url.Values{"from": {"2026-11-25"}, "until": {"2026-11-26"}}).is(409).says("重叠")
	// Why somebody is away is for that person and human resources.
	h.get("linxiaowen", "/absences").is(200).says("周建国").lacks("探亲", "本公司休假")

	h.post("longxiaofeng", "/absences", url.Values{"person.q": {"w"}, "from": {"2026-11-23"}, "until": {"2026-11-24"}}).is(422).says("请选择一项")
	h.post("longxiaofeng", "/absences", url.Values{"person.q": {"王芳"}, "from": {"2026-11-23"}, "until": {"2026-11-24"}}).is(303)
	h.get("longxiaofeng", "/absences").is(200).says("本公司休假", "探亲")
	end := regexp.MustCompile(`/absences/[0-9a-f-]+/end`).FindString(h.get("wangfang", "/absences").is(200).Body.String())
	require.NotEmpty(t, end)
	h.post("hemin", end, nil).is(404)
	h.post("wangfang", end, nil).is(303)
	h.get("wangfang", "/absences").is(200).says("已结束", "approval.absence")
}
