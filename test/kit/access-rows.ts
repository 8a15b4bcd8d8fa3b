import type {
  AuditRow,
  ClusterRow,
  DiskRow,
  HostGroupRow,
  HostRow,
  JobRow,
  RoleRow,
  ShareRow,
  TableName,
  Tables,
  TemplateRow,
  UserRow,
  VmRow,
} from '../../core/world/index.ts'
import { put, World } from '../../core/world/index.ts'

/** A row with what matters to rights, and an id; the rest is filled in. */
type Sketch<Row extends { id: string }> = Partial<Row> & Pick<Row, 'id'>
/** Rows of a world by table, each as short as its test needs. */
export type Sketches = { [Table in TableName]?: readonly Sketch<Tables[Table]>[] }

const hardware = {
  cpuCount: 1,
  memoryMib: 512,
  cpuWeight: 100,
  cpuReservePercent: 0,
  cpuLimitPercent: 100,
  highlyAvailable: false,
  networkAdapters: [],
  networkMbps: 1,
  extraDisksGib: [],
}

type Filler<Row> = () => Partial<Row>
const hostGroup: Filler<HostGroupRow> = () => ({})
const cluster: Filler<ClusterRow> = () => ({ version: '2008-r2', reserveNodes: 0 })
const host: Filler<HostRow> = () => ({
  slot: 0,
  version: '2008-r2',
  model: '',
  logicalProcessors: 8,
  cpuMhz: 2000,
  memoryMib: 32768,
  networks: [],
  volumeIds: [],
  availableForPlacement: true,
  notes: '',
})
const vm: Filler<VmRow> = () => ({
  slot: 0,
  state: 'running',
  disks: [],
  networkAdapters: [],
  tags: [],
  customProperties: {},
  notes: '',
  quotaPoints: 0,
  createdMs: 0,
})
const share: Filler<ShareRow> = () => ({ server: '', throughputMibPerS: 100 })
const disk: Filler<DiskRow> = () => ({ sizeGib: 20, usedGib: 8, format: 'dynamic' })
const template: Filler<TemplateRow> = () => ({ enabled: true, hardware, quotaPoints: 5 }) as never
const user: Filler<UserRow> = () => ({
  displayName: '',
  enabled: true,
  passwordHash: 'scrypt$none',
  createdMs: 0,
})
const role: Filler<RoleRow> = () => ({
  description: '',
  userIds: [],
  userGroupIds: [],
  actions: [],
  mayControlClock: false,
})
const job: Filler<JobRow> = () => ({
  name: 'job.vm.start',
  status: 'completed',
  targetName: '',
  ownerName: '',
  startedMs: 0,
  children: 0,
  childrenDone: 0,
  childrenFailed: 0,
  steps: [],
  changes: [],
})
const audit: Filler<AuditRow> = () => ({
  atMs: 0,
  wallMs: 0,
  userName: '',
  roleNames: '',
  operation: 'vm.start',
  targetIds: [],
  targets: '',
  outcome: 'done',
  because: '',
})

const fillers: { readonly [Table in TableName]?: Filler<never> } = {
  hostgroup: hostGroup,
  cluster,
  host,
  vm,
  share,
  disk,
  template,
  user,
  usergroup: () => ({ description: '', userIds: [] }),
  role,
  job,
  audit,
} as never

/** The row that a sketch stands for: the id is its name unless it says otherwise. */
export function fill<Table extends TableName>(
  table: Table,
  sketch: Sketch<Tables[Table]>,
): Tables[Table] {
  const { scope } = sketch as { scope?: object }
  const scopeWhole = { hostGroupIds: [], shareIds: [], templateIds: [], ...scope }
  return {
    name: sketch.id,
    ...(fillers[table]?.() as object | undefined),
    ...sketch,
    ...(table === 'role' ? { scope: scopeWhole } : {}),
  } as never
}

/** A world of these rows. Slots are given in order; id counters stand behind the highest id. */
export function worldOf(sketches: Sketches): World {
  const world = new World()
  const counters: Record<string, number> = {}
  for (const [table, rows] of Object.entries(sketches) as [TableName, Sketch<never>[]][]) {
    rows.forEach((sketch, slot) => {
      const id = (sketch as { id: string }).id
      const number = Number(id.slice(id.lastIndexOf('-') + 1))
      counters[table] = Math.max(counters[table] ?? 0, number)
      world.apply(put(table, fill(table, { slot, ...(sketch as object) } as never)))
    })
  }
  world.restoreIdCounters(counters)
  return world
}
