import { expect, test } from 'vitest'
import {
  asCsv,
  asJson,
  figureChart,
} from '../../../../renderer/modules/scenarios/scenario-figures.ts'

const lines: Record<string, string | number | boolean>[] = [
  { run: 1, what: '=a', tookS: 9.5 },
  { run: 2, what: 'b "c"' },
]

test('scenario figures: export: as the command line prints it, and safe for a spreadsheet', () => {
  const result = { lines, summary: { name: 'x' }, comparisons: [], tookMs: 1 }
  expect(asJson(result).split('\n')).toEqual([
    ...lines.map(line => JSON.stringify(line)),
    '{"name":"x"}',
    '',
  ])
  expect(asCsv(result)).toBe('"run","what","tookS"\r\n1,"\'=a",9.5\r\n2,"b ""c""",""\r\n')
})

test('scenario figures: chart: a line without the figure leaves a gap', () => {
  const axis = (field: string) => ({ field, name: field, unit: 's' })
  const chart = { kind: 'bar' as const, x: axis('run'), series: [axis('tookS')] }
  expect(figureChart(chart, lines).series[0]?.values).toEqual([9.5, undefined])
})
