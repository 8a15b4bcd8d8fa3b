import type { SlowCourse } from '../../shared/contract/index.ts'
import { msPerHour } from '../../shared/domain/index.ts'
import type { History, Subject } from '../history/index.ts'
import { readSeries } from '../history/index.ts'

/** How many times its usual value something is when it counts as risen (ours). */
const risenTimes = 1.5
/** How far back it is looked for the beginning, and for what was usual. */
export const lookBackMs = 24 * msPerHour

/** A figure as its history has it. */
export interface Known {
  readonly fromMs: number
  readonly everyMs: number
  readonly average: Float32Array
}

/** What is known of a figure of an object for so long; samples that are not over are not known. */
export function knownOf(
  history: History,
  subject: Subject,
  figure: string,
  backMs = lookBackMs,
): Known {
  const toMs = history.nowMs
  return readSeries(history, subject, figure, Math.max(0, toMs - backMs), toMs)
}

/** The median of the samples that are known up to an index. */
export function usualOf({ average }: Known, end = average.length): number | undefined {
  const values = [...average.subarray(0, end)].filter(value => !Number.isNaN(value))
  if (values.length === 0) return undefined
  return values.sort((a, b) => a - b)[Math.floor((values.length - 1) / 2)]
}

/** Where the samples that are above a level up to now begin; as many as there are for none. */
export function riseAt({ average }: Known, level: number): number {
  let at = average.length
  // A sample that is not over, or was lost, does not end a stretch.
  let unknown = at
  while (at > 0 && (Number.isNaN(average[at - 1]!) || average[at - 1]! > level)) {
    at--
    if (!Number.isNaN(average[at]!)) unknown = at
  }
  return unknown
}

/** Where a sample begins, or when the first one that is not known yet does. */
export function timeOf({ fromMs, everyMs, average }: Known, at: number): number {
  let end = average.length
  while (end > 0 && Number.isNaN(average[end - 1]!)) end--
  return fromMs + Math.min(at, Math.max(end, 0)) * everyMs
}

/** Since when something rose above what is usual for it. */
export interface Rise {
  readonly sinceMs?: number
  readonly before?: number
}

/**
 * Whether a value of now is more than usual, and since when: the samples up to now that are like
 * it, held against the median of those before them.
 */
export function riseOf(known: Known, now: number): Rise {
  const at = riseAt(known, now / risenTimes)
  const before = usualOf(known, at)
  if (before === undefined) return {}
  return now > before * risenTimes ? { before, sinceMs: timeOf(known, at) } : { before }
}

/**
 * Since when a figure is above its level, and what it was before. Where it is below the level of
 * its counter, or that has none, it is held against what was usual.
 */
export function courseOf(
  known: Known,
  figure: Pick<SlowCourse, 'figure' | 'objectId' | 'unit' | 'now'>,
  threshold: number | undefined,
): SlowCourse {
  const { now } = figure
  const isUsualLevel = threshold === undefined || now < threshold
  const usual = usualOf(known)
  const rise = riseOf(known, now)
  const usualLevel = ((rise.sinceMs === undefined ? usual : rise.before) ?? 0) * risenTimes
  const level = isUsualLevel ? usualLevel : threshold
  const at = riseAt(known, level)
  const isAbove = now > level && level > 0
  const before = isAbove ? usualOf(known, at) : usual
  return {
    ...{ ...figure, level, isUsualLevel },
    ...(before === undefined ? {} : { before }),
    // Without any sample it began after the history did.
    ...(isAbove && (before !== undefined || usual === undefined)
      ? { sinceMs: timeOf(known, at) }
      : {}),
    isLonger: isAbove && usual !== undefined && before === undefined,
    ...{ fromMs: known.fromMs, everyMs: known.everyMs },
    history: [...known.average].map(value => (Number.isNaN(value) ? null : value)),
  }
}
