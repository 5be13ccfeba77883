package policies

import (
	"time"

	"countersign/models"
	"countersign/models/regulation"
)

// A story is one sentence of the regulations as it comes out in a scene, for each
// of its verbs and kinds. An empty key means that the act is allowed.
type story struct {
	clause regulation.Clause
	says   string
	verbs  []models.Verb
	kinds  []models.Kind
	scene  func(*scene)
	key    string
}

var (
	reading = []models.Verb{models.Read, models.Print, models.Export}
	signs   = []models.Verb{models.Sign, models.RefuseIt, models.SendBack}
	deeds   = []models.Verb{models.Collect, models.ReturnToWorkshop, models.RegisterStock, models.HandOver, models.Take, models.Release,
		models.Total, models.Explain, models.Report, models.Book, models.StockOut, models.Carry}
	arranges = []models.Verb{models.Transfer, models.Delegate, models.AddSigner, models.Ask}
	gives    = []models.Verb{models.Advise, models.Answer}
	undoes   = []models.Verb{models.TakeBack, models.RemoveSigner, models.Recall}
	house    = []models.Kind{models.House}
	request  = []models.Kind{models.KindSampleRequest}
	monthEnd = []models.Kind{models.KindSampleMonthEnd}
	requis   = []models.Kind{models.KindSampleRequisition}
	exempt   = []models.Kind{models.KindException}
	change   = []models.Kind{models.KindMatrixChange}
	values   = []models.Kind{models.KindParameterChange}
	own      = []models.Kind{models.KindForm}
	undo     = []models.Kind{models.KindRevocation}
	ordinary = []models.Kind{models.KindSampleRequest, models.KindSampleMonthEnd, models.KindSampleRequisition, models.KindMatrixChange, models.KindParameterChange, models.KindRevocation, models.KindForm}
)

func verbs(v ...models.Verb) []models.Verb { return v }

