import { client } from '../../../session/index.ts'
import { columnOf, lineOfLog, withPaths } from '../lines.ts'
import type { usePerformance } from '../performance.store.ts'
import type { OpenLog } from '../stretch.ts'
import { emptyView } from '../built-in-views.ts'

/** How many columns of a log are drawn until somebody chooses. */
const firstColumns = 8

/** What a log holds, as far as a chart has to know it before it reads columns. */
export interface OpenedLog {
  log: OpenLog
  columns: readonly string[]
  total: number
  problems: readonly { line: number; cell?: number; problem: string }[]
}

/** Looks into a log. Rejects as the client does. */
export async function lookInto(logId: string, name: string): Promise<OpenedLog> {
  const input = { logId: logId as `log-${number}`, limit: 1000 }
  const found = await client.log.counters(input)
  const { fromMs = 0, toMs = fromMs, rows, total, problems } = found
  const columns = rows.filter(one => one.isCounter).map(one => one.column)
  return { log: { id: logId, name, fromMs, toMs, shiftMs: 0 }, columns, total, problems }
}

/** Charts a log, with a second one moved so that both begin together. */
export function chartLogs(
  performance: ReturnType<typeof usePerformance>,
  [first, second]: readonly OpenedLog[],
): void {
  if (!first) return
  const shown = first.columns.slice(0, firstColumns)
  const shiftMs = second ? first.log.fromMs - second.log.fromMs : 0
  const logs = second ? [first.log, { ...second.log, shiftMs }] : [first.log]
  const paths = shown.map(column => lineOfLog(first.log.id, column))
  const chart = withPaths(emptyView().charts[0]!, paths)
  performance.open({ charts: [chart], spanS: 300 }, logs.map(log => log.id).join(','))
  performance.logs = logs
  performance.samples = new Map()
  if (second) drawBeside(performance, second)
}

/** Draws of the second log what is drawn of the first: dashed, in the same colours. */
function drawBeside(performance: ReturnType<typeof usePerformance>, { log, columns }: OpenedLog) {
  const { chart } = performance
  const lines = chart.lines.flatMap(line => {
    const { column } = columnOf(line.path)
    const twin = twinOf(column, columns)
    return twin ? [{ ...line, path: lineOfLog(log.id, twin), style: 'dashed' as const }] : []
  })
  performance.setChart({ ...chart, lines: [...chart.lines, ...lines] })
}

/** The same counter in another log: of the same computer, or else of any. */
export function twinOf(column: string, columns: readonly string[]): string | undefined {
  const withoutComputer = (text: string) => text.replace(/^\\\\[^\\]+/, '').toLowerCase()
  const lower = column.toLowerCase()
  return (
    columns.find(one => one.toLowerCase() === lower) ??
    columns.find(one => withoutComputer(one) === withoutComputer(column))
  )
}
