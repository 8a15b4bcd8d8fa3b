import type { DiskKind, RaidLevel } from '../../shared/domain/index.ts'

/** What one disk does by itself. */
export interface DiskFigures {
  /** Mean time of a random request of 8 KiB, at an idle disk. */
  readonly serviceMs: number
  /** Long reads and writes in a row. */
  readonly sequentialMibPerS: number
}

/**
 * A 15k disk: seek 3.5 ms, half a turn 2.0 ms, transfer 0.1 ms (physics 2.3). The other service
 * times are the reciprocals of the published 140 and 80 operations a second; that of flash and all
 * sequential rates are ours.
 */
export const diskFigures: Readonly<Record<DiskKind, DiskFigures>> = {
  'fc-15k': { serviceMs: 5.6, sequentialMibPerS: 120 },
  'sas-15k': { serviceMs: 5.6, sequentialMibPerS: 120 },
  'sas-10k': { serviceMs: 1000 / 140, sequentialMibPerS: 90 },
  'sata-7k': { serviceMs: 1000 / 80, sequentialMibPerS: 80 },
  flash: { serviceMs: 0.2, sequentialMibPerS: 400 },
}

/** Disks of a group that hold data rather than its protection. */
export function dataDisks(raid: RaidLevel, disks: number): number {
  switch (raid) {
    case 'raid-1':
    case 'raid-10':
      return Math.floor(disks / 2)
    case 'raid-5':
      return disks - 1
    case 'raid-6':
      return disks - 2
    default:
      return disks
  }
}

/** Disks that a group may lose and still answer; mirrors lose one of a pair at worst. */
export function disksToLose(raid: RaidLevel): number {
  if (raid === 'raid-6') return 2
  return raid === 'none' || raid === 'raid-0' ? 0 : 1
}
