import type { HostId } from '../../../shared/domain/index.ts'
import { byIdNumber, vmOverheadMib } from '../../../shared/domain/index.ts'
import { leakedMib, membersOf } from '../../hosts/index.ts'
import { assignedMibOf, clampMib, hostReserveMib } from '../../memory/index.ts'
import type { ClusterRow, HostRow, VmRow, World } from '../../world/index.ts'
import { memoryDemandMibOf, runCode } from '../../world/index.ts'
import type { ReserveGoal, ReserveHost } from './state.ts'
import { ReserveState } from './state.ts'

/** Memory that each VM counts for besides its own (facts 1.8). */
export const bufferMib = 64

/**
 * Memory that the cluster has to find for a VM: its own with the buffer, or with its overhead where
 * that is more (a VM of 6 GiB and up; ours, since it could not start otherwise).
 */
export function reserveSizeMib(memoryMib: number): number {
  return memoryMib + Math.max(bufferMib, vmOverheadMib(memoryMib))
}

/** What a VM counts for: running, paused, saved or stopped; one with dynamic memory its demand. */
export function reserveSizeOf(world: World, vm: VmRow): number {
  const { dynamicMemory, slot } = vm
  if (!dynamicMemory || world.vms.data.run[slot] === runCode.off) {
    return reserveSizeMib(assignedMibOf(world, vm))
  }
  return reserveSizeMib(clampMib(Math.ceil(memoryDemandMibOf(world, slot)), dynamicMemory))
}

/** The VMs of a host in sums, as long as none of them changes. */
interface Known {
  readonly revision: number
  readonly sizesMib: readonly number[]
  readonly sums: NonNullable<ReserveHost['sums']>
  readonly othersMib: number
}
const known = new WeakMap<World, Map<HostId, Known>>()

/** The sizes of a host's VMs. Those with dynamic memory change without a row: then it reads again. */
function vmsOf(world: World, hostId: HostId): Known {
  const hosts = known.get(world) ?? new Map<HostId, Known>()
  if (hosts.size === 0) known.set(world, hosts)
  const revision = world.index.vmsChangedAt.get(hostId) ?? 0
  const found = hosts.get(hostId)
  if (found?.revision === revision) return found
  const sizesMib: number[] = []
  let [othersMib, haMib, haLargest, changes] = [0, 0, 0, false]
  for (const id of [...world.index.vmsByHost.of(hostId)].sort(byIdNumber)) {
    const vm = world.get('vm', id)
    if (vm.recycled) continue
    const sizeMib = reserveSizeOf(world, vm)
    if (vm.highlyAvailable) {
      sizesMib.push(sizeMib)
      haMib += sizeMib
      haLargest = Math.max(haLargest, sizeMib)
    } else othersMib += sizeMib
    changes ||= vm.dynamicMemory !== undefined
  }
  const sums = { haMib, haLargest }
  const read = { revision: changes ? -1 : revision, sizesMib, sums, othersMib }
  hosts.set(hostId, read)
  return read
}

/** Whether a node holds VMs for its cluster now: up, not put out, and not in maintenance. */
function counts(host: HostRow): boolean {
  return !host.maintenance && !host.isPending
}

/** The method and the failures that a cluster is to survive. */
export function reserveGoalOf(cluster: ClusterRow): ReserveGoal {
  return { reserveNodes: cluster.reserveNodes, method: cluster.reserveMethod ?? '2012-r2' }
}

/** What is to be asked as if it were so. */
export interface ReserveWhatIf extends Partial<ReserveGoal> {
  /** Hosts that leave, fail or go into maintenance, and such that join. */
  readonly gone?: readonly HostId[]
  readonly joining?: readonly HostId[]
  /** VMs that change, come, go or move, one after the other. */
  readonly vms?: readonly ReserveChange[]
}

export interface ReserveChange {
  /** The VM as it is; absent for a new one. */
  readonly vm?: VmRow
  /** Where it is then; absent for one that leaves the cluster. */
  readonly toHostId?: HostId
  /** What it counts for then, and whether it is highly available. */
  readonly sizeMib: number
  readonly highlyAvailable: boolean
}

