export default {
  title: '待办', boxes: '收件箱', todo: '待办', done: '已办', started: '我发起的', copied: '抄送我的',
  filter: '筛选', words: '查找', kind: '类别', anyKind: '全部类别', due: '限期', anyDue: '不限', overdue: '已逾期', today: '今天到期', clear: '清除筛选',
  days: '按日期筛选', openedFrom: '申请日期，从', openedTo: '申请日期，到', dueUntil: '到期日不晚于',
  empty: { todo: '没有待办。新的事项会自动出现在这里。', done: '还没有办过的事项。', started: '还没有发起过。', copied: '没有抄送给您的事项。' },
  none: '没有符合筛选条件的事项。', noneYet: '前面看过的没有符合条件的，后面还有没看过的。', more: '再看一些', further: '继续往后找',
  loaded: '共 {n} 件', loadedOf: '已列出 {n} 件，共 {all} 件', loadedSome: '已列出 {n} 件，后面还有', toSign: '待签', toDo: '待办：{what}', noNumber: '草稿', proxyFor: '代 {name}', fresh: '新',
  select: '选择 {what}', selectAll: '全选已列出的 {n} 件可批量同意的', selected: '已选 {n} 件', sign: '批量同意', unselect: '取消选择', start: '发起一项',
  steps: { title: '演示：可以试试什么', mine: '现在您可以：', all: '一份样品的全程，由谁来办', you: '您', away: '收起，不再显示', switch: '换人：右上角退出登录，再从登录页选人。' },
  batch: {
    title: '批量同意', intro: '签字只对这里显示的内容有效。请逐件看过，再一起同意。', comment: '意见（写给每一件）', sign: '同意这 {n} 件', reading: '正在读取内容…',
    exception: '特批须一件一件地签', rules: '制度变更须单独签', notYours: '现在不由您签', proof: '须当场证明本人，请单独签', fills: '须先填写内容，请单独签', result: '{ok} 件已同意，{bad} 件未能同意', allSigned: '{ok} 件全部已同意', okay: '已同意', close: '完成', most: '一次签前 {n} 件，其余仍选着', lookAt: '全部内容', remove: '不签这件', lines: '{n} 行',
  },
}
