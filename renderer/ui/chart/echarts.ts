import { BarChart, LineChart } from 'echarts/charts'
import {
  AriaComponent,
  GridComponent,
  LegendComponent,
  MarkAreaComponent,
  MarkLineComponent,
  TooltipComponent,
} from 'echarts/components'
import { registerTheme, use } from 'echarts/core'
import { LabelLayout } from 'echarts/features'
import { CanvasRenderer } from 'echarts/renderers'
import { chartTheme } from '../../theme/index.ts'

// The one place where parts of ECharts are registered; whatever is not here is not in the bundle.
use([
  AriaComponent,
  BarChart,
  CanvasRenderer,
  GridComponent,
  LabelLayout,
  LegendComponent,
  LineChart,
  MarkAreaComponent,
  MarkLineComponent,
  TooltipComponent,
])
registerTheme('hostward-light', chartTheme('light'))
registerTheme('hostward-dark', chartTheme('dark'))

export { default as ChartCanvas } from 'vue-echarts'
