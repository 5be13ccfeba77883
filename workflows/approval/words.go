package approval

// A Text is said in both languages.
type Text struct{ Zh, En string }

// Terms are the words of the table.
var Terms = map[string]Text{
	string(ToApplicant): {"退回申请人", "to the applicant"},
	string(ToPrevious):  {"退回上一轮", "to the round before"},
	string(ToEarlier):   {"退回更早的任一轮", "to any earlier round"},

	string(Straight): {"办毕直接回到退回人", "then straight back to who sent it"},
	string(Whole):    {"办毕逐轮重走", "then the whole way again"},

	string(InTurn):      {"依次", "in turn"},
	string(All):         {"会签（全部）", "all"},
	string(Any):         {"或签（任一）", "any"},
	string(Quorum):      {"票签（m 人中 n 人）", "n of m"},
	string(Departments): {"每部门一人", "one of each department"},
	string(Branches):    {"并行分支", "parallel branches"},
	string(Nested):      {"嵌套（加签的前、同时、后，可再加签）", "nested (added before, beside, after, to any depth)"},

	string(EveryTask):    {"全部待办", "every task that waits"},
	string(SendersRound): {"退回人所在轮的待办", "the tasks of the sender's round"},

	string(TheApplicant):    {"申请人修改的待办", "the applicant's task to mend"},
	string(TheSeat):         {"该轮的席位", "the seat of that round"},
	string(EverySeat):       {"该轮的每个席位，够数即止", "every seat of that round, until it has as many as it needs"},
	string(HeadsOfBranches): {"各分支的第一席，其后各自依次", "the head of each branch; the rest of the branch after it"},
	string(Innermost):       {"无人须在其前签的席位，由内而外", "the seats before which nobody signs, from the inside out"},

	string(Unchanged):       {"签字人所见内容未变的签字全部有效，其余失效", "every signature whose signer would be shown the same; the others fall"},
	string(NoSignature):     {"无；全部重签", "none; all are asked for again"},
	string(AllButThatRound): {"除该轮（含其加签人）外全部有效", "all but those of that round, added signers included"},
	string(RoundsBefore):    {"只有该轮以前各轮有效", "only those of the rounds before that round"},

	string(WhoeverLacks): {"第一个缺签字的席位；内容未变即回到退回人", "the first seat without a signature: the sender, where nothing was changed"},
	string(FirstRound):   {"第一轮", "the first round"},
	string(TheSender):    {"退回人所在轮尚未签的席位", "the seats of the sender's round that had not signed"},
	string(RoundAfter):   {"下一轮，逐轮至退回人", "the round after it, and so on to the sender"},
}

// notes stand below the table.
var notes = []Text{
	{"签字失效只有以下情形：其签字人所见内容改变；该轮被退回重签，或本人拿回；签字人成了申请一方（修改了申请）。申请人改后重新编制会签表时还有：该席不再在表上；该轮现在要求强验证而原签字没有。除此以外不增、不减、不复活。",
		"A signature falls only where what its signer was shown has changed; where its round is asked again, or its signer takes it back; where its signer has become a requester by mending the case. When the slate is drawn up again after that, also where its seat is on the slate no more, and where its round now asks for a proof that it lacks. Nothing else makes, loses or revives one."},
	{"自定义表单中对签字人隐藏的栏目改动，不影响其签字；看得到的栏目改动，其签字失效并重新征求。签核人在签字时填写本步骤的栏目，按同一规则处理，且不算填写申请。",
		"In a company's own form a change to a field that was hidden from a signer leaves the signature; a change to a field that was shown makes it fall and asks for it again. Fields that a signer fills while signing go by the same rule, and do not make the signer a requester."},
	{"转办、加签、减签的安排在重签时继续有效；未办完的委派退回委派人。",
		"Transfers, added and removed signers stay when a seat is asked again; a delegation that was not returned goes back to who delegated."},
	{"最后一个签字总是当场作出：即使全部签字仍然有效，最后一人也须再签一次，事项才生效。",
		"The last signature is always given anew: a case takes effect by an act, even where every signature would stand."},
	{"同一动作重复送达、陈旧的会签表送达，都只办一次，得到第一次的回执。",
		"The same act delivered twice, or with a slate that is out of date, is done once and gets the first receipt."},
}
