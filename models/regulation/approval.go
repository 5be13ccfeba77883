package regulation

// Countersigning 会签通则: what holds for the signatures of every procedure.
// The written regulations presuppose it; the house spells it out.
var (
	ApprovalOwnCase = clause("approval.own-case", "house",
		"填写、修改、提交或受益于本事项的人不得签核本事项，也不得由他人代理其签核。",
		"Who filled, edited, submitted or benefits from a case never signs it, nor through a proxy.")
	ApprovalOneSeat = clause("approval.one-seat", "house",
		"同一人在一张会签表上只能签一个席位。",
		"One person never fills two seats of a slate.")
	ApprovalDigest = clause("approval.digest", "house",
		"签字只对签字人当时看到的内容有效；内容改动后，对旧内容的签字失效，须重新签核。",
		"A signature binds what its signer was shown; when the content changes it falls and is asked for again.")
	ApprovalPost = clause("approval.post", "house",
		"待办由职务承担：谁在签核时担任该职务，由谁签核。",
		"A task waits for a post: whoever holds it at the time of the act may act.")
	ApprovalProxy = clause("approval.proxy", "house",
		"代理须有期限、范围和限额，只授签字权，不得再转代理。",
		"A proxy has a period, a scope and a limit, carries signing power only, and is never passed on.")
	ApprovalInForce = clause("approval.in-force", "house",
		"离职或停用的人员自当日起不再有任何权限。",
		"Who has left or is suspended has no authority from that day.")
	ApprovalSeatEmpty = clause("approval.empty-seat", "house",
		"席位空缺（无人任职、须回避）时由副职、上级职务、总经理依次代签，并发出警示；不得跳过。",
		"An empty seat goes to the deputy, then to the superior post, then to the general manager, with an alarm; it is never skipped.")
	ApprovalDeadline = clause("approval.deadline", "house",
		"签核限期按工作日计算；到期前提醒，到期后转报上级职务；系统不得自动同意。",
		"Deadlines count working days; they remind, then escalate to the superior post; they never approve.")
	ApprovalSendBack = clause("approval.send-back", "house",
		"签核人可退回申请人修改；修改后内容未变的签字继续有效。",
		"A signer may send a case back to the applicant; a signature whose content is unchanged survives.")
	ApprovalWithdraw = clause("approval.withdraw", "house",
		"申请人可在事项生效前撤销。",
		"The applicant may withdraw a case until it takes effect.")
	ApprovalReason = clause("approval.reason", "house",
		"拒绝、退回和申请特批必须说明理由。",
		"Refusing, sending back and asking for an exception need a reason.")
	ApprovalNeedToKnow = clause("approval.need-to-know", "house",
		"事项只对经办人、签核人、承办岗位及主管领导公开。",
		"A case is open to its applicant, its signers, the posts that carry it out and their superiors.")
	ApprovalNumber = clause("approval.number", "house",
		"单据按公司、类别、年度连续编号，不得跳号。",
		"Documents are numbered without a gap by company, kind and year.")
	ApprovalRecord = clause("approval.record", "house",
		"每一步骤记入事项履历，履历首尾相接，不得改动。",
		"Every step enters the history of the case, each entry sealing the one before it.")
	ApprovalDefault = clause("approval.default", "house",
		"没有规定准许的，不得办理。",
		"What no rule allows is not done.")
)

// Parameters of countersigning, in working days and hours.
var (
	SignWithinDays = param(ApprovalDeadline, "sign_working_days", 2)
	RemindHours    = param(ApprovalDeadline, "remind_hours_before", 4)
	ProxyMostDays  = param(ApprovalProxy, "most_days", 90)
)
