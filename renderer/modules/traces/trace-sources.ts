import type { TraceRowView } from '../../../shared/contract/index.ts'

/** The traces of one source taken together. */
export interface TraceSource {
  source: string
  traces: number
  vms: number
  samples: number
  /** Mean over all samples, percent. */
  meanPercent: number
  maxPercent: number
}

/** One line a source, in the order in which the sources appear. */
export function sourcesOf(rows: readonly TraceRowView[]): TraceSource[] {
  const sources = new Map<string, TraceSource>()
  for (const row of rows) {
    const found = sources.get(row.source) ?? newSource(row.source)
    const samples = found.samples + row.samples
    sources.set(row.source, {
      source: row.source,
      traces: found.traces + 1,
      vms: found.vms + row.vms,
      samples,
      meanPercent: mean(found, row, samples),
      maxPercent: Math.max(found.maxPercent, row.maxPercent),
    })
  }
  return [...sources.values()]
}

function newSource(source: string): TraceSource {
  return { source, traces: 0, vms: 0, samples: 0, meanPercent: 0, maxPercent: 0 }
}

function mean(found: TraceSource, row: TraceRowView, samples: number): number {
  if (samples === 0) return 0
  return (found.meanPercent * found.samples + row.meanPercent * row.samples) / samples
}
