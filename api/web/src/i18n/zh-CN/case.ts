export default { title: 'case' }