var stories = []story{
	// approval.in-force 离职或停用的人员自当日起不再有任何权限
	{regulation.ApprovalInForce, "a general manager who has left reads nothing", reading, models.Kinds, func(s *scene) { s.as("deserter") }, "policy-inactive"},
	{regulation.ApprovalInForce, "an applicant who has left does not comment", verbs(models.Comment), models.Kinds, leaves("clerk"), "policy-inactive"},
	{regulation.ApprovalInForce, "an applicant who has left does not withdraw", verbs(models.Withdraw), models.Kinds, leaves("clerk"), "policy-inactive"},
	{regulation.ApprovalInForce, "an applicant who has left does not submit", verbs(models.Submit), models.Kinds, leaves("clerk"), "policy-inactive"},
	{regulation.ApprovalInForce, "nor mend what was sent back", verbs(models.Resubmit), models.Kinds, func(s *scene) { leaves("clerk")(s); s.Task.Person = "clerk" }, "policy-inactive"},
	{regulation.ApprovalInForce, "a holder who has left does not sign", signs, models.Kinds, func(s *scene) { s.seat("deserter") }, "policy-inactive"},
	{regulation.ApprovalInForce, "nobody signs for a principal who has left", signs, models.Kinds, func(s *scene) { s.by("deputy", "deserter").waitsFor("deserter") }, "policy-inactive"},
	{regulation.ApprovalInForce, "nor does a proxy who has left", signs, models.Kinds, func(s *scene) { s.by("deserter", "gm").waitsFor("gm") }, "policy-inactive"},
	{regulation.ApprovalInForce, "a holder who has left does no deed", deeds, models.Kinds, func(s *scene) { s.seat("deserter") }, "policy-inactive"},
	{regulation.ApprovalInForce, "who has left gives no proxy", verbs(models.GiveProxy), house, func(s *scene) { s.as("deserter") }, "policy-inactive"},
	{regulation.ApprovalInForce, "an administrator who has left imports nothing", verbs(models.Import, models.SetCalendar), house, leaves("admin"), "policy-inactive"},
	{regulation.ApprovalInForce, "who has left sees no register", verbs(models.List, models.Export), models.Registers, func(s *scene) { s.as("deserter") }, "policy-inactive"},

	// approval.need-to-know 事项只对经办人、受益人、签核人、承办岗位及主管领导公开
	{regulation.ApprovalNeedToKnow, "the applicant reads the case", reading, models.Kinds, func(s *scene) { s.as("clerk") }, ""},
	{regulation.ApprovalNeedToKnow, "so does who edited it", reading, models.Kinds, func(s *scene) { s.as("guard").Case.Requesters = []models.PersonID{"guard"} }, ""},
	{regulation.ApprovalNeedToKnow, "so does the head of the department", reading, models.Kinds, func(s *scene) { s.as("head") }, ""},
	{regulation.ApprovalNeedToKnow, "so does the general manager", reading, models.Kinds, func(s *scene) { s.as("gm") }, ""},
	{regulation.ApprovalNeedToKnow, "so does the deputy general manager", reading, models.Kinds, func(s *scene) { s.as("deputy") }, ""},
	{regulation.ApprovalNeedToKnow, "so does the general manager of the head office", reading, models.Kinds, func(s *scene) { s.as("president") }, ""},
	{regulation.ApprovalNeedToKnow, "so does who had a task, or was copied", reading, models.Kinds, func(s *scene) { s.as("keeper").Case.Parties = []models.PersonID{"keeper"} }, ""},
	{regulation.ApprovalNeedToKnow, "so does who holds a post that has or had a task", reading, models.Kinds, func(s *scene) { s.as("guard").Case.Posts = []models.PostID{"C-gate-staff"} }, ""},
	{regulation.ApprovalNeedToKnow, "a colleague of the applicant does not", reading, models.Kinds, func(s *scene) {
		s.Actor = person("colleague", models.Held{Post: "other", Unit: "C-marketing", Company: "C", Rank: models.RankStaff, Function: models.Marketing})
	}, "policy-need-to-know"},
	{regulation.ApprovalNeedToKnow, "the head of another department does not", reading, models.Kinds, func(s *scene) { s.as("director") }, "policy-need-to-know"},
	{regulation.ApprovalNeedToKnow, "the general manager of another company does not", reading, models.Kinds, func(s *scene) { s.as("rivalgm") }, "policy-need-to-know"},
	{regulation.ApprovalNeedToKnow, "an administrator reads no business", reading, models.Kinds, func(s *scene) { s.as("admin") }, "policy-need-to-know"},
	{regulation.ApprovalNeedToKnow, "a draft is its requesters' alone, whoever else would read it", reading, models.Kinds, func(s *scene) { s.as("gm").Case.State = models.Draft }, "policy-not-yours"},
	{regulation.ApprovalNeedToKnow, "who reads his or her own draft", reading, models.Kinds, func(s *scene) { s.as("clerk").Case.State = models.Draft }, ""},
	{regulation.ApprovalNeedToKnow, "so does for whom its form says that it is", reading, models.Kinds, func(s *scene) { s.as("guard").Case.Beneficiaries = []models.PersonID{"guard"} }, ""},
	{regulation.ApprovalNeedToKnow, "once it is no draft any more", reading, models.Kinds, func(s *scene) {
		s.as("guard").Case.Beneficiaries, s.Case.State = []models.PersonID{"guard"}, models.Draft
	}, "policy-not-yours"},
	{regulation.ApprovalOwnCase, "whom a case concerns does not read it, general manager or not", reading, models.Kinds, func(s *scene) { s.as("gm").Case.About = []models.PersonID{"gm"} }, "policy-concerned"},
	{regulation.ApprovalProxy, "a proxy gives no reading right", reading, models.Kinds, func(s *scene) { s.by("clerk", "gm") }, "policy-no-proxy"},
	{regulation.ApprovalProxy, "except to the case of a task that it covers", reading, models.Kinds, func(s *scene) { s.covered(models.Sign) }, ""},
	{regulation.ApprovalNeedToKnow, "as long as that task waits for a signature, not for a deed", reading, models.Kinds, func(s *scene) { s.covered(models.Release) }, "policy-need-to-know"},
	{regulation.ApprovalNeedToKnow, "and for the principal", reading, models.Kinds, func(s *scene) { s.covered(models.Sign).Case.Waiting[0].Post = "C-gate-staff" }, "policy-need-to-know"},
	{regulation.ApprovalNeedToKnow, "and for no longer than the proxy lasts", reading, models.Kinds, func(s *scene) {
		s.covered(models.Sign)
		s.Principals[0].Proxy.Until = noon
	}, "policy-need-to-know"},
	{regulation.ApprovalNeedToKnow, "and within its limit", reading, models.Kinds, func(s *scene) { s.covered(models.Sign).limit(49999) }, "policy-need-to-know"},
	{regulation.ApprovalProxy, "which the amount may reach", reading, models.Kinds, func(s *scene) { s.covered(models.Sign).limit(50000) }, ""},
	{regulation.ApprovalNeedToKnow, "and only while the principal is in force", reading, models.Kinds, func(s *scene) { s.covered(models.Sign).Principals[0].Who.Active = false }, "policy-need-to-know"},

	// approval.record comments
	{regulation.ApprovalRecord, "the applicant comments", verbs(models.Comment), models.Kinds, func(s *scene) { s.as("clerk") }, ""},
	{regulation.ApprovalRecord, "so does who had a task or was copied", verbs(models.Comment), models.Kinds, func(s *scene) { s.as("keeper").Case.Parties = []models.PersonID{"keeper"} }, ""},
	{regulation.ApprovalRecord, "so does who holds a post that has or had a task", verbs(models.Comment), models.Kinds, func(s *scene) { s.as("guard").Case.Posts = []models.PostID{"C-gate-staff"} }, ""},
	{regulation.ApprovalNeedToKnow, "who reads by rank alone takes no part", verbs(models.Comment), models.Kinds, func(s *scene) { s.as("deputy") }, "policy-need-to-know"},
	{regulation.ApprovalProxy, "nobody comments in another's name", verbs(models.Comment), models.Kinds, func(s *scene) { s.by("guard", "clerk") }, "policy-no-proxy"},
	{regulation.ApprovalOwnCase, "whom a case concerns does not comment", verbs(models.Comment), models.Kinds, func(s *scene) { s.as("clerk").Case.About = []models.PersonID{"clerk"} }, "policy-concerned"},

	// Submitting.
	{regulation.SampleForm, "市场营销部填写审批单: marketing submits a sample request", verbs(models.Submit), request, func(s *scene) { s.as("clerk") }, ""},
	{regulation.SampleForm, "production does not", verbs(models.Submit), request, drafts("planner"), "policy-not-allowed"},
	{regulation.SampleForm, "nor marketing for a department that is not its own", verbs(models.Submit), request, func(s *scene) { s.as("clerk").Case.Unit = "C-production" }, "policy-not-allowed"},
	{regulation.SampleForm, "nor for another company", verbs(models.Submit), request, func(s *scene) { s.as("clerk").Case.Company = "X" }, "policy-not-allowed"},
	{regulation.SampleRequisition, "marketing submits a requisition", verbs(models.Submit), requis, func(s *scene) { s.as("clerk") }, ""},
	{regulation.SampleRequisition, "the storekeeper does not", verbs(models.Submit), requis, drafts("keeper"), "policy-not-allowed"},
	{regulation.SampleMonthEnd, "production submits the month end", verbs(models.Submit), monthEnd, drafts("planner"), ""},
	{regulation.SampleMonthEnd, "marketing does not", verbs(models.Submit), monthEnd, func(s *scene) { s.as("clerk") }, "policy-not-allowed"},
	{regulation.AuthorityException, "the requester of a case asks for an exception to it", verbs(models.Submit), exempt, func(s *scene) {
		s.as("clerk").Case.SubjectRequesters = []models.PersonID{"clerk"}
	}, ""},
	{regulation.AuthorityException, "nobody else does", verbs(models.Submit), exempt, func(s *scene) { s.as("clerk").Case.SubjectRequesters = []models.PersonID{"planner"} }, "policy-exception"},
	{regulation.AuthorityException, "nor for a department that is not his or hers", verbs(models.Submit), exempt, func(s *scene) {
		s.as("clerk").Case.SubjectRequesters = []models.PersonID{"clerk"}
		s.Case.Unit = "C-production"
	}, "policy-exception"},
	{regulation.AuthorityMatrix, "an administrator submits a change of the matrix", verbs(models.Submit), change, drafts("admin"), ""},
	{regulation.AuthorityMatrix, "so does human resources", verbs(models.Submit), change, drafts("hr"), ""},
	{regulation.AuthorityMatrix, "so does the office", verbs(models.Submit), change, drafts("officer"), ""},
	{regulation.AuthorityMatrix, "marketing does not", verbs(models.Submit), change, func(s *scene) { s.as("clerk") }, "policy-not-allowed"},
	{regulation.ApprovalParameters, "an administrator submits a change of parameters", verbs(models.Submit), values, drafts("admin"), ""},
	{regulation.ApprovalParameters, "so does human resources", verbs(models.Submit), values, drafts("hr"), ""},
	{regulation.ApprovalParameters, "so does the office", verbs(models.Submit), values, drafts("officer"), ""},
	{regulation.ApprovalParameters, "marketing does not", verbs(models.Submit), values, func(s *scene) { s.as("clerk") }, "policy-not-allowed"},
	{regulation.ApprovalNeedToKnow, "nobody submits someone else's draft", verbs(models.Submit), models.Kinds, func(s *scene) { s.as("clerk").whose("head") }, "policy-not-yours"},
	{regulation.ApprovalNumber, "what is submitted is not submitted again", verbs(models.Submit), models.Kinds, func(s *scene) { s.as("clerk").Case.State = models.Running }, "policy-submitted"},
	{regulation.ApprovalProxy, "nobody submits in another's name", verbs(models.Submit), models.Kinds, func(s *scene) { s.by("guard", "clerk") }, "policy-no-proxy"},
	{regulation.ApprovalOwnCase, "whom a case concerns does not submit it", verbs(models.Submit), models.Kinds, func(s *scene) { s.as("clerk").Case.About = []models.PersonID{"clerk"} }, "policy-concerned"},

	// approval.revoke 撤销已生效事项
	{regulation.ApprovalRevoke, "whoever works in a department may ask that a case be revoked; which, the records say", verbs(models.Submit), undo, func(s *scene) { s.as("clerk") }, ""},
	{regulation.ApprovalRevoke, "not for a department that is not his or hers", verbs(models.Submit), undo, func(s *scene) { s.as("clerk").Case.Unit = "C-production" }, "policy-not-allowed"},
	{regulation.ApprovalRevoke, "whoever holds the seat signs it", signs, undo, func(s *scene) { s.seat("head") }, ""},

	// approval.withdraw 签核后不得撤销的事项
	{regulation.ApprovalWithdraw, "what is bound is not withdrawn once somebody has signed", verbs(models.Withdraw), models.Kinds, func(s *scene) {
		s.as("clerk").Case.Bound, s.Case.Signed = true, true
	}, "policy-withdraw-signed"},
	{regulation.ApprovalWithdraw, "until then it is", verbs(models.Withdraw), models.Kinds, func(s *scene) { s.as("clerk").Case.Bound = true }, ""},
	{regulation.ApprovalWithdraw, "and what is not bound until it takes effect", verbs(models.Withdraw), models.Kinds, func(s *scene) { s.as("clerk").Case.Signed = true }, ""},

	// approval.form 公司自定义表单
	{regulation.ApprovalForm, "whoever works in a department applies for it", verbs(models.Submit), own, func(s *scene) { s.as("clerk") }, ""},
	{regulation.ApprovalForm, "not somebody of another department", verbs(models.Submit), own, func(s *scene) { s.as("guard").Case.Requesters = []models.PersonID{"guard"} }, "policy-not-allowed"},
	{regulation.ApprovalForm, "whoever holds the seat signs it", signs, own, func(s *scene) { s.seat("head") }, ""},
	{regulation.ApprovalForm, "whoever holds the post carries out what follows", verbs(models.Carry), own, func(s *scene) { s.seat("guard") }, ""},

	// approval.transfer approval.delegate approval.add-signer approval.ask 转办、委派、加签、征询
	{regulation.ApprovalTransfer, "who is asked to sign hands the task on", verbs(models.Transfer), ordinary, func(s *scene) { s.seat("head") }, ""},
	{regulation.AuthorityException, "an exception is the general manager's and is neither handed on nor signed by others", verbs(models.Transfer, models.AddSigner), exempt, func(s *scene) { s.seat("gm") }, "policy-exception"},
	{regulation.ApprovalDelegate, "or has another look first", verbs(models.Delegate), models.Kinds, func(s *scene) { s.seat("head") }, ""},
	{regulation.ApprovalAddSigner, "or adds signers", verbs(models.AddSigner), ordinary, func(s *scene) { s.seat("head") }, ""},
	{regulation.ApprovalAsk, "or asks the applicant", verbs(models.Ask), models.Kinds, func(s *scene) { s.seat("head") }, ""},
	{regulation.ApprovalInForce, "but not who has left", arranges, models.Kinds, func(s *scene) { s.seat("deserter") }, "policy-inactive"},
	{regulation.ApprovalProxy, "nor a proxy, who signs and no more", arranges, models.Kinds, func(s *scene) { s.by("deputy", "gm").waitsFor("gm") }, "policy-no-proxy"},
	{regulation.ApprovalOwnCase, "nor a requester", arranges, models.Kinds, func(s *scene) { s.seat("head").Case.Requesters = []models.PersonID{"head"} }, "policy-own-case"},
	{regulation.ApprovalOwnCase, "nor for whom it is", arranges, models.Kinds, func(s *scene) { s.seat("head").Case.Beneficiaries = []models.PersonID{"head"} }, "policy-beneficiary"},
	{regulation.ApprovalOwnCase, "nor whom the case concerns", arranges, models.Kinds, func(s *scene) { s.seat("head").Case.About = []models.PersonID{"head"} }, "policy-concerned"},
	{regulation.ApprovalOwnCase, "nor who asked for what is to be revoked", arranges, undo, func(s *scene) { s.seat("head").Case.SubjectRequesters = []models.PersonID{"head"} }, "policy-own-subject"},
	{regulation.ApprovalOwnCase, "whose case is to be revoked does not decide about it, whoever asks for that", signs, undo, func(s *scene) { s.seat("head").Case.SubjectRequesters = []models.PersonID{"head"} }, "policy-own-subject"},
	{regulation.ApprovalOwnCase, "nor through a proxy", signs, undo, func(s *scene) { s.by("deputy", "gm").waitsFor("gm").Case.SubjectRequesters = []models.PersonID{"gm"} }, "policy-own-subject"},
	{regulation.ApprovalPost, "nor when the task is closed", arranges, models.Kinds, func(s *scene) { s.seat("head").Task.Open = false }, "task-closed"},
	{regulation.ApprovalDefault, "nor when it waits for a deed", arranges, models.Kinds, func(s *scene) { s.seat("head").Task.Verb = models.HandOver }, "policy-wrong-verb"},
	{regulation.ApprovalPost, "nor for another's task", arranges, ordinary, func(s *scene) { s.as("guard").waitsFor("head") }, "policy-post"},
	{regulation.ApprovalPost, "also of an exception", verbs(models.Delegate, models.Ask), exempt, func(s *scene) { s.as("guard").waitsFor("head") }, "policy-post"},
	{regulation.ApprovalDelegate, "who was delegated to gives it back", verbs(models.Advise), models.Kinds, func(s *scene) { s.seat("head") }, ""},
	{regulation.ApprovalAsk, "the applicant answers", verbs(models.Answer), models.Kinds, func(s *scene) { s.as("clerk").Task.Person = "clerk" }, ""},
	{regulation.ApprovalInForce, "who has left gives nothing back", gives, models.Kinds, func(s *scene) { s.seat("deserter") }, "policy-inactive"},
	{regulation.ApprovalProxy, "nobody answers in another's name", gives, models.Kinds, func(s *scene) { s.by("deputy", "gm").waitsFor("gm") }, "policy-no-proxy"},
	{regulation.ApprovalOwnCase, "whom the case concerns gives no opinion", gives, models.Kinds, func(s *scene) { s.seat("head").Case.About = []models.PersonID{"head"} }, "policy-concerned"},
	{regulation.ApprovalPost, "an answer is given once", gives, models.Kinds, func(s *scene) { s.seat("head").Task.Open = false }, "task-closed"},
	{regulation.ApprovalDefault, "and to what was asked", gives, models.Kinds, func(s *scene) { s.seat("head").Task.Verb = models.Sign }, "policy-wrong-verb"},
	{regulation.ApprovalPost, "and by who was asked", gives, models.Kinds, func(s *scene) { s.as("guard").waitsFor("head") }, "policy-post"},

	// approval.take-back approval.transfer approval.add-signer 拿回、撤回转办和委派、减签
	{regulation.ApprovalTakeBack, "who has signed may take it back", verbs(models.TakeBack), models.Kinds, func(s *scene) { s.as("keeper").Case.Parties = []models.PersonID{"keeper"} }, ""},
	{regulation.ApprovalAddSigner, "who has added signers may take them away", verbs(models.RemoveSigner), models.Kinds, func(s *scene) { s.as("keeper").Case.Parties = []models.PersonID{"keeper"} }, ""},
	{regulation.ApprovalTransfer, "who has handed a task on may take that back", verbs(models.Recall), models.Kinds, func(s *scene) { s.as("keeper").Case.Parties = []models.PersonID{"keeper"} }, ""},
	{regulation.ApprovalTransfer, "who took no part has handed nothing on", verbs(models.Recall), models.Kinds, func(s *scene) { s.as("guard") }, "nothing-to-recall"},
	{regulation.ApprovalTakeBack, "who took no part takes nothing back", verbs(models.TakeBack), models.Kinds, func(s *scene) { s.as("guard") }, "nothing-to-take-back"},
	{regulation.ApprovalAddSigner, "nor anybody away", verbs(models.RemoveSigner), models.Kinds, func(s *scene) { s.as("guard") }, "not-your-signer"},
	{regulation.ApprovalInForce, "who has left takes nothing back", undoes, models.Kinds, func(s *scene) { s.as("deserter").Case.Parties = []models.PersonID{"deserter"} }, "policy-inactive"},
	{regulation.ApprovalProxy, "nor does anybody for another", undoes, models.Kinds, func(s *scene) { s.by("deputy", "gm").Case.Parties = []models.PersonID{"gm"} }, "policy-no-proxy"},
	{regulation.ApprovalDefault, "nor once the case is in force", undoes, models.Kinds, func(s *scene) {
		s.as("keeper").Case.Parties = []models.PersonID{"keeper"}
		s.Case.State = models.Effective
	}, "policy-not-running"},

	// sample.gate 出门证延期
	{regulation.SampleGate, "the workshop gives a pass its time again", verbs(models.Renew), request, func(s *scene) { s.as("weaver").Case.State = models.Effective }, ""},
	{regulation.SampleGate, "so does production", verbs(models.Renew), request, func(s *scene) { s.as("planner").Case.State = models.Effective }, ""},
	{regulation.SampleGate, "nobody else does, least of all the guard", verbs(models.Renew), request, func(s *scene) { s.as("guard").Case.State = models.Effective }, "policy-renew"},
	{regulation.SampleGate, "nor when the sample has left", verbs(models.Renew), request, func(s *scene) { s.as("weaver").Case.State = models.Done }, "policy-renew"},
	{regulation.SampleGate, "nor production then", verbs(models.Renew), request, func(s *scene) { s.as("planner").Case.State = models.Done }, "policy-renew"},
	{regulation.ApprovalInForce, "nor who has left the company", verbs(models.Renew), models.Kinds, func(s *scene) { s.as("deserter").Case.State = models.Effective }, "policy-inactive"},
	{regulation.ApprovalProxy, "nor anybody for another", verbs(models.Renew), models.Kinds, func(s *scene) { s.by("guard", "weaver").Case.State = models.Effective }, "policy-no-proxy"},

	// approval.copy approval.remind 抄送、催办
	{regulation.ApprovalCopy, "the applicant copies the case", verbs(models.Copy), models.Kinds, func(s *scene) { s.as("clerk") }, ""},
	{regulation.ApprovalCopy, "so does who took part", verbs(models.Copy), models.Kinds, func(s *scene) { s.as("keeper").Case.Parties = []models.PersonID{"keeper"} }, ""},
	{regulation.ApprovalCopy, "so does who holds a post that had a task", verbs(models.Copy), models.Kinds, func(s *scene) { s.as("guard").Case.Posts = []models.PostID{"C-gate-staff"} }, ""},
	{regulation.ApprovalNeedToKnow, "nobody else does", verbs(models.Copy), models.Kinds, func(s *scene) { s.as("guard") }, "policy-need-to-know"},
	{regulation.ApprovalInForce, "nor an applicant who has left", verbs(models.Copy, models.Remind), models.Kinds, leaves("clerk"), "policy-inactive"},
	{regulation.ApprovalProxy, "nor a proxy", verbs(models.Copy, models.Remind), models.Kinds, func(s *scene) { s.by("head", "clerk") }, "policy-no-proxy"},
	{regulation.ApprovalOwnCase, "nor whom the case concerns", verbs(models.Copy), models.Kinds, func(s *scene) { s.as("clerk").Case.About = []models.PersonID{"clerk"} }, "policy-concerned"},
	{regulation.ApprovalRemind, "the applicant reminds", verbs(models.Remind), models.Kinds, func(s *scene) { s.as("clerk") }, ""},
	{regulation.ApprovalRemind, "also while it is carried out", verbs(models.Remind), models.Kinds, func(s *scene) { s.as("clerk").Case.State = models.Effective }, ""},
	{regulation.ApprovalRemind, "not when it is done", verbs(models.Remind), models.Kinds, func(s *scene) { s.as("clerk").Case.State = models.Done }, "policy-remind"},
	{regulation.ApprovalRemind, "and nobody else", verbs(models.Remind), models.Kinds, func(s *scene) { s.as("gm") }, "policy-remind"},

	// approval.withdraw 申请人可在事项生效前撤销
	{regulation.ApprovalWithdraw, "the applicant withdraws while signatures are collected", verbs(models.Withdraw), models.Kinds, func(s *scene) { s.as("clerk") }, ""},
	{regulation.ApprovalWithdraw, "and while the case is with him or her again", verbs(models.Withdraw), models.Kinds, func(s *scene) { s.as("clerk").Case.State = models.Returned }, ""},
	{regulation.ApprovalWithdraw, "not once it has taken effect", verbs(models.Withdraw), models.Kinds, func(s *scene) { s.as("clerk").Case.State = models.Effective }, "policy-withdraw"},
	{regulation.ApprovalWithdraw, "nobody else withdraws, not even the general manager", verbs(models.Withdraw), models.Kinds, func(s *scene) { s.as("gm") }, "policy-withdraw"},
	{regulation.ApprovalProxy, "nor the applicant by a proxy", verbs(models.Withdraw), models.Kinds, func(s *scene) { s.by("clerk", "head") }, "policy-no-proxy"},

	// approval.send-back 退回申请人修改
	{regulation.ApprovalSendBack, "the applicant mends what was sent back", verbs(models.Resubmit), models.Kinds, func(s *scene) { s.as("clerk").Task.Person = "clerk" }, ""},
	{regulation.ApprovalSendBack, "whose digest is new, which is the point of it", verbs(models.Resubmit), models.Kinds, func(s *scene) { s.as("clerk").Task.Person = "clerk"; s.Case.Shown = "d2" }, ""},
	{regulation.ApprovalSendBack, "nobody else does", verbs(models.Resubmit), models.Kinds, func(s *scene) { s.as("head").Task.Person = "clerk" }, "policy-applicant"},
	{regulation.ApprovalProxy, "nor by a proxy", verbs(models.Resubmit), models.Kinds, func(s *scene) { s.by("head", "clerk").Task.Person = "clerk" }, "policy-no-proxy"},
	{regulation.ApprovalOwnCase, "nor whom the case concerns", verbs(models.Resubmit), models.Kinds, func(s *scene) {
		s.as("clerk").Task.Person = "clerk"
		s.Case.About = []models.PersonID{"clerk"}
	}, "policy-concerned"},
	{regulation.ApprovalPost, "nor when it was done already", verbs(models.Resubmit), models.Kinds, func(s *scene) { s.as("clerk").Task.Person = "clerk"; s.Task.Open = false }, "task-closed"},
	{regulation.ApprovalDefault, "nor where a signature is asked for", verbs(models.Resubmit), models.Kinds, func(s *scene) { s.as("clerk").Task.Person = "clerk"; s.Task.Verb = models.Sign }, "policy-wrong-verb"},

	// Signatures: who holds the post signs.
	{regulation.SampleTwoSignatures, "须经部门领导签字: the head of the department signs the request", signs, request, func(s *scene) { s.seat("head") }, ""},
	{regulation.SampleRequisition, "经总经理批准: the general manager signs the requisition", signs, requis, func(s *scene) { s.seat("gm") }, ""},
	{regulation.SampleMonthEnd, "the head of production signs the explanation", signs, monthEnd, func(s *scene) { s.seat("director") }, ""},
	{regulation.AuthorityMatrix, "the head of human resources signs the change of the matrix", signs, change, func(s *scene) { s.seat("hrhead") }, ""},
	{regulation.ApprovalParameters, "the head of human resources signs the change of parameters", signs, values, func(s *scene) { s.seat("hrhead") }, ""},
	{regulation.AuthorityException, "由总经理签批: the general manager signs the exception", signs, exempt, func(s *scene) { s.seat("gm") }, ""},
	{regulation.AuthorityException, "the general manager of the head office signs it where the company has none", signs, exempt, func(s *scene) { s.seat("president") }, ""},
	{regulation.AuthorityException, "a deputy does not, though the task came to the deputy's post", signs, exempt, func(s *scene) { s.seat("deputy") }, "policy-exception"},
	{regulation.AuthorityException, "nor a general manager for whom it does not wait", signs, exempt, func(s *scene) { s.as("gm").waitsFor("president") }, "policy-exception"},
	{regulation.AuthorityException, "nor the head office's when it waits for the company's", signs, exempt, func(s *scene) { s.as("president").waitsFor("gm") }, "policy-exception"},
	{regulation.AuthorityException, "nor anybody in the general manager's name", signs, exempt, func(s *scene) { s.by("deputy", "gm").waitsFor("gm") }, "policy-no-proxy"},
	{regulation.ApprovalPost, "who does not hold the post does not sign", signs, ordinary, func(s *scene) { s.as("director").waitsFor("head") }, "policy-post"},
	{regulation.ApprovalPost, "an administrator signs nothing", signs, ordinary, func(s *scene) { s.as("admin").waitsFor("head") }, "policy-post"},

	// approval.own-case 经办人不得签核本事项，也不得由他人代理
	{regulation.ApprovalOwnCase, "a requester does not sign, whatever post he or she holds", signs, models.Kinds, func(s *scene) { s.seat("gm").whose("gm") }, "policy-own-case"},
	{regulation.ApprovalOwnCase, "nor does a proxy for a requester", signs, models.Kinds, func(s *scene) { s.by("deputy", "gm").waitsFor("gm").whose("gm") }, "policy-own-case"},
	{regulation.ApprovalOwnCase, "nor a requester for another", signs, models.Kinds, func(s *scene) { s.by("clerk", "gm").waitsFor("gm") }, "policy-own-case"},
	{regulation.ApprovalOwnCase, "for whom the case is does not sign it", signs, models.Kinds, func(s *scene) { s.seat("gm").Case.Beneficiaries = []models.PersonID{"gm"} }, "policy-beneficiary"},
	{regulation.ApprovalOwnCase, "nor does a proxy in that name", signs, models.Kinds, func(s *scene) { s.by("deputy", "gm").waitsFor("gm").Case.Beneficiaries = []models.PersonID{"gm"} }, "policy-beneficiary"},
	{regulation.ApprovalOwnCase, "nor in another's", signs, models.Kinds, func(s *scene) {
		s.by("deputy", "gm").waitsFor("gm").Case.Beneficiaries = []models.PersonID{"deputy"}
	}, "policy-beneficiary"},
	{regulation.ApprovalOwnCase, "whom the case concerns does not sign", signs, models.Kinds, func(s *scene) { s.seat("gm").Case.About = []models.PersonID{"gm"} }, "policy-concerned"},
	{regulation.ApprovalOwnCase, "nor does anybody for him or her", signs, models.Kinds, func(s *scene) { s.by("deputy", "gm").waitsFor("gm").Case.About = []models.PersonID{"gm"} }, "policy-concerned"},

	// approval.one-seat 同一人在一张会签表上只能签一个席位
	{regulation.ApprovalOneSeat, "who has signed does not fill a second seat", signs, models.Kinds, func(s *scene) { s.seat("gm").Task.Signers = []models.PersonID{"gm"} }, "already-signed"},
	{regulation.ApprovalOneSeat, "nor for another", signs, models.Kinds, func(s *scene) { s.by("deputy", "gm").waitsFor("gm").Task.Signers = []models.PersonID{"deputy"} }, "already-signed"},
	{regulation.ApprovalOneSeat, "nor does a proxy for who has signed", signs, models.Kinds, func(s *scene) { s.by("deputy", "gm").waitsFor("gm").Task.Signers = []models.PersonID{"gm"} }, "already-signed"},

	{regulation.ApprovalPost, "a task that is closed is not signed", signs, models.Kinds, func(s *scene) { s.seat("gm").Task.Open = false }, "task-closed"},
	{regulation.ApprovalDefault, "a task that waits for a deed is not signed", verbs(models.Sign, models.RefuseIt), models.Kinds, func(s *scene) { s.seat("gm").Task.Verb = models.Release }, "policy-wrong-verb"},
	{regulation.ApprovalSendBack, "nor sent back: the form is in force, and what was done is not undone", verbs(models.SendBack), models.Kinds, func(s *scene) { s.seat("gm").Task.Verb = models.Release }, "policy-wrong-verb"},

	// approval.proxy 代理须有期限、范围和限额
	{regulation.SampleTwoSignatures, "a proxy signs for the principal", signs, request, func(s *scene) { s.by("deputy", "head").waitsFor("head") }, ""},
	{regulation.SampleTwoSignatures, "from the first instant", signs, request, func(s *scene) { s.by("deputy", "head").waitsFor("head"); s.Proxy.From = noon }, ""},
	{regulation.SampleTwoSignatures, "up to the limit, to the cent", signs, request, func(s *scene) { s.by("deputy", "head").waitsFor("head").limit(50000) }, ""},
	{regulation.SampleTwoSignatures, "within the scope", signs, request, func(s *scene) { s.by("deputy", "head").waitsFor("head"); s.Proxy.Kinds = request }, ""},
	{regulation.ApprovalProxy, "not one cent beyond the limit", signs, ordinary, func(s *scene) { s.by("deputy", "gm").waitsFor("gm").limit(49999) }, "policy-proxy-limits"},
	{regulation.ApprovalProxy, "not before the period", signs, models.Kinds, func(s *scene) { s.by("deputy", "gm").waitsFor("gm"); s.Proxy.From = noon.Add(time.Microsecond) }, "policy-proxy-limits"},
	{regulation.ApprovalProxy, "not at the first instant after it", signs, models.Kinds, func(s *scene) { s.by("deputy", "gm").waitsFor("gm"); s.Proxy.Until = noon }, "policy-proxy-limits"},
	{regulation.ApprovalProxy, "not once it is revoked", signs, models.Kinds, func(s *scene) { s.by("deputy", "gm").waitsFor("gm"); s.Proxy.RevokedAt = &s.Now }, "policy-proxy-limits"},
	{regulation.ApprovalProxy, "not for another kind", signs, models.Kinds, func(s *scene) { s.by("deputy", "gm").waitsFor("gm"); s.Proxy.Kinds = []models.Kind{"other"} }, "policy-proxy-limits"},
	{regulation.ApprovalProxy, "a proxy is never passed on: another's proxy is no use", signs, models.Kinds, func(s *scene) { s.by("deputy", "gm").waitsFor("gm"); s.Proxy.Agent = "officer" }, "policy-proxy-limits"},
	{regulation.ApprovalProxy, "nor one from somebody else than the principal", signs, models.Kinds, func(s *scene) { s.by("deputy", "gm").waitsFor("gm"); s.Proxy.Principal = "officer" }, "policy-proxy-limits"},
	{regulation.ApprovalPost, "a proxy of a proxy does not hold the post", signs, ordinary, func(s *scene) { s.by("officer", "deputy").waitsFor("gm") }, "policy-post"},
	{regulation.ApprovalPost, "the actor's own post is no help to the principal", signs, ordinary, func(s *scene) { s.by("gm", "officer").waitsFor("gm") }, "policy-post"},

	{regulation.ApprovalProxy, "never for what is top secret", signs, models.Kinds, func(s *scene) {
		s.by("deputy", "gm").waitsFor("gm").Case.Level = models.TopSecret
	}, "policy-top-secret"},
	{regulation.SampleTwoSignatures, "which its signer signs in person", signs, request, secret("head"), ""},
	{regulation.SampleRequisition, "which its signer signs in person", signs, requis, secret("gm"), ""},
	{regulation.SampleMonthEnd, "which its signer signs in person", signs, monthEnd, secret("director"), ""},
	{regulation.AuthorityException, "which its signer signs in person", signs, exempt, secret("gm"), ""},
	{regulation.AuthorityMatrix, "which its signer signs in person", signs, change, secret("hrhead"), ""},
	{regulation.ApprovalParameters, "which its signer signs in person", signs, values, secret("hrhead"), ""},
	{regulation.ApprovalForm, "which its signer signs in person", signs, own, secret("head"), ""},
	{regulation.ApprovalRevoke, "which its signer signs in person", signs, undo, secret("head"), ""},
	{regulation.ApprovalNeedToKnow, "and a proxy does not open it", reading, models.Kinds, func(s *scene) { s.covered(models.Sign).Case.Level = models.TopSecret }, "policy-need-to-know"},

	// approval.digest 签字只对签字人当时看到的内容有效
	{regulation.ApprovalDigest, "what was changed since is not signed", signs, models.Kinds, func(s *scene) { s.seat("gm").Case.Shown = "d0" }, "policy-reload"},
	{regulation.ApprovalDigest, "what was not shown is not signed", signs, models.Kinds, func(s *scene) { s.seat("gm").Case.Shown = "" }, "policy-reload"},

	// Deeds.
	{regulation.SamplePaidByDefault, "finance takes the money", verbs(models.Collect), request, func(s *scene) { s.seat("cashier") }, ""},
	{regulation.SampleFromWarehouse, "production does the formality of the return", verbs(models.ReturnToWorkshop), request, func(s *scene) { s.seat("planner") }, ""},
	{regulation.SampleFromWarehouse, "the storekeeper registers it", verbs(models.RegisterStock), request, func(s *scene) { s.seat("keeper") }, ""},
	{regulation.SampleDraw, "the workshop hands the sample over", verbs(models.HandOver), request, func(s *scene) { s.seat("weaver") }, ""},
	{regulation.SampleLedger, "取样人签字: the applicant signs the ledger", verbs(models.Take), request, func(s *scene) { s.as("clerk").Task.Person = "clerk" }, ""},
	{regulation.SampleGate, "门卫核对后放行: the guard lets it out", verbs(models.Release), request, func(s *scene) { s.seat("guard") }, ""},
	{regulation.SampleMonthEnd, "production totals and reports, its head explains, finance books", verbs(models.Total, models.Explain, models.Report, models.Book), monthEnd, func(s *scene) { s.seat("director") }, ""},
	{regulation.SampleRequisition, "the storekeeper issues, finance books", verbs(models.StockOut, models.Book), requis, func(s *scene) { s.seat("keeper") }, ""},
	{regulation.ApprovalPost, "who does not hold the post does no deed", deeds, models.Kinds, func(s *scene) { s.as("clerk").waitsFor("guard") }, "policy-post"},
	{regulation.ApprovalProxy, "只授签字权: nobody does a deed in another's name", deeds, models.Kinds, func(s *scene) { s.by("clerk", "guard").waitsFor("guard") }, "policy-no-proxy"},
	{regulation.ApprovalOwnCase, "whom the case concerns does no deed in it", deeds, models.Kinds, func(s *scene) { s.seat("guard").Case.About = []models.PersonID{"guard"} }, "policy-concerned"},
	{regulation.ApprovalPost, "a deed is done once", deeds, models.Kinds, func(s *scene) { s.seat("guard").Task.Open = false }, "task-closed"},
	{regulation.ApprovalDefault, "a task waits for one deed", deeds, models.Kinds, func(s *scene) { s.seat("guard").Task.Verb = "another" }, "policy-wrong-verb"},
	{regulation.ApprovalDigest, "a deed is done on what is in force", deeds, models.Kinds, func(s *scene) { s.seat("guard").Case.Shown = "d0" }, "policy-reload"},

	// The house.
	{regulation.ApprovalProxy, "whoever holds a post may give a proxy", verbs(models.GiveProxy), house, func(s *scene) { s.as("weaver") }, ""},
	{regulation.ApprovalProxy, "who holds none has nothing to give", verbs(models.GiveProxy), house, func(s *scene) { s.as("admin") }, "policy-not-allowed"},
	{regulation.ApprovalProxy, "and nobody passes a proxy on", verbs(models.GiveProxy), house, func(s *scene) { s.by("weaver", "gm") }, "policy-no-proxy"},
	{regulation.ApprovalAbsence, "whoever holds a post may say when he or she is away", verbs(models.EnterAbsence), house, func(s *scene) { s.as("weaver") }, ""},
	{regulation.ApprovalAbsence, "who holds none has no tasks to leave", verbs(models.EnterAbsence), house, func(s *scene) { s.as("admin") }, "policy-absence"},
	{regulation.ApprovalAbsence, "human resources keeps the absences of the company", verbs(models.KeepAbsences), house, func(s *scene) { s.as("hr") }, ""},
	{regulation.ApprovalAbsence, "not those of another company", verbs(models.KeepAbsences), house, func(s *scene) {
		s.as("rivalhr").Case = &models.CaseFacts{Company: "C"}
	}, "policy-absence"},
	{regulation.ApprovalAbsence, "and nobody else does", verbs(models.KeepAbsences), house, func(s *scene) { s.as("gm") }, "policy-absence"},
	{regulation.ApprovalProxy, "nor in another's name", verbs(models.EnterAbsence, models.KeepAbsences), house, func(s *scene) { s.by("weaver", "hr") }, "policy-no-proxy"},
	{regulation.ApprovalInForce, "nor once gone", verbs(models.EnterAbsence, models.KeepAbsences), house, func(s *scene) { leaves("hr")(s) }, "policy-inactive"},
	{regulation.ApprovalPost, "an administrator imports and keeps the calendar", verbs(models.Import, models.SetCalendar), house, func(s *scene) { s.as("admin") }, ""},
	{regulation.ApprovalPost, "so does the head of human resources", verbs(models.Import, models.SetCalendar), house, func(s *scene) { s.as("hrhead") }, ""},
	{regulation.ApprovalPost, "who is head in the company concerned", verbs(models.Import, models.SetCalendar), house, func(s *scene) {
		s.as("rivalhr").Case = &models.CaseFacts{Company: "C"}
	}, "policy-post"},
	{regulation.ApprovalPost, "the rest of human resources does not", verbs(models.Import, models.SetCalendar), house, func(s *scene) { s.as("hr") }, "policy-post"},
	{regulation.ApprovalPost, "nor does the general manager", verbs(models.Import, models.SetCalendar), house, func(s *scene) { s.as("gm") }, "policy-post"},
	{regulation.ApprovalProxy, "nor anybody in an administrator's name", verbs(models.Import, models.SetCalendar), house, func(s *scene) { s.by("admin", "hrhead") }, "policy-no-proxy"},
	{regulation.AuthorityMatrix, "an administrator tries what a change of the matrix would change", verbs(models.DryRun), house, func(s *scene) { s.as("admin") }, ""},
	{regulation.AuthorityMatrix, "so does human resources", verbs(models.DryRun), house, func(s *scene) { s.as("hr") }, ""},
	{regulation.AuthorityMatrix, "the office", verbs(models.DryRun), house, func(s *scene) { s.as("officer") }, ""},
	{regulation.AuthorityMatrix, "and the general manager, wherever the post is, who signs it", verbs(models.DryRun), house, func(s *scene) {
		s.Actor = person("gm2", models.Held{Post: "gm2", Unit: "C-other", Company: "C", Rank: models.RankGM, Function: models.OtherUnit})
		s.Who = s.Actor
	}, ""},
	{regulation.AuthorityMatrix, "not human resources of another company", verbs(models.DryRun), house, func(s *scene) {
		s.as("rivalhr").Case = &models.CaseFacts{Company: "C"}
	}, "policy-not-allowed"},
	{regulation.AuthorityMatrix, "nor the heads of departments", verbs(models.DryRun), house, func(s *scene) { s.as("head") }, "policy-not-allowed"},
	{regulation.ApprovalProxy, "nor anybody in another's name", verbs(models.DryRun), house, func(s *scene) { s.by("clerk", "gm") }, "policy-no-proxy"},
	{regulation.ApprovalInForce, "nor an administrator who has left", verbs(models.DryRun), house, leaves("admin"), "policy-inactive"},
	{regulation.ApprovalStepUp, "an administrator has lost factors removed", verbs(models.ResetFactors), house, func(s *scene) { s.as("admin") }, ""},
	{regulation.ApprovalStepUp, "so do human resources", verbs(models.ResetFactors), house, func(s *scene) { s.as("hrhead") }, ""},
	{regulation.ApprovalStepUp, "nobody else does, general manager or not", verbs(models.ResetFactors), house, func(s *scene) { s.as("gm") }, "policy-factors"},
	{regulation.ApprovalInForce, "nor who has left", verbs(models.ResetFactors), house, leaves("admin"), "policy-inactive"},
	{regulation.ApprovalProxy, "nor in another's name", verbs(models.ResetFactors), house, func(s *scene) { s.by("admin", "gm") }, "policy-no-proxy"},
	{regulation.ApprovalRecord, "an administrator looks after accounts", verbs(models.KeepAccounts), house, func(s *scene) { s.as("admin") }, ""},
	{regulation.ApprovalInForce, "nobody else does, general manager or not", verbs(models.KeepAccounts), house, func(s *scene) { s.as("gm") }, "policy-accounts"},
	{regulation.ApprovalInForce, "nor human resources", verbs(models.KeepAccounts), house, func(s *scene) { s.as("hrhead") }, "policy-accounts"},
	{regulation.ApprovalInForce, "nor an administrator who has left", verbs(models.KeepAccounts, models.Audit), house, leaves("admin"), "policy-inactive"},
	{regulation.ApprovalProxy, "nor an administrator in another's name", verbs(models.KeepAccounts, models.Audit), house, func(s *scene) { s.by("admin", "gm") }, "policy-no-proxy"},
	{regulation.ApprovalRecord, "an administrator looks at what was done to the house", verbs(models.Audit), house, func(s *scene) { s.as("admin") }, ""},
	{regulation.ApprovalRecord, "so does the general manager", verbs(models.Audit), house, func(s *scene) { s.as("gm") }, ""},
	{regulation.ApprovalRecord, "not of another company", verbs(models.Audit), house, func(s *scene) {
		s.as("rivalgm").Case = &models.CaseFacts{Company: "C"}
	}, "policy-audit"},
	{regulation.ApprovalRecord, "the general manager of the head office does", verbs(models.Audit), house, func(s *scene) {
		s.as("president").Case = &models.CaseFacts{Company: "C"}
	}, ""},
	{regulation.ApprovalRecord, "nobody else looks at it", verbs(models.Audit), house, func(s *scene) { s.as("hrhead") }, "policy-audit"},
	{regulation.ApprovalProxy, "nobody looks at a register in another's name", verbs(models.List, models.Export), models.Registers, func(s *scene) { s.by("gm", "gm") }, "policy-no-proxy"},
}

