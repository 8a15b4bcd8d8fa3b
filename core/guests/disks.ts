import { diskLimits } from '../../shared/domain/index.ts'
import type { VmDisk, VmRow } from '../world/index.ts'

export type DiskBus = 'ide' | 'scsi'

/** The controller of a disk; the first four of a VM that does not say are on IDE. */
export function busOf(disk: Pick<VmDisk, 'bus'>, at: number): DiskBus {
  return disk.bus ?? (at < diskLimits.ide ? 'ide' : 'scsi')
}

/** How many disks hang on a controller; the DVD drive takes a place on IDE too. */
export function disksOn(vm: Pick<VmRow, 'disks' | 'dvd'>, bus: DiskBus): number {
  const disks = vm.disks.filter((disk, at) => busOf(disk, at) === bus).length
  return disks + (bus === 'ide' && vm.dvd !== undefined ? 1 : 0)
}

/**
 * The disk that a guest's requests go to: one that is passed through where it has any, since such a
 * disk is given to it for its data (ours); it starts from the first.
 */
export function loadDiskOf({ disks }: Pick<VmRow, 'disks'>): VmDisk | undefined {
  return disks.find(disk => disk.format === 'pass-through') ?? disks[0]
}
