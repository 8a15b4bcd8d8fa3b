import { msPerSecond } from '../../shared/domain/index.ts'
import type { BoundCounter } from './bind.ts'
import type { Sight } from './types.ts'

/** The most points that a chart gets of one series: more than its pixels would not be seen. */
export const pointsMax = 1000

/** Buckets of samples that are new since the last call, series after series. */
export interface RecordedFrame {
  /** The beginning of the first bucket; the others follow every so many ms. */
  readonly firstMs: number
  readonly everyMs: number
  readonly count: number
  readonly average: Float32Array<ArrayBuffer>
  readonly minimum: Float32Array<ArrayBuffer>
  readonly maximum: Float32Array<ArrayBuffer>
}

/** How wide the buckets of a span are, so that a series has about a thousand of them. */
export function bucketMsOf(spanS: number): number {
  return Math.max(1, Math.ceil(spanS / pointsMax)) * msPerSecond
}

/**
 * Counters read at every simulated second, in buckets that are as wide as a chart of the span can
 * show. A bucket keeps average, minimum and maximum, so that a spike of a second is not lost. NaN
 * where no second of a bucket had a value.
 */
export class Recording {
  readonly everyMs: number
  private readonly sums: Float64Array
  private readonly counts: Uint32Array
  private readonly lows: Float64Array
  private readonly highs: Float64Array
  private bucket: number
  private closed: number[][] = []
  private isNew = false

  constructor(
    readonly counters: readonly BoundCounter[],
    spanS: number,
    nowMs: number,
  ) {
    this.everyMs = bucketMsOf(spanS)
    this.bucket = Math.floor(nowMs / this.everyMs)
    this.sums = new Float64Array(counters.length)
    this.counts = new Uint32Array(counters.length)
    this.lows = new Float64Array(counters.length).fill(Infinity)
    this.highs = new Float64Array(counters.length).fill(-Infinity)
  }

  /** Reads every counter once, as of this simulated moment. */
  take(nowMs: number, sight: Sight): void {
    const bucket = Math.floor(nowMs / this.everyMs)
    this.isNew = true
    while (this.bucket < bucket) this.close()
    this.counters.forEach((counter, at) => {
      const value = counter.read(sight)
      if (!Number.isFinite(value)) return
      this.sums[at] = this.sums[at]! + value
      this.counts[at] = this.counts[at]! + 1
      this.lows[at] = Math.min(this.lows[at]!, value)
      this.highs[at] = Math.max(this.highs[at]!, value)
    })
  }

  /**
   * What is new since the last call, the newest thousand; undefined where nothing is. The last
   * bucket may still be open: it comes again when more is known of it.
   */
  frame(): RecordedFrame | undefined {
    if (!this.isNew) return undefined
    this.isNew = false
    const all = [...this.closed, this.cells()]
    const dropped = Math.max(0, all.length - pointsMax)
    const buckets = all.slice(dropped)
    const firstMs = (this.bucket - this.closed.length + dropped) * this.everyMs
    const count = buckets.length
    this.closed = []
    const part = (offset: number) =>
      Float32Array.from(
        { length: this.counters.length * count },
        (_, cell) => buckets[cell % count]![3 * Math.floor(cell / count) + offset]!,
      )
    return {
      ...{ firstMs, everyMs: this.everyMs, count },
      ...{ average: part(0), minimum: part(1), maximum: part(2) },
    }
  }

  /** Average, minimum and maximum of every counter in the bucket that is open. */
  private cells(): number[] {
    const cells: number[] = []
    for (let at = 0; at < this.counters.length; at++) {
      const count = this.counts[at]!
      if (count === 0) cells.push(NaN, NaN, NaN)
      else cells.push(this.sums[at]! / count, this.lows[at]!, this.highs[at]!)
    }
    return cells
  }

  private close(): void {
    this.closed.push(this.cells())
    // Who looks away for long is told of the newest only; what is older need not be kept.
    if (this.closed.length > 2 * pointsMax) this.closed = this.closed.slice(-pointsMax)
    this.bucket++
    this.sums.fill(0)
    this.counts.fill(0)
    this.lows.fill(Infinity)
    this.highs.fill(-Infinity)
  }
}