// secret has someone sign what is top secret from the own post.
func secret(name string) func(*scene) {
	return func(s *scene) { s.seat(name).Case.Level = models.TopSecret }
}

func leaves(name string) func(*scene) {
	return func(s *scene) {
		s.as(name)
		s.Actor.Active, s.Who.Active = false, false
	}
}

// drafts has someone submit a draft of his or her own for his or her own unit.
func drafts(name string) func(*scene) {
	return func(s *scene) {
		s.as(name).whose(name)
		if posts := cast[name].Posts; len(posts) > 0 {
			s.Case.Unit = posts[0].Unit
		}
	}
}

func (s *scene) whose(name string) *scene {
	s.Case.Applicant, s.Case.Requesters = models.PersonID(name), []models.PersonID{models.PersonID(name)}
	return s
}

func (s *scene) limit(c models.Cents) *scene {
	if s.Proxy != nil {
		s.Proxy.Limit = &c
	}
	for i := range s.Principals {
		s.Principals[i].Proxy.Limit = &c
	}
	return s
}

// covered has the officer hold the general manager's proxy while a task of that
// verb waits for the general manager.
func (s *scene) covered(verb models.Verb) *scene {
	proxy := *(&scene{}).by("officer", "gm").Proxy
	s.as("officer").Principals = []models.Principal{{Proxy: proxy, Who: cast["gm"]}}
	s.Case.Waiting = []models.Waiting{{Verb: verb, Post: cast["gm"].Posts[0].Post}}
	return s
}
