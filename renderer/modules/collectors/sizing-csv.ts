import type { SizingRow } from '../../../shared/contract/index.ts'
import { sizingFigures } from './sizing-words.ts'

const lineEnd = '\r\n'

/**
 * The report as CSV: one line a VM, figures in their own units with a point, a blank cell where
 * the log has none. `because` gives the reason of a row in words.
 */
export function sizingCsv(rows: readonly SizingRow[], because: (row: SizingRow) => string): string {
  const heads = [
    ...['vm', 'verdict', 'because', 'cpuCount', 'memoryMib', 'suggestedCpuCount'],
    ...['suggestedMemoryMib', 'records'],
    ...sizingFigures.flatMap(figure => [`${figure}Average`, `${figure}P95`, `${figure}Maximum`]),
  ]
  const lines = rows.map(row => [
    ...[row.name, row.verdict, because(row), row.cpuCount, row.memoryMib],
    ...[row.suggested?.cpuCount, row.suggested?.memoryMib, row.records],
    ...sizingFigures.flatMap(figure => {
      const { average, p95, maximum } = row[figure] ?? {}
      return [average, p95, maximum].map(value => value?.toFixed(3))
    }),
  ])
  return [heads, ...lines].map(cells => cells.map(cellOf).join(',') + lineEnd).join('')
}

/** A cell between quotes; what a spreadsheet would run as a formula is kept a text. */
function cellOf(value: string | number | undefined): string {
  const text = String(value ?? '')
  const isFormula =
    typeof value === 'string' && /^[=+@\t\r-]/.test(text) && Number.isNaN(Number(text))
  return `"${(isFormula ? `'${text}` : text).replaceAll('"', '""')}"`
}
