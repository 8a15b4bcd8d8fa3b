import { BarChart, LineChart } from 'echarts/charts'
import {
  AriaComponent,
  GridComponent,
  LegendComponent,
  MarkAreaComponent,
  MarkLineComponent,
  TooltipComponent,
} from 'echarts/components'
import { init, registerTheme, use } from 'echarts/core'
import { LabelLayout } from 'echarts/features'
import { CanvasRenderer, SVGRenderer } from 'echarts/renderers'
import { chartTheme, type ThemeName } from '../../theme/index.ts'

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
  SVGRenderer,
  TooltipComponent,
])
registerTheme('hostward-light', chartTheme('light'))
registerTheme('hostward-dark', chartTheme('dark'))

export { default as ChartCanvas } from 'vue-echarts'

/** Draws a chart once, as the text of an SVG file. */
export function drawSvg(
  option: Record<string, unknown>,
  theme: ThemeName,
  widthPx: number,
  heightPx: number,
): string {
  const chart = init(null, `hostward-${theme}`, {
    ...{ renderer: 'svg', ssr: true, width: widthPx, height: heightPx },
  })
  chart.setOption(option)
  const text = chart.renderToSVGString()
  chart.dispose()
  return text
}
