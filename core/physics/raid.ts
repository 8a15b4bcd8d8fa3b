import type { RaidLevel } from '../../shared/domain/index.ts'

const writePenalties: Readonly<Record<RaidLevel, number>> = {
  none: 1,
  'raid-0': 1,
  'raid-1': 2,
  'raid-10': 2,
  'raid-5': 4,
  'raid-6': 6,
}

/** Back-end operations of one small write (physics 2.3: Dell TR1050 and others). */
export function backEndOfWrite(raid: RaidLevel): number {
  return writePenalties[raid]
}

export interface RequestMix {
  /** Share of requests that write, 0 to 1. */
  readonly writeShare: number
  /** Share of reads that the controller's cache answers, 0 to 1. */
  readonly readHitRate: number
  /** Share of writes that the cache puts together with others, 0 to 1. */
  readonly coalescedShare: number
}

/**
 * Disk operations that one request of the hosts costs a RAID group on average: reads that miss the
 * cache, and the writes left after coalescing times the penalty of the level (physics 2.4).
 */
export function backEndPerRequest(raid: RaidLevel, mix: RequestMix): number {
  const reads = (1 - mix.writeShare) * (1 - mix.readHitRate)
  const writes = mix.writeShare * (1 - mix.coalescedShare)
  return reads + writes * backEndOfWrite(raid)
}