/**
 * The memory of a cluster as its reserve sees it. Nodes that are down or in maintenance are not
 * among those that may still fail; their highly available VMs need room on the others.
 */
export function reserveStateOf(
  world: World,
  cluster: ClusterRow,
  { gone = [], joining = [], vms = [] }: ReserveWhatIf = {},
): ReserveState {
  const members = membersOf(world, cluster.id)
    .concat(joining.map(id => world.get('host', id)))
    .filter(host => counts(host) && !gone.includes(host.id))
  const away = awayFrom(world, cluster, members)
  const homeless = away.flatMap(id => vmsOf(world, id).sizesMib)
  const state = new ReserveState(
    members.map(host => nodeOf(world, host)),
    homeless,
  )
  for (const change of vms) applyChange(world, cluster, state, change)
  return state
}

/** The nodes of a cluster that are not among its members, in the order of their ids. */
function awayFrom(world: World, { id }: ClusterRow, members: readonly HostRow[]): HostId[] {
  const nodes = world.index.hostsByCluster.of(id)
  // Mostly all of them are there, and nothing has to be looked up.
  if (members.length === nodes.size && members.every(host => host.clusterId === id)) return []
  const there = new Set(members.map(host => host.id))
  return [...nodes].filter(one => !there.has(one)).sort(byIdNumber)
}

function applyChange(
  world: World,
  cluster: ClusterRow,
  state: ReserveState,
  { vm, toHostId, ...then }: ReserveChange,
): void {
  if (vm) takeVm(world, cluster, state, vm)
  const at = state.placeOf(toHostId)
  if (at >= 0) state.add(at, then)
}

/** The VM out of the state, if its cluster counts it. */
export function takeVm(
  world: World,
  { id }: Pick<ClusterRow, 'id'>,
  state: ReserveState,
  vm: VmRow,
): boolean {
  if (vm.stored || vm.recycled || world.get('host', vm.hostId).clusterId !== id) return false
  const at = state.placeOf(vm.hostId)
  const { highlyAvailable } = vm
  if (at >= 0) state.take(at, { sizeMib: reserveSizeOf(world, vm), highlyAvailable })
  else if (highlyAvailable) state.takeHomeless(reserveSizeOf(world, vm))
  return true
}

function nodeOf(world: World, host: HostRow): ReserveHost {
  const { sizesMib, sums, othersMib } = vmsOf(world, host.id)
  const { coming, comingOthersMib } = arrivalsFromOutside(world, host)
  const isAlone = coming.length === 0
  return {
    hostId: host.id,
    name: host.name,
    usableMib: host.memoryMib - hostReserveMib(world, host),
    othersMib: othersMib + comingOthersMib + leakedMib(world, host),
    sizesMib: isAlone ? sizesMib : [...sizesMib, ...coming],
    sums: isAlone ? sums : undefined,
  }
}

const noArrivals: { readonly coming: readonly number[]; readonly comingOthersMib: number } = {
  coming: [],
  comingOthersMib: 0,
}

/** VMs that migrations bring from outside of the cluster: they count where they go. */
function arrivalsFromOutside(world: World, host: HostRow) {
  const arrivals = world.index.arrivals.of(host.id)
  if (arrivals.size === 0) return noArrivals
  const coming: number[] = []
  let comingOthersMib = 0
  for (const jobId of [...arrivals].sort(byIdNumber)) {
    const vm = world.find('vm', world.get('job', jobId).targetId)
    if (!vm || world.get('host', vm.hostId).clusterId === host.clusterId) continue
    if (vm.highlyAvailable) coming.push(reserveSizeOf(world, vm))
    else comingOthersMib += reserveSizeOf(world, vm)
  }
  return { coming, comingOthersMib }
}

/** The same, every VM read again: for the invariant that what is kept beside the rows is true. */
export function recountedState(world: World, cluster: ClusterRow): ReserveState {
  for (const id of world.index.hostsByCluster.of(cluster.id)) known.get(world)?.delete(id)
  return reserveStateOf(world, cluster)
}
