import { expect, test } from 'vitest'
import { fullLoadOf } from '../../../../renderer/modules/performance/logs/full-load.ts'
import { traceColumns } from '../../../../renderer/modules/traces/trace.columns.ts'
import type { TraceRowView } from '../../../../shared/contract/index.ts'

const row: TraceRowView = {
  ...{ id: 'trace-1', name: 'Disk Reads/sec', source: 'log-1', samples: 12 },
  ...{ meanPercent: 20, maxPercent: 40, vms: 1 },
}
const { value } = traceColumns((key, named) => `${key} ${JSON.stringify(named ?? {})}`).find(
  column => column.key === 'amounts',
)!

test('list of traces: what a VM does at full load: reads, writes, both, traffic or by its profile', () => {
  expect(value(row)).toContain('profile')
  expect(value({ ...row, amounts: { iops: 60 } })).toBe('traces.amounts.all {"value":"60"}')
  expect(value({ ...row, amounts: { iops: 60, writeShare: 0 } })).toContain('reads')
  expect(value({ ...row, amounts: { iops: 60, writeShare: 1 } })).toContain('writes')
  expect(value({ ...row, amounts: { networkMbps: 7.25 } })).toContain('network {"value":"7.3"}')
})

test.each([
  [512, 520],
  [99.5, 100],
  [0.0712, 0.072],
  [0.07, 0.07],
  [1e6, 1e6],
  [0, undefined],
])('full load of a log whose highest value is %s: %s', (maximum, full) => {
  expect(fullLoadOf(maximum)).toBe(full)
})
