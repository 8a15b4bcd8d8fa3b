import type { HostId } from '../../shared/domain/index.ts'
import { numberOfId } from '../../shared/domain/index.ts'
import { redirectedMibPerS } from '../networks/index.ts'
import { conditionOf } from '../hosts/host-state.ts'
import type { ArrayRow, HostRow, VolumeRow, World } from '../world/index.ts'
import { followsFrom, isStruck } from '../world/index.ts'
import { arrayUnder, storageMap } from './map.ts'

/** How a host comes to a volume, and why not directly. */
export interface Access {
  readonly route: 'direct' | 'redirected' | 'none'
  /** Ways to the array that work, and all there are. */
  readonly pathsUp: number
  readonly paths: number
  /** Rate of the cluster network on which a redirected host reaches the coordinator. */
  readonly networkMibPerS?: number
  readonly because?: string
}

/** The name of one way from a host to an array: what a fault of a path names. */
export function pathName(array: Pick<ArrayRow, 'name'>, port: string): string {
  return `${array.name} ${port}`
}

/** The ports of an array that a host reaches now. */
export function portsUp(world: World, host: HostRow, array: ArrayRow): string[] {
  if (isStruck(world, 'all-paths-down', host.id)) return []
  return array.ports.filter(
    port =>
      !isStruck(world, 'array-port-down', array.id, port) &&
      !isStruck(world, 'path-loss', host.id, pathName(array, port)),
  )
}

/**
 * How a host comes to a volume now. A cluster shared volume is reached through its coordinator when
 * the host's own paths are gone (seed 002); a symmetric cluster file system has no coordinator, and
 * an NTFS volume of a cluster belongs to one node (seed 003).
 */
export function accessOf(world: World, host: HostRow, volume: VolumeRow): Access {
  const array = arrayUnder(world, volume)
  if (!array) return { route: 'none', pathsUp: 0, paths: 0, because: 'it has no LUN' }
  const paths = array.ports.length
  const pathsUp = volume.kind === 'local' ? paths : portsUp(world, host, array).length
  const lost = lostBecause(world, volume)
  if (lost) return { route: 'none', pathsUp, paths, because: lost }
  if (volume.kind === 'cluster-disk' && volume.ownerHostId !== host.id) {
    return { route: 'none', pathsUp, paths, because: 'another node owns it' }
  }
  if (pathsUp > 0) return { route: 'direct', pathsUp, paths }
  const because = `${host.name} has no path to ${array.name}`
  if (volume.fileSystem !== 'csv') return { route: 'none', pathsUp, paths, because }
  const coordinator = world.find('host', volume.ownerHostId)
  if (!coordinator || coordinator.id === host.id || !mayCoordinate(world, coordinator, volume)) {
    const nobody = 'no coordinator reaches it either'
    return { route: 'none', pathsUp, paths, because: `${because}, and ${nobody}` }
  }
  const networkMibPerS = host.clusterId
    ? redirectedMibPerS(world, host.clusterId, [host, coordinator])
    : 0
  if (networkMibPerS === 0) {
    const cut = `no cluster network leads to ${coordinator.name}`
    return { route: 'none', pathsUp, paths, because: `${because}, and ${cut}` }
  }
  return { route: 'redirected', pathsUp, paths, networkMibPerS, because }
}

/** Why nobody reaches a volume: its disks, or the LUN that is no longer shown to hosts. */
function lostBecause(world: World, volume: VolumeRow): string | undefined {
  for (const id of volume.lunIds) {
    const lun = world.get('lun', id)
    if (isStruck(world, 'lun-unmasked', id)) return `${lun.name} is not shown to any host`
  }
  const parts = storageMap(world).volumeBySlot[volume.slot]?.pools ?? []
  const alive = parts.filter(({ pool }) => pool.isOnline).length
  const needed = volume.layout === 'mirror' ? 1 : parts.length
  return alive >= needed ? undefined : 'too many disks of its RAID group failed'
}

function mayCoordinate(world: World, host: HostRow, volume: VolumeRow): boolean {
  const array = arrayUnder(world, volume)
  if (!array || conditionOf(host) !== 'up') return false
  // The node that died as its coordinator; another one may take its place.
  if (isStruck(world, 'coordinator-death', volume.id, host.id)) return false
  return portsUp(world, host, array).length > 0
}

/** A host and a volume between which not everything goes as the guests ask. */
export interface Constraint {
  readonly hostId: HostId
  readonly volumeSlot: number
  readonly route: Access['route']
  /** Operations a second that the volume's owner lets the host ask for. */
  readonly iopsMax: number
  readonly networkMibPerS: number
}

/**
 * The pairs of host and volume that limit what guests ask: redirected, lost, or held to a limit. An
 * ordinary fabric has none. Found again only where storage, hosts or faults changed.
 */
export const constraintsOf: (world: World) => readonly Constraint[] = followsFrom(
  ['array', 'pool', 'lun', 'volume', 'host', 'cluster', 'fault'],
  world => {
    // Guests that nothing holds any longer get all they ask for again.
    world.vms.data.ioShare.fill(1, 0, world.vms.length)
    return find(world)
  },
)

function find(world: World): Constraint[] {
  const found: Constraint[] = []
  for (const host of world.all('host')) {
    for (const volumeId of host.volumeIds) {
      const volume = world.find('volume', volumeId)
      if (!volume) continue
      const { route, networkMibPerS = 0 } = accessOf(world, host, volume)
      const iopsMax = volume.hostIopsLimits?.[host.id] ?? Infinity
      if (route === 'direct' && iopsMax === Infinity) continue
      found.push({ hostId: host.id, volumeSlot: volume.slot, route, iopsMax, networkMibPerS })
    }
  }
  return found.sort(
    (a, b) => numberOfId(a.hostId) - numberOfId(b.hostId) || a.volumeSlot - b.volumeSlot,
  )
}
