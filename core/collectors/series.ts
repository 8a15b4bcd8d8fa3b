import type { LogColumn } from '../../shared/perfmon/index.ts'
import { msPerSecond } from '../../shared/domain/index.ts'
import { offsetMs, Survey } from './read.ts'

/** Which part of a log is wanted. */
export interface SeriesWish {
  readonly columns: readonly string[]
  readonly fromMs: number
  readonly toMs: number
  /** At most so many buckets. */
  readonly points: number
}

interface Bucket {
  readonly sums: Float64Array
  readonly counts: Float64Array
  readonly lows: Float64Array
  readonly highs: Float64Array
}

/**
 * Columns of a log in buckets, in one pass: buckets double in width as the log turns out to be
 * longer, so that nobody has to know its end before.
 */
export class SeriesReader extends Survey {
  everyMs = msPerSecond
  /** Time of the first bucket, in UTC. */
  firstMs: number | undefined
  readonly last: Float64Array
  private readonly places = new Map<string, number>()
  /** For each column of the log where it goes, or -1. */
  private readonly goes: number[] = []
  private buckets: Bucket[] = []

  constructor(
    private readonly wish: SeriesWish,
    private readonly sees: (column: string) => boolean,
  ) {
    super()
    wish.columns.forEach((column, at) => this.places.set(column.toLowerCase(), at))
    this.last = new Float64Array(wish.columns.length).fill(NaN)
  }

  /** The wanted columns that the log does not have, or that are not seen. */
  get unknown(): string[] {
    const found = new Set(this.goes)
    return this.wish.columns.filter((_, at) => !found.has(at))
  }

  get count(): number {
    return this.buckets.length
  }

  override columns(more: readonly LogColumn[]): void {
    for (const { text } of more) {
      const at = this.sees(text) ? (this.places.get(text.toLowerCase()) ?? -1) : -1
      // The second of two columns of one name stays out: nobody can ask for it by its name.
      this.goes.push(this.goes.includes(at) ? -1 : at)
    }
  }

  override record(wallMs: number, values: Float64Array = new Float64Array(0)): void {
    const ms = wallMs + offsetMs(this.zone)
    if (ms < this.wish.fromMs || ms > this.wish.toMs) return
    super.record(wallMs)
    const bucket = this.bucketAt(ms)
    for (let column = 0; column < this.goes.length; column++) {
      const at = this.goes[column]!
      const value = values[column]!
      if (at < 0 || !Number.isFinite(value)) continue
      bucket.sums[at]! += value
      bucket.counts[at]! += 1
      bucket.lows[at] = Math.min(bucket.lows[at]!, value)
      bucket.highs[at] = Math.max(bucket.highs[at]!, value)
      this.last[at] = value
    }
  }

  /** Average, minimum or maximum of all buckets, column after column. */
  part(of: 'average' | 'minimum' | 'maximum'): Float32Array<ArrayBuffer> {
    const { count } = this
    const cells = new Float32Array(this.wish.columns.length * count).fill(NaN)
    this.buckets.forEach(({ sums, counts, lows, highs }, bucket) => {
      for (let at = 0; at < counts.length; at++) {
        if (counts[at] === 0) continue
        const mean = sums[at]! / counts[at]!
        const value = of === 'average' ? mean : of === 'minimum' ? lows[at]! : highs[at]!
        cells[at * count + bucket] = value
      }
    })
    return cells
  }

  /** Last, average, minimum and maximum of every wanted column over the whole range. */
  statistics() {
    const all = this.buckets.reduce(merged, this.empty())
    return this.wish.columns.map((column, at) => {
      const count = all.counts[at]!
      if (count === 0) return { column, count }
      const average = all.sums[at]! / count
      const [last, minimum, maximum] = [this.last[at]!, all.lows[at]!, all.highs[at]!]
      return { column, count, last, average, minimum, maximum }
    })
  }

  private bucketAt(ms: number): Bucket {
    this.firstMs ??= Math.floor(ms / this.everyMs) * this.everyMs
    const index = () => Math.max(0, Math.floor((ms - this.firstMs!) / this.everyMs))
    while (index() >= this.wish.points) this.double()
    while (this.buckets.length <= index()) this.buckets.push(this.empty())
    return this.buckets[index()]!
  }

  private double(): void {
    this.everyMs *= 2
    const wide: Bucket[] = []
    for (let at = 0; at < this.buckets.length; at++) {
      const into = Math.floor(at / 2)
      wide[into] = wide[into] ? merged(wide[into], this.buckets[at]!) : this.buckets[at]!
    }
    this.buckets = wide
  }

  private empty(): Bucket {
    const size = this.wish.columns.length
    return {
      sums: new Float64Array(size),
      counts: new Float64Array(size),
      lows: new Float64Array(size).fill(Infinity),
      highs: new Float64Array(size).fill(-Infinity),
    }
  }
}

function merged(one: Bucket, other: Bucket): Bucket {
  return {
    sums: one.sums.map((sum, at) => sum + other.sums[at]!),
    counts: one.counts.map((count, at) => count + other.counts[at]!),
    lows: one.lows.map((low, at) => Math.min(low, other.lows[at]!)),
    highs: one.highs.map((high, at) => Math.max(high, other.highs[at]!)),
  }
}
