export default {
  standing: '办理总览', exceptions: '特批', figures: '收结与用时', registers: '登记表',
  stuck: '有 {n} 件事项需要处理，否则不会前进', well: '没有停滞的事项：{n} 件未结事项都有人可办', unchecked: '尚未核对，启动后一分钟内进行', checked: '最近核对 {at}',
  open: '未结事项', waiting: '待办', overdue: '已逾期', byKind: '按类别', byDepartment: '各部门待办', byHolder: '待办最多的职务和人', department: '部门', holder: '职务 / 人员', oldest: '最早到期', suspended: '已停用', vacant: '空缺', none: '现在没有待办。', 
  place: '第 {n} 件，共 {of} 件', next: '下一件', previous: '上一件', keys: 'j 下一件，k 上一件', queueEmpty: '没有等您签核的特批。', queueEmptyHint: '有人申请特批时，这里会自动出现，一件一件地签。', askedUnder: '申请特批的条款', reason: '申请理由', subject: '所涉内容', toSubject: '查看所涉事项', precedents: '同一条款此前的特批', noPrecedents: '这一条款此前没有特批过。', precedentCount: '此前 {n} 次：准 {granted}，不准 {refused}，其余 {open}', why: '当时的理由', answered: '签核意见', hidden: '您不能查看这一件。', signed: '{what}：已完成（{number}）', whole: '完整事项', noText: '没有写明。',
  from: '从', to: '到', kind: '类别', allKinds: '全部类别', chart: '图', table: '表', look: '显示方式', excel: '导出 Excel', csv: '导出 CSV',
  throughput: '收结情况', throughputAlt: '{from} 至 {to}：新收 {opened} 件，办结 {completed} 件，拒绝 {refused} 件，撤销 {withdrawn} 件，作废 {revoked} 件', opened: '新收', completed: '办结', refused: '拒绝', withdrawn: '撤销', revoked: '作废', month: '月份', closedTime: '从提交到结束', closedTimeAlt: '各月从提交到结束的工作小时', median: '中位数（工作小时）', p90: '九成不超过（工作小时）', medianShort: '中位数', p90Short: '九成不超过', steps: '各步骤用时', stepsAlt: '各步骤用时的中位数和九成不超过，工作小时', step: '步骤', done: '办理（件）', late: '逾期', noFigures: '这几个月没有可统计的事项。', missing: '{year} 年没有日历，相关用时没有计算。请管理员录入该年日历。', chooseKind: '选定一个类别后，图中同时显示中位数和九成不超过。', hours: '工作小时', measured: '用时按公司日历的工作时间计算；征询申请人的时间不计入办理人。',
  allHolders: '全部列出', moreHolders: '另有 {n} 个职务和人未列出。', registerWords: '查找',
  registerFind: '在登记表中查找', registerNone: '您的职务没有可以查看的登记表。', registerEmpty: '这个月没有记录。', registerEmptyHint: '请选择别的月份。', total: '合计', totalOf: '{of} 合计', more: '再看一些', rows: '已列出 {n} 行', partial: '记录太多，这里不列合计；导出的文件是完整的。', wholeMonth: '合计是整个月的。', otherMonth: '月份',
}
