import type { ClusterId, HostGroupId, HostId, HostReserves } from '../../shared/domain/index.ts'
import type { VolumeId } from '../../shared/domain/index.ts'
import {
  inheritedReserves,
  leakedMib,
  levelsOf,
  overridesReserves,
  processorOf,
  statusOf,
} from '../hosts/index.ts'
import { processorsWorth } from '../physics/index.ts'
import { isPassedThrough, usersOf, volumeFreeGib } from '../storage/index.ts'
import type { HostRow, VmRow, World } from '../world/index.ts'
import { comingTo, iopsOf, networkMbpsOf, runCode } from '../world/index.ts'
import type { ClusterReserveFigures } from './cluster-reserve.ts'
import { reserveFiguresOf } from './cluster-reserve.ts'
import type { HostFigures, VolumeFigures } from './figures.ts'
import { asksOf, configurationOf } from './rules/index.ts'

/**
 * Figures of hosts from their rows and columns, in the order of the ids. What VMs in creation were
 * promised counts: their memory as held, their disks as used.
 */
export function figuresOf(world: World, hostIds: Iterable<HostId>, leaving?: VmRow): HostFigures[] {
  const reading = new Reading(world, leaving)
  const figures: HostFigures[] = []
  for (const id of hostIds) {
    const plain = reading.hostOf(world.get('host', id))
    figures.push(leaving?.hostId === id ? without(world, plain, leaving) : plain)
  }
  return figures
}

/** What the hosts of a group have in common. */
interface GroupFigures {
  readonly name: string
  readonly reserves: HostReserves
  /** Whether checks or custom rules hold there. */
  readonly asks: boolean
}

/** What the nodes of a cluster have in common. */
interface ClusterFigures {
  readonly name: string
  readonly vms: number
  readonly isStopped: boolean
  readonly reserve: ClusterReserveFigures
  readonly places: ReadonlyMap<HostId, number>
}

function areSame(some: readonly VolumeId[], others: readonly VolumeId[]): boolean {
  if (some === others) return true
  if (some.length !== others.length) return false
  for (let at = 0; at < some.length; at++) if (some[at] !== others[at]) return false
  return true
}

/** One reading of many hosts: what several of them have in common is looked up once. */
class Reading {
  private readonly groups = new Map<HostGroupId, GroupFigures>()
  private readonly clusters = new Map<ClusterId, ClusterFigures>()
  /** Undefined for one that a guest has to itself. */
  private readonly volumes = new Map<VolumeId, VolumeFigures | undefined>()
  /** The volumes of the host that was read last, where any host that reaches them may use them. */
  private last:
    | { readonly volumeIds: readonly VolumeId[]; readonly volumes: readonly VolumeFigures[] }
    | undefined

  constructor(
    private readonly world: World,
    private readonly leaving: VmRow | undefined,
  ) {}

  /** Every field is written in one literal: objects put together from others are slow to read. */
  hostOf(host: HostRow): HostFigures {
    const { world } = this
    const columns = world.hosts.data
    const { slot, clusterId } = host
    const group = this.groupOf(host)
    const reserves = overridesReserves(host) ? host : group.reserves
    const cluster = clusterId === undefined ? undefined : this.clusterOf(clusterId)
    const reservePlace = cluster?.places.get(host.id)
    const coming = comingTo(world, host.id)
    const processors = processorsWorth(host)
    return {
      hostId: host.id,
      slot,
      hostName: host.name,
      hostGroupName: group.name,
      clusterId,
      clusterName: cluster?.name,
      version: host.version,
      logicalProcessors: host.logicalProcessors,
      processors,
      cpuPercent: columns.averagePercent[slot]! / processors,
      cpuReservePercent: reserves.cpuReservePercent,
      memoryReserveMib: reserves.memoryReserveMib,
      diskReserveMib: reserves.diskReserveMib,
      iopsMax: reserves.iopsMax,
      networkReservePercent: reserves.networkReservePercent,
      levels: reserves.levels && levelsOf(world, host),
      memoryMib: host.memoryMib,
      memoryUsedMib: columns.heldMib[slot]! + coming.memoryMib + leakedMib(world, host),
      parentMib: host.parentMib,
      iops: columns.averageIops[slot]!,
      networkUsedMbps: columns.averageNetwork[slot]!,
      networkMbps: host.networkMbps,
      runningVms: columns.runningVms[slot]! + coming.vms,
      availableForPlacement: host.availableForPlacement,
      status: statusOf(world, host),
      hypervisor: host.hypervisor,
      servicePack: host.servicePack,
      virtualProcessors: columns.virtualProcessors[slot]! + coming.processors,
      clusterVms: cluster?.vms,
      isClusterStopped: cluster?.isStopped ?? false,
      clusterReserve: reservePlace === undefined ? undefined : cluster?.reserve,
      reservePlace,
      networks: host.networks,
      virtualNetworks: host.virtualNetworks,
      processor: processorOf(host),
      hasGpu: host.hasGpu,
      asks: group.asks ? asksOf(world, host) : undefined,
      volumes: this.volumesOf(host),
    }
  }

