export default { left: '{time} left', over: '{time} overdue', overdue: 'overdue', due: 'due', days: '{n} working days', hours: '{n} working hours', minutes: '{n} min' }
