import { numberOfId } from '../../shared/domain/index.ts'
import { refuse } from '../../shared/refusals/index.ts'
import type { Simulation } from '../engine/simulation.ts'
import { groupsOn, membersOf, nodesOf, priorityOf, rankOf } from '../hosts/index.ts'
import { ruleRefusal, whereaboutsAfter } from '../placement/index.ts'
import type { FailoverParameters } from '../processes/failover/index.ts'
import { candidatesFor, failoverName } from '../processes/failover/index.ts'
import type { ClusterRow, HostRow, JobChangeRow, VmRow, VolumeRow, World } from '../world/index.ts'
import { put } from '../world/index.ts'
import { vmsOn } from './lose.ts'

/**
 * The groups of a node that is gone come up on the others: first its disks and the coordination of
 * its shared volumes, then the VMs that were off, then those that ran, by priority and one after
 * another (facts 6.5). One job with a child for each VM that has to start.
 */
export function failOver(simulation: Simulation, cluster: ClusterRow, node: HostRow): void {
  const vms = vmsOn(simulation, node.id).filter(vm => vm.highlyAvailable && !vm.recycled)
  const changes = [
    ...moveVolumes(simulation, cluster, node, vms),
    ...moveGroupsThatAreOff(simulation, vms),
  ]
  const lost = vms.filter(vm => vm.state === 'host-not-responding')
  startAgain(simulation, { name: 'job.cluster.failover', node, changes }, lost)
}

interface Restart {
  readonly name: string
  /** The node that went, or that came back. */
  readonly node: Pick<HostRow, 'id' | 'name'> | ClusterRow
  readonly changes?: readonly JobChangeRow[]
}

/** VMs find a node and start there: high priority first, then in the order of their ids. */
export function startAgain(simulation: Simulation, restart: Restart, vms: readonly VmRow[]): void {
  const { world, jobs } = simulation
  if (vms.length === 0) return
  const { name, node, changes = [] } = restart
  const ordered = [...vms].sort(
    (a, b) => rankOf(b) - rankOf(a) || numberOfId(a.id) - numberOfId(b.id),
  )
  const owner = { ownerName: node.name }
  const children = ordered.map(vm => {
    const parameters: FailoverParameters = { starts: priorityOf(vm) !== 'no-auto-start' }
    const of = { targetId: vm.id, targetName: vm.name, ...owner }
    return { name: 'job.vm.failover', process: failoverName, parameters, ...of }
  })
  const target = { targetId: node.id, targetName: node.name }
  const jobId = jobs.submitBulk({ name, ...target, ...owner }, children, children.length)
  const job = world.get('job', jobId)
  world.apply(put('job', { ...job, changes: [...changes, ...job.changes] }))
}

/**
 * Disks of one owner go to the node with the fewest groups, and the coordination of a shared volume
 * to the one that coordinates the fewest.
 */
function moveVolumes(
  { world }: Simulation,
  cluster: ClusterRow,
  node: HostRow,
  vms: readonly VmRow[],
): JobChangeRow[] {
  const owned = [...world.all('volume')].filter(one => one.ownerHostId === node.id)
  return owned.flatMap(volume => {
    if (volume.kind === 'local') return []
    const target = nextOwner(world, cluster, volume, vms)
    if (!target) return []
    world.apply(put('volume', { ...volume, ownerHostId: target.id }))
    const property = volume.kind === 'cluster-disk' ? 'Owner node' : 'Coordinator node'
    return [{ object: volume.name, property, before: node.name, after: target.name }]
  })
}

/** The member that owns or coordinates a volume next. */
function nextOwner(
  world: World,
  cluster: ClusterRow,
  volume: VolumeRow,
  vms: readonly VmRow[],
): HostRow | undefined {
  const able = membersOf(world, cluster.id).filter(
    host =>
      host.id !== volume.ownerHostId &&
      host.volumeIds.includes(volume.id) &&
      // VMs would come with a disk, and none may come to a node in maintenance mode (facts 6.3).
      !(volume.kind === 'cluster-disk' && host.maintenance) &&
      mayOwnAll(world, volume, vms, host),
  )
  const load = (host: HostRow) =>
    volume.kind === 'cluster-disk'
      ? groupsOn(world, host.id)
      : [...world.all('volume')].filter(one => one.ownerHostId === host.id).length
  const weighed = able.map(host => ({ host, groups: load(host) }))
  weighed.sort((a, b) => a.groups - b.groups || numberOfId(a.host.id) - numberOfId(b.host.id))
  return weighed[0]?.host
}

