package regulation

// Countersigning 会签通则: what holds for the signatures of every procedure.
// The written regulations presuppose it; the house spells it out.
var (
	ApprovalOwnCase = clause("approval.own-case", "house", title{"本人事项回避", "Own cases"},
		"填写、修改、提交或受益于本事项的人不得签核本事项，也不得由他人代理其签核。",
		"Who filled, edited, submitted or benefits from a case never signs it, nor through a proxy.")
	ApprovalOneSeat = clause("approval.one-seat", "house", title{"一人一席", "One seat each"},
		"同一人在一张会签表上只能签一个席位。",
		"One person never fills two seats of a slate.")
	ApprovalDigest = clause("approval.digest", "house", title{"签字对应内容", "A signature binds what was shown"},
		"签字只对签字人当时看到的内容有效；内容改动后，对旧内容的签字失效，须重新签核。",
		"A signature binds what its signer was shown; when the content changes it falls and is asked for again.")
	ApprovalPost = clause("approval.post", "house", title{"职务签核", "Posts sign"},
		"待办由职务承担：谁在签核时担任该职务，由谁签核。",
		"A task waits for a post: whoever holds it at the time of the act may act.")
	ApprovalProxy = clause("approval.proxy", "house", title{"代理", "Proxies"},
		"代理须有期限，可限定事项范围和金额；只授签字权，不得再转代理。",
		"A proxy has a period and may be limited in scope and amount; it carries signing power only and is never passed on.")
	ApprovalInForce = clause("approval.in-force", "house", title{"离职与停用", "Leaving and suspension"},
		"离职或停用的人员即时不再有任何权限；停用期间其待办按休假转由他人代办，恢复后未办的退还本人。",
		"Who has left or is suspended has no authority from then on; while somebody is suspended the tasks go as during an absence, and what is undone comes back afterwards.")
	ApprovalSeatEmpty = clause("approval.empty-seat", "house", title{"席位空缺", "Empty seat"},
		"席位空缺（无人任职）时由副职、上级职务、总经理依次代签，并发出警示；任职人须回避的，由上级职务、总经理依次签核，不由其副职代签；总公司总经理已在会签表上的，由总公司总经理的副职签核；不得跳过。",
		"A vacant seat goes to the deputy, then to the superior post, then to the general manager, with an alarm; where the holder is recused it goes to the superior post and then the general manager, never to the holder's deputy; where the general manager of the head office is on the slate already, to that general manager's deputy; it is never skipped.")
	ApprovalDeadline = clause("approval.deadline", "house", title{"签核限期", "Deadlines"},
		"签核限期按工作日计算；到期前提醒，到期后转报上级职务；系统不得自动同意。",
		"Deadlines count working days; they remind, then escalate to the superior post; they never approve.")
	ApprovalSendBack = clause("approval.send-back", "house", title{"退回", "Sending back"},
		"签核人可退回申请人或任一较早的签核轮，办毕直接回到退回人或逐轮重走；签字人所见内容未变的签字继续有效；已经办成的事不因退回而撤销。",
		"A signer may send a case back to the applicant or to any earlier round, to come straight back or the whole way again; a signature whose signer was shown the same survives; what was done is not undone.")
	ApprovalFields = clause("approval.fields", "house", title{"栏目权限", "Rights to fields"},
		"表单版本规定各步骤对每一栏目隐藏、只读或填写；签核人填写本步骤的栏目是签核的一部分，不算填写申请；看到过所改栏目的签字失效，其余继续有效。",
		"The version of a form says what each step hides, reads or fills; what a signer fills at the own step is part of signing and no editing of the application; signatures of those who were shown what changed fall, others stand.")
	ApprovalTakeBack = clause("approval.take-back", "house", title{"拿回", "Taking back"},
		"签核人在下一签核人办理之前可拿回自己的签字。",
		"A signer may take the signature back while nobody has acted after it.")
	ApprovalTransfer = clause("approval.transfer", "house", title{"转办", "Transfer"},
		"签核人可将待办转办给担任负责人或副职的其他人员，由其负责；转办须说明理由，并受同样的回避限制；受转办人签核前，转办人可撤回；限期照原定计算。",
		"A signer may transfer the task to another who holds a leading post and answers for it; a reason is given and the same recusals hold; until the other has signed the signer may recall it; the deadline stays as it was.")
	ApprovalDelegate = clause("approval.delegate", "house", title{"委派", "Delegation"},
		"签核人可委派他人先行办理，办毕退还本人签核；办毕前委派人可撤回；委派不得再委派；限期照原定计算。",
		"A signer may have another look first and gets the task back, or recalls it before; what was delegated is not delegated again; the deadline stays as it was.")
	ApprovalAddSigner = clause("approval.add-signer", "house", title{"加签", "Added signers"},
		"签核人可在本人之前、同时或之后加签，方式为会签、或签或依次；未签的加签席位可由加签人减去。",
		"A signer may add signers before, beside or after the own seat - all, any or in turn - and take away those who have not signed.")
	ApprovalCopy = clause("approval.copy", "house", title{"抄送", "Copies"},
		"参与办理的人可将事项抄送本公司人员知悉；被抄送人只能查阅和留言。",
		"Who takes part may copy a case to people of the company; they may read and comment.")
	ApprovalRemind = clause("approval.remind", "house", title{"催办", "Reminders"},
		"申请人可催办，同一待办两次催办至少间隔规定时间。",
		"The applicant may remind the holder; between two reminders of a task the set time passes.")
	ApprovalAsk = clause("approval.ask", "house", title{"询问申请人", "Asking the applicant"},
		"签核人可要求申请人补充说明；等待期间不计入签核人的时限。",
		"A signer may ask the applicant; while the answer is awaited the signer's clock stands still.")
	ApprovalForm = clause("approval.form", "house", title{"自定义表单", "Own forms"},
		"公司自定义表单按其版本中写明的条款、签核人和后续事项办理；办理中的事项按提交时的版本办完。由谁签核、办理，只能经批准的事项变更（权限核决表）；只改文字和其他栏目的，记入系统记录。",
		"A company's own form goes by the clause, signers and tasks of its version; a case under way finishes under the version that it was submitted with. Who signs and acts is changed by an approved case only (authority matrix); a version with other words and fields stands in the record of the house.")
	ApprovalStepUp = clause("approval.step-up", "house", title{"签字验证", "Proved signatures"},
		"权限表标明须强验证的签字，以及金额达到规定数额的签字，须当场以通行密钥或一次有效的动态口令证明本人；证明随签字保存。验证方式由本人凭现有验证方式变更；遗失的由系统管理员提出、另一人核准后清除，通知本人，满规定时间后方可签字。",
		"A signature that the matrix marks, or from a set amount on, is proved on the spot by a passkey or a code that works once; the proof is kept with it. Factors are changed by who proves one of them; lost ones are removed by an administrator and a second person, the person is told, and new ones sign after the set time.")
	ApprovalWithdraw = clause("approval.withdraw", "house", title{"撤销申请", "Withdrawal"},
		"申请人可在事项生效前撤销。",
		"The applicant may withdraw a case until it takes effect.")
	ApprovalReason = clause("approval.reason", "house", title{"说明理由", "Reasons"},
		"拒绝、退回和申请特批必须说明理由。",
		"Refusing, sending back and asking for an exception need a reason.")
	ApprovalNeedToKnow = clause("approval.need-to-know", "house", title{"知悉范围", "Need to know"},
		"事项只对经办人、受益人、签核人、承办岗位及主管领导公开。",
		"A case is open to its applicant, for whom it is, its signers, the posts that carry it out and their superiors.")
	ApprovalNumber = clause("approval.number", "house", title{"编号", "Numbers"},
		"单据按公司、类别、年度连续编号，不得跳号。",
		"Documents are numbered without a gap by company, kind and year.")
	ApprovalRecord = clause("approval.record", "house", title{"事项履历", "The record"},
		"每一步骤记入事项履历，履历首尾相接，不得改动。",
		"Every step enters the history of the case, each entry sealing the one before it.")
	ApprovalDefault = clause("approval.default", "house", title{"未准不办", "Nothing without leave"},
		"没有规定准许的，不得办理。",
		"What no rule allows is not done.")
	ApprovalParameters = clause("approval.parameters", "house", title{"条款参数", "Parameters"},
		"条款中的参数按公司设定，有版本和生效日期；变更须写明理由和生效日期，由权限核决表所定人员依次签字，自生效日起执行；办理中的事项按其开始时的版本办完。",
		"A company sets the parameters of the clauses itself, in versions with dates of effect; a change gives its reason and day, is signed in turn by those whom the matrix names, and is in force from that day; a case under way finishes under the version with which it began.")
	ApprovalNeverStuck = clause("approval.never-stuck", "house", title{"事项不停滞", "Never stuck"},
		"任何时刻，每件未结事项须有在任的经办人、生效的时限或已送达的警示；系统定时核对，结果报总经理。",
		"At any time each open case has somebody in office to act, a live deadline or an alarm that has arrived; the system checks regularly and the general manager sees the result.")
)

// Parameters of countersigning, in working days and hours.
var (
	SignWithinDays   = param(ApprovalDeadline, "sign_working_days", 2, between(1, 60))
	RemindEveryHours = param(ApprovalRemind, "every_hours", 4, between(1, 80))
	RemindHours      = param(ApprovalDeadline, "remind_hours_before", 4, between(0, 80))
	StepUpFrom       = param(ApprovalStepUp, "every_signature_from_cents", int64(0), between(0, 1_000_000_000_000)) // 0: only where the matrix says so
	FactorRestHours  = param(ApprovalStepUp, "rest_hours_after_reset", 24, between(0, 720))                         // before new factors sign, where administrators reset the lost ones
	ProxyMostDays    = param(ApprovalProxy, "most_days", 90, between(1, 366))
)
