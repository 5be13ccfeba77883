export default {
  title: '我的账户', no: '工号', company: '公司', posts: '职务', noPosts: '现在没有职务。', language: '语言', theme: '外观',
  password: '修改密码', passwordNow: '现在的密码', passwordNext: '新密码', passwordAgain: '再输一次新密码', passwordHint: '12 至 128 个字符；一句只有自己知道的话最好记。修改后其他设备退出登录，接口令牌全部失效。', passwordChanged: '密码已修改，其他设备上的登录都已退出，接口令牌已全部失效。', passwordDiffers: '两次输入的新密码不一致，请重新输入。', unconfirmed: '您的密码是他人设置的，须由另一人（管理员、人力资源部负责人或总经理）确认是您本人后才能继续；确认后请刷新本页。', proveIt: '用您原有的动态口令或通行密钥证明', mustChange: '当前密码是他人设置的，请先修改密码，再办理其他事项。',
  factors: '签字凭证', factorsHint: '有些签字须当场证明本人：用动态口令应用给出的口令，或用通行密钥（指纹、面容、安全密钥）。', factorsNone: '尚未设置。', since: '设置于 {at}', used: '最近使用 {at}', remove: '删除', removeWhat: '删除{what}', removeHint: '删除后不能再用它签字。请输入密码确认。', yourPassword: '密码',
  app: '动态口令', appHint: '用手机上任何一个动态口令应用，每半分钟给出一个六位口令。', appSetUp: '设置动态口令', appScan: '用应用扫描二维码，再输入它给出的口令。此码只显示这一次。', appSecret: '不能扫描时手工输入：', appFirst: '应用给出的口令', appTake: '确认', qr: '动态口令的二维码', recovery: '恢复码', recoveryHint: '手机丢失时可用恢复码代替口令，每个用一次。请抄写或打印后妥善保管，关闭后不再显示。', recoveryLeft: '还剩 {n} 个恢复码。', kept: '已妥善保管',
  passkey: '通行密钥', passkeyHint: '由手机、电脑或安全密钥以指纹、面容或 PIN 证明本人；每次签字只对当时看到的内容有效。', passkeyName: '名称（如“我的手机”）', passkeyMake: '设置通行密钥', passkeyElsewhere: '通行密钥在 {site} 可用，请从该地址打开；这里可用动态口令。', passkeyNoSite: '本系统现在的地址不能使用通行密钥：须以 https 和域名访问（由管理员以 --public-url 设置）。请改用动态口令。', passkeyFailed: '没有完成：设备未确认或已取消。请重试，或改用动态口令。', passkeyNoBrowser: '这个浏览器不支持通行密钥，请改用动态口令。',
  sessions: '登录的设备', sessionsHint: '一段时间不操作会自动退出；离开电脑前请退出。', current: '这里', began: '登录于 {at}', seen: '最近使用 {at}', end: '退出', endAll: '退出所有设备', endWhat: '退出 {what}', unknownAgent: '未知设备',
  tokens: '接口令牌', tokensHint: '程序以您的名义查询和办理时使用；权限与您相同。', tokenNone: '没有令牌。', tokenName: '用途', tokenDays: '有效天数（1 至 365）', tokenMake: '生成令牌', tokenOnce: '令牌只显示这一次，请立即存放到保管密码的地方。', tokenEnds: '有效至 {at}', tokenUnused: '尚未使用', revoke: '吊销', revokeWhat: '吊销 {what}', revokeSure: '使用这个令牌的程序即刻不能再办理。吊销后不能恢复。', copy: '复制',
  prove: '本签字须当场证明本人，您还没有设置签字凭证。请先设置，再回来签字：',
  
}
