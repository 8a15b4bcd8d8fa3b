import type { WorkloadProfile } from '../../shared/domain/index.ts'

/**
 * The shape of a built-in load profile: what a typical guest of the kind asks for, in percent of
 * its virtual processors, at each full hour. Between hours the shape is a straight line. The
 * figures are ours; `docs/workloads.md` shows them as a table.
 */
export interface LoadShape {
  /** Monday to Friday, 24 values from 00:00 on. */
  readonly weekday: readonly number[]
  /** Saturday and Sunday. */
  readonly weekend: readonly number[]
  /** How far a variant may scale the shape: the least and the most, in percent of it. */
  readonly level: readonly [number, number]
  /** How far a variant may be early or late, in minutes. */
  readonly shiftMinutes: number
  /** How far a sample strays from the shape, in percent of it. */
  readonly noisePercent: number
  /** Runs of heavy work: how likely one begins at a sample while the shape is at least `above`. */
  readonly burst: {
    readonly perMille: number
    readonly above: number
    readonly percent: readonly [number, number]
    readonly samples: readonly [number, number]
  }
}

/** What a guest of a profile needs besides processor time; each grows in step with its load. */
export interface LoadNeeds {
  /** Memory that such a guest is sized for, unless its owner gave it as much as it needs (ours). */
  readonly roleMemoryMib: number
  /** Memory in use at no load, and what full load adds, in percent of what it is sized for. */
  readonly memoryBasePercent: number
  readonly memorySpanPercent: number
  /** Disk operations a second at no load, and what full load adds. */
  readonly iopsBase: number
  readonly iopsSpan: number
  /** Share of its disk operations that write, 0 to 1; desktops mostly write (physics 2.4). */
  readonly writeShare: number
  /** Network traffic at full load. */
  readonly networkSpanMbps: number
}

export const loadShapes: Readonly<Record<WorkloadProfile, LoadShape>> = {
  'office-desktop': {
    weekday: [1, 1, 1, 1, 1, 1, 2, 4, 12, 11, 10, 10, 6, 8, 11, 11, 10, 7, 4, 2, 2, 1, 1, 1],
    weekend: [1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 1, 1, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1],
    level: [60, 140],
    shiftMinutes: 45,
    noisePercent: 40,
    burst: { perMille: 20, above: 5, percent: [30, 80], samples: [1, 2] },
  },
  'web-server': {
    weekday: [
      12, 9, 7, 6, 6, 8, 12, 18, 26, 32, 35, 36, 34, 35, 36, 35, 34, 35, 38, 42, 44, 40, 30, 18,
    ],
    weekend: [
      14, 11, 8, 7, 6, 7, 9, 12, 17, 22, 26, 28, 29, 29, 28, 28, 29, 32, 36, 40, 42, 38, 28, 18,
    ],
    level: [50, 130],
    shiftMinutes: 60,
    noisePercent: 15,
    burst: { perMille: 6, above: 20, percent: [60, 90], samples: [1, 4] },
  },
  database: {
    weekday: [
      10, 55, 60, 25, 8, 8, 10, 18, 32, 42, 45, 43, 34, 40, 45, 44, 40, 32, 22, 15, 12, 10, 10, 10,
    ],
    weekend: [8, 55, 60, 40, 12, 8, 8, 8, 9, 10, 10, 10, 10, 10, 10, 10, 9, 8, 8, 8, 8, 8, 8, 8],
    level: [50, 125],
    shiftMinutes: 40,
    noisePercent: 12,
    burst: { perMille: 8, above: 20, percent: [65, 95], samples: [1, 3] },
  },
  batch: {
    weekday: [85, 90, 90, 88, 80, 55, 20, 4, 3, 3, 3, 3, 10, 4, 3, 3, 3, 4, 6, 10, 25, 60, 78, 85],
    weekend: [
      85, 90, 90, 90, 88, 85, 80, 70, 55, 40, 25, 12, 6, 4, 3, 3, 3, 3, 4, 6, 15, 50, 75, 82,
    ],
    level: [70, 110],
    shiftMinutes: 120,
    noisePercent: 6,
    burst: { perMille: 4, above: 3, percent: [50, 90], samples: [2, 8] },
  },
  idle: {
    weekday: [1, 1, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1],
    weekend: [1, 1, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1],
    level: [50, 150],
    shiftMinutes: 60,
    noisePercent: 60,
    burst: { perMille: 5, above: 1, percent: [5, 15], samples: [1, 1] },
  },
}

export const loadNeeds: Readonly<Record<WorkloadProfile, LoadNeeds>> = {
  'office-desktop': {
    roleMemoryMib: 512,
    memoryBasePercent: 55,
    memorySpanPercent: 40,
    iopsBase: 0.5,
    iopsSpan: 12,
    writeShare: 0.7,
    networkSpanMbps: 20,
  },
  'web-server': {
    roleMemoryMib: 2048,
    memoryBasePercent: 45,
    memorySpanPercent: 40,
    iopsBase: 2,
    iopsSpan: 30,
    writeShare: 0.3,
    networkSpanMbps: 120,
  },
  database: {
    roleMemoryMib: 4096,
    memoryBasePercent: 75,
    memorySpanPercent: 20,
    iopsBase: 6,
    iopsSpan: 160,
    writeShare: 0.35,
    networkSpanMbps: 60,
  },
  batch: {
    roleMemoryMib: 1024,
    memoryBasePercent: 30,
    memorySpanPercent: 60,
    iopsBase: 1,
    iopsSpan: 80,
    writeShare: 0.4,
    networkSpanMbps: 40,
  },
  idle: {
    roleMemoryMib: 512,
    memoryBasePercent: 30,
    memorySpanPercent: 30,
    iopsBase: 0.2,
    iopsSpan: 5,
    writeShare: 0.5,
    networkSpanMbps: 4,
  },
}
