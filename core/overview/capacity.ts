import type { Capacity, CapacityParts } from '../../shared/contract/index.ts'
import type { ClusterId, HostGroupId } from '../../shared/domain/index.ts'
import { mibPerGib } from '../../shared/domain/index.ts'
import { reserveGoalOf, reserveStateOf } from '../cluster/reserve/index.ts'
import { cpuPercentOf, leakedMib, reservesOf, statusOf } from '../hosts/index.ts'
import { hostReserveMib } from '../memory/index.ts'
import { isPassedThrough, SpaceLedger } from '../storage/index.ts'
import type { ClusterRow, HostRow, VolumeRow, World } from '../world/index.ts'
import { comingTo } from '../world/index.ts'

/**
 * Where a capacity goes: what is used, what a reserve keeps of the rest, and what is then free.
 * Use that reaches into the reserve makes it smaller, so that the parts always add up.
 */
export function partsOf(
  capacity: number,
  used: number,
  reserve: number,
  isAway = false,
): CapacityParts {
  const left = Math.max(0, capacity - used)
  const taken = capacity - left
  if (isAway) return { capacity, used: taken, reserved: 0, free: 0, away: left }
  const reserved = Math.min(left, reserve)
  return { capacity, used: taken, reserved, free: left - reserved, away: 0 }
}

const nothing: CapacityParts = { capacity: 0, used: 0, reserved: 0, free: 0, away: 0 }

function sumOf(all: readonly CapacityParts[]): CapacityParts {
  return all.reduce(
    (sum, one) => ({
      capacity: sum.capacity + one.capacity,
      used: sum.used + one.used,
      reserved: sum.reserved + one.reserved,
      free: sum.free + one.free,
      away: sum.away + one.away,
    }),
    nothing,
  )
}

/** Processors that a host is worth, what uses them, and its reserve. */
function processorsOf(world: World, host: HostRow, isAway: boolean): CapacityParts {
  const processors = world.hosts.data.capacityPercent[host.slot]! / 100
  const used = (cpuPercentOf(world, host) / 100) * processors
  const reserve = (reservesOf(world, host).cpuReservePercent / 100) * processors
  return partsOf(processors, used, reserve, isAway)
}

/** Memory of a host: what VMs hold, migrations bring and faults take, and its reserve. */
function memoryOf(world: World, host: HostRow, isAway: boolean): CapacityParts {
  const held = world.hosts.data.heldMib[host.slot]! + leakedMib(world, host)
  const used = held + comingTo(world, host.id).memoryMib
  return partsOf(host.memoryMib, used, hostReserveMib(world, host), isAway)
}

/**
 * Memory that a cluster keeps for the nodes that it is to survive: what the highly available VMs
 * of its fullest nodes count for.
 */
function clusterKeepsMib(world: World, cluster: ClusterRow): number {
  const { reserveNodes } = reserveGoalOf(cluster)
  if (reserveNodes === 0) return 0
  const byNode = [...reserveStateOf(world, cluster).haMib].sort((a, b) => b - a)
  return byNode.slice(0, reserveNodes).reduce((sum, mib) => sum + mib, 0)
}

/** What is free on the nodes of each cluster, and how much of it the cluster keeps. */
function clusterReserveMib(world: World, freeByCluster: ReadonlyMap<ClusterId, number>): number {
  let keptMib = 0
  for (const [id, freeMib] of freeByCluster) {
    keptMib += Math.min(freeMib, clusterKeepsMib(world, world.get('cluster', id)))
  }
  return keptMib
}

/** The volumes that hosts reach, each once, without those that a guest has to itself. */
function volumesOf(
  world: World,
  hosts: readonly HostRow[],
  seesVolume: (row: VolumeRow) => boolean,
): VolumeRow[] {
  const ids = new Set(hosts.flatMap(host => host.volumeIds))
  return [...ids]
    .map(id => world.get('volume', id))
    .filter(volume => !isPassedThrough(volume) && seesVolume(volume))
}

/**
 * A volume's room: its free part is what can still be written; what a full pool or the
 * hosts' reserve takes of the rest counts as reserved.
 */
function storageOf(ledger: SpaceLedger, volume: VolumeRow, reserveGib: number): CapacityParts {
  const free = Math.max(0, ledger.volumeFreeGib(volume) - reserveGib)
  const used = Math.min(volume.capacityGib, volume.usedGib + (volume.snapshotGib ?? 0))
  return partsOf(volume.capacityGib, used, Math.max(0, volume.capacityGib - used - free))
}

/** Capacity of some hosts together. */
export interface CapacityReader {
  /**
   * @param hosts hosts that are seen
   * @param holdsClusters whether whole clusters are asked for, whose reserve counts then
   */
  of(hosts: readonly HostRow[], holdsClusters: boolean): Capacity
}

/** Reads capacities of one moment; figures of volumes are gathered once for all of them. */
export function capacityReader(
  world: World,
  seesVolume: (row: VolumeRow) => boolean,
): CapacityReader {
  const ledger = new SpaceLedger(world)
  const reserveGibOf = (host: HostRow) => reservesOf(world, host).diskReserveMib / mibPerGib
  const reserves = new Map<VolumeRow['id'], number>()
  for (const host of world.all('host')) {
    for (const id of host.volumeIds) {
      reserves.set(id, Math.max(reserves.get(id) ?? 0, reserveGibOf(host)))
    }
  }
  return {
    of(hosts, holdsClusters) {
      const processors: CapacityParts[] = []
      const memory: CapacityParts[] = []
      const freeByCluster = new Map<ClusterId, number>()
      for (const host of hosts) {
        const isAway = statusOf(world, host) !== 'responding'
        processors.push(processorsOf(world, host, isAway))
        const own = memoryOf(world, host, isAway)
        memory.push(own)
        const { clusterId } = host
        if (clusterId) freeByCluster.set(clusterId, (freeByCluster.get(clusterId) ?? 0) + own.free)
      }
      const keptMib = holdsClusters ? clusterReserveMib(world, freeByCluster) : 0
      const memoryMib = sumOf(memory)
      const volumes = volumesOf(world, hosts, seesVolume)
      return {
        hosts: hosts.length,
        processors: sumOf(processors),
        memoryMib: {
          ...memoryMib,
          reserved: memoryMib.reserved + keptMib,
          free: memoryMib.free - keptMib,
        },
        clusterReserveMib: keptMib,
        storageGib: sumOf(volumes.map(one => storageOf(ledger, one, reserves.get(one.id) ?? 0))),
        volumes: volumes.length,
      }
    },
  }
}

/** Hosts by the host group that they lie in, groups in the order of their hosts. */
export function byHostGroup(hosts: readonly HostRow[]): Map<HostGroupId, HostRow[]> {
  const groups = new Map<HostGroupId, HostRow[]>()
  for (const host of hosts) {
    const group = groups.get(host.hostGroupId)
    if (group) group.push(host)
    else groups.set(host.hostGroupId, [host])
  }
  return groups
}

/** How the figures of a capacity come about, a sentence or two each. */
export const capacityNotes = [
  'Processors: what logical processors are worth with their second threads; used is what guests, root partition and hypervisor take now.',
  'Memory: used is what VMs hold with their overhead, what migrations bring and what faults take. Reserved is what the hosts keep back, and in clusters what the highly available VMs of the fullest nodes count for, as many nodes as are to be survived.',
  'Storage: each volume once, however many hosts reach it; reserved is what its hosts keep back and what a thin pool cannot give any more.',
  'Hosts that do not respond, are off or in maintenance take no VM: what they have besides their VMs is away. Used, reserved, free and away add up to the capacity.',
]
