import { mibPerGib } from '../../shared/domain/index.ts'
import type { VmDisk } from '../world/index.ts'

/** Formats whose files grow as the guest writes. */
const growing: ReadonlySet<VmDisk['format']> = new Set(['dynamic', 'differencing'])
/** Share of the writes of a growing disk that go to a block for the first time (ours). */
const firstWriteShare = 0.1
/** What a first write adds: its entry in the block table, and in the bitmap (physics 2.3). */
const writesOfAllocation = 2

/** What a differencing disk adds to each read: block tables are mostly in memory (ours). */
const readsPerLevel = 0.05

/** Reads on the volume for one read of a guest that may look through so many differencing disks. */
export function readCostOf(depth: number): number {
  return 1 + readsPerLevel * depth
}

/**
 * Writes on the volume for one write of a guest, by the disk's format: a disk that grows also writes
 * where its blocks lie, and so does the differencing disk that a checkpoint lays over a fixed one.
 * With as many reads as writes a fixed disk is then 10 to 15 % ahead of a dynamic one, as Microsoft
 * published it (physics 2.3).
 */
export function writeCostOf(disk: Pick<VmDisk, 'format'> | undefined, depth = 0): number {
  const grows = disk !== undefined && (depth > 0 || growing.has(disk.format))
  return grows ? 1 + firstWriteShare * writesOfAllocation : 1
}

const kibPerGib = mibPerGib * 1024

/** To a whole KiB, so that sums of sizes stay exact. */
export function wholeKib(gib: number): number {
  return Math.round(gib * kibPerGib) / kibPerGib
}

/** Two sets of blocks of a disk that lie at random: how much both together take (ours), GiB. */
export function together(aGib: number, bGib: number, sizeGib: number): number {
  const both = sizeGib > 0 ? (aGib * bGib) / sizeGib : 0
  return wholeKib(Math.min(sizeGib, aGib + bGib - both))
}

/** What a disk takes of its volume: a dynamic one its present size (facts 1.6), a fixed one all. */
export function takenGib(disk: Pick<VmDisk, 'format' | 'sizeGib' | 'usedGib'>): number {
  const isWhole = disk.format === 'fixed' || disk.format === 'pass-through'
  return isWhole ? disk.sizeGib : disk.usedGib
}
