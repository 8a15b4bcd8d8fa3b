import { createPinia, setActivePinia } from 'pinia'
import { afterEach, describe, expect, test } from 'vitest'
import {
  columnOf,
  lineOfLog,
  partsOf,
  shortNames,
} from '../../../../renderer/modules/performance/lines.ts'
import {
  areApart,
  chartLogs,
  lookInto,
  twinsOf,
} from '../../../../renderer/modules/performance/logs/open-log.ts'
import { logColumns } from '../../../../renderer/modules/performance/logs/log.columns.ts'
import { recordedBuckets } from '../../../../renderer/modules/performance/logs/use-log-samples.ts'
import { usePerformance } from '../../../../renderer/modules/performance/performance.store.ts'
import { partOf } from '../../../../renderer/modules/performance/stretch.ts'
import { linkSwitch } from '../../../../renderer/session/client.ts'
import { formatDateTime, formatDuration } from '../../../../renderer/ui/format/index.ts'
import type { LogView } from '../../../../shared/contract/index.ts'
import { fakeLink } from '../../../kit/fake-client.ts'

const memory = '\\\\hv-01\\Memory\\Available MBytes'
const cpu = '\\\\hv-01\\Processor(_Total)\\% Processor Time'

afterEach(() => linkSwitch.use(undefined))

describe('list of logs', () => {
  const startedMs = Date.UTC(2026, 0, 5, 8)
  const log: LogView = {
    ...{ id: 'log-1', name: 'Load', ownerName: 'ann', format: 'bin', source: 'collector' },
    ...{ startedMs, endedMs: startedMs + 600_000, isRecording: false, mayEdit: true },
    ...{ columns: 1, leftOut: 0, records: 60, bytes: 4096 },
  }
  const cell = (key: string, row: LogView) =>
    logColumns((key, values) => `${key} ${JSON.stringify(values ?? {})}`)
      .find(column => column.key === key)
      ?.value(row)

  test('a circular log: begins with its oldest record, and is as long as what it has', () => {
    const firstMs = startedMs + 540_000
    expect(cell('duration', log)).toBe(formatDuration(600_000))
    expect(cell('duration', { ...log, firstMs })).toBe(formatDuration(60_000))
    expect(cell('startedMs', { ...log, firstMs })).toBe(formatDateTime(firstMs))
  })

  test('a log that takes nothing, and one imported in part: say so, with the reason', () => {
    const problem = 'there is no room on the disk.'
    expect(cell('state', { ...log, problem })).toMatchObject({ tone: 'crit', detail: problem })
    const part = cell('state', { ...log, source: 'import', unreadable: 3 })
    expect(part).toMatchObject({ tone: 'warn', detail: 'logs.partialPlaces {"n":3}' })
    expect(cell('state', log)).toMatchObject({ tone: 'ok' })
  })
})

