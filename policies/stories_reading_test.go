package policies

import (
	"countersign/models"
	"countersign/models/regulation"
)

// storiesOfReading tell who may look: who is active, who has to do with a case, and who comments.
var storiesOfReading = []story{
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
	{regulation.ApprovalInForce, "nor a list of customers, varieties or prices", verbs(models.List), models.Catalogues, func(s *scene) { s.as("deserter") }, "policy-inactive"},
	{regulation.ApprovalNeedToKnow, "nobody sees those of another company", verbs(models.List), models.Catalogues, func(s *scene) { s.as("rival") }, "policy-need-to-know"},

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
}
