import { expect, test } from 'vitest'
import type { TraceRowView } from '../../../../shared/contract/index.ts'
import { sourcesOf } from '../../../../renderer/modules/traces/trace-sources.ts'

function trace(
  source: string,
  samples: number,
  meanPercent: number,
  maxPercent: number,
): TraceRowView {
  return { id: 'trace-1', name: 'vm', source, samples, meanPercent, maxPercent, vms: 2 }
}

test('traces by source: the mean weighs every sample, the maximum is the highest', () => {
  const sources = sourcesOf([
    trace('mon', 100, 10, 40),
    trace('tue', 288, 5, 9),
    trace('mon', 300, 30, 90),
  ])
  expect(sources).toEqual([
    { source: 'mon', traces: 2, vms: 4, samples: 400, meanPercent: 25, maxPercent: 90 },
    { source: 'tue', traces: 1, vms: 2, samples: 288, meanPercent: 5, maxPercent: 9 },
  ])
})