describe('charts of logs', () => {
  test('a part to save: the stretch in sight, as far as the log itself goes', () => {
    const log = { id: 'log-1', name: 'Load', fromMs: 1000, toMs: 5000, shiftMs: 0 }
    expect(partOf(log, { fromMs: 1000, toMs: 9000 })).toEqual({ fromMs: 1000, toMs: 5000 })
    expect(partOf(log, { fromMs: 2000, toMs: 3000 })).toEqual({ fromMs: 2000, toMs: 3000 })
    expect(partOf(log, { fromMs: 6000, toMs: 9000 })).toBeUndefined()
  })

  test('a counter selected in one chart: nothing to highlight in another', () => {
    setActivePinia(createPinia())
    const performance = usePerformance('live')
    performance.addPaths([memory, cpu])
    performance.selected = cpu
    expect(performance.chosen).toBe(cpu)
    performance.addChart()
    performance.addPaths([memory])
    expect(performance.chosen).toBeUndefined()
  })

  test('buckets: records every third bucket: only those are drawn', () => {
    const values = new Float32Array([1, NaN, NaN, 2, NaN, NaN, 3])
    expect(recordedBuckets(values, 7)).toEqual([0, 3, 6])
  })

  test('buckets: records that are missing for a while: one empty bucket breaks the line', () => {
    const values = new Float32Array([1, NaN, 2, NaN, 3, NaN, NaN, NaN, NaN, NaN, 4])
    expect(recordedBuckets(values, 11)).toEqual([0, 2, 4, 5, 10])
  })

  test('buckets: a record that only another column has: it stays, as a gap of this one', () => {
    const values = new Float32Array([1, 2, 3, 5, NaN, 7])
    expect(recordedBuckets(values, 3)).toEqual([0, 1, 2])
  })

  test('line: a column of a log: both come out of its name again', () => {
    expect(columnOf(lineOfLog('log-12', cpu))).toEqual({ logId: 'log-12', column: cpu })
    expect(columnOf(cpu)).toEqual({ column: cpu })
  })

  test('names: the same counter of two logs: the log tells them apart', () => {
    const paths = [lineOfLog('log-1', cpu), lineOfLog('log-2', cpu)]
    const names = shortNames(paths.map(partsOf), id => (id === 'log-1' ? 'Before' : 'After'))
    expect(names).toEqual(['% Processor Time (Before)', '% Processor Time (After)'])
  })

  test('compare: the counter of the same computer before that of another one', () => {
    const other = cpu.replace('hv-01', 'hv-02')
    const twin = (others: string[]) => twinsOf([cpu], others).get(cpu)
    expect(twin([other, cpu.toUpperCase()])).toBe(cpu.toUpperCase())
    expect(twin([other, cpu.replace('hv-01', 'hv-03')])).toBe(other)
    expect(twin([memory])).toBeUndefined()
  })

  test('compare: logs without a counter in common: they are apart, one log alone is not', () => {
    const opened = (id: string, columns: string[]) => {
      const log = { id, name: id, fromMs: 0, toMs: 1000, shiftMs: 0 }
      return { log, columns, problems: [] }
    }
    const first = opened('log-1', [cpu])
    expect(areApart([first, opened('log-2', [memory])])).toBe(true)
    expect(areApart([first, opened('log-2', [memory, cpu])])).toBe(false)
    expect(areApart([first])).toBe(false)
  })

  test('compare: what both have is beyond the first columns: it is drawn of both', async () => {
    setActivePinia(createPinia())
    const performance = usePerformance('logs')
    const own = Array.from({ length: 10 }, (_, at) => cpu.replace('_Total', `${at}`))
    const [first, second] = await Promise.all(
      [[...own, cpu], [cpu]].map(async (columns, at) => {
        linkSwitch.use(fakeLink({ log: { counters: () => answered(columns, columns.length) } }))
        return lookInto(`log-${at + 1}`, `${at}`)
      }),
    )
    chartLogs(performance, [first!, second!])
    expect(performance.paths).toEqual([lineOfLog('log-1', cpu), lineOfLog('log-2', cpu)])
    expect(performance.chart.lines.map(line => line.style)).toEqual(['solid', 'dashed'])
  })

  test('compare: more columns than one answer holds: all are looked at', async () => {
    const columns = Array.from({ length: 5 }, (_, at) => cpu.replace('_Total', `${at}`))
    const link = fakeLink({
      log: {
        counters: ({ offset = 0 }) => answered(columns.slice(offset, offset + 2), columns.length),
      },
    })
    linkSwitch.use(link)
    expect((await lookInto('log-1', 'Before', true)).columns).toEqual(columns)
    expect((await lookInto('log-1', 'Before')).columns).toEqual(columns.slice(0, 2))
  })
})

/** What the server says of the columns of a log. */
function answered(columns: readonly string[], total: number) {
  const rows = columns.map(column => ({ column, isCounter: true }))
  return { rows, total, fromMs: 0, toMs: 1000, records: 2, problems: [] }
}
