package pages_test

import (
	"maps"
	"net/url"
	"regexp"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestApprovalPost_ThePageAppointsAndEndsAHoldingAfterItsDifferences(t *testing.T) {
	h := newHouse(t)
	link := func(title string) string {
		found := regexp.MustCompile(`/organisation/posts/[0-9a-f-]+">` + title).FindString(h.get("xujing", "/organisation").is(200).Body.String())
		require.NotEmpty(t, found, title)
		return found[:len(found)-len(title)-2]
	}
	post := link("营销内勤")
	h.get("linxiaowen", post).is(200).says("林晓雯").lacks("确认保存", "查看差异")
	h.post("linxiaowen", post, url.Values{"end": {"E0027|2020-04-01"}, "until": {"2026-11-23"}}).is(403)

	h.post("xujing", post, url.Values{"person.q": {""}, "from": {"2026-11-23"}}).is(422).says("请填写任命谁")
	h.post("xujing", post, url.Values{"person.q": {"w"}, "from": {"2026-11-23"}}).is(422).says("请选择一项")
	typed := url.Values{"person.q": {"王芳"}, "from": {"2026-11-23"}, "end": {"E0027|2020-04-01"}}
	seen := h.post("xujing", post, typed).is(200).says("王芳", "尚未保存的差异", "确认保存")
	typed = url.Values{}
	for _, field := range regexp.MustCompile(`<input type="hidden" name="([^"]+)" value="([^"]*)">`).FindAllStringSubmatch(seen.Body.String(), -1) {
		if !typed.Has("seen") {
			typed.Add(field[1], field[2])
		}
	}
	wrong := maps.Clone(typed)
	wrong.Set("from", "someday")
	h.post("xujing", post, wrong).is(422).says("有内容需要改正，未作任何更改").lacks("确认保存")
	h.get("xujing", post).is(200).says("林晓雯")
	h.post("xujing", post, typed).is(303)
	h.get("xujing", post).is(200).says("王芳", "在任")
	h.post("xujing", post, typed).is(409).says("预览之后组织数据已有变动")
}
