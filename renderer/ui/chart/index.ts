import { defineAsyncComponent } from 'vue'
import type FigureView from './UiFigureChartView.vue'
import type TimeView from './UiTimeChartView.vue'
import type View from './UiLineChartView.vue'

export * from './light.ts'
export { type FigureChart } from './figure-option.ts'
export { elapsedText, momentOnAxis } from './time-axis.ts'
export { indexAt, type TimeBand, type TimeChartKind, type TimeSeries } from './time-chart.ts'
export { type ChartBand, type ChartLimit, type ChartSeries } from './line-chart.ts'

/** The chart library is large and waits until the first chart is shown. */
export const UiLineChart = defineAsyncComponent((): Promise<typeof View> =>
  import('./UiLineChartView.vue').then(module => module.default),
)

/** Figures over a figure, with the same library. */
export const UiFigureChart = defineAsyncComponent((): Promise<typeof FigureView> =>
  import('./UiFigureChartView.vue').then(module => module.default),
)

/** Lines over a stretch of time with a cursor, with the same library. */
export const UiTimeChart = defineAsyncComponent((): Promise<typeof TimeView> =>
  import('./UiTimeChartView.vue').then(module => module.default),
)
