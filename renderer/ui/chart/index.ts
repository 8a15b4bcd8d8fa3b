import { defineAsyncComponent } from 'vue'
import type View from './UiLineChartView.vue'

export * from './light.ts'
export { type ChartBand, type ChartSeries } from './line-chart.ts'

/** The chart library is large and waits until the first chart is shown. */
export const UiLineChart = defineAsyncComponent((): Promise<typeof View> =>
  import('./UiLineChartView.vue').then(module => module.default),
)
