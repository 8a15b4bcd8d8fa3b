import { msPerHour, msPerMinute } from '../../shared/domain/index.ts'

/** What has a history: its figures in the order in which they are kept, each with its unit. */
export const historyFigures = {
  vm: { cpu: '%', memory: '%', iops: '1/s', latency: 'ms', network: 'Mbps' },
  host: { cpu: '%', memory: '%', iops: '1/s', network: 'Mbps', watts: 'W' },
  volume: { iops: '1/s', latency: 'ms', queue: 'count', used: '%' },
  network: { network: 'Mbps' },
} as const satisfies Record<string, Record<string, string>>

export type HistoryKind = keyof typeof historyFigures
export const historyKinds = Object.keys(historyFigures) as HistoryKind[]

/** Simulated time between two looks at the figures: a sample holds ten of them. */
export const lookEveryMs = 30_000

/** How often a ring has a sample, and how many of them one blob of the store holds. */
export const rings = {
  fine: { everyMs: 5 * msPerMinute, samples: 12 },
  coarse: { everyMs: msPerHour, samples: 6 },
} as const

export type RingName = keyof typeof rings
export const ringNames = Object.keys(rings) as RingName[]

export function chunkMsOf(ring: RingName): number {
  return rings[ring].everyMs * rings[ring].samples
}

/** Where the chunk that holds the sample from this time begins. */
export function chunkStartMs(ring: RingName, timeMs: number): number {
  return Math.floor(timeMs / chunkMsOf(ring)) * chunkMsOf(ring)
}

/** Subjects whose series are one blob. */
export const blockSize = 256

/** How long the samples of five minutes and those of an hour are kept, unless somebody says. */
export const usualAges = { dayHours: 24, monthDays: 30 } as const
