package policies

import (
	"slices"

	"countersign/models"
	"countersign/models/regulation"
)

// storiesOfDeeds tell who carries out what was signed, and who looks after the house.
var storiesOfDeeds = []story{
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
	{regulation.ApprovalPost, "a deed is done once", slices.DeleteFunc(slices.Clone(deeds), func(v models.Verb) bool { return v == models.Release }), models.Kinds, func(s *scene) { s.seat("guard").Task.Open = false }, "task-closed"},
	{regulation.SampleGate, "一证一次: a pass lets out once", verbs(models.Release), models.Kinds, func(s *scene) { s.seat("guard").Task.Open = false }, "pass-closed"},
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
	{regulation.ApprovalStepUp, "and the general manager", verbs(models.ResetFactors), house, func(s *scene) { s.as("gm") }, ""},
	{regulation.ApprovalStepUp, "nobody else does", verbs(models.ResetFactors), house, func(s *scene) { s.as("head") }, "policy-factors"},
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
	{regulation.ApprovalProxy, "nor at the customers and prices", verbs(models.List), models.Catalogues, func(s *scene) { s.by("guard", "gm") }, "policy-no-proxy"},
}
