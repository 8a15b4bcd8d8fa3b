import type { Chart, ChartLine } from '../../../shared/domain/index.ts'
import { formatInstance, parsePath } from '../../../shared/perfmon/index.ts'

/** The parts of a path as a list shows them. */
export interface PathParts {
  /** The log that it is a column of. */
  logId?: string
  computer: string
  object: string
  counter: string
  instance: string
}

/** Lines from here on have a colour that another one has, and are dashed. */
export const seriesColors = 6

/** What a column of a log is called in a chart, which can show columns of several logs. */
export function lineOfLog(logId: string, column: string): string {
  return `${logId}|${column}`
}

/** The log and the column that a line of a chart names; without a log it is a path. */
export function columnOf(line: string): { logId?: string; column: string } {
  const match = /^(log-\d+)\|/.exec(line)
  return match ? { logId: match[1], column: line.slice(match[0].length) } : { column: line }
}

/** The parts of a path; one that cannot be read shows as its counter. */
export function partsOf(line: string): PathParts {
  const { logId, column } = columnOf(line)
  const parsed = parsePath(column)
  if ('problem' in parsed) {
    return { logId, computer: '', object: '', counter: column, instance: '' }
  }
  const { computer = '', object, counter } = parsed
  return { logId, computer, object, counter, instance: formatInstance(parsed) }
}

const total = '_Total'
/** A start of instances that is shorter than this stays: leaving it out would save nothing. */
const commonLeast = 8

/** What all instances begin with but its last word, which may be the half of a name: web-01. */
function commonStart(all: readonly string[]): string {
  const [first = '', ...others] = new Set(all.filter(one => one !== total))
  if (others.length === 0) return ''
  let length = 0
  while (length < first.length && others.every(one => one[length] === first[length])) length++
  return /^.*[-\\/. ](?=[^-\\/. ]*[-\\/. ])/.exec(first.slice(0, length))?.[0] ?? ''
}

/** Instances without the long start that all have in common: disk files of one volume. */
export function shortInstances(all: readonly string[]): string[] {
  const { length } = commonStart(all)
  if (length < commonLeast) return [...all]
  return all.map(one => (one === total ? one : `…${one.slice(length)}`))
}

/** Names that are as short as they can be: what all have in common is left out. */
export function shortNames(
  all: readonly PathParts[],
  logName: (logId: string) => string = logId => logId,
): string[] {
  const [first] = all
  const differs = (part: keyof PathParts) => all.some(one => one[part] !== first?.[part])
  const shown = (['computer', 'instance', 'counter'] as const).filter(differs)
  const namesLog = differs('logId')
  const instances = shortInstances(all.map(one => one.instance))
  return all.map((one, at) => {
    const texts = { ...one, instance: instances[at]! }
    const parts = shown.map(part => texts[part]).filter(text => text !== '')
    const name = parts.length > 0 ? parts.join(' ') : one.counter
    return namesLog && one.logId ? `${name} (${logName(one.logId)})` : name
  })
}

/** The chart with more counters, each in the next colour; those that it has stay as they are. */
export function withPaths(chart: Chart, paths: readonly string[]): Chart {
  const known = new Set(chart.lines.map(line => line.path))
  const added = paths.filter(path => !known.has(path))
  const lines: ChartLine[] = added.map((path, at) => {
    const place = chart.lines.length + at
    const turn = Math.floor(place / seriesColors)
    return {
      ...{ path, color: place % seriesColors, widthPx: 2 },
      style: (['solid', 'dashed', 'dotted'] as const)[turn % 3]!,
    }
  })
  return { ...chart, lines: [...chart.lines, ...lines] }
}

/**
 * The power of ten by which values up to `most` are multiplied so that they stay within 100, as
 * Performance Monitor chooses it.
 */
export function scaleFor(most: number): number {
  if (!Number.isFinite(most) || most <= 0) return 0
  let scale = 0
  for (let value = most; value > 100 && scale > -9; value /= 10) scale--
  for (let value = most; value <= 10 && scale < 9; value *= 10) scale++
  return scale
}

/** A scale as the list writes it: 0.01, 1, 1,000. */
export function scaleText(scale: number): string {
  return scale < 0 ? `0.${'0'.repeat(-scale - 1)}1` : `1${'0'.repeat(scale)}`
}

/** Multiplies by a power of ten. */
export function scaled(value: number, scale: number): number {
  return scale < 0 ? value / Number(`1e${-scale}`) : value * Number(`1e${scale}`)
}
