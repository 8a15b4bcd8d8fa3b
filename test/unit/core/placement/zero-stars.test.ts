import { expect, test } from 'vitest'
import type { HostFigures, PlacementRequest } from '../../../../core/placement/index.ts'
import { activeRule, rateHost } from '../../../../core/placement/index.ts'
import { ReserveState } from '../../../../core/cluster/reserve/index.ts'
import { Laboratory } from '../../../../core/scenarios/laboratory.ts'
import type { PlacementRuleRow } from '../../../../core/world/index.ts'
import { put } from '../../../../core/world/index.ts'
import { balancing, hv04, request } from './figures.ts'

/** A row of the table of facts 1.6: what is so, which reason follows, and how hard it is. */
interface Row {
  readonly host?: Partial<HostFigures>
  readonly wish?: Partial<PlacementRequest>
  readonly code: string
  readonly severity: 'blocked' | 'zero' | 'warning'
  readonly overridable?: boolean
}

const intel = { vendor: 'intel', generation: 3 } as const
const older = { vendor: 'intel', generation: 2 } as const

const node = { usableMib: 10240, othersMib: 0, sizesMib: [] }
const overCommitted: Partial<HostFigures> = {
  clusterReserve: {
    state: new ReserveState([{ ...node, hostId: 'host-4', name: 'host-4' }]),
    goal: { reserveNodes: 1, method: '2012-r2' },
    ...{ isOver: true, holdsVm: false },
  },
  reservePlace: 0,
}

const table: Readonly<Record<string, Row>> = {
  '1: no volume with room': { host: { volumes: [] }, code: 'volume', severity: 'zero' },
  '2: memory above the reserve': {
    host: { memoryUsedMib: 32000 },
    ...{ code: 'memory', severity: 'zero' },
  },
  '3: maintenance mode': { host: { status: 'maintenance' }, code: 'maintenance', severity: 'zero' },
  '3: not available for placement': {
    host: { availableForPlacement: false },
    ...{ code: 'not-available', severity: 'zero' },
  },
  '4: network missing': { host: { networks: [] }, code: 'networks', severity: 'zero' },
  '4: another VLAN on the network': {
    host: { virtualNetworks: [{ name: 'Accounting', vlan: 10 }] },
    wish: { vlans: [{ network: 'Accounting', vlan: 20 }] },
    ...{ code: 'vlan', severity: 'zero' },
  },
  '5: highly available outside a cluster': {
    host: { clusterId: undefined },
    ...{ code: 'not-clustered', severity: 'zero', overridable: true },
  },
  '6: not highly available on a node': {
    wish: { highlyAvailable: false },
    ...{ code: 'not-highly-available', severity: 'warning', overridable: true },
  },
  '7: another hypervisor': {
    host: { hypervisor: 'esx' },
    ...{ code: 'hypervisor', severity: 'blocked' },
  },
  '8: running VMs of the host': {
    host: { runningVms: 384 },
    ...{ code: 'limit-running', severity: 'blocked' },
  },
  '8: virtual processors of the host': {
    host: { virtualProcessors: 5000 },
    ...{ code: 'limit-ratio', severity: 'blocked' },
  },
  '8: VMs of the cluster': {
    host: { clusterVms: 5000 },
    ...{ code: 'limit-cluster', severity: 'blocked' },
  },
  '9: dynamic memory': {
    wish: { dynamicMemory: { maximumMib: 4096, operatingSystem: 'Windows Server 2008 R2' } },
    ...{ code: 'dynamic-memory', severity: 'blocked' },
  },
  '10: RemoteFX of a VM that runs': {
    host: { processor: intel },
    wish: { usesRemoteFx: true, processor: intel },
    ...{ code: 'remote-fx', severity: 'blocked' },
  },
  '10: RemoteFX of a VM that is off': {
    wish: { usesRemoteFx: true },
    ...{ code: 'remote-fx', severity: 'zero', overridable: true },
  },
  '11: its cluster is over-committed': {
    host: overCommitted,
    ...{ code: 'cluster-reserve', severity: 'zero', overridable: true },
  },
  '12: the same name': {
    wish: { name: 'x', nameTakenOn: new Set(['host-4'] as const) },
    ...{ code: 'same-name', severity: 'zero' },
  },
  '13: not a possible owner': {
    wish: { possibleOwnerIds: ['host-9'] },
    ...{ code: 'possible-owners', severity: 'blocked' },
  },
  '14: older processors': {
    host: { processor: older },
    wish: { processor: intel },
    ...{ code: 'processor', severity: 'blocked' },
  },
  '15: custom rule': {
    host: {
      asks: {
        ...{ checks: {}, customRules: [{ property: 'zone', requirement: 'must-match' }] },
        ...{ properties: { zone: 'b' }, deadNetworks: {}, queueNetworks: [] },
        reachedVolumeIds: [],
      },
    },
    wish: { customProperties: { zone: 'a' } },
    ...{ code: 'custom-rule', severity: 'blocked' },
  },
  '16: more virtual than logical processors': {
    host: { logicalProcessors: 1, version: '2012-r2' },
    ...{ code: 'processors', severity: 'zero' },
  },
}

