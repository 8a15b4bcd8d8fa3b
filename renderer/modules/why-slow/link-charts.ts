import type { SlowFigure, SlowLink } from '../../../shared/contract/index.ts'

/** Figures of one link that share an axis. */
export interface LinkChart {
  unit: string
  figures: SlowFigure[]
}

/** As many charts as there is room for side by side. */
const chartsMax = 3
const rank = { utilisation: 0, wait: 1, other: 2 } as const

/** What tells one link of a chain from the others, also in the next answer. */
export function keyOfLink({ stage, objectId, part }: SlowLink): string {
  return `${stage} ${objectId} ${part ?? ''}`
}

/**
 * The figures of a link as charts, one for each unit, what is used before what is waited for.
 */
export function chartsOf({ figures }: SlowLink): LinkChart[] {
  const charts: LinkChart[] = []
  const inOrder = [...figures].sort((a, b) => rank[a.role] - rank[b.role])
  for (const figure of inOrder) {
    const chart = charts.find(one => one.unit === figure.unit)
    if (chart) chart.figures.push(figure)
    else charts.push({ unit: figure.unit, figures: [figure] })
  }
  return charts.slice(0, chartsMax)
}

/** A value as a share of its limit, 0 to 1; undefined where nothing limits it. */
export function strainOf({ value, warning, critical }: SlowFigure): number | undefined {
  const limit = critical ?? warning
  return limit === undefined || limit <= 0 ? undefined : Math.min(1, value / limit)
}
