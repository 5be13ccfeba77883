import { createRouter, createWebHistory, type RouteLocationNormalized, type RouteRecordRaw } from 'vue-router'
import { learn, t, type Part } from '@/i18n'
import { session } from '@/session'
import { onlyGuards } from '@/views/gate/guard'
import { houseRoutes } from '@/views/house/routes'
import InboxView from '@/views/inbox/InboxView.vue'

declare module 'vue-router' {
  interface RouteMeta {
    /** The key of the words that name the page. */
    title: string
    /** The address in the sidebar that the page belongs to. */
    under?: string
  }
}

// A view that comes with words of its own.
const knowing = <View>(part: Part, view: () => Promise<View>) => () => Promise.all([view(), learn(part)]).then(([found]) => found)

// What a new draft begins with.
const begun = ({ params, query }: RouteLocationNormalized) => ({ kind: params.kind, form: query.form, copy: query.copy, subject: query.subject, clause: query.clause })

// The inbox comes with the first load; every other view when it is asked for.
export const routes: RouteRecordRaw[] = [
  { path: '/', redirect: () => (onlyGuards(session.me) ? '/gate' : '/inbox/todo') },
  { path: '/inbox/:box(todo|done|started|copied)', component: InboxView, props: true, meta: { title: 'inbox.title' } },
  { path: '/cases', component: () => import('@/views/find/FindView.vue'), meta: { title: 'find.title', under: '/inbox/todo' } },
  { path: '/cases/:id', component: () => import('@/views/case/CaseView.vue'), props: true, meta: { title: 'case.title', under: '/inbox/todo' } },
  { path: '/gate', component: knowing('gate', () => import('@/views/gate/GateView.vue')), meta: { title: 'gate.title' } },
  { path: '/gate/:token', component: knowing('gate', () => import('@/views/gate/PassView.vue')), props: true, meta: { title: 'gate.title', under: '/gate' } },
  { path: '/start', component: () => import('@/views/start/StartView.vue'), meta: { title: 'start.title' } },
  { path: '/start/:kind', component: () => import('@/views/start/DraftView.vue'), props: begun, meta: { title: 'start.draft', under: '/start' } },
  { path: '/drafts/:id', component: () => import('@/views/start/DraftView.vue'), props: true, meta: { title: 'start.draft', under: '/start' } },
  { path: '/standing', component: knowing('lead', () => import('@/views/lead/StandingView.vue')), meta: { title: 'lead.standing' } },
  { path: '/exceptions/:id?', component: knowing('lead', () => import('@/views/lead/ExceptionsView.vue')), props: true, meta: { title: 'lead.exceptions' } },
  { path: '/figures', component: knowing('lead', () => import('@/views/lead/FiguresView.vue')), meta: { title: 'lead.figures' } },
  { path: '/registers', component: knowing('lead', () => import('@/views/lead/RegistersView.vue')), meta: { title: 'lead.registers' } },
  { path: '/registers/:register', component: knowing('lead', () => import('@/views/lead/RegisterView.vue')), props: true, meta: { title: 'lead.registers', under: '/registers' } },
  { path: '/me', component: knowing('account', () => import('@/views/me/MeView.vue')), meta: { title: 'account.title' } },
  { path: '/rules', component: knowing('rules', () => import('@/views/rules/RulebookView.vue')), meta: { title: 'rules.rulebook' } },
  { path: '/rules/matrix', component: knowing('rules', () => import('@/views/rules/MatrixView.vue')), meta: { title: 'rules.matrix', under: '/rules' } },
  { path: '/rules/matrix/edit', component: knowing('rules', () => import('@/views/rules/MatrixEditor.vue')), meta: { title: 'rules.edit', under: '/rules' } },
  { path: '/rules/parameters', component: knowing('rules', () => import('@/views/rules/ParametersView.vue')), meta: { title: 'rules.parameters', under: '/rules' } },
  { path: '/rules/who', component: knowing('rules', () => import('@/views/rules/WhoCouldView.vue')), meta: { title: 'rules.who', under: '/rules' } },
  { path: '/rules/forms', component: knowing('rules', () => import('@/views/rules/FormsView.vue')), meta: { title: 'rules.forms', under: '/rules' } },
  { path: '/rules/forms/edit', component: knowing('rules', () => import('@/views/rules/FormEditor.vue')), meta: { title: 'rules.forms', under: '/rules' } },
  { path: '/house', component: knowing('house', () => import('@/views/house/HouseView.vue')), meta: { title: 'house.title' }, children: houseRoutes },
  { path: '/:missing(.*)', component: () => import('@/views/MissingView.vue'), meta: { title: 'shell.missing' } },
]

// A new draft that has got its address: nobody went anywhere.
const stays = (to: RouteLocationNormalized, from: RouteLocationNormalized) => from.path.startsWith('/start/') && to.path.startsWith('/drafts/')

export const router = createRouter({
  history: createWebHistory('/desk/'),
  routes,
  scrollBehavior: (to, from, saved) => (stays(to, from) ? false : (saved ?? { top: 0 })),
})

router.afterEach((to, from) => {
  document.title = t(to.meta.title) + ' · ' + t('shell.brand')
  if (to.path !== from.path && !stays(to, from) && from.matched.length > 0) document.getElementById('main')?.focus({ preventScroll: true })
})

// A build that has gone leaves pages that ask for files no longer there.
router.onError((fault: Error, to) => {
  if (/dynamically imported module|Importing a module|preload CSS/.test(fault.message)) location.assign('/desk' + to.fullPath)
})
