import { createApp } from 'vue'
import App from './App.vue'
import { speak, words } from './i18n'
import { begin, session } from './session'
import { router } from './router'
import './theme/tokens.css'
import './theme/element.css'
import './theme/base.css'

// Who is asking is known before the first page is drawn; who is not signed in
// does so on the plain page and comes back here.
if (await begin()) {
  await speak(session.me.language)
  createApp(App).use(words).use(router).mount('#app')
}
