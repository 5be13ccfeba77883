package pages_test

import (
	"net/url"
	"testing"
)

func TestAnInboxSaysWhatItsCasesAreAboutAndIsNarrowedByDay(t *testing.T) {
	h := newHouse(t)
	h.submitted()
	all := h.get("zhoujianguo", "/").is(200)
	all.says(`<span class="about">`)
	q := url.Values{"box": {"todo"}, "from": {"2026-01-01"}, "to": {"2026-01-02"}, "dueUntil": {"2030-01-01"}}
	h.get("zhoujianguo", "/?"+q.Encode()).is(200).says("没有符合条件的事项", `value="2026-01-01"`, `value="2030-01-01"`).lacks(`<span class="about">`)
	h.get("zhoujianguo", "/?from=2026-01-01&q=无此客户").is(200).says("没有符合条件的事项")
	h.get("zhoujianguo", "/?from=nonsense").is(200).says(`<span class="about">`)
	h.get("zhoujianguo", "/search?from=2026-01-01").is(200).says(`<span class="about">`)
	h.get("zhoujianguo", "/search?to=2026-01-02").is(200).says("没有找到")
}
