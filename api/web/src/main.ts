import { createApp } from 'vue'
import App from './App.vue'
import { refusalOf } from './api/refusal'
import StartFault from './StartFault.vue'
import { speak, words } from './i18n'
import { begin, session } from './session'
import { router } from './router'
import { askSteps } from './views/inbox/steps'
import './theme/tokens.css'
import './theme/element.css'
import './theme/base.css'

// Who is asking is known before the first page is drawn; who is not signed in
// does so on the plain page and comes back here. Where the house does not say who,
// a page says that.
const fault = await start().catch(refusalOf)
if (fault) {
  await speak(navigator.language).catch(() => undefined) // whose language it is the house would have said
  createApp(StartFault, { fault }).use(words).mount('#app')
}

async function start(): Promise<void> {
  if (!(await begin())) return
  await Promise.all([speak(session.me.language), askSteps()])
  createApp(App).use(words).use(router).mount('#app')
}
