// Before anything is painted: a dark page never flashes white.
(function () {
  var chosen = null
  try { chosen = localStorage.getItem('countersign.theme') } catch (e) { /* no storage: follow the system */ }
  var dark = chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.classList.toggle('dark', dark)
})()
