import { figureName } from '../../shared/domain/index.ts'
import type {
  ScenarioAxis,
  ScenarioChart,
  ScenarioComparison,
  ScenarioLine,
  ScenarioOutcome,
} from './types.ts'

/** More lines than this cannot be told apart in one chart. */
const seriesMax = 6

/** A field as an axis, named by its name. */
function axisOf(field: string): ScenarioAxis {
  return { field, ...figureName(field) }
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
