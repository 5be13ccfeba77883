package main

import (
	"countersign/models"
)

// cast are those whose inboxes are looked at after every act.
var cast = []string{"linxiaowen", "zhoujianguo", "wangfang", "chenli", "hemin", "sunzhiqiang"}

// A deed is one act of a walk: what somebody sends, and what must be so afterwards.
type deed struct {
	who, verb, comment string
	data               func(*walk) map[string]any
	refused            string   // under this clause, or with this message; then nothing changes
	todo               []string // whose box of tasks has the case
	state              models.State
}

// The people of a walk: the clerk's request is signed by the head of marketing, the
// head of finance and the general manager, one after another.
var (
	zhouSigns = deed{who: "zhoujianguo", verb: "sign", todo: []string{"wangfang"}}
	wangSigns = deed{who: "wangfang", verb: "sign", todo: []string{"chenli"}}
	chenSigns = deed{who: "chenli", verb: "sign", state: models.Effective}
)

func back(round int, whole bool) func(*walk) map[string]any {
	return func(*walk) map[string]any {
		to := map[string]any{"whole": whole}
		if round > 0 {
			to["round"] = round
		}
		return to
	}
}

func toPerson(login string) func(*walk) map[string]any {
	return func(w *walk) map[string]any { return map[string]any{"to": w.id(login)} }
}

func people(more map[string]any, logins ...string) func(*walk) map[string]any {
	return func(w *walk) map[string]any {
		data := map[string]any{"people": []string{}}
		for k, v := range more {
			data[k] = v
		}
		for _, login := range logins {
			data["people"] = append(data["people"].([]string), w.id(login))
		}
		return data
	}
}

func adds(where, how string, todo ...string) deed {
	return deed{who: "zhoujianguo", verb: "add_signer", data: people(map[string]any{"where": where, "how": how}, "hemin", "sunzhiqiang"), todo: todo}
}

func signs(who string, todo ...string) deed { return deed{who: who, verb: "sign", todo: todo} }

func sends(who string, data func(*walk) map[string]any, todo ...string) deed {
	return deed{who: who, verb: "send_back", comment: "请再核对", data: data, todo: todo}
}

