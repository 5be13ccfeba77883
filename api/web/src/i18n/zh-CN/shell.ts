export default {
  brand: '会签', skip: '跳到正文', menu: '菜单', close: '关闭', sections: '主导航', plain: '简洁页面（手机、门岗、打印）',
  search: '在待办中查找', searchHint: '编号、申请人、拼音首字母', account: '我的账户', theme: '外观',
  themes: { system: '跟随系统', light: '浅色', dark: '深色' },
  password: '密码与登录', proxies: '代理', rules: '条款', signOut: '退出登录',
  notices: '通知', noticesN: '通知，{n} 条未读', noNotices: '没有通知', allRead: '全部标为已读',
  offline: '与服务器的连接中断。已填写的内容还在，恢复后会自动继续；未发出的操作可以再点一次，不会重复。', offlineTitle: '没有连上服务器',
  broken: '页面出错了', again: '重试', loading: '正在载入…',
  missing: '没有这个页面', missingText: '地址不对，或者您无权查看。',
  sessionOver: '登录已过期', sessionOverText: '请再次登录，然后从刚才的地方继续；填写的内容都在。', login: '登录名', passwordField: '密码', signIn: '登录', signInPage: '改用登录页',
  keys: '快捷键',
  keyOf: { help: '显示快捷键', search: '查找', gi: '到待办', gd: '到已办', gs: '到我发起的', gc: '到抄送我的', gn: '到发起', j: '下一件', k: '上一件', x: '选中或取消', Enter: '打开', a: '批量同意选中的', Esc: '关闭对话框' },
  save: '保存', cancel: '取消', clause: '条款', source: { house: '本系统', all: '各项制度' }, copied: '已复制', or: '或',
}
