import type { ChartSpec } from '../../../shared/domain/index.ts'
import type { SavedChart } from '../../../shared/contract/index.ts'
import { client } from '../../session/index.ts'
import { builtInLines, emptyView, type BuiltInView } from './built-in-views.ts'
import { withPaths } from './lines.ts'
import { usePerformance } from './performance.store.ts'

/** Opens charts: those that everybody has, and those that were saved. */
export function useChartViews() {
  const performance = usePerformance('live')

  async function openBuiltIn({ key, paths }: BuiltInView): Promise<void> {
    const charts = await Promise.all(
      paths.map(async wanted => {
        const found = await client.counter.expand({ paths: [...wanted], limit: builtInLines })
        return withPaths(emptyView().charts[0]!, found.paths)
      }),
    )
    performance.open({ charts, spanS: 300 } satisfies ChartSpec, key)
  }

  function openSaved(chart: SavedChart): void {
    performance.open(chart.view, chart.id, chart)
  }

  return { openBuiltIn, openSaved }
}
