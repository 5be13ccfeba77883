import type { RouteRecordRaw } from 'vue-router'

/** The places of the house. What one may not do has no tab; the house decides all the same. */
export const houseRoutes: RouteRecordRaw[] = [
  { path: '', redirect: '/house/organisation' },
  { path: 'organisation', component: () => import('./OrganisationView.vue'), meta: { title: 'house.organisation' } },
  { path: 'import', component: () => import('./ImportView.vue'), meta: { title: 'house.import', under: '/house' } },
  { path: 'away', component: () => import('./AwayView.vue'), meta: { title: 'house.away' } },
  { path: 'calendar', component: () => import('./CalendarView.vue'), meta: { title: 'house.calendar' } },
  { path: 'accounts', component: () => import('./AccountsView.vue'), meta: { title: 'house.accounts' } },
  { path: 'sessions', component: () => import('./SessionsView.vue'), meta: { title: 'house.sessions' } },
  { path: 'factors', component: () => import('./FactorsView.vue'), meta: { title: 'house.factors' } },
  { path: 'audit', component: () => import('./AuditView.vue'), meta: { title: 'house.audit' } },
]