test.each(Object.entries(table))(
  'facts 1.6, %s: the reason, its weight, and the next thing',
  (_, row) => {
    const rating = rateHost({ ...request, ...row.wish }, { ...hv04, ...row.host }, balancing)
    const reason = rating.reasons.find(one => one.code === row.code)
    expect(reason).toMatchObject({
      ...{ severity: row.severity, overridable: row.overridable ?? false },
      next: expect.stringMatching(/\w/) as string,
    })
    expect(rating.stars > 0).toBe(rating.reasons.every(one => one.severity === 'warning'))
  },
)

test('facts 1.6, 14: processor compatibility lets a guest go on with older ones, not with others', () => {
  const codes = (wish: Partial<PlacementRequest>, host: Partial<HostFigures>) =>
    rateHost({ ...request, ...wish }, { ...hv04, ...host }, balancing).reasons.map(one => one.code)
  const running = { processor: intel, processorCompatibility: true }
  expect(codes(running, { processor: older })).toEqual([])
  expect(codes(running, { processor: { vendor: 'amd', generation: 3 } })).toEqual(['processor'])
  expect(codes({ processor: older }, { processor: intel })).toEqual([])
})

const asks = {
  ...{ checks: {}, customRules: [], properties: {}, deadNetworks: {}, queueNetworks: [] },
  reachedVolumeIds: [],
} as const

test.each([
  ['off', undefined, 0],
  ['favor', undefined, 0],
  ['should-meet', 'warning', -5],
  ['must-meet', 'blocked', 0],
] as const)(
  'facts 1.7: a check that fails at %s: %s, and what it does to the rank',
  (level, severity, points) => {
    const host = { ...hv04, asks: { ...asks, checks: { 'vm-queue': level } } }
    const rating = rateHost(request, host, balancing)
    expect(rating.reasons[0]?.severity).toBe(severity)
    expect(rating.rank - rating.score).toBeCloseTo(points, 9)
  },
)

test('facts 1.7: a check that passes at Favor: half a star ahead in rank, and no star more', () => {
  const checks = { 'vm-queue': 'favor' } as const
  const host = { ...hv04, asks: { ...asks, checks, queueNetworks: ['Accounting'] } }
  const rating = rateHost(request, host, balancing)
  const plain = rateHost(request, hv04, balancing)
  expect(rating).toMatchObject({ favours: [{ points: 0.5 }], stars: plain.stars })
  expect(rating.rank).toBeCloseTo(plain.rank + 0.5, 9)
})

test('facts 1.7: a level of high availability takes the place of the rating’s own condition', () => {
  const reasons = (level: 'off' | 'should-meet' | 'must-meet') => {
    const checks = { 'high-availability': level }
    const host = { ...hv04, clusterId: undefined, asks: { ...asks, checks } }
    return rateHost(request, host, balancing).reasons.map(one => one.severity)
  }
  expect(reasons('off')).toEqual([])
  expect(reasons('should-meet')).toEqual(['warning'])
  expect(reasons('must-meet')).toEqual(['blocked'])
})

test('rating: conditions that hold: each is told with its figures', () => {
  const { checked } = rateHost(request, hv04, balancing)
  expect(checked).toContain(
    'Memory: 10,700 MB free above the reserve, 2,088 MB needed with the overhead.',
  )
  expect(checked).toContain('High availability: it is a node of poc-cluster.')
})

test('rating: a should rule: hosts that keep it go first whatever their score, with the reason', () => {
  const { world } = new Laboratory('poc-lab', 1)
  const vm = [...world.all('vm')].find(one => one.hostId === 'host-1')!
  const row: PlacementRuleRow = {
    ...({ id: 'placementrule-1', name: 'Apart', description: '', isEnabled: true } as const),
    ...({ scopeId: 'cluster-1', kind: 'keep-apart', strength: 'should' } as const),
    ...{ vmIds: [vm.id], vmTags: [], hostIds: [] },
  }
  world.apply(put('placementrule', row))
  const wish = { ...request, rules: [activeRule(world, row)] }
  const slot = world.get('host', 'host-1').slot
  const rating = rateHost(wish, { ...hv04, slot }, balancing)
  expect(rating.reasons).toMatchObject([{ code: 'rule', severity: 'warning' }])
  expect(rating.rank).toBeCloseTo(rating.score - 5, 9)
  expect(rating.reasons[0]!.text).toContain('1 VM')
  expect(rating.reasons[0]!.text).not.toContain(vm.name)
})

test.each([
  ['off', undefined],
  ['should-meet', 'warning'],
  ['must-meet', 'blocked'],
] as const)(
  'facts 1.7: cluster reserve at %s: takes the place of the zero: %s',
  (level, severity) => {
    const host = {
      ...hv04,
      ...overCommitted,
      asks: { ...asks, checks: { 'cluster-reserve': level } },
    }
    const { reasons } = rateHost(request, host, balancing)
    expect(reasons.map(one => one.severity)).toEqual(severity ? [severity] : [])
  },
)
