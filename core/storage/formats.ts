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
