import type { JobId } from '../../../shared/domain/index.ts'
import type { Refusal } from '../../../shared/refusals/index.ts'
import { refuse } from '../../../shared/refusals/index.ts'
import {
  arrivalRefusal,
  clockRefusal,
  gpuRefusal,
  hostRefusal,
  processorRefusal,
  quorumRefusal,
} from '../../hosts/index.ts'
import type { HostRow, VmRow, World } from '../../world/index.ts'
import { faultsOn } from '../../world/index.ts'
import { migrationCandidates, migrationPath } from '../../networks/index.ts'
import type { Whereabouts } from '../../placement/index.ts'
import { ruleRefusal } from '../../placement/index.ts'
import { roomRefusal } from '../memory.ts'
import type { MigrationKind } from './types.ts'

/**
 * Why a VM cannot migrate to a host now: its state, the cluster, what the host does not reach, or
 * its memory (facts 12.1). `self` is the job that asks again for itself, and `where` where other
 * VMs of its rules will be.
 */
export function migrationRefusal(
  world: World,
  vm: VmRow,
  target: HostRow,
  kind: MigrationKind,
  self?: JobId,
  where?: Whereabouts,
): Refusal | undefined {
  const stateRefusal = self === undefined ? movableRefusal(world, vm, kind) : undefined
  const source = world.get('host', vm.hostId)
  const distrust = kind === 'live' ? clockRefusal(world, source, target) : undefined
  return (
    stateRefusal ??
    placeRefusal(world, vm, target, where) ??
    distrust ??
    (kind === 'live' ? linkRefusal(world, vm, target) : undefined) ??
    roomRefusal(world, vm, target, self)
  )
}

/** Why the memory of a VM cannot go from its host to the target now: no network links the two. */
export function linkRefusal(
  world: World,
  vm: VmRow,
  target: HostRow,
  from = vm.hostId,
): Refusal | undefined {
  const source = world.get('host', from)
  if (source.clusterId === undefined || migrationPath(world, vm, [source, target])) return undefined
  const networks = migrationCandidates(world, vm, source.clusterId)
  const names = { name: vm.name, source: source.name, target: target.name }
  return refuse('migration.no-network', { ...names, networks })
}

/** Why a VM cannot migrate at all, wherever to. */
export function movableRefusal(world: World, vm: VmRow, kind: MigrationKind): Refusal | undefined {
  const { name, state } = vm
  if (vm.recycled) return refuse('vm.recycled', { name })
  const host = world.get('host', vm.hostId)
  if (host.clusterId === undefined) {
    return refuse('migration.no-cluster', { name, host: host.name })
  }
  const away = hostRefusal(world, host) ?? quorumRefusal(world, vm, host)
  if (away) return away
  if (state === 'running') return undefined
  const action = kind === 'live' ? 'live migrate' : 'quick migrate'
  return refuse('vm.bad-power-state', { name, action, state, allowed: ['running'] })
}

/** Whether the target is another node of the VM's cluster that reaches all that the VM needs. */
export function placeRefusal(
  world: World,
  vm: VmRow,
  target: HostRow,
  where?: Whereabouts,
): Refusal | undefined {
  const source = world.get('host', vm.hostId)
  const { name } = vm
  if (source.id === target.id) return refuse('migration.same-host', { name, host: target.name })
  if (source.clusterId === undefined || source.clusterId !== target.clusterId) {
    return refuse('migration.other-cluster', { name, source: source.name, target: target.name })
  }
  const owners = vm.possibleOwnerIds
  if (owners && !owners.includes(target.id)) {
    const names = owners.map(id => world.find('host', id)?.name ?? id)
    return refuse('cluster.not-an-owner', { name, host: target.name, owners: names })
  }
  const away =
    arrivalRefusal(world, target) ??
    quorumRefusal(world, vm, target) ??
    sharedDiskRefusal(world, vm) ??
    ruleRefusal(world, vm, target, where) ??
    processorRefusal(world, vm, target) ??
    gpuRefusal(vm, target)
  if (away) return away
  const missing = vm.disks.find(disk => !target.volumeIds.includes(disk.volumeId))
  if (missing) {
    const volume = world.get('volume', missing.volumeId).name
    return refuse('migration.volume-not-reached', { name, host: target.name, volume })
  }
  const network = vm.networkAdapters
    .map(adapter => adapter.network)
    .find(one => !target.networks.includes(one))
  if (network !== undefined) {
    return refuse('migration.network-missing', { name, host: target.name, network })
  }
  return undefined
}

/** Why a live migration fails before the guest is switched over: a fault of the drill aborts it. */
export function abortedRefusal(world: World, vm: VmRow): Refusal | undefined {
  const [fault] = faultsOn(world, 'migration-abort', vm.id)
  if (!fault) return undefined
  return refuse('fault.migration-aborted', { name: vm.name, atPercent: fault.amount ?? 0 })
}

/** A volume of one owner goes to another node with all VMs on it, or with none (seed 003). */
function sharedDiskRefusal(world: World, vm: VmRow): Refusal | undefined {
  for (const { volumeId } of vm.disks) {
    const volume = world.get('volume', volumeId)
    if (volume.kind !== 'cluster-disk') continue
    const others = [...world.all('vm')].filter(
      other => other.id !== vm.id && other.disks.some(disk => disk.volumeId === volumeId),
    )
    if (others.length === 0) continue
    const { name } = vm
    return refuse('cluster.shared-disk', { name, volume: volume.name, others: others.length })
  }
  return undefined
}
