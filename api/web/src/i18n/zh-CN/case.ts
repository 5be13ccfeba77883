export default {
  title: '事项', noNumber: '草稿', document: '单据', lines: '明细', ownRule: '公司规定', digest: '内容摘要', subject: '所涉事项', print: '打印', plain: '简洁页面',
  columns: { line: '行', variety: '品种', size: '规格', pieces: '数量', weight: '重量（kg）', price: '单价', amount: '金额', given: '已发', taken: '已签收', case: '审批单', drawn: '领出', ledger: '台帐', difference: '差异' },
  total: '合计', freeNote: '免费，不收款', fromWarehouse: '从仓库调', differs: '不符', agrees: '相符',
  waiting: '正在等待', anyOne: '任一人即可', vacant: '空缺', dueWhy: '期限怎么算的', barred: '您不能办的', whoCould: '谁能办、为什么', couldTitle: '{what}：谁能办', couldSeats: '现在由这些职务办理', couldNone: '现在没有待办的席位。', couldRules: '按顺序判断的规则（对您而言）', holds: '成立', fails: '不成立', decides: '由此决定', allows: '允许', refuses: '拒绝',
  steps: '步骤与签字', attempt: '第 {n} 次', round: '第 {n} 轮', forWhom: '代 {name}', added: '加签', fell: '内容改动后失效', ahead: '尚未轮到',
  ofPosts: '{mode}：{n} 个岗位', anyOf: '{n} 个岗位中的一个',
  maybe: '视情况还会有',
  flow: '流程图', flowAlt: '流程：{steps}', flowStart: '提交', flowEnd: '结束',
  exceptions: '特批', files: '附件', noFiles: '没有附件。', upload: '添加附件', remove: '删除', preview: '预览', download: '下载',
  history: '办理记录', entry: '第 {n} 条', machine: '系统', comments: '讨论', say: '发表意见', sayLabel: '说点什么', mention: '提到（会收到通知）', send: '发送', attach: '附上文件', noComments: '还没有讨论。',
  changed: '这件事项刚刚有了变化，页面已更新。', receipt: '{what}：已完成', receiptEntry: '记录第 {n} 条', next: '下一件待办', back: '回到待办', refusedBy: '拒绝依据', clocks: '各方用时', clockHours: '{n} 工作小时',
  draftHint: '这是草稿，尚未提交。', edit: '继续填写', discard: '丢弃草稿', toAct: '去办理',
}
