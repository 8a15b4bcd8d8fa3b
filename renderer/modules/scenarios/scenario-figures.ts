import type {
  ScenarioChartView,
  ScenarioLineView,
  ScenarioResultView,
} from '../../../shared/contract/index.ts'
import { figureName } from '../../../shared/domain/index.ts'
import { formatNumber, type FigureChart } from '../../ui/index.ts'

type Value = ScenarioLineView[string]

/** A figure or a word of a line as it stands in a table. */
export function valueText(value: Value | undefined): string {
  if (typeof value !== 'number') return value === undefined ? '' : String(value)
  return formatNumber(value, Number.isInteger(value) ? 0 : value < 100 ? 2 : 1)
}

/** A field in words with its unit, such as "Mean downtime, s". */
export function fieldText(field: string): string {
  const { name, unit } = figureName(field)
  const words = name.charAt(0).toUpperCase() + name.slice(1)
  return unit === '' ? words : `${words}, ${unit}`
}

/** The lines as the chart wants them. */
export function figureChart(
  chart: ScenarioChartView,
  lines: readonly ScenarioLineView[],
): FigureChart {
  const number = (value: Value | undefined) => (typeof value === 'number' ? value : undefined)
  return {
    kind: chart.kind,
    x: {
      ...{ name: chart.x.name, unit: chart.x.unit },
      values: lines.map(line => number(line[chart.x.field]) ?? String(line[chart.x.field] ?? '')),
    },
    series: chart.series.map(({ field, name, unit }) => ({
      ...{ key: field, name, unit },
      values: lines.map(line => number(line[field])),
    })),
  }
}

/** Every field of the lines, in the order in which they first come. */
export function fieldsOf(lines: readonly ScenarioLineView[]): string[] {
  return [...new Set(lines.flatMap(line => Object.keys(line)))]
}

/** The result as one object a line, the last one the summary: as the command line prints it. */
export function asJson({ lines, summary }: ScenarioResultView): string {
  return [...lines, summary].map(line => `${JSON.stringify(line)}\n`).join('')
}

/** The lines as a table for a spreadsheet; the summary has fields of its own and stays out. */
export function asCsv({ lines }: ScenarioResultView): string {
  const fields = fieldsOf(lines)
  const rows = lines.map(line => fields.map(field => cell(line[field])).join(','))
  return [fields.map(cell).join(','), ...rows].map(row => `${row}\r\n`).join('')
}

/** A cell; a text that a spreadsheet would run as a formula is led by a quote. */
function cell(value: Value | undefined): string {
  if (typeof value === 'number') return String(value)
  const text = String(value ?? '')
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return `"${safe.replaceAll('"', '""')}"`
}
