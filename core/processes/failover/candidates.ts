import { costMib, failoverPeriodH, msPerHour, numberOfId } from '../../../shared/domain/index.ts'
import type { Refusal } from '../../../shared/refusals/index.ts'
import { refuse } from '../../../shared/refusals/index.ts'
import {
  failoverLimitOf,
  gpuRefusal,
  groupDiskOf,
  groupsOn,
  membersOf,
  rankOf,
} from '../../hosts/index.ts'
import type { ClusterRow, HostRow, VmRow, World } from '../../world/index.ts'
import { freeMib } from '../../memory/index.ts'
import { activeRulesOf, isBrokenOn, ruleRefusal } from '../../placement/index.ts'
import { roomRefusal } from '../memory.ts'

/** The cluster of a VM's host. */
export function clusterOf(world: World, vm: VmRow): ClusterRow | undefined {
  return world.find('cluster', world.find('host', vm.hostId)?.clusterId)
}

/**
 * The nodes that a VM may go to: those that keep its should rules and availability sets first
 * (ours), then in the documented order, preferred owners and whoever holds the fewest groups (facts
 * 6.5). A VM on a disk of one owner goes where that is.
 */
export function candidatesFor(world: World, vm: VmRow): HostRow[] {
  const cluster = clusterOf(world, vm)
  if (!cluster) return []
  const ownerId = groupDiskOf(world, vm)?.ownerHostId
  const able = membersOf(world, cluster.id).filter(
    host => mayOwn(vm, host) && !ruleRefusal(world, vm, host),
  )
  const owner = able.find(host => host.id === ownerId)
  if (owner) return [owner]
  const preferred = vm.preferredOwnerIds ?? []
  const order = (host: HostRow) => {
    const at = preferred.indexOf(host.id)
    return at < 0 ? preferred.length : at
  }
  const shoulds = activeRulesOf(world, vm).filter(rule => rule.strength === 'should')
  const broken = (host: HostRow) => shoulds.filter(rule => isBrokenOn(rule, host.slot)).length
  const groups = new Map(able.map(host => [host.id, groupsOn(world, host.id)]))
  return able.sort(
    (a, b) =>
      broken(a) - broken(b) ||
      order(a) - order(b) ||
      groups.get(a.id)! - groups.get(b.id)! ||
      numberOfId(a.id) - numberOfId(b.id),
  )
}

function mayOwn(vm: VmRow, host: HostRow): boolean {
  if (host.maintenance || gpuRefusal(vm, host)) return false
  if (vm.possibleOwnerIds && !vm.possibleOwnerIds.includes(host.id)) return false
  return (
    vm.disks.every(disk => host.volumeIds.includes(disk.volumeId)) &&
    vm.networkAdapters.every(adapter => host.networks.includes(adapter.network))
  )
}

/** Where a VM starts again: a node, and the VMs of lower priority that give way to it there. */
export interface FailoverPlace {
  readonly host: HostRow
  readonly displaced: readonly VmRow[]
}

/** The first candidate with room, or why each of them has none. */
export function placeFor(
  world: World,
  vm: VmRow,
  candidates: readonly HostRow[],
): FailoverPlace | Refusal {
  const reasons: string[] = []
  for (const host of candidates) {
    const refusal = roomRefusal(world, vm, host)
    if (!refusal) return { host, displaced: [] }
    reasons.push(refusal.text)
  }
  for (const host of candidates) {
    const displaced = displacedOn(world, vm, host)
    if (displaced) return { host, displaced }
  }
  const nodes = reasons.length > 0 ? reasons : ['no node of its cluster may take it']
  return refuse('failover.no-room', { name: vm.name, nodes })
}

/**
 * From 2012 on a VM of lower priority is taken down where one of higher priority lacks memory
 * (facts 6.5): the lowest first, the youngest of them first (ours).
 */
function displacedOn(world: World, vm: VmRow, host: HostRow): VmRow[] | undefined {
  if (host.version === '2008-r2') return undefined
  const needed = costMib(vm.memoryMib)
  const lower = [...world.index.vmsByHost.of(host.id)]
    .map(id => world.get('vm', id))
    .filter(other => other.state === 'running' && other.jobId === undefined)
    .filter(other => other.highlyAvailable && rankOf(other) < rankOf(vm))
    .sort((a, b) => rankOf(a) - rankOf(b) || numberOfId(b.id) - numberOfId(a.id))
  let free = freeMib(world, host)
  const displaced: VmRow[] = []
  for (const other of lower) {
    if (free >= needed) break
    displaced.push(other)
    free += world.vms.data.heldMib[other.slot]!
  }
  return free >= needed && displaced.length > 0 ? displaced : undefined
}

/** The failovers of a VM within the period that ends now. */
export function failoversOf(world: World, vm: VmRow): readonly number[] {
  const cluster = clusterOf(world, vm)
  const hours = cluster ? failoverLimitOf(world, cluster, vm).hours : failoverPeriodH
  const fromMs = world.nowMs - hours * msPerHour
  return (vm.failoversMs ?? []).filter(atMs => atMs > fromMs)
}

/** Why a VM does not fail over once more: it did so too often (facts 6.5). */
export function thresholdRefusal(world: World, vm: VmRow): Refusal | undefined {
  const cluster = clusterOf(world, vm)
  if (!cluster) return undefined
  const failovers = failoversOf(world, vm).length
  const { failovers: limit, hours } = failoverLimitOf(world, cluster, vm)
  if (failovers < limit) return undefined
  return refuse('failover.threshold', { name: vm.name, failovers, limit, hours })
}
