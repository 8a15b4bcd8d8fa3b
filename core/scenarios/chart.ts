import type {
  ScenarioAxis,
  ScenarioChart,
  ScenarioComparison,
  ScenarioLine,
  ScenarioOutcome,
} from './types.ts'

/** Units that stand at the end of a field's name, the longer ones first. */
const units: readonly (readonly [ending: string, unit: string])[] = [
  ['Percent', '%'],
  ['MibPerS', 'MiB/s'],
  ['PerS', '1/s'],
  ['Iops', 'IO/s'],
  ['Mib', 'MiB'],
  ['Gib', 'GiB'],
  ['Hours', 'h'],
  ['Hour', 'h'],
  ['Ms', 'ms'],
  ['S', 's'],
]
/** More lines than this cannot be told apart in one chart. */
const seriesMax = 6

/** A field's name as words and its unit: `meanDowntimeS` is "mean downtime" in s. */
export function axisOf(field: string): ScenarioAxis {
  const found = units.find(([ending]) => field.length > ending.length && field.endsWith(ending))
  const bare = found ? field.slice(0, -found[0].length) : field
  const name = bare.replace(/[A-Z]/g, letter => ` ${letter.toLowerCase()}`)
  return { field, name, unit: found?.[1] ?? '' }
}

/**
 * How an outcome is drawn: as it says, or the figures of one unit over the first field of its
 * lines. Undefined where there is nothing to draw.
 */
export function chartOf({ chart, lines }: ScenarioOutcome): ScenarioChart | undefined {
  if (chart) return chart
  const [first] = lines
  if (!first || lines.length < 2) return undefined
  const [x, ...rest] = Object.keys(first)
  const figures = rest.filter(field => isFigure(first, field)).map(axisOf)
  const series = figures.filter(one => one.unit === figures[0]?.unit).slice(0, seriesMax)
  if (x === undefined || series.length === 0) return undefined
  return { kind: isFigure(first, x) ? 'line' : 'bar', x: axisOf(x), series }
}

/**
 * The figures of the summary that have one of the seed documents beside them: as the outcome says,
 * a `meanS` beside an `expectedS`, and every field beside the one of its name after `seed`.
 */
export function comparisonsOf({ comparisons, summary }: ScenarioOutcome): ScenarioComparison[] {
  if (comparisons) return [...comparisons]
  const named = Object.keys(summary).flatMap(figure => {
    const seed = `seed${figure.charAt(0).toUpperCase()}${figure.slice(1)}`
    return isFigure(summary, figure) && isFigure(summary, seed) ? [{ figure, seed }] : []
  })
  const isMean = isFigure(summary, 'meanS') && isFigure(summary, 'expectedS')
  return isMean ? [{ figure: 'meanS', seed: 'expectedS' }, ...named] : named
}

function isFigure(line: ScenarioLine, field: string): boolean {
  return typeof line[field] === 'number'
}
