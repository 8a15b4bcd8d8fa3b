import { tenth } from '../../shared/domain/index.ts'
import type { LunId, PoolId, VolumeId, VolumeLayout } from '../../shared/domain/index.ts'
import { dataDisks } from '../physics/index.ts'
import type { LunRow, PoolRow, VolumeRow } from '../world/index.ts'

/** The tables that space is counted in: the world, or a draft of it. */
export interface StorageTables {
  all(table: 'lun'): Iterable<LunRow>
  all(table: 'volume'): Iterable<VolumeRow>
  find(table: 'lun', id: string | undefined): LunRow | undefined
  find(table: 'pool', id: string | undefined): PoolRow | undefined
  find(table: 'volume', id: string | undefined): VolumeRow | undefined
}

/** Room of a pool in GiB. */
export interface PoolSpace {
  readonly capacityGib: number
  /** Sizes of its LUNs, thin ones with all that they promise. */
  readonly promisedGib: number
  /** What is taken: thick LUNs whole, thin ones as written. */
  readonly takenGib: number
  readonly freeGib: number
}

/** Sums of sizes kept to a tenth of a GiB may differ by this much. */
export const roundingGib = 0.05

/** Room of the disks that hold data, in GiB. */
export function poolCapacityGib(pool: Pick<PoolRow, 'raid' | 'disks' | 'diskGib'>): number {
  return tenth(dataDisks(pool.raid, pool.disks) * pool.diskGib)
}

/**
 * What a volume holds over LUNs of these sizes: one after the other their sum, a stripe as often
 * the smallest as there are, a mirror the smallest.
 */
export function layoutCapacityGib(layout: VolumeLayout, sizesGib: readonly number[]): number {
  if (sizesGib.length === 0) return 0
  const smallest = Math.min(...sizesGib)
  if (layout === 'mirror') return smallest
  if (layout === 'stripe') return tenth(smallest * sizesGib.length)
  return tenth(sizesGib.reduce((sum, size) => sum + size, 0))
}

/** The capacity of a volume over its LUNs as they are. */
export function volumeCapacityGib(
  tables: StorageTables,
  volume: Pick<VolumeRow, 'layout' | 'lunIds'>,
): number {
  return layoutCapacityGib(
    volume.layout,
    volume.lunIds.map(id => tables.find('lun', id)?.sizeGib ?? 0),
  )
}

/** Data on each LUN of a volume that holds so much, in the order of its LUNs. */
export function writtenByLun(
  layout: VolumeLayout,
  sizesGib: readonly number[],
  heldGib: number,
): number[] {
  if (layout === 'mirror') return sizesGib.map(() => heldGib)
  if (layout === 'stripe') return sizesGib.map(() => heldGib / sizesGib.length)
  let left = heldGib
  return sizesGib.map(size => {
    const here = Math.min(size, left)
    left -= here
    return here
  })
}

/** Who lies where, gathered in one pass for a question that asks for many. */
export class SpaceLedger {
  readonly lunsByPool = new Map<PoolId, LunRow[]>()
  readonly volumeByLun = new Map<LunId, VolumeRow>()

  constructor(private readonly tables: StorageTables) {
    for (const lun of tables.all('lun')) {
      const luns = this.lunsByPool.get(lun.poolId)
      if (luns) luns.push(lun)
      else this.lunsByPool.set(lun.poolId, [lun])
    }
    for (const volume of tables.all('volume')) {
      for (const id of volume.lunIds) this.volumeByLun.set(id, volume)
    }
  }

  /** What a LUN takes of its pool. Room of deleted files counts as given back (ours). */
  takenGib(lun: LunRow): number {
    if (!lun.isThin) return lun.sizeGib
    const volume = this.volumeByLun.get(lun.id)
    if (!volume) return 0
    return this.writtenGib(volume)[volume.lunIds.indexOf(lun.id)] ?? 0
  }

  /** Data on each LUN of a volume, with what its snapshots keep. */
  writtenGib(volume: VolumeRow): number[] {
    const held = volume.usedGib + (volume.snapshotGib ?? 0)
    return writtenByLun(volume.layout, this.sizesOf(volume), held)
  }

  poolSpace(pool: PoolRow): PoolSpace {
    const luns = this.lunsByPool.get(pool.id) ?? []
    const capacityGib = poolCapacityGib(pool)
    const promisedGib = tenth(luns.reduce((sum, lun) => sum + lun.sizeGib, 0))
    const takenGib = tenth(luns.reduce((sum, lun) => sum + this.takenGib(lun), 0))
    return { capacityGib, promisedGib, takenGib, freeGib: tenth(capacityGib - takenGib) }
  }

  /**
   * What can still be written to a volume: what its files and snapshots leave of it, and where a
   * LUN is thin, no more than its pool has room for.
   */
  volumeFreeGib(volume: VolumeRow): number {
    const luns = volume.lunIds.flatMap(id => this.tables.find('lun', id) ?? [])
    const free = volume.capacityGib - volume.usedGib - (volume.snapshotGib ?? 0)
    if (!luns.some(lun => lun.isThin)) return Math.max(0, free)
    const written = this.writtenGib(volume)
    const left = luns.map((lun, index) => lun.sizeGib - written[index]!)
    const rooms = luns.map((lun, index) => Math.min(left[index]!, this.shareOfPoolGib(lun, luns)))
    return Math.max(0, Math.min(free, roomOfLayout(volume.layout, rooms, left)))
  }

  /** What the pool of a thin LUN gives it; the thin LUNs of one volume share the pool's room. */
  private shareOfPoolGib(lun: LunRow, beside: readonly LunRow[]): number {
    const pool = lun.isThin ? this.tables.find('pool', lun.poolId) : undefined
    if (!pool) return Infinity
    const sharing = beside.filter(one => one.isThin && one.poolId === pool.id).length
    return this.poolSpace(pool).freeGib / sharing
  }

  private sizesOf(volume: VolumeRow): number[] {
    return volume.lunIds.map(id => this.tables.find('lun', id)?.sizeGib ?? 0)
  }
}

/** One after the other, LUNs fill in their order: a pool that is full stops those behind it. */
function roomOfLayout(
  layout: VolumeLayout,
  rooms: readonly number[],
  left: readonly number[],
): number {
  const smallest = Math.min(...rooms)
  if (layout === 'mirror') return smallest
  if (layout === 'stripe') return smallest * rooms.length
  let sum = 0
  for (const [index, room] of rooms.entries()) {
    sum += room
    if (room < left[index]!) break
  }
  return sum
}

/** What can still be written to one volume, in GiB. */
export function volumeFreeGib(tables: StorageTables, id: VolumeId): number {
  const volume = tables.find('volume', id)
  if (!volume) return 0
  const isThin = volume.lunIds.some(lunId => tables.find('lun', lunId)?.isThin)
  if (isThin) return new SpaceLedger(tables).volumeFreeGib(volume)
  return Math.max(0, volume.capacityGib - volume.usedGib - (volume.snapshotGib ?? 0))
}
