import { tenth } from '../../../shared/domain/index.ts'
import type { RaidLevel } from '../../../shared/domain/index.ts'
import type { StorageStep } from '../../../shared/contract/index.ts'
import { Refusal, refuse } from '../../../shared/refusals/index.ts'
import type { LunRow, PoolRow } from '../../world/index.ts'
import { passedRefusal } from '../passed-through.ts'
import { poolCapacityGib, roundingGib, SpaceLedger, volumeCapacityGib } from '../space.ts'
import type { StorageDraft } from './draft.ts'

type StepOf<Kind extends StorageStep['kind']> = Extract<StorageStep, { kind: Kind }>

/** The most that one LUN holds: 16 TB as arrays of the CX4 generation had it (unsure). */
const lunLimitGib = 16384

/** What each level asks of the number of disks. */
const disksOfLevel: Readonly<Record<RaidLevel, { min: number; even?: boolean; most?: number }>> = {
  none: { min: 1, most: 1 },
  'raid-0': { min: 2 },
  'raid-1': { min: 2, most: 2 },
  'raid-10': { min: 4, even: true },
  'raid-5': { min: 3 },
  'raid-6': { min: 4 },
}

export function createPool(draft: StorageDraft, step: StepOf<'create-pool'>): Refusal | undefined {
  const { arrayId, name, raid, diskKind, disks, diskGib } = step
  const array = draft.world.find('array', arrayId)
  if (!array) return refuse('not-found', { kind: 'array', id: arrayId })
  const taken = [...draft.all('pool')].some(one => one.arrayId === arrayId && same(one.name, name))
  if (taken) return refuse('name.taken', { kind: `RAID group of ${array.name}`, name })
  const { min, even, most } = disksOfLevel[raid]
  if (disks < min || (even && disks % 2 === 1) || disks > (most ?? disks)) {
    const needed = most === min ? String(min) : `${even ? 'an even number of ' : ''}${min} or more`
    return refuse('storage.raid-disks', { raid, disks, needed })
  }
  const { supply } = draft
  const row: PoolRow = {
    ...{ id: supply.poolId(), slot: supply.poolSlot(), arrayId, name, raid },
    ...{ diskKind, disks, diskGib },
  }
  draft.put('pool', row)
  draft.made.push(row)
  return undefined
}

export function deletePool(draft: StorageDraft, step: StepOf<'delete-pool'>): Refusal | undefined {
  const pool = draft.resolve('pool', step.poolId)
  if (pool instanceof Refusal) return pool
  const luns = [...draft.all('lun')].filter(lun => lun.poolId === pool.id).map(lun => lun.name)
  if (luns.length > 0) return refuse('storage.pool-in-use', { pool: pool.name, luns })
  draft.remove('pool', pool.id)
  return undefined
}

export function createLun(draft: StorageDraft, step: StepOf<'create-lun'>): Refusal | undefined {
  const pool = draft.resolve('pool', step.poolId)
  if (pool instanceof Refusal) return pool
  const { name, isThin } = step
  const sizeGib = tenth(step.sizeGib)
  const onArray = (lun: LunRow) => draft.find('pool', lun.poolId)?.arrayId === pool.arrayId
  if ([...draft.all('lun')].some(lun => same(lun.name, name) && onArray(lun))) {
    return refuse('name.taken', { kind: 'LUN of this array', name })
  }
  const refusal =
    limitRefusal(name, sizeGib) ?? (isThin ? undefined : roomRefusal(draft, pool, sizeGib))
  if (refusal) return refusal
  const row: LunRow = { id: draft.supply.lunId(), poolId: pool.id, name, sizeGib, isThin }
  draft.put('lun', row)
  draft.made.push(row)
  return undefined
}

/** A LUN with more room; the volume on it takes it up at once. */
export function growLun(draft: StorageDraft, step: StepOf<'grow-lun'>): Refusal | undefined {
  const lun = draft.resolve('lun', step.lunId)
  if (lun instanceof Refusal) return lun
  const sizeGib = tenth(step.sizeGib)
  if (sizeGib <= lun.sizeGib) {
    const nowGib = lun.sizeGib
    return refuse('storage.lun-not-larger', { lun: lun.name, sizeGib, nowGib })
  }
  const pool = draft.resolve('pool', lun.poolId)
  if (pool instanceof Refusal) return pool
  const refusal =
    limitRefusal(lun.name, sizeGib) ??
    (lun.isThin ? undefined : roomRefusal(draft, pool, tenth(sizeGib - lun.sizeGib)))
  if (refusal) return refusal
  draft.put('lun', { ...lun, sizeGib })
  return extendVolume(draft, lun)
}

export function deleteLun(draft: StorageDraft, step: StepOf<'delete-lun'>): Refusal | undefined {
  const lun = draft.resolve('lun', step.lunId)
  if (lun instanceof Refusal) return lun
  const volume = volumeOn(draft, lun)
  if (volume) return refuse('storage.lun-in-use', { lun: lun.name, volume: volume.name })
  draft.remove('lun', lun.id)
  return undefined
}

/** The volume that a LUN belongs to. */
export function volumeOn(draft: StorageDraft, lun: LunRow) {
  return [...draft.all('volume')].find(volume => volume.lunIds.includes(lun.id))
}

export function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase()
}

function extendVolume(draft: StorageDraft, lun: LunRow): Refusal | undefined {
  const volume = volumeOn(draft, lun)
  if (!volume) return undefined
  const passed = passedRefusal(draft.world, volume)
  if (passed) return passed
  const capacityGib = volumeCapacityGib(draft, volume)
  draft.put('volume', { ...volume, capacityGib })
  return sizeRefusal(volume, capacityGib)
}

/** NTFS with clusters of 4 KiB holds 16 TiB; the symmetric file system 18 EB (seed 000). */
const fileSystemLimitGib = { ntfs: 16384, csv: 16384, 'cluster-fs': 16_763_806_343 } as const

export function sizeRefusal(
  volume: { readonly name: string; readonly fileSystem: keyof typeof fileSystemLimitGib },
  sizeGib: number,
): Refusal | undefined {
  const { name, fileSystem } = volume
  const limitGib = fileSystemLimitGib[fileSystem]
  if (sizeGib <= limitGib) return undefined
  return refuse('storage.volume-limit', { volume: name, fileSystem, sizeGib, limitGib })
}

function limitRefusal(lun: string, sizeGib: number): Refusal | undefined {
  if (sizeGib <= lunLimitGib) return undefined
  return refuse('storage.lun-limit', { lun, sizeGib, limitGib: lunLimitGib })
}

function roomRefusal(draft: StorageDraft, pool: PoolRow, neededGib: number): Refusal | undefined {
  const { freeGib } = new SpaceLedger(draft).poolSpace(pool)
  if (neededGib <= freeGib + roundingGib) return undefined
  const capacityGib = poolCapacityGib(pool)
  return refuse('storage.pool-full', { pool: pool.name, neededGib, freeGib, capacityGib })
}