// walks are every act that there is, each in a story of its own.
var walks = map[string][]deed{
	"approval.post sign, round by round": {
		{who: "chenli", verb: "sign", refused: "approval.post", todo: []string{"zhoujianguo"}}, zhouSigns, wangSigns, chenSigns},
	"approval.reason refuse ends the case, and needs a reason": {zhouSigns,
		{who: "wangfang", verb: "refuse", refused: "approval.reason", todo: []string{"wangfang"}},
		{who: "wangfang", verb: "refuse", comment: "不同意", state: models.Refused}},
	"approval.send-back to the applicant, straight back": {zhouSigns, wangSigns,
		sends("chenli", back(0, false), "linxiaowen"), {who: "linxiaowen", verb: "resubmit", todo: []string{"chenli"}}, chenSigns},
	"approval.send-back to the applicant, the whole way again": {zhouSigns, wangSigns,
		sends("chenli", back(0, true), "linxiaowen"), {who: "linxiaowen", verb: "resubmit", todo: []string{"zhoujianguo"}}, zhouSigns, wangSigns, chenSigns},
	"approval.send-back to the round before, straight back":       {zhouSigns, wangSigns, sends("chenli", back(2, false), "wangfang"), wangSigns, chenSigns},
	"approval.send-back to the round before, the whole way":       {zhouSigns, wangSigns, sends("chenli", back(2, true), "wangfang"), wangSigns, chenSigns},
	"approval.send-back to an earlier round, straight back":       {zhouSigns, wangSigns, sends("chenli", back(1, false), "zhoujianguo"), signs("zhoujianguo", "chenli"), chenSigns},
	"approval.send-back to an earlier round, the whole way":       {zhouSigns, wangSigns, sends("chenli", back(1, true), "zhoujianguo"), zhouSigns, wangSigns, chenSigns},
	"approval.send-back never forward, nor to what was done":      {zhouSigns, refusedBack(back(3, false)), refusedBack(toStep("hand_over")), refusedBack(toStep("collect")), wangSigns},
	"approval.take-back while nobody has acted after it":          {zhouSigns, {who: "zhoujianguo", verb: "take_back", todo: []string{"zhoujianguo"}}, zhouSigns},
	"approval.withdraw until it takes effect":                     {zhouSigns, {who: "linxiaowen", verb: "withdraw", state: models.Withdrawn}},
	"approval.transfer to another leader, with a reason":          {{who: "zhoujianguo", verb: "transfer", data: toPerson("hemin"), refused: "approval.reason", todo: []string{"zhoujianguo"}}, {who: "zhoujianguo", verb: "transfer", comment: "出差", data: toPerson("hemin"), todo: []string{"hemin"}}, signs("hemin", "wangfang")},
	"approval.delegate and given back":                            {{who: "zhoujianguo", verb: "delegate", comment: "请先看", data: toPerson("hemin"), todo: []string{"hemin"}}, {who: "hemin", verb: "advise", comment: "已核对", todo: []string{"zhoujianguo"}}, zhouSigns},
	"approval.transfer and recalled, before the other has signed": {{who: "zhoujianguo", verb: "transfer", comment: "出差", data: toPerson("hemin"), todo: []string{"hemin"}}, {who: "zhoujianguo", verb: "recall", todo: []string{"zhoujianguo"}}, zhouSigns},
	"approval.add-signer before, all":                             {adds("before", "all", "hemin", "sunzhiqiang"), signs("hemin", "sunzhiqiang"), signs("sunzhiqiang", "zhoujianguo"), zhouSigns},
	"approval.add-signer before, any":                             {adds("before", "any", "hemin", "sunzhiqiang"), signs("sunzhiqiang", "zhoujianguo"), zhouSigns},
	"approval.add-signer before, in turn":                         {adds("before", "turn", "hemin"), signs("hemin", "sunzhiqiang"), signs("sunzhiqiang", "zhoujianguo"), zhouSigns},
	"approval.add-signer beside, all":                             {adds("together", "all", "zhoujianguo", "hemin", "sunzhiqiang"), signs("zhoujianguo", "hemin", "sunzhiqiang"), signs("hemin", "sunzhiqiang"), signs("sunzhiqiang", "wangfang")},
	"approval.add-signer beside, any":                             {adds("together", "any", "zhoujianguo", "hemin", "sunzhiqiang"), signs("hemin", "zhoujianguo"), zhouSigns},
	"approval.add-signer beside, in turn":                         {adds("together", "turn", "zhoujianguo", "hemin"), signs("hemin", "zhoujianguo", "sunzhiqiang"), signs("zhoujianguo", "sunzhiqiang"), signs("sunzhiqiang", "wangfang")},
	"approval.add-signer after, all":                              {adds("after", "all", "zhoujianguo"), signs("zhoujianguo", "hemin", "sunzhiqiang"), signs("hemin", "sunzhiqiang"), signs("sunzhiqiang", "wangfang")},
	"approval.add-signer after, any":                              {adds("after", "any", "zhoujianguo"), signs("zhoujianguo", "hemin", "sunzhiqiang"), signs("hemin", "wangfang")},
	"approval.add-signer after, in turn":                          {adds("after", "turn", "zhoujianguo"), signs("zhoujianguo", "hemin"), signs("hemin", "sunzhiqiang"), signs("sunzhiqiang", "wangfang")},
	"approval.add-signer and one is removed who has not signed":   {adds("before", "all", "hemin", "sunzhiqiang"), {who: "zhoujianguo", verb: "remove_signer", data: seatOf("hemin"), todo: []string{"sunzhiqiang"}}, signs("sunzhiqiang", "zhoujianguo"), zhouSigns},
	"approval.copy and who was copied comments": {
		{who: "hemin", verb: "comment", comment: "?", refused: "not-found", todo: []string{"zhoujianguo"}},
		{who: "zhoujianguo", verb: "copy", data: people(nil, "hemin"), todo: []string{"zhoujianguo"}},
		{who: "hemin", verb: "comment", comment: "知悉", todo: []string{"zhoujianguo"}}},
	"approval.remind once in a while":                {{who: "linxiaowen", verb: "remind", todo: []string{"zhoujianguo"}}, {who: "linxiaowen", verb: "remind", refused: "approval.remind", todo: []string{"zhoujianguo"}}},
	"approval.record a comment changes nothing else": {{who: "linxiaowen", verb: "comment", refused: "approval.reason", todo: []string{"zhoujianguo"}}, {who: "linxiaowen", verb: "comment", comment: "请尽快", todo: []string{"zhoujianguo"}}},
	"approval.ask and the applicant answers": {{who: "zhoujianguo", verb: "ask", comment: "客户是谁？", todo: []string{"zhoujianguo", "linxiaowen"}},
		{who: "linxiaowen", verb: "answer", comment: "老客户", todo: []string{"zhoujianguo"}}, zhouSigns},
}

func toStep(step string) func(*walk) map[string]any {
	return func(*walk) map[string]any { return map[string]any{"step": step} }
}

func refusedBack(data func(*walk) map[string]any) deed {
	return deed{who: "wangfang", verb: "send_back", comment: "请再核对", data: data, refused: "approval.send-back", todo: []string{"wangfang"}}
}

func seatOf(login string) func(*walk) map[string]any {
	return func(w *walk) map[string]any {
		var seat string
		w.h.one(&seat, `select seat_id from tasks where case_id = ? and person_id = ?`, w.c.id, w.id(login))
		return map[string]any{"seat": seat}
	}
}
