import type { StorageStep } from '../../../shared/contract/index.ts'
import { Refusal, refuse } from '../../../shared/refusals/index.ts'
import type { HostRow, LunRow, VolumeRow } from '../../world/index.ts'
import { parentsOf } from '../parents.ts'
import { volumeCapacityGib } from '../space.ts'
import type { StorageDraft } from './draft.ts'
import { mapTo, sharingRefusal } from './hosts.ts'
import { same, sizeRefusal, volumeOn } from './pools.ts'

type StepOf<Kind extends StorageStep['kind']> = Extract<StorageStep, { kind: Kind }>

/** LUNs that a layout needs. */
const lunsOfLayout = { concatenation: 1, stripe: 2, mirror: 2 } as const

/** A volume over LUNs that are free, formatted and seen by hosts. */
export function createVolume(
  draft: StorageDraft,
  step: StepOf<'create-volume'>,
): Refusal | undefined {
  const { name, layout, fileSystem } = step
  const needed = lunsOfLayout[layout]
  if (step.lunIds.length < needed) {
    return refuse('storage.layout-luns', { layout, luns: step.lunIds.length, needed })
  }
  const luns = freeLuns(draft, step)
  if (luns instanceof Refusal) return luns
  const hosts = rowsOf(step.hostIds.map(id => draft.host(id)))
  if (hosts instanceof Refusal) return hosts
  const taken = hosts.find(host =>
    host.volumeIds.some(id => same(draft.find('volume', id)?.name ?? '', name)),
  )
  if (taken) return refuse('name.taken', { kind: `volume on ${taken.name}`, name })
  const owner = hosts.find(host => host.id === step.ownerHostId) ?? hosts[0]!
  const isShared = fileSystem !== 'ntfs'
  const isLocal = !isShared && (owner.clusterId === undefined || insideHost(draft, luns[0]!))
  const { supply } = draft
  const volume: VolumeRow = {
    ...{ id: supply.volumeId(), slot: supply.volumeSlot(), name, fileSystem, layout },
    kind: isShared ? 'csv' : isLocal ? 'local' : 'cluster-disk',
    lunIds: luns.map(lun => lun.id),
    ...{ ownerHostId: owner.id, capacityGib: 0, usedGib: 0 },
  }
  const capacityGib = volumeCapacityGib(draft, volume)
  const refusal = sizeRefusal(volume, capacityGib) ?? sharingRefusal(draft, volume, hosts)
  if (refusal) return refusal
  const row = { ...volume, capacityGib }
  draft.put('volume', row)
  draft.made.push(row)
  mapTo(draft, row, hosts)
  return undefined
}

/** One more LUN behind the others: only what lies one after the other grows by it. */
export function addLun(draft: StorageDraft, step: StepOf<'add-lun'>): Refusal | undefined {
  const volume = draft.resolve('volume', step.volumeId)
  if (volume instanceof Refusal) return volume
  if (volume.layout !== 'concatenation' && !isEmpty(draft, volume)) return layoutFixed(volume)
  const luns = freeLuns(
    draft,
    { name: volume.name, lunIds: [...volume.lunIds, step.lunId] },
    volume,
  )
  if (luns instanceof Refusal) return luns
  const grown = { ...volume, lunIds: luns.map(lun => lun.id) }
  const capacityGib = volumeCapacityGib(draft, grown)
  draft.put('volume', { ...grown, capacityGib })
  return sizeRefusal(volume, capacityGib)
}

/** Another layout of a volume that holds nothing yet. */
export function changeLayout(
  draft: StorageDraft,
  step: StepOf<'change-layout'>,
): Refusal | undefined {
  const volume = draft.resolve('volume', step.volumeId)
  if (volume instanceof Refusal) return volume
  const { layout } = step
  const needed = lunsOfLayout[layout]
  if (volume.lunIds.length < needed) {
    return refuse('storage.layout-luns', { layout, luns: volume.lunIds.length, needed })
  }
  if (!isEmpty(draft, volume)) return layoutFixed(volume)
  const changed = { ...volume, layout }
  const capacityGib = volumeCapacityGib(draft, changed)
  draft.put('volume', { ...changed, capacityGib })
  return sizeRefusal(volume, capacityGib)
}

