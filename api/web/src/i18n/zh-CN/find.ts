export default {
  title: '查找事项', words: '查找', kind: '类别', anyKind: '全部类别', state: '状态', anyState: '全部状态', hint: '编号、申请人、客户、品种等内容，或拼音首字母；只列出您有权查看的事项。',
  states: { running: '签核中', returned: '已退回', effective: '已生效', done: '已办结', refused: '已拒绝', withdrawn: '已撤销', revoked: '已作废' },
  none: '没有找到。', noneYet: '还没有您可以查看的事项。', clear: '清除条件', more: '再看一些', loaded: '已列出 {n} 件', list: '找到的事项',
}
