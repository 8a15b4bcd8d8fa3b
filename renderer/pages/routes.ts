import type { RouteRecordRaw } from 'vue-router'
import SessionGate from '../session/SessionGate.vue'
import type { Privilege } from '../../shared/rights/index.ts'

declare module 'vue-router' {
  interface RouteMeta {
    /** Who may stand here: before sign-in only, in the console, or in the portal. */
    surface?: 'first-run' | 'sign-in' | 'console' | 'portal'
    /** Without this right on anything the page is not offered. */
    privilege?: Privilege
    /** The key of the page's title. */
    title?: string
  }
}

/** The console: what stands inside its frame. */
const consolePages: RouteRecordRaw[] = [
  page(
    '/performance/logs/:logIds([a-z\\d,-]+)?',
    'logs',
    () => import('./logs-page.vue'),
    'collector.read',
  ),
  page(
    '/performance/sets',
    'collector-sets',
    () => import('./collector-sets-page.vue'),
    'collector.read',
  ),
  page(
    '/performance/right-sizing',
    'right-sizing',
    () => import('./right-sizing-page.vue'),
    'collector.read',
  ),
  page('/performance/history', 'history', () => import('./history-page.vue'), 'counter.read'),
  page('/performance', 'performance', () => import('./performance-page.vue'), 'counter.read'),
  page('/overview', 'overview', () => import('./overview-page.vue'), 'host.read'),
  page('/vms/new', 'create-vm', () => import('./create-vm-page.vue'), 'vm.create'),
  page('/vms/:vmId(vm-\\d+)?', 'vms', () => import('./vms-page.vue'), 'vm.read'),
  page('/hosts/new', 'add-host', () => import('./add-host-page.vue'), 'host.add'),
  page('/hosts/:hostId(host-\\d+)?', 'hosts', () => import('./hosts-page.vue'), 'host.read'),
  page('/storage/:section?', 'storage', () => import('./storage-page.vue'), 'storage.read'),
  page(
    '/library/templates/new',
    'create-template',
    () => import('./create-template-page.vue'),
    'template.edit',
  ),
  page('/library/:section?', 'library', () => import('./library-page.vue'), 'library.read'),
  page('/jobs/:jobId(job-\\d+)?', 'jobs', () => import('./jobs-page.vue'), 'job.read'),
  page('/plans/:planId(plan-\\d+)?', 'plans', () => import('./plans-page.vue'), 'plan.read'),
  page('/pro/rule', 'pro-rule', () => import('./pro-rule-page.vue'), 'pro.author'),
  page('/pro/:section?', 'pro', () => import('./pro-page.vue'), 'pro.read'),
  page('/networking', 'networking', () => import('./networking-page.vue'), 'network.read'),
  page('/admin/roles/new', 'create-role', () => import('./create-role-page.vue'), 'role.edit'),
  page(
    '/admin/:section?',
    'administration',
    () => import('./administration-page.vue'),
    'role.read',
  ),
  page('/drill', 'drill', () => import('./drill-page.vue'), 'fault.read'),
  page('/scenarios', 'scenarios', () => import('./scenarios-page.vue'), 'scenario.run'),
  page('/account/:section?', 'account', () => import('./account-page.vue')),
]

/** Every page, by path. The gate decides who stands where and shows what is left without a page. */
export const routes: RouteRecordRaw[] = [
  {
    path: '/',
    component: SessionGate,
    children: [
      {
        path: '',
        component: () => import('../frame/AppFrame.vue'),
        meta: { surface: 'console' },
        children: [{ path: '', redirect: '/vms' }, ...consolePages],
      },
      {
        path: 'sign-in',
        name: 'sign-in',
        component: () => import('./sign-in-page.vue'),
        meta: { surface: 'sign-in', title: 'page.sign-in' },
      },
      {
        path: 'first-run',
        name: 'first-run',
        component: () => import('./first-run-page.vue'),
        meta: { surface: 'first-run', title: 'page.first-run' },
      },
      {
        path: 'portal/:section?',
        name: 'portal',
        component: () => import('./portal-page.vue'),
        meta: { surface: 'portal', title: 'page.portal' },
      },
      { path: ':rest(.*)*', redirect: '/' },
    ],
  },
]

function page(
  path: string,
  name: string,
  component: () => Promise<unknown>,
  privilege?: Privilege,
): RouteRecordRaw {
  return { path, name, component, meta: { surface: 'console', privilege, title: `page.${name}` } }
}
