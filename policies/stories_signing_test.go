package policies

import (
	"time"

	"countersign/models"
	"countersign/models/regulation"
)

// storiesOfSigning tell who signs: in which post, not his or her own, once, by which proxy, and what.
var storiesOfSigning = []story{
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
}
