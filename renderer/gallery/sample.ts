import {
  mdiAlert,
  mdiFolderOutline,
  mdiPauseCircleOutline,
  mdiPlayCircle,
  mdiServer,
  mdiStopCircleOutline,
} from '@mdi/js'
import type {
  ChartSeries,
  FilterField,
  GridColumn,
  Option,
  StateValue,
  TreeNode,
} from '../ui/index.ts'

export interface SampleRow {
  id: string
  name: string
  state: StateValue
  place: string
  load: number
  history: number[]
  used: number
  operations: number
  owner: string
  atMs: number
  tags: string[]
  rating: number
}

/** A repeatable fraction for a number: enough for a picture, of no use for chance. */
export function fraction(seed: number): number {
  const mixed = (seed * 2654435761) % 4294967296
  return ((mixed * 48271) % 2147483647) / 2147483647
}

const states: StateValue[] = [
  { label: 'Running', tone: 'ok', icon: mdiPlayCircle },
  { label: 'Running', tone: 'ok', icon: mdiPlayCircle },
  { label: 'Starting', tone: 'busy', detail: '71 %', share: 0.71 },
  { label: 'Stopped', tone: 'idle', icon: mdiStopCircleOutline },
  { label: 'Paused', tone: 'idle', icon: mdiPauseCircleOutline },
  { label: 'Update Failed', tone: 'crit' },
]
const owners = ['Ana Whitfield', 'Ben Okafor', 'Carla Ruiz', 'Dev Patel', 'Elin Strand']

export function sampleRow(index: number): SampleRow {
  const load = fraction(index + 7) * 90
  return {
    id: `row-${index}`,
    name: `desk-${String(index + 1).padStart(3, '0')}`,
    state: states[Math.floor(fraction(index + 3) * states.length)] ?? { label: '', tone: 'idle' },
    place: `hv-0${1 + (index % 6)}`,
    load,
    history: Array.from(
      { length: 30 },
      (_, step) => load * (0.6 + 0.6 * fraction(index * 31 + step)),
    ),
    used: 0.2 + fraction(index + 11) * 0.75,
    operations: Math.round(fraction(index + 5) * 4000),
    owner: owners[index % owners.length] ?? '',
    atMs: 1280822400000 + index * 61000,
    tags: index % 4 === 0 ? ['pilot', 'accounting'] : ['desktop'],
    rating: Math.round(fraction(index + 2) * 10) / 2,
  }
}

export const sampleColumns: GridColumn<SampleRow>[] = [
  {
    key: 'name',
    kind: 'text',
    label: 'Name',
    width: 96,
    value: row => row.name,
    strong: true,
    sortable: true,
    fixed: true,
  },
  {
    key: 'state',
    kind: 'state',
    label: 'State',
    width: 150,
    value: row => row.state,
    sortable: true,
  },
  {
    key: 'place',
    kind: 'text',
    label: 'Host',
    width: 96,
    sortable: true,
    value: row => ({ text: row.place, suffix: row.rating > 4.4 ? ' to hv-06' : '' }),
  },
  {
    key: 'load',
    kind: 'sparkline',
    label: 'CPU since start',
    width: 130,
    value: row => ({
      points: row.history,
      max: 100,
      label: `${row.load.toFixed(0)} %`,
      tone: row.load > 75 ? 'warn' : undefined,
    }),
  },
  {
    key: 'used',
    kind: 'meter',
    label: 'Memory',
    width: 150,
    value: row => ({ share: row.used, label: `${(row.used * 512).toFixed(0)} / 512 MB` }),
  },
  {
    key: 'operations',
    kind: 'number',
    label: 'IOPS',
    width: 72,
    value: row => row.operations,
    sortable: true,
  },
  { key: 'rating', kind: 'text', label: 'Rating', width: 96, value: row => String(row.rating) },
  {
    key: 'owner',
    kind: 'text',
    label: 'Owner',
    width: 120,
    value: row => row.owner,
    sortable: true,
  },
  { key: 'tags', kind: 'tags', label: 'Tags', width: 150, value: row => row.tags, hidden: true },
  { key: 'at', kind: 'date', label: 'Created', width: 170, value: row => row.atMs, hidden: true },
]

export const sampleFields: FilterField[] = [
  { field: 'name', label: 'Name', kind: 'text' },
  { field: 'load', label: 'CPU', kind: 'number', unit: '%' },
  {
    field: 'state',
    label: 'State',
    kind: 'choice',
    options: [
      { value: 'running', label: 'Running' },
      { value: 'stopped', label: 'Stopped' },
    ],
  },
]

const hosts: TreeNode[] = Array.from({ length: 6 }, (_, index) => ({
  id: `host-${index}`,
  label: `hv-0${index + 1}`,
  icon: index === 2 ? mdiAlert : mdiServer,
  tone: index === 2 ? 'warn' : undefined,
  count: 40 + index * 3,
  meter: { share: 0.2 + index * 0.12, label: 'CPU 48 %', tone: index === 5 ? 'warn' : undefined },
}))

export const sampleTree: TreeNode[] = [
  {
    id: 'all',
    label: 'All Hosts',
    icon: mdiFolderOutline,
    count: 274,
    children: [
      { id: 'sac', label: 'Sacramento', icon: mdiFolderOutline, count: 260, children: hosts },
      {
        id: 'lb',
        label: 'Long Beach',
        icon: mdiFolderOutline,
        count: 9,
        children: [{ id: 'x', label: 'lb-01' }],
      },
      {
        id: 'long',
        label: 'A host group with a name that does not fit',
        icon: mdiFolderOutline,
        count: 5,
      },
    ],
  },
]

export const sampleSeries: ChartSeries[] = ['hv-03 CPU', 'LUN 7 busy', 'hv-06 CPU'].map(
  (name, line) => ({
    key: name,
    name,
    points: Array.from({ length: 180 }, (_, step) => {
      const level = [38, 30, 8][line] ?? 0
      const raised = step > 90 ? ([45, 69, 10][line] ?? 0) : 0
      const value = Math.min(100, level + raised + 6 * fraction(step * 3 + line))
      return [
        1280822400000 + step * 5000,
        step > 20 && step < 28 && line === 2 ? undefined : value,
      ] as const
    }),
  }),
)

export const sampleOptions: Option[] = [
  { value: 'a', label: 'Windows Server 2008 R2', detail: '64-bit, Datacenter' },
  { value: 'b', label: 'Windows 7', detail: '64-bit, Professional' },
  { value: 'c', label: 'SUSE Linux Enterprise 11' },
]
