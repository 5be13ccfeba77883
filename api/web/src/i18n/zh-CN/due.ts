export default { left: '剩 {time}', over: '已逾期 {time}', overdue: '已逾期', due: '截止', days: '{n} 个工作日', hours: '{n} 工作小时', minutes: '{n} 分钟' }
