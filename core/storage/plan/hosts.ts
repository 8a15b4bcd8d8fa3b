import type { StorageStep } from '../../../shared/contract/index.ts'
import { Refusal, refuse } from '../../../shared/refusals/index.ts'
import type { HostRow, VolumeRow } from '../../world/index.ts'
import type { StorageDraft } from './draft.ts'

type StepOf<Kind extends StorageStep['kind']> = Extract<StorageStep, { kind: Kind }>

/** More hosts see a volume. */
export function mapVolume(draft: StorageDraft, step: StepOf<'map-volume'>): Refusal | undefined {
  const volume = draft.resolve('volume', step.volumeId)
  if (volume instanceof Refusal) return volume
  const hosts: HostRow[] = []
  for (const id of step.hostIds) {
    const host = draft.host(id)
    if (host instanceof Refusal) return host
    hosts.push(host)
  }
  const known = draft.hostsOf(volume.id)
  const refusal = sharingRefusal(draft, volume, [...known, ...hosts])
  if (refusal) return refusal
  mapTo(draft, volume, hosts)
  return undefined
}

/** Hosts no longer see a volume; not its owner, and none whose VMs have disks there. */
export function unmapVolume(
  draft: StorageDraft,
  step: StepOf<'unmap-volume'>,
): Refusal | undefined {
  const volume = draft.resolve('volume', step.volumeId)
  if (volume instanceof Refusal) return volume
  for (const id of step.hostIds) {
    const host = draft.host(id)
    if (host instanceof Refusal) return host
    const refusal = lossRefusal(draft, volume, host)
    if (refusal) return refusal
    draft.put('host', { ...host, volumeIds: host.volumeIds.filter(one => one !== volume.id) })
  }
  return undefined
}

export function mapTo(draft: StorageDraft, volume: VolumeRow, hosts: readonly HostRow[]): void {
  for (const { id } of hosts) {
    const host = draft.find('host', id)
    if (!host || host.volumeIds.includes(volume.id)) continue
    draft.put('host', { ...host, volumeIds: [...host.volumeIds, volume.id] })
  }
}

/**
 * Why these hosts cannot share a volume: disks inside a host are its own, NTFS outside a cluster
 * has one host, NTFS on a cluster disk and cluster shared volumes one cluster. The symmetric file
 * system is shared by any number of clusters (seed 000).
 */
export function sharingRefusal(
  draft: StorageDraft,
  volume: VolumeRow,
  hosts: readonly HostRow[],
): Refusal | undefined {
  const { name, fileSystem } = volume
  const outside = outsideHost(draft, volume, hosts)
  if (outside) return outside
  if (volume.kind === 'local' && new Set(hosts.map(host => host.id)).size > 1) {
    return refuse('storage.host-limit', { volume: name, fileSystem, hosts: hosts.length, limit: 1 })
  }
  if (fileSystem === 'cluster-fs' || volume.kind === 'local') return undefined
  const clusterId = hosts[0]?.clusterId
  const other = hosts.find(host => host.clusterId === undefined || host.clusterId !== clusterId)
  return other && refuse('storage.other-cluster', { volume: name, fileSystem, host: other.name })
}

function outsideHost(
  draft: StorageDraft,
  volume: VolumeRow,
  hosts: readonly HostRow[],
): Refusal | undefined {
  const lun = draft.find('lun', volume.lunIds[0])
  const array = draft.world.find('array', draft.find('pool', lun?.poolId)?.arrayId)
  if (array?.hostId === undefined) return undefined
  const other = hosts.find(host => host.id !== array.hostId)
  const owner = draft.find('host', array.hostId)?.name ?? array.name
  return (
    other && refuse('storage.other-host-disks', { volume: volume.name, host: other.name, owner })
  )
}

function lossRefusal(draft: StorageDraft, volume: VolumeRow, host: HostRow): Refusal | undefined {
  const names = { volume: volume.name, host: host.name }
  if (volume.ownerHostId === host.id) return refuse('storage.owner-unmapped', names)
  const { world } = draft
  const vms = [...world.index.vmsByHost.of(host.id)].filter(id =>
    world.get('vm', id).disks.some(disk => disk.volumeId === volume.id),
  ).length
  return vms > 0 ? refuse('storage.host-uses-volume', { ...names, vms }) : undefined
}
