export default {
  asksSign: '请您签字', asksYou: '请您办理：{what}', as: '以{post}的身份', opinion: '意见', opinionHint: '同意可不写；拒绝、退回须写明理由。', reason: '理由', reasonMissing: '请写明理由。', remark: '备注（可不填）',
  backTo: '退回到', applicant: '申请人，未受改动影响的签字继续有效', applicantWhole: '申请人，其后各轮全部重签', backRound: '第 {n} 轮重签，之后直接回到我', backWhole: '第 {n} 轮起全部重签',
  people: { transfer: '转办给', delegate: '委派给', copy: '抄送给', add_signer: '加签人' }, peopleHint: '姓名、工号或拼音首字母',
  where: '位置', wheres: { before: '在我之前', together: '与我同时', after: '在我之后' }, how: '方式', hows: { all: '全部同意', any: '一人同意即可', turn: '依次' },
  says: { answer: '答复', ask: '问题', advise: '办理意见' }, ofWhom: '{name}：{who}',
  another: '您填写期间，内容有了改动。请先看改了什么，再签字。', anotherSeen: '已看过改动',
  form: '审批单编号', formHint: '凭已生效的审批单发样，请核对纸面编号。', voucher: '凭证号', voucherHint: '收据或凭证的编号。', signedFor: '批准 {n} 个', countMissing: '请填写数量：整数，一个也没有则填 0。', drawnLedger: '领出 {drawn}，台帐 {ledger}',
  code: '动态口令', codeHint: '本签字须当场证明本人：输入六位动态口令，或使用通行密钥。', passkey: '用通行密钥同意',
  revise: '修改后重新提交', gateHint: '请在门岗页面核对出门证与实物后放行。', gate: '放行：到门岗页面', toDo: '去办理：{what}', withdrawHint: '撤销后本单终止，已有签字不再有效。',
}
