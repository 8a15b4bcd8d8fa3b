import { priorities } from '../../../../core/engine/queue.ts'
import { stepEndsEvent } from '../../../../core/jobs/types.ts'
import { put } from '../../../../core/world/index.ts'
import { defaultReserves } from '../../../../shared/domain/index.ts'
import type { Break } from './break-kit.ts'
import { addFault, addJob, afterStep, change, hostAt, sneak, vmAt } from './break-kit.ts'
import { collectorBreaks } from './collector-breaks.ts'
import { counterBreaks } from './counter-breaks.ts'
import { clusterBreaks } from './cluster-breaks.ts'
import { proBreaks } from './pro-breaks.ts'
import { planBreaks } from './plan-breaks.ts'
import { vmBreaks } from './vm-breaks.ts'

const step = { name: 'step.change', status: 'running', progressPercent: 0 } as const
const open = { status: 'running', endedMs: undefined } as const

/** One way to break the world for each check, by its name. */
export const breaks: Readonly<Record<string, Break>> = {
  ...clusterBreaks,
  ...vmBreaks,
  ...planBreaks,
  ...proBreaks,
  ...counterBreaks,
  ...collectorBreaks,
  id: ({ world }) =>
    world.apply(put('hostgroup', { id: 'hostgroup-999', name: 'x', parentId: 'hostgroup-1' })),
  slot: simulation => sneak(simulation, 'host-2', { slot: hostAt(simulation).slot }),
  place: simulation => sneak(simulation, vmAt(simulation).id, { state: 'stopped' }),
  memory: ({ world }) => (world.hosts.data.heldMib[0]! += 1),
  'assigned-memory': ({ world }) => (world.vms.data.assignedMib[0]! += 1),
  paging: ({ world }) => (world.vms.data.pagingIops[0] = 5),
  'vm-index': simulation => sneak(simulation, vmAt(simulation).id, { name: 'somebody-else' }),
  'host-index': simulation => sneak(simulation, 'host-1', { hostGroupId: 'hostgroup-1' }),
  'job-index': ({ world }) => world.index.openJobs.add('job-99'),
  'fault-index': ({ world }) => world.index.activeFaults.move('fault-9', undefined, 'vm-1'),
  'host-sums': ({ world }) => (world.hosts.data.runningVms[0]! += 1),
  'vm-columns': ({ world }) => (world.vms.data.cpuWeight[0]! += 1),
  owners: simulation =>
    change(simulation, 'vm', () => ({ possibleOwnerIds: ['host-999' as const] })),
  'placement-rule': ({ world }) =>
    world.apply(
      put('placementrule', {
        ...{ id: world.nextId('placementrule'), name: 'x', description: '', isEnabled: true },
        ...{ scopeId: 'cluster-999', kind: 'keep-apart', strength: 'must' },
        ...{ vmIds: [], vmTags: [], hostIds: [] },
      }),
    ),
  pending: simulation => change(simulation, 'host', () => ({ isPending: true as const })),
  demand: ({ world }) => (world.vms.data.demandPercent[0] = 120),
  limit: simulation => {
    const { world } = simulation
    world.vms.data.demandPercent[0] = 90
    world.vms.data.grantedPercent[0] = 80
    world.vms.data.cpuLimit[0] = 50
    afterStep(simulation)
  },
  capacity: simulation => {
    simulation.world.hosts.data.usedPercent[0] = 1e6
    afterStep(simulation)
  },
  quiet: simulation => {
    const stopped = [...simulation.world.all('vm')].find(vm => vm.state === 'stopped')!
    simulation.world.vms.data.demandPercent[stopped.slot] = 1
  },
  reserve: ({ world }) => {
    const group = [...world.all('hostgroup')][0]!
    const levels = { cpu: { startOptimization: 40, placement: 20 } }
    world.apply(put('hostgroup', { ...group, reserves: { ...defaultReserves, levels } }))
  },
  'powered-off': simulation => {
    const { world } = simulation
    for (const id of ['host-1', 'host-2'] as const) {
      const off = { condition: 'down' as const, poweredOff: { sinceMs: 0, ofNodes: 4 } }
      world.apply(put('host', { ...world.get('host', id), ...off }))
    }
  },
  energy: ({ world }) => (world.hosts.data.energyWs[0] = -1),
  finite: ({ world }) => (world.vms.data.sumPercent[0] = NaN),
  queue: simulation => simulation.queue.push(1, priorities.begin, 'x', {}),
  'step-event': ({ queue, world }) =>
    queue.push(world.nowMs, priorities.finish, stepEndsEvent, { jobId: 'job-999' }),
  'fault-event': simulation => addFault(simulation, { endMs: simulation.world.nowMs + 5 }),
  flow: ({ flows }) =>
    flows.begin({
      ...{ jobId: 'job-999', kind: 'stream', volumeSlot: 0 },
      ...{ total: 1, remaining: 1, rateMax: 1 },
    }),
  job: simulation => void addJob(simulation, { ...open, process: 'power', steps: [step] }),
  'job-tree': simulation => void addJob(simulation, { children: 2 }),
  'job-steps': simulation => void addJob(simulation, { steps: [step] }),
  'job-times': simulation => void addJob(simulation, { endedMs: undefined }),
  'job-hold': simulation => {
    const { id } = addJob(simulation, {})
    change(simulation, 'vm', () => ({ jobId: id }))
  },
  history: simulation => {
    const endMs = simulation.world.nowMs
    for (let at = 0; at < 201; at++) addFault(simulation, { status: 'ended', endMs })
  },
  audit: ({ world }) =>
    world.apply(
      put('audit', {
        ...{ id: world.nextId('audit'), atMs: world.nowMs, wallMs: 0, userName: 'x' },
        ...{ roleNames: '', operation: 'x', targetIds: [], targets: '', because: '' },
        outcome: 'refused',
      }),
    ),
  stored: simulation => change(simulation, 'vm', () => ({ state: 'stored' as const })),
  transfer: simulation =>
    change(simulation, 'vm', () => ({ transfer: { from: 'stopped' as const } })),
  missing: simulation => change(simulation, 'vm', () => ({ state: 'missing' as const })),
  revision: ({ world }) => world.revision++,
  snapshot: ({ world }) =>
    world.apply(
      put('snapshot', {
        ...{ id: world.nextId('snapshot'), slot: 0, name: 'x', volumeId: 'volume-999' },
        ...{ kind: 'copy-on-write', hostId: 'host-1', createdMs: 0, coveredGib: 0 },
      }),
    ),
  'pool-room': simulation => change(simulation, 'lun', () => ({ sizeGib: 1e6 })),
  array: simulation => change(simulation, 'array', () => ({ activePorts: 9 })),
  'volume-capacity': simulation => change(simulation, 'volume', () => ({ capacityGib: 1e6 })),
  'volume-reach': simulation =>
    change(simulation, 'host', row => ({
      volumeIds: [...row.volumeIds, 'volume-999' as const],
    })),
  'lun-owner': simulation => change(simulation, 'lun', () => ({ poolId: 'pool-999' as const })),
  volume: simulation => change(simulation, 'volume', row => ({ usedGib: row.usedGib + 5 })),
  'vm-volumes': simulation => sneak(simulation, 'host-1', { volumeIds: [] }),
  'disk-size': simulation =>
    change(simulation, 'vm', ({ disks }) => ({
      disks: disks.map(disk => ({ ...disk, usedGib: disk.sizeGib + 1 })),
    })),
  available: simulation => {
    const lone = [...simulation.world.all('vm')].find(
      vm => !simulation.world.get('host', vm.hostId).clusterId,
    )!
    simulation.world.apply(put('vm', { ...lone, highlyAvailable: true }))
  },
  'MAC address': simulation =>
    change(simulation, 'vm', () => ({ networkAdapters: vmAt(simulation, 1).networkAdapters })),
  name: simulation =>
    sneak(simulation, 'host-1', { name: simulation.world.get('host', 'host-2').name }),
  'group-tree': simulation => sneak(simulation, 'hostgroup-2', { parentId: 'hostgroup-2' }),
  cluster: simulation => {
    const node = [...simulation.world.all('host')].find(host => host.clusterId)!
    sneak(simulation, node.id, { version: node.version === '2012-r2' ? '2008-r2' : '2012-r2' })
  },
  'fault-target': simulation => addFault(simulation, { targetId: 'vm-999' }),
  'fault-times': simulation => addFault(simulation, { status: 'ended' }),
  promise: simulation => {
    const { world } = simulation
    const vm = vmAt(simulation)
    const target = [...world.all('host')].find(host => host.id !== vm.hostId)!
    const route = { kind: 'live', sourceId: vm.hostId, targetId: target.id, beganMs: world.nowMs }
    addJob(simulation, { ...open, process: 'migration', parameters: route, targetId: vm.id })
    world.hosts.data.heldMib[target.slot] = target.memoryMib
  },
  template: simulation => change(simulation, 'template', () => ({ diskId: 'disk-999' as const })),
  role: ({ world }) =>
    world.apply(
      put('role', {
        ...{ id: world.nextId('role'), name: 'x', description: '', mayControlClock: false },
        ...{ profile: 'administrator', userIds: ['user-99'], userGroupIds: [], actions: [] },
        scope: { hostGroupIds: [], shareIds: [], templateIds: [] },
      }),
    ),
  quota: simulation => {
    const { world } = simulation
    const roleId = world.nextId('role')
    world.apply(
      put('role', {
        ...{ id: roleId, name: 'x', description: '', mayControlClock: false, userIds: [] },
        ...{ profile: 'self-service-user', userGroupIds: [], actions: [] },
        scope: { hostGroupIds: [], shareIds: [], templateIds: [] },
        quota: { points: 1, shared: true },
      }),
    )
    change(simulation, 'vm', () => ({ roleId, quotaPoints: 5 }))
  },
  reference: simulation => change(simulation, 'vm', () => ({ ownerId: 'user-99' as const })),
  curve: ({ world }) => (world.vms.data.curve[0] = 5000),
  migrations: simulation => {
    const { world } = simulation
    const [one, other] = [...world.all('host')]
    const route = { kind: 'live', sourceId: one!.id, targetId: other!.id, beganMs: 0 }
    for (let at = 0; at < 3; at++) {
      const targetId = vmAt(simulation, at).id
      addJob(simulation, { ...open, process: 'migration', parameters: route, targetId })
    }
  },
  recycled: simulation => change(simulation, 'vm', () => ({ recycled: { atMs: 0 } })),
}
