import type { AnyId, HostId, ProLevels, ProTarget, TipSeverity } from '../../shared/domain/index.ts'
import { kindOfId, proLevelsDefault } from '../../shared/domain/index.ts'
import { inheritedFrom } from '../hosts/index.ts'
import type { ClusterRow, HostGroupRow, HostRow, World } from '../world/index.ts'
import { followsFrom } from '../world/index.ts'
import { objectsOf } from './signals/index.ts'

/** Levels that hold somewhere, and the host group or cluster that says so. */
export interface LevelsThere {
  readonly levels: ProLevels
  readonly from?: HostGroupRow | ClusterRow
}

export function levelsOfGroup(world: World, group: HostGroupRow | undefined): LevelsThere {
  const found = inheritedFrom(world, group, one => one.pro)
  return found ? { levels: found.value, from: found.group } : { levels: proLevelsDefault }
}

export function levelsOfCluster(world: World, cluster: ClusterRow): LevelsThere {
  if (cluster.pro) return { levels: cluster.pro, from: cluster }
  return levelsOfGroup(world, world.find('hostgroup', cluster.hostGroupId))
}

function levelsOfHost(world: World, host: HostRow): LevelsThere {
  const cluster = world.find('cluster', host.clusterId)
  if (cluster) return levelsOfCluster(world, cluster)
  return levelsOfGroup(world, world.find('hostgroup', host.hostGroupId))
}

/** Hosts that reach each volume, by its id. */
const reachOf = followsFrom(['host'], world => {
  const hosts = new Map<string, HostRow[]>()
  for (const host of world.all('host')) {
    for (const id of host.volumeIds) {
      const list = hosts.get(id)
      if (list) list.push(host)
      else hosts.set(id, [host])
    }
  }
  return hosts
})

/**
 * The host at whose place an object is: its own, the owner of a volume, or the first to reach it.
 */
export function hostAt(world: World, id: AnyId): HostRow | undefined {
  const kind = kindOfId(id)
  if (kind === 'host') return world.find('host', id)
  if (kind === 'vm') return world.find('host', world.find('vm', id)?.hostId)
  if (kind !== 'volume') return undefined
  const owner = world.find('host', world.find('volume', id)?.ownerHostId)
  return owner ?? reachOf(world).get(id)?.[0]
}

/** What holds for an object. */
export function levelsAt(world: World, id: AnyId): LevelsThere {
  const cluster = kindOfId(id) === 'cluster' ? world.find('cluster', id) : undefined
  if (cluster) return levelsOfCluster(world, cluster)
  const group = kindOfId(id) === 'hostgroup' ? world.find('hostgroup', id) : undefined
  if (group) return levelsOfGroup(world, group)
  const host = hostAt(world, id)
  return host ? levelsOfHost(world, host) : { levels: proLevelsDefault }
}

/** What of a kind of object is watched, by slot: 0 nothing, 1 critical tips, 2 warnings too. */
export type Watched = Readonly<Record<ProTarget, Uint8Array>>
const codes = { off: 0, critical: 1, all: 2 } as const

const watchedPlaces = followsFrom(
  ['hostgroup', 'cluster', 'host', 'volume'],
  (world): Omit<Watched, 'vm'> => {
    const host = new Uint8Array(world.hosts.length)
    for (const row of world.all('host')) {
      host[row.slot] = codes[levelsOfHost(world, row).levels.monitoring]
    }
    const volume = new Uint8Array(world.volumes.length)
    for (const row of world.all('volume')) {
      const at = hostAt(world, row.id)
      volume[row.slot] = at ? host[at.slot]! : 0
    }
    const cluster = Uint8Array.from(
      objectsOf(world, 'cluster'),
      row => codes[row ? levelsOfCluster(world, row).levels.monitoring : 'off'],
    )
    return { host, volume, cluster }
  },
)

const vmBuffers = new WeakMap<World, Uint8Array>()

/** What is watched now. The part of the VMs is written over by the next call. */
export function watchedOf(world: World): Watched {
  const places = watchedPlaces(world)
  const { length, data } = world.vms
  let vm = vmBuffers.get(world)
  if (!vm || vm.length < length) vmBuffers.set(world, (vm = new Uint8Array(length + 256)))
  const { hostSlot } = data
  const first = length > 0 ? places.host : undefined
  if (first) for (let slot = 0; slot < length; slot++) vm[slot] = first[hostSlot[slot]!] ?? 0
  return { ...places, vm }
}

/** Whether anybody anywhere has PRO watch. */
export function isAnyWatched(world: World): boolean {
  for (const { pro } of world.all('hostgroup')) if (pro && pro.monitoring !== 'off') return true
  for (const { pro } of world.all('cluster')) if (pro && pro.monitoring !== 'off') return true
  return false
}

/** Whether a level covers a severity. */
export function covers(level: 'off' | 'none' | 'critical' | 'all', severity: TipSeverity): boolean {
  return level === 'all' || (level === 'critical' && severity === 'critical')
}

/** Objects on which a tip of this one bears: what it stands on, from near to far. */
export function standsOn(world: World, id: AnyId): AnyId[] {
  const kind = kindOfId(id)
  const found: AnyId[] = []
  if (kind === 'vm') {
    const vm = world.find('vm', id)
    for (const disk of vm?.disks ?? []) found.push(disk.volumeId)
  }
  const hostId: HostId | undefined = hostAt(world, id)?.id
  if (hostId && hostId !== id) found.push(hostId)
  const clusterId = world.find('host', hostId)?.clusterId
  if (clusterId) found.push(clusterId)
  return [...new Set(found)]
}
