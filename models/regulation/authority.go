package regulation

// Authority matrix 权限核决表.
var (
	AuthorityMatrix = clause("authority.matrix", "R10.2.9", title{"权限核决表", "Authority matrix"},
		"各类事项及金额由谁提出、由谁签核（依次或会签）、告知谁，以权限核决表为准；核决表有版本和生效日期，只能经批准的事项变更。",
		"A matrix says for each kind of decision and amount who proposes, who signs (one after another or together) and who is told; it is a company record with versions and dates of effect, changed only by an approved case.")
	AuthorityException = clause("authority.exception", "all", title{"特批", "Exceptions"},
		"条款不准的事项，经办人可说明理由申请特批，由总经理签批或拒绝；特批单独登记并统计上报。",
		"Where a rule refuses, the applicant may ask for an exception with reasons; the general manager signs or refuses; exceptions are counted and reported.")
)
