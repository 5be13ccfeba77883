export default {
  title: '发起', draft: '填写', choose: '要办什么？', none: '您的职务现在不能发起任何事项。', plainOnly: '在简洁页面填写', revise: '修改后重新提交',
  saving: '正在保存…', saved: '已保存 {time}', unsaved: '尚未保存', saveFailed: '没有保存上，内容还在这里；会自动再试。', conflict: '这份草稿在别处改过。重新载入会以别处的为准。', reload: '重新载入', keep: '用这里的覆盖',
  submit: '检查并提交', resubmit: '重新提交', confirm: '提交前请核对', confirmText: '提交后将取得编号并开始签核；签字只对此刻的内容有效。', sure: '确认提交', faults: '还有 {n} 处需要补充', discard: '丢弃草稿', discardSure: '草稿和附件将被删除，不能恢复。', copied: '内容从 {what} 复制而来，请核对。', copyFrom: '照此再办一份',
  askException: '确有必要时，可以请总经理特批',
  optional: '选填', choose1: '请选择', search: '输入名称、编号或拼音首字母', addLine: '增加一行', removeLine: '删除第 {n} 行', lineN: '第 {n} 行', totals: '合计 {kg} kg · {money}', fromWarehouse: '不在产，从仓库调',
  signer: '由您选择谁签：{step}', signerN: '选 {n} 人',
  files: '附件', upload: '上传文件', uploading: '正在上传 {name}', filesHint: 'pdf、png、jpg、txt、csv、xlsx、docx，每个不超过 20 MB。', removeFile: '删除 {name}', who: '提交后由谁签',
  wrongNumber: '请填数字。',
  fields: { customer: '客户', purpose: '用途', free: '收费方式', wantedOn: '需要日期', remark: '备注', lines: '样品明细', variety: '品种', size: '规格', pieces: '数量（个）', grams: '重量（千克）', month: '月份', reason: '理由', clause: '申请特批的条款', subject: '所涉草稿' },
  free: { free: '免费（须部门领导和总经理签字）', paid: '按正常价格收费（出纳先收款）' }, sizes: { whole: '整纱', half: '半纱', small: '小纱' },
  restored: '您上次填写而未能保存的内容已放回表单，请核对。', dropRestored: '不要这些内容', yesNo: { true: '是', false: '否' },
  earlier: '照以前的一份办：{what}', fromEarlier: '照以前的一份办', noEarlier: '没有找到您以前办过的。',
}