export function renameVolume(
  draft: StorageDraft,
  step: StepOf<'rename-volume'>,
): Refusal | undefined {
  const volume = draft.resolve('volume', step.volumeId)
  if (volume instanceof Refusal) return volume
  const { name } = step
  const hasName = (id: string) =>
    id !== volume.id && same(draft.find('volume', id)?.name ?? '', name)
  const taken = draft.hostsOf(volume.id).find(host => host.volumeIds.some(hasName))
  if (taken) return refuse('name.taken', { kind: `volume on ${taken.name}`, name })
  draft.put('volume', { ...volume, name })
  return undefined
}

/** An empty volume goes; its LUNs stay, free for another. */
export function deleteVolume(
  draft: StorageDraft,
  step: StepOf<'delete-volume'>,
): Refusal | undefined {
  const volume = draft.resolve('volume', step.volumeId)
  if (volume instanceof Refusal) return volume
  const vms = vmsOn(draft, volume)
  const snapshots = snapshotsOn(draft, volume)
  if (vms + snapshots > 0) {
    return refuse('storage.volume-in-use', { volume: volume.name, vms, snapshots })
  }
  const parents = parentsOf(volume).length
  if (parents > 0) return refuse('disk.parents-left', { volume: volume.name, parents })
  const job = draft.jobNaming(volume.id)
  if (job) return refuse('storage.in-use-by-job', { name: volume.name, job: job.targetName })
  for (const host of draft.hostsOf(volume.id)) {
    draft.put('host', { ...host, volumeIds: host.volumeIds.filter(id => id !== volume.id) })
  }
  draft.remove('volume', volume.id)
  return undefined
}

function isEmpty(draft: StorageDraft, volume: VolumeRow): boolean {
  const isUnused = vmsOn(draft, volume) === 0 && snapshotsOn(draft, volume) === 0
  return isUnused && parentsOf(volume).length === 0
}

function vmsOn({ world }: StorageDraft, { id }: VolumeRow): number {
  const rooms = [...world.all('vm')].map(vm => [...vm.disks, vm.transfer?.room])
  return rooms.filter(some => some.some(one => one?.volumeId === id)).length
}

function snapshotsOn({ world }: StorageDraft, { id }: VolumeRow): number {
  return [...world.all('snapshot')].filter(one => one.volumeId === id).length
}

function layoutFixed({ name, layout, lunIds }: VolumeRow): Refusal {
  return refuse('storage.layout-fixed', { volume: name, layout, luns: lunIds.length })
}

/** The LUNs that a volume is to lie on: none twice, none of another volume, all on one array. */
function freeLuns(
  draft: StorageDraft,
  wanted: { readonly name: string; readonly lunIds: readonly string[] },
  self?: VolumeRow,
): LunRow[] | Refusal {
  const luns = rowsOf(wanted.lunIds.map(id => draft.resolve('lun', id)))
  if (luns instanceof Refusal) return luns
  const arrayOf = (lun: LunRow) => draft.find('pool', lun.poolId)?.arrayId
  for (const [index, lun] of luns.entries()) {
    const holder = volumeOn(draft, lun)
    if (holder && holder.id !== self?.id) {
      return refuse('storage.lun-in-use', { lun: lun.name, volume: holder.name })
    }
    if (luns.indexOf(lun) !== index) {
      return refuse('storage.lun-in-use', { lun: lun.name, volume: wanted.name })
    }
    if (arrayOf(lun) !== arrayOf(luns[0]!)) {
      const array = draft.world.find('array', arrayOf(lun))?.name ?? ''
      return refuse('storage.other-array', { volume: wanted.name, lun: lun.name, array })
    }
  }
  return luns
}

function insideHost(draft: StorageDraft, lun: LunRow): boolean {
  const pool = draft.find('pool', lun.poolId)
  return draft.world.find('array', pool?.arrayId)?.hostId !== undefined
}

/** The rows, unless one of them is a refusal. */
export function rowsOf<Row extends HostRow | LunRow>(
  found: readonly (Row | Refusal)[],
): Row[] | Refusal {
  const refusal = found.find(one => one instanceof Refusal)
  return refusal instanceof Refusal ? refusal : (found as Row[])
}
