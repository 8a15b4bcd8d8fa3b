import { readingsPerDay, stepS } from './hardware.ts'

/** The load of one VM through a day: whole percentages, one every five minutes. */
export interface DayTrace {
  readonly name: string
  readonly samples: ArrayLike<number>
}

/** A day of traces as the experiment reads them, in the order of their names. */
export interface TraceDay {
  readonly vms: number
  /** 289 shares of 0 to 1 for each VM; the last reading stands twice. */
  readonly shares: Float64Array
}

const perVm = readingsPerDay + 1

/**
 * A day out of traces. Their names decide the order, and the order decides which size each VM has.
 * What a trace holds beyond 288 readings is not used.
 * @throws Error for a trace of fewer readings; ask `shortTrace` first
 */
export function traceDay(traces: readonly DayTrace[]): TraceDay {
  const sorted = [...traces].sort((a, b) => (a.name < b.name ? -1 : 1))
  const shares = new Float64Array(sorted.length * perVm)
  sorted.forEach(({ name, samples }, vm) => {
    if (samples.length < readingsPerDay) throw new Error(`${name} has ${samples.length} readings`)
    for (let at = 0; at < perVm; at++) {
      shares[vm * perVm + at] = samples[Math.min(at, readingsPerDay - 1)]! / 100
    }
  })
  return { vms: sorted.length, shares }
}

/** The first trace that is shorter than a day, if there is one. */
export function shortTrace(traces: readonly DayTrace[]): DayTrace | undefined {
  return traces.find(trace => trace.samples.length < readingsPerDay)
}

/** The share of its processor that a VM asks for: straight between two readings. */
export function shareAt({ shares }: TraceDay, vm: number, timeS: number): number {
  const before = Math.floor(timeS / stepS)
  const low = shares[vm * perVm + before]!
  const high = shares[vm * perVm + Math.min(before + 1, readingsPerDay)]!
  return low + ((high - low) / stepS) * (timeS - before * stepS)
}
