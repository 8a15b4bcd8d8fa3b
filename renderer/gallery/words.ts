import {
  mdiCameraOutline,
  mdiDeleteOutline,
  mdiPause,
  mdiPlay,
  mdiPlus,
  mdiPower,
  mdiSwapHorizontal,
} from '@mdi/js'
import type { ThemeChoice } from '../theme/index.ts'
import type { ChartBand, KeyValuePair, MenuItem, Option, PaletteGroup, Tab } from '../ui/index.ts'

// Sample texts stand here and not in the locales, because the gallery is not part of the product.
export const words = {
  groups: 'Host groups',
  newGroup: 'New host group',
  filter: 'Filter',
  list: 'Virtual machines',
  details: 'Details',
  chart: 'Load of the last 15 minutes',
  close: 'Close',
  actions: 'Actions',
  theme: 'Theme',
  done: 'desk-004 was renamed to acct-004',
  undo: 'Undo',
  more: 'More',
  question: 'Turn off 3 virtual machines?',
  questionText: 'Guests lose what they have not written to disk.',
  consequences: ['desk-004, desk-006 and desk-009 stop at once', '1 running job is cancelled'],
  turnOff: 'Turn off',
}

export const sampleActions = [
  { key: 'new', label: 'New VM', icon: mdiPlus, shortcut: 'Ctrl N' },
  { key: 'start', label: 'Start', icon: mdiPlay, disabled: true, detail: 'All 3 are already on' },
  { key: 'stop', label: 'Shut down', icon: mdiPower, detail: '2 of 3, desk-009 is migrating' },
  { key: 'pause', label: 'Pause', icon: mdiPause, busy: true },
  {
    key: 'move',
    label: 'Live migrate',
    icon: mdiSwapHorizontal,
    detail: 'Queued after desk-009',
    shortcut: 'M',
  },
  { key: 'shot', label: 'New checkpoint', icon: mdiCameraOutline },
  { key: 'delete', label: 'Delete', icon: mdiDeleteOutline, danger: true },
]

export const menu: MenuItem[] = [
  { key: 'start', label: 'Start', icon: mdiPlay, disabled: true, detail: 'Already on' },
  { key: 'stop', label: 'Shut down', icon: mdiPower, shortcut: 'Ctrl D' },
  { key: 'show', label: 'Show stopped ones', checked: true, divided: true },
  { key: 'delete', label: 'Delete', icon: mdiDeleteOutline, danger: true, divided: true },
]

export const tabs: Tab[] = [
  { key: 'summary', label: 'Summary' },
  { key: 'hardware', label: 'Hardware' },
  { key: 'jobs', label: 'Jobs', count: 12 },
]

export const pairs: KeyValuePair[] = [
  { key: 'host', label: 'Host', value: 'hv-03, to hv-06' },
  {
    key: 'memory',
    label: 'Memory',
    value: '440 of 512 MB, pressure 69',
    source: 'Demand / assigned',
  },
  { key: 'up', label: 'Up', value: '00:04:40, 9 IOPS' },
]

export const bands: ChartBand[] = [
  { from: 75, to: 90, tone: 'warn', label: 'Warning over 75' },
  { from: 90, to: 100, tone: 'crit', label: 'Critical over 90' },
]

export const themes: Option<ThemeChoice>[] = [
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
  { value: 'system', label: 'System' },
]

export const goals: Option[] = [
  { value: 'balance', label: 'Load balancing' },
  { value: 'fill', label: 'Resource maximization' },
]

export const palette: PaletteGroup[] = [
  {
    key: 'commands',
    label: 'Commands',
    items: [
      { key: 'new', label: 'Create virtual machine', icon: mdiPlus, shortcut: 'Ctrl N' },
      { key: 'start', label: 'Start desk-004', icon: mdiPlay, blockedBecause: 'It is already on' },
    ],
  },
  {
    key: 'machines',
    label: 'Virtual machines',
    items: [{ key: 'vm', label: 'desk-004', detail: 'hv-03, Dev Patel', icon: mdiPower }],
  },
]
