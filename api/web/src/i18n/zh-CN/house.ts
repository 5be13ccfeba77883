export default {
  title: '公司', organisation: '组织', import: '导入', away: '代理与休假', calendar: '工作日历', accounts: '账户', sessions: '登录与令牌', audit: '系统审计',
  company: '公司', search: '查找', all: '全部', none: '无', noMatch: '没有符合条件的内容。', clear: '清除条件', more: '再看一些', shownN: '已列出 {n} 条', no: '工号', back: '返回组织',
  rank: { gm: '总经理', deputy_gm: '副总经理', head: '负责人', deputy_head: '副职', staff: '职员' },
  org: {
    sums: '{day}：{units} 个部门，{posts} 个职务，空缺 {vacant} 个，在任 {people} 人', fold: '全部收起', unfold: '全部展开', on: '日期', searchHint: '姓名、工号、职务、拼音首字母', onlyVacant: '只看空缺职务',
    empty: '还没有部门。请先导入组织。', postsN: '{n} 个职务', vacantN: '空缺 {n}', deputyOf: '{post}的副职', from: '{day} 起', begun: '设立日期', until: '至 {day}', vacant: '空缺', vacantSince: '{day} 起空缺',
    post: '职务', person: '人员', unit: '部门', code: '编码', superior: '上级', deputy: '任谁的副职', ended: '撤销于', heldBy: '历任', nobodyEver: '还没有人担任过。', tillNow: '今', now: '在任', left: '离职于', email: '邮箱', phone: '电话', holds: '任职经历', noPosts: '没有任职记录。',
  },
  imp: {
    file: '选择文件', intro: '上传 Excel（.xlsx）或 CSV，先看差异，再导入。可拖到这里。', template: '下载模板', choose: '选择文件…', another: '换一个文件…', endMissing: '文件里没有的，予以终止', endMissingHint: '只终止，不删除：部门、职务、任职到今天为止，人员按离职处理。',
    sending: '正在上传…', working: '正在核对…', faults: '有问题的行', faultsN: '{n} 处需要改正，没有导入任何内容', faultsDo: '请在文件里逐行改正，再上传一次。', differences: '差异', same: '文件与现有内容一致，没有需要导入的。',
    kind: '类别', what: '变化', op: { added: '新增', changed: '变更', ended: '终止' }, kept: '另有 {n} 行不在文件里，保持不变。', bring: '导入这 {n} 项', done: '已导入 {n} 项', sure: '确认终止', sureText: '这次导入将终止 {n} 项：离职人员的账户、登录和代理即刻失效。请再核对一遍。',
  },
  pw: { once: '初始密码只显示这一次。请当面或经可靠途径交给本人；本人首次登录须改密码。', no: '工号', name: '姓名', login: '登录名', password: '初始密码', more: '另有 {n} 个，请保存文件查看。', copy: '复制', save: '保存为文件', file: '初始密码' },
  cal: {
    title: '{year} 年工作日历', worked: '工作日 {n} 天', unknown: '这一年的节假日还没有发布。在登记以前，落在这一年的限期无法计算，系统会明确提示，不会猜测。', saved: '已保存。未结事项的限期将重新计算，并通知办理人。', holiday: '休息日', workday: '调休上班', free: '周末', work: '工作日', own: '本公司', changed: '未保存', how: '点日期可改为休息或上班；先试算影响，再保存。',
    list: '与平常不同的日子', none: '没有。', changesN: '{n} 处修改未保存。', moved: '{open} 项未结待办中，{n} 项的限期将变动。', lost: '{n} 项将无法计算。', set: '{n} 项现在可以计算。', try: '试算影响', keep: '保存', discard: '放弃修改', others: '其间他人改了：{days}。您的修改都还在；同一天以您的为准，请重新试算后保存。', leave: '有未保存的修改，确定离开吗？',
    law: '法定安排：{name}', kind: '这一天', kindOf: { week: '按国家安排或平常的周几', holiday: '休息', workday: '上班' }, name: '名称', nameEn: '英文名称', source: '依据（文号）', note: '记下',
  },
  acc: {
    intro: '管理员只管账户，看不到业务内容；每次操作都记入系统审计。', searchHint: '姓名、工号、登录名、拼音首字母', kind: '状态', kinds: { with: '有账户', without: '没有账户', locked: '已锁定', suspended: '已停用', never: '从未登录', 'must-change': '待改密码', administrators: '管理员' },
    empty: '还没有人员。请先导入组织。', person: '人员', login: '登录名', state: '状态', lastSignIn: '最近登录', factors: '签字凭证', open: '登录与令牌', openN: '登录 {sessions}，令牌 {tokens}', noAccount: '没有账户', never: '从未登录', app: '动态口令', noApp: '未设动态口令', passkeysN: '通行密钥 {n} 个', recoveryN: '恢复码剩 {n} 个',
    suspended: '已停用', locked: '锁定至 {at}', mustChange: '待改密码', administrator: '管理员', fine: '正常', account: '账户', self: '这是您自己的账户，由另一位管理员管理。', newLogin: '登录名', loginHint: '小写字母、数字或 . _ @ -', openIt: '开通账户',
    unlock: '解除锁定', reset: '重置密码…', endAll: '结束全部登录…', suspend: '停用…', resume: '恢复', reason: '原因',
    ask: { reset: '将为 {name} 生成新的初始密码，其全部登录和令牌即刻失效。', suspend: '停用后 {name} 不能登录，也不能以任何方式办理，其登录和令牌即刻失效；待办像休假一样转由副职、上级代办，恢复后未办的退还本人。', sessions: '{name} 在所有设备上都要重新登录。' },
    yes: { reset: '重置密码', suspend: '停用', sessions: '结束全部登录' },
    did: { unlock: '已解除锁定。', resume: '已恢复。', suspend: '已停用。', sessions: '已结束全部登录。', session: '已结束这次登录。', token: '已吊销令牌。' },
  },
  ses: { intro: '结束登录或吊销令牌立即生效，并记入系统审计。', sessions: '登录', tokens: 'API 令牌', noSessions: '没有人登录。', noTokens: '没有有效的令牌。', where: '地址与设备', began: '登录于', last: '最近活动', token: '名称', until: '有效至', lastUsed: '最近使用', unused: '从未使用', end: '结束', revoke: '吊销', revokeSure: '{name} 的令牌“{what}”即刻失效，使用它的程序不能再办理。吊销后不能恢复。', unknown: '未知设备', seen: '最近活动 {at}', ends: '有效至 {at}', used: '最近使用 {at}' },
  aud: { intro: '账户、组织和日历的每次变动：谁、何时、对谁、做了什么。只增不改。', searchHint: '操作人或对象的姓名、工号、拼音', kind: '操作', from: '从', until: '到', at: '时间', whom: '对象', by: '操作人', detail: '内容', empty: '还没有记录。', xlsx: '导出 Excel', csv: '导出 CSV' },
  awy: {
    give: '授权代理', enter: '登记休假', enterFor: '为同事登记休假', today: '今天谁代谁', nobody: '今天没有人休假。', backOn: '{day} 返岗', suspended: '已停用', byProxy: '{name} 代理', byPost: '{post} {name} 代办', waits: '等本人返岗', tasksN: '{n} 件待办',
    proxies: '我给出和收到的代理', noProxies: '没有代理。外出前可以把签字交给同事。', companyProxies: '本公司的代理', noCompanyProxies: '没有生效中或将生效的代理。', from: '被代理人', to: '代理人', period: '期间', reach: '事项范围', limit: '金额上限', revoke: '收回', revokeSure: '{name} 即刻不能再代签。收回后如需代理，请重新授权。', inForce: '生效中', revoked: '已收回', over: '已结束', coming: '未开始', allKinds: '全部事项', noLimit: '不限',
    absences: { mine: '我的休假', company: '本公司的休假' }, noAbsences: '没有登记休假。批准的请假自动登记在这里。', who: '人员', note: '说明', now: '休假中', leave: '批准的请假', end: '提前返岗', endSure: '{name} {from} 至 {until} 的休假到今天结束，代办的待办退还本人。',
    giveHint: '代理只授签字权，不含查阅权，不能再转给他人；绝密事项不能代理。到期自动失效，也可随时收回。', first: '第一天', last: '最后一天', reachHint: '不选为全部事项。', limitYuan: '金额上限（元）', limitHint: '不填为不限。', giveIt: '确认代理',
    wrong: { agent: '请选择人员。', period: '请填写最后一天，不早于第一天。', limit: '请填写金额，如 5000 或 5000.50。' },
  },
}
