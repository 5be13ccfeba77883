export default {
  title: '门岗', code: '出门证校验码', codeHint: '用手机相机扫描出门证上的二维码，或在此输入其下方的校验码、粘贴链接；输入审批单编号可查看进度。', check: '查验',
  unknown: '没有这张出门证，或其手续还没有到门卫。请核对纸上的校验码。', waiting: '等待放行', waitingNone: '目前没有要出门的样品。', register: '出门证登记表',
  released: '已放行', release: '放行', used: '此证已用过，不得放行', usedWhen: '{by} 已于 {at} 放行。', incomplete: '手续不全，不得放行', complete: '手续齐全，请清点',
  countGoods: '逐行清点实物，填入数量。', keepInside: '货物留在门内，请申请人处理。', customer: '客户', applicant: '申请人', validUntil: '有效期至',
  signedFor: '批准 {n} 个', inLedger: '台帐 {n} 个', another: '查验另一张',
}
