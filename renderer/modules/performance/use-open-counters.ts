import { useRouter } from 'vue-router'
import { emptyView } from './built-in-views.ts'
import { withPaths } from './lines.ts'
import { usePerformance } from './performance.store.ts'

/** Opens counters in the Performance workspace, each list of paths as a chart of its own. */
export function useOpenCounters(): (charts: readonly (readonly string[])[]) => void {
  const performance = usePerformance('live')
  const router = useRouter()
  return charts => {
    const empty = emptyView()
    const [first] = empty.charts
    const drawn = charts.map(paths => withPaths(first!, paths))
    performance.open({ ...empty, charts: drawn }, 'object')
    void router.push('/performance')
  }
}
