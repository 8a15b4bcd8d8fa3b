import { byIdNumber } from '../../../shared/domain/index.ts'
import { arrayUnder } from '../../storage/index.ts'
import type { Change, HostRow, VmRow, VolumeRow, World } from '../../world/index.ts'
import { put } from '../../world/index.ts'
import { putFiles } from '../space.ts'
import { volumesOf } from './checks.ts'

/**
 * The LUNs of a VM are shown to another host and no longer to those that saw them: to all nodes of
 * its cluster that are attached, of which it is the owner.
 */
export function remapped(world: World, vm: VmRow, target: HostRow): Change[] {
  const volumes = volumesOf(world, vm)
  const gone = new Set(volumes.map(volume => volume.id))
  const seers = new Set(seersOf(world, target, volumes[0]).map(host => host.id))
  const hosts = [...world.all('host')].sort((a, b) => byIdNumber(a.id, b.id))
  const shown = hosts.flatMap(host => {
    const kept = host.volumeIds.filter(id => !gone.has(id))
    const volumeIds = seers.has(host.id) ? [...kept, ...gone] : kept
    const isSame = volumeIds.length === host.volumeIds.length && kept.length === volumeIds.length
    return isSame ? [] : [put('host', { ...host, volumeIds })]
  })
  const isNode = target.clusterId !== undefined
  const kind = isNode ? 'cluster-disk' : 'local'
  const row: VmRow = {
    ...{ ...vm, hostId: target.id, transfer: undefined },
    highlyAvailable: vm.highlyAvailable && isNode,
  }
  return [
    ...shown,
    ...volumes.map(volume => put('volume', { ...volume, kind, ownerHostId: target.id })),
    ...putFiles(world, row).filter(change => change.table !== 'volume'),
  ]
}

/** The target, with the other nodes of its cluster that are attached to the volume's array. */
function seersOf(world: World, target: HostRow, volume: VolumeRow | undefined): HostRow[] {
  const array = volume && arrayUnder(world, volume)
  const isAttached = (host: HostRow) =>
    host.volumeIds.some(id => {
      const seen = world.find('volume', id)
      return seen !== undefined && arrayUnder(world, seen)?.id === array?.id
    })
  return [...world.all('host')].filter(
    host =>
      host.id === target.id ||
      (target.clusterId !== undefined && host.clusterId === target.clusterId && isAttached(host)),
  )
}
