import { textHeader, textRecord } from '../../../shared/perfmon/index.ts'
import type { Stretch } from './stretch.ts'
import type { Samples } from './series-buffer.ts'

/** Every moment of a stretch with one value for each counter, oldest first. */
export function sampleRows(
  all: readonly Samples[],
  { fromMs, toMs }: Stretch,
): { timeMs: number; values: number[] }[] {
  const byTime = new Map<number, number[]>()
  all.forEach((samples, column) => {
    samples.timesMs.forEach((timeMs, at) => {
      if (timeMs < fromMs || timeMs > toMs) return
      const values = byTime.get(timeMs) ?? new Array<number>(all.length).fill(NaN)
      values[column] = samples.average[at]!
      byTime.set(timeMs, values)
    })
  })
  return [...byTime]
    .map(([timeMs, values]) => ({ timeMs, values }))
    .sort((a, b) => a.timeMs - b.timeMs)
}

/** What is shown as a log of Performance Monitor: PDH-CSV in UTC. */
export function asPdhCsv(
  paths: readonly string[],
  all: readonly Samples[],
  stretch: Stretch,
): string {
  const zone = { name: 'Coordinated Universal Time', offsetMinutes: 0 }
  const head = textHeader('csv', zone, paths)
  const rows = sampleRows(all, stretch)
  return head + rows.map(({ timeMs, values }) => textRecord('csv', timeMs, values)).join('')
}
