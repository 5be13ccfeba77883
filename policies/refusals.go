package policies

import (
	"countersign/models/regulation"
)

// refusals names the message that a refusal gives, by the first word of its row:
// each says what to do next.
var refusals = map[string]string{
	"inactive":          "policy-inactive",
	"requester":         "policy-own-case",
	"beneficiary":       "policy-beneficiary",
	"about-me":          "policy-concerned",
	"subject-own":       "policy-own-subject",
	"signed":            "already-signed",
	"!task-open":        "task-closed",
	"!verb-fits":        "policy-wrong-verb",
	"by-proxy":          "policy-no-proxy",
	"proxy-limits":      "policy-proxy-limits",
	"stale":             "policy-reload",
	"submitted":         "policy-submitted",
	"top-secret":        "policy-top-secret",
	"bound":             "policy-withdraw-signed",
	"!requester":        "policy-not-yours",
	"state:draft":       "policy-not-yours",
	"!state:running":    "policy-not-running",
	"approval.withdraw": "policy-withdraw",
}

// general names the message of the last row, by its clause.
var general = map[regulation.Clause]string{
	regulation.ApprovalPost:       "policy-post",
	regulation.ApprovalNeedToKnow: "policy-need-to-know",
	regulation.ApprovalWithdraw:   "policy-withdraw",
	regulation.ApprovalSendBack:   "policy-applicant",
	regulation.ApprovalTakeBack:   "nothing-to-take-back",
	regulation.ApprovalAddSigner:  "not-your-signer",
	regulation.ApprovalTransfer:   "nothing-to-recall",
	regulation.ApprovalStepUp:     "policy-factors",
	regulation.ApprovalRemind:     "policy-remind",
	regulation.ApprovalAbsence:    "policy-absence",
	regulation.ApprovalInForce:    "policy-accounts",
	regulation.ApprovalRecord:     "policy-audit",
	regulation.SampleGate:         "policy-renew",
	regulation.AuthorityException: "policy-exception",
}

func refusalKey(r row) string {
	if r.allow {
		return ""
	}
	if r.cond.text == "by-proxy !proxy-covers" {
		return refusals["proxy-limits"]
	}
	if r.clause == regulation.SampleGate && r.cond.text == "!task-open" {
		return "pass-closed"
	}
	if key, ok := refusals[r.cond.words[0].text]; ok {
		return key
	}
	if key, ok := general[r.clause]; ok {
		return key
	}
	return "policy-not-allowed"
}
