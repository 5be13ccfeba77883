package api_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"countersign/api"
	"countersign/models"
	"countersign/models/form"
	"countersign/policies"
)

// bought is a form whose signatures depend on an amount and a choice.
func bought(rows ...form.Row) form.Definition {
	say := func(zh, en string) form.Text { return form.Text{Zh: zh, En: en} }
	for i := range rows {
		rows[i].Mode, rows[i].Of = models.All, []string{"gm@company"}
	}
	return form.Definition{Code: "buy", Series: "BUY", Name: say("采购", "Purchase"), Clause: say("采购须经批准", "Purchases are approved"), Amount: "sum", Signatures: rows,
		Fields: []form.Field{
			{Key: "sum", Label: say("总价", "Price"), Type: form.Money, Required: true},
			{Key: "from", Label: say("来源", "Source"), Type: form.Choice, Required: true, Options: []form.Option{{Value: "home", Label: say("国产", "home")}, {Value: "away", Label: say("进口", "abroad")}}},
		}}
}

func TestApprovalForm_WhatIsWrongWithTheRoundsIsSaidAtItsRowInTheWordsOfTheEditor(t *testing.T) {
	h := newHouse(t)
	imported := []form.When{{Field: "from", In: []string{"away"}}}
	const most = 500000
	for says, wrong := range map[string]struct {
		rows       []form.Row
		at, zh, en string
	}{
		"a round twice": {[]form.Row{{Round: 1}, {Round: 2, From: most}, {Round: 2, From: most}}, "signatures[2].round",
			"总价 = 5,000.00 元 时，“签字 2”和“签字 3”都是第 2 轮；请改“签字 3”的轮次，或使两者的金额或条件不重叠。",
			"Signatures 2 and 3 are both round 2 where Price = 5,000.00 yuan; change the round of signature 3, or let their amounts or conditions not overlap."},
		"a round left out": {[]form.Row{{Round: 1}, {Round: 3, From: most}}, "signatures[1].round",
			"总价 = 5,000.00 元 时，没有第 2 轮；请把“签字 2”改为第 2 轮，或补上这一轮。",
			"There is no round 2 where Price = 5,000.00 yuan; make signature 2 round 2, or add that round."},
		"nobody for large amounts": {[]form.Row{{Round: 1, To: most}}, "signatures[0].to",
			"总价 = 5,000.00 元 时，没有规定由谁签字；请放宽“签字 1”的金额或条件，或添加一轮。",
			"Nobody signs where Price = 5,000.00 yuan; let signature 1 hold for more amounts or cases, or add a round."},
		"nobody in one case": {[]form.Row{{Round: 1, When: imported}}, "signatures",
			"来源 = 国产, 总价 = 0.00 元 时，没有规定由谁签字；请添加一轮，或放宽某一轮的条件。",
			"Nobody signs where Source = home, Price = 0.00 yuan; add a round, or let one hold in more cases."},
		"a round twice in one case, after a row that does not hold in it": {[]form.Row{{Round: 1, When: []form.When{{Field: "from", In: []string{"home"}}}}, {Round: 1, When: imported}, {Round: 1, When: imported}}, "signatures[2].round",
			"来源 = 进口, 总价 = 0.00 元 时，“签字 2”和“签字 3”都是第 1 轮；请改“签字 3”的轮次，或使两者的金额或条件不重叠。",
			"Signatures 2 and 3 are both round 1 where Source = abroad, Price = 0.00 yuan; change the round of signature 3, or let their amounts or conditions not overlap."},
	} {
		for lang, text := range map[string]string{"zh-CN": wrong.zh, "en": wrong.en} {
			h.do(ask{who: "hua", method: "PUT", path: "/api/v1/me/language", body: map[string]any{"language": lang}}).ok(204, nil)
			var v api.FormCheckView
			h.do(ask{who: "hua", method: "POST", path: "/api/v1/forms/check", body: bought(wrong.rows...)}).ok(200, &v)
			require.Len(t, v.Faults, 1, says)
			require.Equal(t, wrong.at, v.Faults[0].At, says)
			require.Equal(t, text, v.Faults[0].Text, says)
		}
	}
}

func TestAuthorityMatrix_AFaultOfARowIsSaidThereInWords(t *testing.T) {
	h := newHouse(t)
	rows := policies.DefaultMatrix()
	last := len(rows) - 1
	rows[last].Round = 2
	var v api.MatrixCheckView
	h.do(ask{who: "hua", method: "POST", path: "/api/v1/matrix/check", body: map[string]any{"rows": rows}}).ok(200, &v)
	require.Len(t, v.Faults, 1)
	require.Regexp(t, `^rows\[\d+\].round$`, v.Faults[0].At)
	require.Contains(t, v.Faults[0].Text, "在金额 0.00 元时没有第 1 轮")
	require.NotContains(t, v.Faults[0].Text, string(rows[last].Kind))
	require.NotContains(t, v.Faults[0].Text, string(rows[last].Step))
}
