import {
  mdiBookshelf,
  mdiChartLine,
  mdiDatabaseOutline,
  mdiFormatListChecks,
  mdiLan,
  mdiLightbulbOutline,
  mdiLightningBoltOutline,
  mdiMonitor,
  mdiScaleBalance,
  mdiServerOutline,
  mdiTestTube,
  mdiTuneVariant,
  mdiViewDashboardOutline,
} from '@mdi/js'
import type { Privilege } from '../../shared/rights/index.ts'

/** One of the console's workspaces, as the rail and the palette offer it. */
export interface Workspace {
  key:
    | 'overview'
    | 'vms'
    | 'hosts'
    | 'storage'
    | 'networking'
    | 'performance'
    | 'library'
    | 'pro'
    | 'jobs'
    | 'plans'
    | 'admin'
    | 'drill'
    | 'scenarios'
  path: string
  icon: string
  /** It is there for whoever holds one of these. */
  privileges: readonly Privilege[]
  shortcut: string
}

export const workspaces: readonly Workspace[] = [
  {
    key: 'overview',
    path: '/overview',
    icon: mdiViewDashboardOutline,
    privileges: ['host.read'],
    shortcut: 'Alt O',
  },
  { key: 'vms', path: '/vms', icon: mdiMonitor, privileges: ['vm.read'], shortcut: 'Alt 1' },
  {
    key: 'hosts',
    path: '/hosts',
    icon: mdiServerOutline,
    privileges: ['host.read'],
    shortcut: 'Alt 2',
  },
  {
    key: 'storage',
    path: '/storage',
    icon: mdiDatabaseOutline,
    privileges: ['storage.read'],
    shortcut: 'Alt 7',
  },
  {
    key: 'performance',
    path: '/performance',
    icon: mdiChartLine,
    privileges: ['counter.read'],
    shortcut: 'Alt P',
  },
  {
    key: 'library',
    path: '/library',
    icon: mdiBookshelf,
    privileges: ['library.read', 'template.read'],
    shortcut: 'Alt 3',
  },
  {
    key: 'pro',
    path: '/pro',
    icon: mdiLightbulbOutline,
    privileges: ['pro.read'],
    shortcut: 'Alt 0',
  },
  {
    key: 'jobs',
    path: '/jobs',
    icon: mdiFormatListChecks,
    privileges: ['job.read'],
    shortcut: 'Alt 4',
  },
  {
    key: 'plans',
    path: '/plans',
    icon: mdiScaleBalance,
    privileges: ['plan.read'],
    shortcut: 'Alt 0',
  },
  {
    key: 'networking',
    path: '/networking',
    icon: mdiLan,
    privileges: ['network.read'],
    shortcut: 'Alt 8',
  },
  {
    key: 'admin',
    path: '/admin',
    icon: mdiTuneVariant,
    privileges: ['user.read', 'role.read', 'audit.read'],
    shortcut: 'Alt 5',
  },
  {
    key: 'drill',
    path: '/drill',
    icon: mdiLightningBoltOutline,
    privileges: ['fault.read'],
    shortcut: 'Alt 6',
  },
  {
    key: 'scenarios',
    path: '/scenarios',
    icon: mdiTestTube,
    privileges: ['scenario.run'],
    shortcut: 'Alt 9',
  },
]

/** The workspaces of somebody with these rights. */
export function workspacesFor(can: (privilege: Privilege) => boolean): Workspace[] {
  return workspaces.filter(one => one.privileges.some(can))
}

/** The workspace that a path lies in. */
export function workspaceOf(path: string): Workspace | undefined {
  return workspaces.find(one => path === one.path || path.startsWith(`${one.path}/`))
}
