import type { LogColumn } from '../../shared/perfmon/index.ts'
import { msPerMinute } from '../../shared/domain/index.ts'
import { offsetMs, Survey } from './read.ts'

/** Load curves of the model have a sample every five minutes. */
const sampleMs = 5 * msPerMinute
/** A year of them. */
const samplesMost = 105_120
/** A mean this little above 100 % is rounding. */
const roundingPercent = 0.5

/** The means of one column over every five minutes. */
export class MeansReader extends Survey {
  isFound = false
  isTooLong = false
  private at = -1
  private seen = 0
  private firstMs: number | undefined
  private readonly sums: number[] = []
  private readonly counts: number[] = []

  constructor(
    private readonly column: string,
    private readonly sees: (column: string) => boolean,
  ) {
    super()
  }

  override columns(more: readonly LogColumn[]): void {
    const sought = this.column.toLowerCase()
    const found = more.findIndex(({ text }) => text.toLowerCase() === sought && this.sees(text))
    if (found >= 0 && !this.isFound) {
      this.at = this.seen + found
      this.isFound = true
    }
    this.seen += more.length
  }

  override record(wallMs: number, values: Float64Array = new Float64Array(0)): void {
    super.record(wallMs)
    const value = values[this.at] ?? NaN
    if (!Number.isFinite(value)) return
    const ms = wallMs + offsetMs(this.zone)
    this.firstMs ??= ms
    const sample = Math.max(0, Math.floor((ms - this.firstMs) / sampleMs))
    if (sample >= samplesMost) {
      this.isTooLong = true
      return
    }
    while (this.sums.length <= sample) {
      this.sums.push(0)
      this.counts.push(0)
    }
    this.sums[sample]! += value
    this.counts[sample]! += 1
  }

  /**
   * Whole percentages every five minutes; a gap holds what was before it. A text says why the
   * column cannot be one.
   */
  samples(fullScale: number | undefined): Uint8Array | string {
    const isPercent = this.column.slice(this.column.lastIndexOf('\\')).includes('%')
    const full = fullScale ?? (isPercent ? 100 : undefined)
    if (this.sums.length === 0) return 'it has no values.'
    if (this.isTooLong) return `it is longer than ${samplesMost} samples of five minutes.`
    if (full === undefined) return 'it is not in percent, and no value stands for 100 %.'
    const samples = new Uint8Array(this.sums.length)
    let before = 0
    let most = 0
    for (let at = 0; at < samples.length; at++) {
      const count = this.counts[at]!
      const percent = count === 0 ? before : ((this.sums[at]! / count) * 100) / full
      if (percent < 0) return `it has a mean of ${Math.round(percent)} %, which is below nothing.`
      if (percent > 100 + roundingPercent) {
        return `it has a mean of ${Math.round(percent)} %, which is more than all.`
      }
      before = percent
      most = Math.max(most, percent)
      samples[at] = Math.min(100, Math.round(percent))
    }
    if (!isPercent && most > 0 && samples.every(sample => sample === 0)) {
      return `its highest mean is ${most.toPrecision(2)} % of a full load, too little for whole percentages.`
    }
    return samples
  }
}
