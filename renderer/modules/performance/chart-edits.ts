import type { ComputedRef, Ref } from 'vue'
import type { Chart, ChartKind, ChartLine, ChartSpec } from '../../../shared/domain/index.ts'
import { withPaths } from './lines.ts'

export const emptyChart: Chart = { kind: 'line', lines: [], showsBands: true }

interface Edited {
  view: Ref<ChartSpec>
  /** The place of the chart that is edited. */
  current: Ref<number>
  selected: Ref<string | undefined>
  chart: ComputedRef<Chart>
}

/** What a person changes of charts and their lines. */
export function chartEdits({ view, current, selected, chart }: Edited) {
  function setChart(next: Chart): void {
    const charts = view.value.charts.map((one, at) => (at === current.value ? next : one))
    view.value = { ...view.value, charts }
  }

  function setLine(path: string, changes: Partial<ChartLine>): void {
    const lines = chart.value.lines.map(line =>
      line.path === path ? { ...line, ...changes } : line,
    )
    setChart({ ...chart.value, lines })
  }

  function removeLine(path: string): void {
    if (selected.value === path) selected.value = undefined
    setChart({ ...chart.value, lines: chart.value.lines.filter(line => line.path !== path) })
  }

  function addChart(): void {
    view.value = { ...view.value, charts: [...view.value.charts, emptyChart] }
    current.value = view.value.charts.length - 1
  }

  function removeChart(at: number): void {
    view.value = { ...view.value, charts: view.value.charts.filter((_, index) => index !== at) }
    current.value = Math.min(current.value, view.value.charts.length - 1)
  }

  return {
    ...{ setChart, setLine, removeLine, addChart, removeChart },
    addPaths: (added: readonly string[]) => setChart(withPaths(chart.value, added)),
    setKind: (kind: ChartKind) => setChart({ ...chart.value, kind }),
    setSpan: (spanS: number) => (view.value = { ...view.value, spanS }),
    toggleBands: () => setChart({ ...chart.value, showsBands: !chart.value.showsBands }),
  }
}
