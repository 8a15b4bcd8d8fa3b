import { expect, test } from 'vitest'
import { titleOf } from '../../../../renderer/modules/performance/chart-title.ts'
import { withUnit } from '../../../../renderer/modules/performance/figure-text.ts'

const line = (counter: string, instance: string, unit?: string) => ({
  ...{ counter, instance },
  described: { path: '', unit },
})

test('chart title: one counter of several instances: it names the counter with its unit', () => {
  const lines = [line('Latency', '_Total', 'ms'), line('Latency', 'Volume1', 'ms')]
  expect(titleOf(lines)).toEqual({ name: 'Latency', count: 2, unit: 'ms' })
})

test('chart title: one line: it names its instance too', () => {
  expect(titleOf([line('Latency', 'Volume1', 'ms')]).name).toBe('Volume1: Latency')
  expect(titleOf([line('Available MBytes', '', 'MB')]).name).toBe('Available MBytes')
})

test('chart title: several counters: how many lines there are, and their unit only if it is one', () => {
  const lines = [line('Latency', '_Total', 'ms'), line('Read Latency', '_Total', 'ms')]
  expect(titleOf(lines)).toEqual({ count: 2, unit: 'ms' })
  expect(titleOf([...lines, line('Queue', '_Total', 'count')])).toEqual({ count: 3 })
  expect(titleOf([])).toEqual({ count: 0 })
})

test('counter with its unit: a plain number, and a name that says it: without', () => {
  const texts = [
    withUnit('Latency', 'ms'),
    withUnit('Queue', 'count'),
    withUnit('% Total Run Time', '%'),
    withUnit('Average Pressure', '%'),
    withUnit('Bytes', undefined),
  ]
  const pressure = 'Average Pressure (%)'
  expect(texts).toEqual(['Latency (ms)', 'Queue', '% Total Run Time', pressure, 'Bytes'])
})
