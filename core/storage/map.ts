import type { RaidLevel, VolumeId, VolumeLayout } from '../../shared/domain/index.ts'
import { backEndOfWrite, dataDisks, diskFigures, disksToLose } from '../physics/index.ts'
import type { ArrayRow, PoolRow, VolumeRow, World } from '../world/index.ts'
import { faultsOn, followsFrom, isStruck } from '../world/index.ts'
import { writtenByLun } from './space.ts'

/** What a RAID group does now, with its failed disks. */
export interface PoolState {
  readonly slot: number
  readonly serviceMs: number
  /** Disks that answer. */
  readonly servers: number
  /** Back-end operations of one small write, and of one read. */
  readonly perWrite: number
  readonly perRead: number
  /** Share of its time that rebuilding takes. */
  readonly rebuildLoad: number
  /** Time on top of every operation, without work of the disks. */
  readonly extraMs: number
  readonly sequentialMibPerS: number
  readonly isOnline: boolean
}

/** A pool under a volume, and how many of a request's reads and writes come to it. */
export interface VolumePart {
  readonly pool: PoolState
  readonly reads: number
  readonly writes: number
}

/** How the work of a volume comes to its pools. */
export interface VolumeState {
  readonly id: VolumeId
  readonly slot: number
  /** Reads that reach the disks, and writes left after coalescing; 1 is all of them. */
  readonly missShare: number
  readonly destageShare: number
  readonly pools: readonly VolumePart[]
}

/** The storage of a world, resolved for the step: which work goes where. */
export interface StorageMap {
  readonly volumes: readonly VolumeState[]
  readonly pools: readonly PoolState[]
  readonly volumeBySlot: readonly (VolumeState | undefined)[]
}

/** The map of a world as it is now. */
export const storageMap = followsFrom(['array', 'pool', 'lun', 'volume', 'fault'], resolve)

function resolve(world: World): StorageMap {
  const pools = new Map([...world.all('pool')].map(pool => [pool.id, poolState(world, pool)]))
  const volumeBySlot: (VolumeState | undefined)[] = []
  const volumes: VolumeState[] = []
  for (const volume of world.all('volume')) {
    const array = arrayUnder(world, volume)
    const state = {
      ...{ id: volume.id, slot: volume.slot, ...cacheOf(world, array) },
      pools: partsOf(world, volume, pools),
    }
    volumes.push(state)
    volumeBySlot[volume.slot] = state
  }
  return { volumes, pools: [...pools.values()], volumeBySlot }
}

/** The pools under a volume, each once, with the part of the requests that comes to it. */
function partsOf(
  world: World,
  volume: VolumeRow,
  pools: ReadonlyMap<string, PoolState>,
): VolumePart[] {
  const luns = volume.lunIds.map(id => world.get('lun', id))
  const sizes = luns.map(lun => lun.sizeGib)
  const shares = sharesOf(volume.layout, sizes, volume.usedGib)
  const parts: VolumePart[] = []
  luns.forEach((lun, at) => {
    const pool = pools.get(lun.poolId)!
    const { reads, writes } = shares[at]!
    const known = parts.findIndex(part => part.pool === pool)
    const before = parts[known] ?? { reads: 0, writes: 0 }
    const part = { pool, reads: before.reads + reads, writes: before.writes + writes }
    parts.splice(known < 0 ? parts.length : known, 1, part)
  })
  return parts
}

/** The array under a volume: all LUNs of a volume lie on one. */
export function arrayUnder(world: World, volume: Pick<VolumeRow, 'lunIds'>): ArrayRow | undefined {
  const lun = world.find('lun', volume.lunIds[0])
  return world.find('array', world.find('pool', lun?.poolId)?.arrayId)
}

/**
 * Which part of a volume's requests goes to each of its LUNs: evenly over a stripe; a mirror reads
 * from one and writes to all; LUNs that follow one another fill one after the other, so a new one
 * takes no load before something is written to it.
 */
export function sharesOf(
  layout: VolumeLayout,
  sizesGib: readonly number[],
  usedGib: number,
): { reads: number; writes: number }[] {
  const count = sizesGib.length
  if (layout === 'mirror') return sizesGib.map(() => ({ reads: 1 / count, writes: 1 }))
  if (layout === 'stripe') return sizesGib.map(() => ({ reads: 1 / count, writes: 1 / count }))
  return writtenByLun(layout, sizesGib, usedGib).map((writtenGib, at) => {
    const share = usedGib > 0 ? writtenGib / usedGib : Number(at === 0)
    return { reads: share, writes: share }
  })
}

/** Without its battery, or with one controller left, an array writes at once. */
function cacheOf(world: World, array: ArrayRow | undefined) {
  if (!array) return { missShare: 1, destageShare: 1 }
  const isSafe =
    !isStruck(world, 'cache-battery-failure', array.id) &&
    !isStruck(world, 'array-controller-failure', array.id)
  return {
    missShare: 1 - array.readHitRate,
    destageShare: isSafe ? 1 - array.coalescedShare : 1,
  }
}

/** Share of the disks' time that a rebuild takes while it runs (ours). */
const rebuildShare = 0.2

/** A RAID group with what strikes it: failed disks, rebuilding, delays. */
export function poolState(world: World, pool: PoolRow): PoolState {
  const { serviceMs, sequentialMibPerS } = diskFigures[pool.diskKind]
  const failed = failedDisks(world, pool)
  const isOnline = failed <= disksToLose(pool.raid)
  const isDegraded = failed > 0 && isOnline
  const spikes = faultsOn(world, 'latency-spike', pool.id)
  return {
    ...{ slot: pool.slot, serviceMs, isOnline },
    servers: isOnline ? pool.disks - failed : 0,
    perWrite: backEndOfWrite(pool.raid),
    perRead: isDegraded ? degradedRead(pool.raid, pool.disks, failed) : 1,
    rebuildLoad: isDegraded ? rebuildShare : 0,
    extraMs: spikes.reduce((sum, fault) => sum + (fault.amount ?? 0), 0),
    sequentialMibPerS: isOnline ? dataDisks(pool.raid, pool.disks) * sequentialMibPerS : 0,
  }
}

/** Disks of a RAID group that do not answer. */
export function failedDisks(world: World, pool: PoolRow): number {
  const faults = faultsOn(world, 'disk-failure', pool.id)
  return Math.min(
    pool.disks,
    faults.reduce((sum, fault) => sum + (fault.amount ?? 1), 0),
  )
}

/** A read of a lost disk of a parity group reads all others; of a mirror, its twin. */
function degradedRead(raid: RaidLevel, disks: number, failed: number): number {
  const lostShare = failed / disks
  const isParity = raid === 'raid-5' || raid === 'raid-6'
  return isParity ? 1 - lostShare + lostShare * (disks - failed) : 1
}

/** Operations of disks for so many reads and writes of a volume. */
export function workOf(
  volume: VolumeState,
  pool: PoolState,
  reads: number,
  writes: number,
): number {
  return reads * volume.missShare * pool.perRead + writes * volume.destageShare * pool.perWrite
}
