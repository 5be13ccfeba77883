export default { title: 'start' }