/**
 * Another node becomes the owner or coordinator of a volume while its own is there: a coordinator
 * just hands over, but the VMs on a disk of one owner stop and start again with it.
 */
export function changeOwner(simulation: Simulation, volume: VolumeRow): void {
  const { world, jobs } = simulation
  const node = world.find('host', volume.ownerHostId)
  const cluster = world.find('cluster', node?.clusterId)
  if (!node || !cluster || volume.kind === 'local') return
  const vms = vmsOn(simulation, node.id).filter(vm =>
    vm.disks.some(disk => disk.volumeId === volume.id),
  )
  const target = nextOwner(world, cluster, volume, vms)
  if (!target) return
  world.apply(put('volume', { ...volume, ownerHostId: target.id }))
  if (volume.kind !== 'cluster-disk') return
  for (const { id } of vms) {
    // A job that waited behind the one that fails begins as that one does.
    for (;;) {
      const { jobId } = world.get('vm', id)
      if (!jobId) break
      jobs.fail(jobId, refuse('host.went-down', { host: node.name }))
    }
  }
  const onIt = vms.map(vm => world.get('vm', vm.id)).filter(vm => !vm.recycled && !vm.jobId)
  for (const vm of onIt) {
    if (vm.state !== 'running' && vm.state !== 'paused' && vm.state !== 'host-not-responding') {
      world.apply(put('vm', { ...vm, hostId: target.id }))
    }
  }
  const ran = onIt.filter(vm => vm.state === 'running' || vm.state === 'paused')
  for (const vm of ran) {
    const lost = { state: vm.state, sinceMs: world.nowMs, holdsMemory: false }
    const gone = { state: 'host-not-responding', guestServices: false, lost } as const
    world.apply(put('vm', { ...vm, ...gone }))
  }
  const changes = [
    { object: volume.name, property: 'Owner node', before: node.name, after: target.name },
  ]
  const again = ran.map(vm => world.get('vm', vm.id))
  startAgain(simulation, { name: 'job.cluster.failover', node, changes }, again)
}

/** Whether every VM on a disk of one owner may live on the node. */
function mayOwnAll(world: World, volume: VolumeRow, vms: readonly VmRow[], host: HostRow): boolean {
  if (volume.kind !== 'cluster-disk') return true
  const onIt = vms.filter(vm => vm.disks.some(disk => disk.volumeId === volume.id))
  // They come together, so none of them keeps another from it where it is now.
  const where = whereaboutsAfter(world, new Map(onIt.map(vm => [vm.id, undefined])))
  return onIt.every(
    vm => (vm.possibleOwnerIds?.includes(host.id) ?? true) && !ruleRefusal(world, vm, host, where),
  )
}

/** A group that is off goes to another node without starting there. */
function moveGroupsThatAreOff({ world }: Simulation, vms: readonly VmRow[]): JobChangeRow[] {
  return vms.flatMap(vm => {
    const isOff = vm.state !== 'host-not-responding' && vm.jobId === undefined
    const [target] = isOff ? candidatesFor(world, vm) : []
    if (!target) return []
    const before = world.get('host', vm.hostId).name
    world.apply(put('vm', { ...vm, hostId: target.id }))
    return [{ object: vm.name, property: 'Host', before, after: target.name }]
  })
}

/**
 * VMs that the cluster owes a start: lost with their node, off for lack of room, or off since the
 * cluster had stopped.
 */
export function owedTo({ world }: Simulation, cluster: ClusterRow): VmRow[] {
  // A node that has been silent for a moment only may yet be heard again.
  const isKnown = (vm: VmRow) => world.get('host', vm.hostId).silentMs === undefined
  const codes = new Set<string>(['failover.no-room', 'failover.displaced', 'cluster.no-quorum'])
  return nodesOf(world, cluster.id)
    .flatMap(node => [...world.index.vmsByHost.of(node.id)])
    .map(id => world.get('vm', id))
    .filter(vm => vm.highlyAvailable && !vm.recycled && vm.jobId === undefined)
    .filter(
      vm =>
        (vm.state === 'host-not-responding' && isKnown(vm)) ||
        (vm.state === 'stopped' && codes.has(vm.failure?.code ?? '')),
    )
}

/** Whether all that a group needs is on a node that has come back: for failing back. */
export function prefers(vm: VmRow, node: HostRow): boolean {
  const owners = vm.preferredOwnerIds ?? []
  const [at, now] = [owners.indexOf(node.id), owners.indexOf(vm.hostId)]
  return at >= 0 && (now < 0 || at < now) && vm.hostId !== node.id
}
