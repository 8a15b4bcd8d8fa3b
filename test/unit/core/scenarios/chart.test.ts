import { expect, test } from 'vitest'
import { runScenario } from '../../../../core/api/scenario.handlers.ts'
import { chartOf, comparisonsOf } from '../../../../core/scenarios/chart.ts'
import { figureName } from '../../../../shared/domain/index.ts'
import { runScenarioHere } from '../../../kit/scenario-here.ts'

test('scenarios: a field without a description: its words and its unit come from its name', () => {
  expect(figureName('meanDowntimeS')).toEqual({ name: 'mean downtime', unit: 's' })
  expect(figureName('loadPercent').unit).toBe('%')
  expect(figureName('vms')).toEqual({ name: 'vms', unit: '' })
})

test('scenarios: lines without a description: figures of one unit over the first field', () => {
  const lines = [
    { vms: 1, latencyMs: 5, loadPercent: 10, peakMs: 9 },
    { vms: 2, latencyMs: 6, loadPercent: 20, peakMs: 11 },
  ]
  const chart = chartOf({ lines, summary: {} })
  expect(chart?.kind).toBe('line')
  expect(chart?.series.map(one => one.field)).toEqual(['latencyMs', 'peakMs'])
  expect(chartOf({ lines: lines.slice(1), summary: {} })).toBeUndefined()
  const named = lines.map((line, at) => ({ what: `step ${at}`, ...line }))
  expect(chartOf({ lines: named, summary: {} })?.kind).toBe('bar')
})

test('scenarios: figures beside the seed’s: a mean, and every field that has its pair', () => {
  const summary = { meanS: 8.9, expectedS: 9, latencyMs: 5, seedLatencyMs: 6, other: 1 }
  expect(comparisonsOf({ lines: [], summary })).toEqual([
    { figure: 'meanS', seed: 'expectedS' },
    { figure: 'latencyMs', seed: 'seedLatencyMs' },
  ])
})

test('scenario.run: two quick migrations: ends with lines, chart and the difference to 7 s', async () => {
  const context = { ports: { runScenario: runScenarioHere }, caller: { userId: 'user-1' } }
  const input = { name: 'quick-migration-10', seed: 1, runs: 2 }
  const events = []
  for await (const event of runScenario(context as never, input)) events.push(event)
  const last = events.at(-1)
  if (last?.type !== 'done') throw new Error('it is done')
  expect(last.result.lines).toHaveLength(2)
  expect(last.result.chart?.series.map(one => one.field)).toContain('durationS')
  const [compared] = last.result.comparisons
  expect(compared).toMatchObject({ figure: 'meanS', seedValue: 7 })
  expect(Math.abs(compared!.differencePercent)).toBeLessThan(5)
})
