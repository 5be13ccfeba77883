package pages_test

import (
	"net/url"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"
)

// arrange sends the form of the first task of a person with another verb.
func (h *house) arrange(login, path, verb string, pairs ...string) {
	h.t.Helper()
	form := h.get(login, path).is(200).form(path + "/acts")
	form.Set("verb", verb)
	require.Equal(h.t, path+"?done="+verb, h.post(login, path+"/acts", with(form, pairs...)).to())
}

// naming is the form to an action whose words name something.
func (p *page) naming(action, words string) url.Values {
	p.h.t.Helper()
	for n := range p.tree.Descendants() {
		if n.Type == html.ElementNode && n.Data == "form" && attr(n, "action") == action && strings.Contains(text(n), words) {
			return fieldsOf(n)
		}
	}
	require.Fail(p.h.t, "no form that says "+words)
	return nil
}

func TestHowSeatsCameToOthersIsSaid(t *testing.T) {
	h := newHouse(t)
	t.Run("approval.add-signer who is taken away is named on the box, in the receipt, in the history and on paper", func(t *testing.T) {
		path := h.submitted()
		h.arrange("zhoujianguo", path, "add_signer", "people", "何敏，E0031", "where", "together", "how", "all")
		p := h.get("zhoujianguo", path).is(200).says("减签：何敏", "减签：范思远")
		form := p.naming(path+"/acts", "减签：何敏")
		h.post("zhoujianguo", path+"/acts", with(form, "comment", "不用了")).to()
		h.get("zhoujianguo", path+"?done=remove_signer").is(200).says("已办理：减签：何敏")
		h.get("linxiaowen", path).is(200).says("减签：何敏").lacks("减签：范思远")
		h.get("linxiaowen", "/print"+path).is(200).says("减签：何敏")
	})
	t.Run("approval.transfer approval.delegate who handed a task on finds where to recall it, until it is signed", func(t *testing.T) {
		for verb, name := range map[string]string{"transfer": "撤回转办", "delegate": "撤回委派"} {
			path := h.submitted()
			h.arrange("zhoujianguo", path, verb, "people", "何敏", "comment", "出差在外")
			h.get("chenli", path).is(200).lacks(name)
			form := h.get("zhoujianguo", path).is(200).naming(path+"/acts", name+"：何敏")
			require.Equal(t, path+"?done=recall", h.post("zhoujianguo", path+"/acts", form).to())
			h.get("zhoujianguo", path+"?done=recall").is(200).says("已办理："+name+"：何敏", "已撤回").lacks(name + "何敏")
			h.get("linxiaowen", "/print"+path).is(200).says(name + "：何敏")
			h.post("zhoujianguo", path+"/acts", with(form, "key", uuid.NewString())).is(409).says("没有您转办或委派而可撤回的待办")
			h.sign("zhoujianguo", path)
		}
	})
	t.Run("approval.send-back the round that a case went back to is said, with its post and the way back", func(t *testing.T) {
		path := h.submitted()
		h.sign("zhoujianguo", path)
		h.arrange("chenli", path, "send_back", "back", "1", "comment", "请部门再看数量")
		h.get("chenli", path+"?done=send_back").is(200).says("已办理：退回第 1 轮（市场营销部部长），改签后直接回到退回人").lacks("退回申请人")
		h.get("linxiaowen", "/print"+path).is(200).says("退回第 1 轮（市场营销部部长）")
		h.arrange("zhoujianguo", path, "ask", "comment", "为什么要半纱？")
		h.get("linxiaowen", path).is(200).says("退回第 1 轮（市场营销部部长），改签后直接回到退回人")
		h.sign("zhoujianguo", path)
		h.arrange("chenli", path, "send_back", "back", "1+", "comment", "全部再看")
		h.get("chenli", path+"?done=send_back").is(200).says("退回第 1 轮（市场营销部部长），其后各轮重签")
		h.arrange("zhoujianguo", path, "send_back", "back", "+", "comment", "请改用途")
		h.get("zhoujianguo", path+"?done=send_back").is(200).says("已办理：退回申请人，其后各轮全部重签")
	})
}
