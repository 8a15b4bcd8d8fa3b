import type { VmDisk } from '../world/index.ts'

/** Share of the writes of a growing disk that go to a block for the first time (ours). */
const firstWriteShare = 0.1
/** What a first write adds: its entry in the block table, and in the bitmap (physics 2.3). */
const writesOfAllocation = 2

/**
 * Writes on the volume for one write of a guest, by the disk's format: a disk that grows also writes
 * where its blocks lie. With as many reads as writes a fixed disk is then 10 to 15 % ahead of a
 * dynamic one, as Microsoft published it (physics 2.3).
 */
export function writeCostOf(disk: Pick<VmDisk, 'format'> | undefined): number {
  const grows = disk !== undefined && disk.format !== 'fixed'
  return grows ? 1 + firstWriteShare * writesOfAllocation : 1
}
