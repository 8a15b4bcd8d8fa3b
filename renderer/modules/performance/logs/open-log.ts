import { client } from '../../../session/index.ts'
import { columnOf, lineOfLog, seriesColors, withPaths } from '../lines.ts'
import type { usePerformance } from '../performance.store.ts'
import type { OpenLog } from '../stretch.ts'
import { emptyView } from '../built-in-views.ts'

/** How many columns of a log are drawn until somebody chooses: each in a colour of its own. */
const firstColumns = seriesColors

/** As many columns as one question about a log answers. */
const columnsAtOnce = 1000

/** What a log holds, as far as a chart has to know it before it reads columns. */
export interface OpenedLog {
  log: OpenLog
  columns: readonly string[]
  problems: readonly { line: number; cell?: number; problem: string }[]
}

/**
 * Looks into a log: at its first columns, or at every one where it is held against another log.
 * Rejects as the client does.
 */
export async function lookInto(logId: string, name: string, isWhole = false): Promise<OpenedLog> {
  const ask = (offset: number) =>
    client.log.counters({ logId: logId as `log-${number}`, offset, limit: columnsAtOnce })
  const found = await ask(0)
  const rows = [...found.rows]
  for (let more = found.rows.length; isWhole && more > 0 && rows.length < found.total;) {
    const next = await ask(rows.length)
    rows.push(...next.rows)
    more = next.rows.length
  }
  const { fromMs = 0, toMs = fromMs, problems } = found
  const columns = rows.filter(one => one.isCounter).map(one => one.column)
  return { log: { id: logId, name, fromMs, toMs, shiftMs: 0 }, columns, problems }
}

/** Charts a log, with a second one moved so that both begin together. */
export function chartLogs(
  performance: ReturnType<typeof usePerformance>,
  [first, second]: readonly OpenedLog[],
): void {
  if (!first) return
  const twins = second && twinsOf(first.columns, second.columns)
  const shared = first.columns.filter(column => twins?.has(column))
  const shown = (shared.length > 0 ? shared : first.columns).slice(0, firstColumns)
  const shiftMs = second ? first.log.fromMs - second.log.fromMs : 0
  const logs = second ? [first.log, { ...second.log, shiftMs }] : [first.log]
  const paths = shown.map(column => lineOfLog(first.log.id, column))
  const chart = withPaths(emptyView().charts[0]!, paths)
  performance.open({ charts: [chart], spanS: 300 }, logs.map(log => log.id).join(','))
  performance.logs = logs
  performance.samples = new Map()
  if (second && twins) drawBeside(performance, second.log.id, twins)
}

/** Draws of the second log what is drawn of the first: dashed, in the same colours. */
function drawBeside(
  performance: ReturnType<typeof usePerformance>,
  logId: string,
  twins: ReadonlyMap<string, string>,
): void {
  const { chart } = performance
  const lines = chart.lines.flatMap(line => {
    const twin = twins.get(columnOf(line.path).column)
    return twin ? [{ ...line, path: lineOfLog(logId, twin), style: 'dashed' as const }] : []
  })
  performance.setChart({ ...chart, lines: [...chart.lines, ...lines] })
}

/** Whether two logs are held against each other that have no counter in common. */
export function areApart([first, second]: readonly OpenedLog[]): boolean {
  return Boolean(first && second && twinsOf(first.columns, second.columns).size === 0)
}

/** Columns that another log has too, each with its like there: of its computer, or else of any. */
export function twinsOf(
  columns: readonly string[],
  others: readonly string[],
): ReadonlyMap<string, string> {
  const withoutComputer = (column: string) => column.replace(/^\\\\[^\\]+/, '').toLowerCase()
  const same = new Map(others.map(one => [one.toLowerCase(), one]))
  const like = new Map(others.toReversed().map(one => [withoutComputer(one), one]))
  return new Map(
    columns.flatMap(column => {
      const twin = same.get(column.toLowerCase()) ?? like.get(withoutComputer(column))
      return twin ? [[column, twin] as const] : []
    }),
  )
}
