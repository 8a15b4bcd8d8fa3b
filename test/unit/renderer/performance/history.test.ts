import { expect, test } from 'vitest'
import {
  figuresOfObject,
  historyLine,
  lineOf,
} from '../../../../renderer/modules/performance/history/history-lines.ts'
import { samplesOf } from '../../../../renderer/modules/performance/history/use-history-samples.ts'

test('history line: a figure of an object or of a network: comes out of its name again', () => {
  const own = { objectId: 'vm-12', figure: 'iops' } as const
  const network = { objectId: 'host-1', figure: 'network', network: 'VMs | trunk' } as const
  expect(historyLine(lineOf(own))).toEqual(own)
  expect(historyLine(lineOf(network))).toEqual(network)
})

test('history: an object without one: no figures', () => {
  expect(figuresOfObject('hostgroup-1')).toEqual([])
  expect(figuresOfObject('volume-1')).toEqual(['latency', 'iops', 'queue', 'used'])
})

test('history series: from its first sample on, with the gaps after it', () => {
  const one = {
    ...({ objectId: 'vm-12', figure: 'iops', name: 'web', unit: '1/s' } as const),
    average: new Float32Array([NaN, NaN, 5, NaN, 7]),
    maximum: new Float32Array([NaN, NaN, 9, NaN, 8]),
  }
  const samples = samplesOf({ fromMs: 1000, everyMs: 100, series: [one], asOfMs: 2000 }, one)
  expect(samples.timesMs).toEqual([1200, 1300, 1400])
  expect(samples.average).toEqual([5, NaN, 7])
  expect(samples.maximum).toEqual([9, NaN, 8])
})
