import { describe, expect, test } from 'vitest'
import {
  columnOf,
  lineOfLog,
  partsOf,
  shortNames,
} from '../../../../renderer/modules/performance/lines.ts'
import { twinOf } from '../../../../renderer/modules/performance/logs/open-log.ts'
import { recordedBuckets } from '../../../../renderer/modules/performance/logs/use-log-samples.ts'

const cpu = '\\\\hv-01\\Processor(_Total)\\% Processor Time'

describe('charts of logs', () => {
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
    expect(twinOf(cpu, [other, cpu.toUpperCase()])).toBe(cpu.toUpperCase())
    expect(twinOf(cpu, [other])).toBe(other)
    expect(twinOf(cpu, ['\\\\hv-01\\Memory\\Available MBytes'])).toBeUndefined()
  })
})
