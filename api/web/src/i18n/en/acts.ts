export default { title: 'acts' }