  private groupOf(host: HostRow): GroupFigures {
    const { world, groups } = this
    const known = groups.get(host.hostGroupId)
    if (known) return known
    const { name } = world.get('hostgroup', host.hostGroupId)
    const asks = configurationOf(world, host) !== undefined
    const group = { name, reserves: inheritedReserves(world, host), asks }
    groups.set(host.hostGroupId, group)
    return group
  }

  private clusterOf(id: ClusterId): ClusterFigures {
    const { world, clusters } = this
    const known = clusters.get(id)
    if (known) return known
    const row = world.get('cluster', id)
    const reserve = reserveFiguresOf(world, row, this.leaving)
    let vms = 0
    for (const hostId of world.index.hostsByCluster.of(id)) {
      vms += world.index.vmsByHost.of(hostId).size
    }
    const places = new Map(reserve.state.nodes.map((node, at) => [node.hostId, at]))
    const isStopped = row.stopped !== undefined
    const cluster = { name: row.name, vms, isStopped, reserve, places }
    clusters.set(id, cluster)
    return cluster
  }

  /**
   * Volumes that it may use: a disk of a cluster only on the node that owns it (seed 003). Nodes of
   * a cluster mostly reach the same, and then share a list.
   */
  private volumesOf({ id: hostId, volumeIds }: HostRow): readonly VolumeFigures[] {
    const { last } = this
    if (last && areSame(last.volumeIds, volumeIds)) return last.volumes
    const found: VolumeFigures[] = []
    let isForAll = true
    for (const id of volumeIds) {
      const volume = this.volumeOf(id)
      const isOwned = volume?.kind === 'cluster-disk'
      if (isOwned) isForAll = false
      if (volume && !(isOwned && volume.ownerHostId !== hostId)) found.push(volume)
    }
    this.last = isForAll ? { volumeIds, volumes: found } : undefined
    return found
  }

  private volumeOf(id: VolumeId): VolumeFigures | undefined {
    const { world, volumes } = this
    const known = volumes.get(id)
    if (known || volumes.has(id)) return known
    const row = world.get('volume', id)
    const { name, kind, ownerHostId } = row
    const isOpen = !isPassedThrough(row)
    const volume = isOpen
      ? {
          id,
          name,
          kind,
          ownerHostId,
          freeGib: volumeFreeGib(world, id),
          allowed: usersOf(world, row),
        }
      : undefined
    volumes.set(id, volume)
    return volume
  }
}

function without(world: World, host: HostFigures, vm: VmRow): HostFigures {
  const columns = world.vms.data
  const { slot } = vm
  const cpu = (columns.grantedPercent[slot]! * columns.cpuCount[slot]!) / host.processors
  const runs = columns.run[slot] !== runCode.off
  return {
    ...host,
    cpuPercent: Math.max(0, host.cpuPercent - cpu),
    memoryUsedMib: host.memoryUsedMib - columns.heldMib[slot]!,
    iops: Math.max(0, host.iops - iopsOf(world, slot)),
    networkUsedMbps: Math.max(0, host.networkUsedMbps - networkMbpsOf(world, slot)),
    runningVms: host.runningVms - (runs ? 1 : 0),
    virtualProcessors: (host.virtualProcessors ?? 0) - (runs ? columns.cpuCount[slot]! : 0),
  }
}
