package regulation

// ApprovalRevoke says how what took effect is undone.
var ApprovalRevoke = clause("approval.revoke", "house", title{"撤销已生效事项", "Revocation"},
	"已生效的事项不得径行改动；由申请人或权限核决表所定职务另行申请撤销，说明理由，经不少于原最后一轮的签核人批准后失效：出门证作废，请假终止，其他注明已撤销，并告知各方。货物已出门、已发料、已收款、已上报的不得撤销。同一事项同时只能有一件撤销申请。",
	"What took effect is not simply changed: its applicant, or a post that the matrix names, asks for its revocation with a reason; at least the signers of its last round approve. Then it is void: the gate pass lets nothing out, the leave ends, anything else is marked, and all parties are told. What has left the gate, was issued, paid or reported is not revoked. There is one revocation of a case at a time.")

// WithdrawUntilSigned names the kinds of case that may be withdrawn only until somebody
// has signed; any other until it takes effect. A company's own form says it itself.
var WithdrawUntilSigned = param(ApprovalWithdraw, "until_signed_kinds", []string{},
	someOf(0, "sample_request", "sample_month_end", "sample_requisition", "exception", "matrix_change", "parameter_change", "revocation", "form"))
