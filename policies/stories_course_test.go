package policies

import (
	"countersign/models"
	"countersign/models/regulation"
)

// storiesOfCourse tell who begins a case, hands it on, asks, undoes, tells and sends back.
var storiesOfCourse = []story{
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
}
