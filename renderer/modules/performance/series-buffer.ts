import type { CounterFrame } from '../../../shared/contract/index.ts'
import type { Stretch } from './stretch.ts'

/** What is known of one counter: buckets with mean, least and most; NaN where there is nothing. */
export interface Samples {
  timesMs: number[]
  average: number[]
  minimum: number[]
  maximum: number[]
  /** Where they are known of every record, and not only of the buckets. */
  figures?: Figures
}

export interface Figures {
  last: number
  average: number
  minimum: number
  maximum: number
  /** From the first sample to the last. */
  durationMs: number
}

export function emptySamples(): Samples {
  return { timesMs: [], average: [], minimum: [], maximum: [] }
}

/**
 * Adds a frame to what is known of its counters. A bucket that came before comes again once more is
 * known of it; what is older than the span goes, unless it is in the stretch that is held in sight.
 */
export function addFrame(
  known: ReadonlyMap<string, Samples>,
  paths: readonly string[],
  frame: CounterFrame,
  spanMs: number,
  held?: Stretch,
): Map<string, Samples> {
  const next = new Map(known)
  paths.forEach((path, series) => {
    const old = known.get(path) ?? emptySamples()
    const from = firstIn(old.timesMs, frame.asOfMs - spanMs)
    const upTo = firstIn(old.timesMs, frame.firstMs)
    const heldFrom = held ? firstIn(old.timesMs, held.fromMs) : 0
    const heldTo = held ? firstIn(old.timesMs, held.toMs + 1) : 0
    const kept = (values: readonly number[]) => [
      ...values.slice(heldFrom, Math.min(heldTo, from, upTo)),
      ...values.slice(Math.min(from, upTo), upTo),
    ]
    const cells = (values: Float32Array) =>
      values.subarray(series * frame.count, (series + 1) * frame.count)
    const times = Array.from({ length: frame.count }, (_, at) => frame.firstMs + at * frame.everyMs)
    next.set(path, {
      timesMs: [...kept(old.timesMs), ...times],
      average: [...kept(old.average), ...cells(frame.average)],
      minimum: [...kept(old.minimum), ...cells(frame.minimum)],
      maximum: [...kept(old.maximum), ...cells(frame.maximum)],
    })
  })
  return next
}

function firstIn(timesMs: readonly number[], fromMs: number): number {
  const at = timesMs.findIndex(timeMs => timeMs >= fromMs)
  return at === -1 ? timesMs.length : at
}

/** The figures of a counter between two moments; undefined where nothing was sampled. */
export function figuresOf(samples: Samples, fromMs: number, toMs: number): Figures | undefined {
  let [sum, count, minimum, maximum, last] = [0, 0, Infinity, -Infinity, NaN]
  let [firstMs, lastMs] = [NaN, NaN]
  samples.timesMs.forEach((timeMs, at) => {
    const value = samples.average[at]!
    if (timeMs < fromMs || timeMs > toMs || Number.isNaN(value)) return
    if (count === 0) firstMs = timeMs
    lastMs = timeMs
    sum += value
    count++
    minimum = Math.min(minimum, samples.minimum[at]!)
    maximum = Math.max(maximum, samples.maximum[at]!)
    last = value
  })
  if (count === 0) return undefined
  return { last, average: sum / count, minimum, maximum, durationMs: lastMs - firstMs }
}
