import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { CounterFrame } from '../../../../shared/contract/index.ts'
import {
  scaled,
  scaleFor,
  scaleText,
  partsOf,
  shortInstances,
  shortNames,
  withPaths,
} from '../../../../renderer/modules/performance/lines.ts'
import { asPdhCsv } from '../../../../renderer/modules/performance/sample-rows.ts'
import {
  addFrame,
  figuresOf,
  type Samples,
} from '../../../../renderer/modules/performance/series-buffer.ts'
import { indexAt } from '../../../../renderer/ui/chart/time-chart.ts'

const path = (computer: string, instance = '_Total') =>
  `\\\\${computer}\\LogicalDisk(${instance})\\Disk Transfers/sec`

function frame(firstMs: number, values: readonly number[], asOfMs: number): CounterFrame {
  const cells = Float32Array.from(values)
  return {
    ...{ firstMs, everyMs: 1000, count: values.length, missing: [''], asOfMs },
    ...{ average: cells, minimum: cells, maximum: cells },
  }
}

test('chart names: what all counters share is left out', () => {
  expect(shortNames([path('hv-01'), path('hv-02')].map(partsOf))).toEqual(['hv-01', 'hv-02'])
  expect(shortNames([path('hv-01', 'C:'), path('hv-02', 'D:')].map(partsOf))).toEqual([
    'hv-01 C:',
    'hv-02 D:',
  ])
  expect(shortNames([path('hv-01')].map(partsOf))).toEqual(['Disk Transfers/sec'])
})

test('instances in the list: a long start that all have in common is left out', () => {
  const all = [
    '_Total',
    'C:-ClusterStorage-Volume1-web-01.vhdx',
    'C:-ClusterStorage-Volume1-web-02.vhdx',
  ]
  expect(shortInstances(all)).toEqual(['_Total', '…web-01.vhdx', '…web-02.vhdx'])
  expect(shortInstances(['web-01', 'web-02'])).toEqual(['web-01', 'web-02'])
  expect(shortInstances([all[1]!])).toEqual([all[1]])
})

test('chart names: disk files of one folder: are told by what differs', () => {
  const disk = (file: string) => path('hv-01', `C:-ClusterStorage-Volume1-${file}`)
  const all = [path('hv-01'), disk('web-01.vhdx'), disk('web-02.vhdx')]
  expect(shortNames(all.map(partsOf))).toEqual(['_Total', '…web-01.vhdx', '…web-02.vhdx'])
  expect(shortNames([path('hv-01', 'C:'), path('hv-01', 'D:')].map(partsOf))).toEqual(['C:', 'D:'])
})

test('chart scale: any value: drawn between 10 and 100 as long as nine powers of ten reach', () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-7, max: 1e10, noNaN: true }), value => {
      const drawn = scaled(value, scaleFor(value))
      expect(drawn).toBeLessThanOrEqual(100.000001)
      expect(drawn).toBeGreaterThan(9.999999)
    }),
  )
  expect(scaleFor(0)).toBe(0)
  expect([scaleText(-2), scaleText(0), scaleText(3)]).toEqual(['0.01', '1', '1000'])
})

test('chart: counters that it has already: not added twice, and new ones in the next colour', () => {
  const chart = { kind: 'line', lines: [], showsBands: true } as const
  const first = withPaths({ ...chart, lines: [] }, [path('a'), path('b')])
  const second = withPaths(first, [path('b'), path('c')])
  expect(second.lines.map(line => line.color)).toEqual([0, 1, 2])
})

test('chart samples: a bucket that comes again replaces itself, and old ones go', () => {
  let known: ReadonlyMap<string, Samples> = new Map()
  known = addFrame(known, ['p'], frame(1000, [1, 2, 3], 3000), 5000)
  known = addFrame(known, ['p'], frame(3000, [4, 5], 4000), 5000)
  expect(known.get('p')).toMatchObject({ timesMs: [1000, 2000, 3000, 4000], average: [1, 2, 4, 5] })
  known = addFrame(known, ['p'], frame(8000, [6], 8000), 5000)
  expect(known.get('p')!.timesMs).toEqual([3000, 4000, 8000])
})

test('chart samples: a stretch that is held in sight: it stays, and what came between goes', () => {
  const held = { fromMs: 1000, toMs: 2000 }
  let known: ReadonlyMap<string, Samples> = new Map()
  known = addFrame(known, ['p'], frame(1000, [1, 2, 3, 4], 4000), 3000)
  known = addFrame(known, ['p'], frame(20_000, [20, 21], 21_000), 3000, held)
  known = addFrame(known, ['p'], frame(21_000, [21, 22], 22_000), 3000, held)
  expect(known.get('p')).toMatchObject({
    ...{ timesMs: [1000, 2000, 20_000, 21_000, 22_000], average: [1, 2, 20, 21, 22] },
  })
  known = addFrame(known, ['p'], frame(24_000, [24], 24_000), 3000)
  expect(known.get('p')!.timesMs).toEqual([21_000, 22_000, 24_000])
})

test('chart figures: only of the time that is shown, and gaps do not count', () => {
  const known = addFrame(new Map(), ['p'], frame(1000, [1, NaN, 3, 9], 4000), 60000)
  expect(figuresOf(known.get('p')!, 1000, 3000)).toEqual({
    ...{ last: 3, average: 2, minimum: 1, maximum: 3, durationMs: 2000 },
  })
  expect(figuresOf(known.get('p')!, 2000, 2000)).toBeUndefined()
})

test('chart cursor: the last sample at or before it', () => {
  expect([500, 1000, 1999, 5000].map(timeMs => indexAt([1000, 2000], timeMs))).toEqual([
    -1, 0, 0, 1,
  ])
})

test('chart as PDH-CSV: head with zone and path, a blank where there is no value', () => {
  const known = addFrame(new Map(), ['p'], frame(1767600000000, [1.5, NaN], 1767600001000), 60000)
  const stretch = { fromMs: 0, toMs: 2e12 }
  expect(asPdhCsv([path('hv-01')], [known.get('p')!], stretch).split('\r\n')).toEqual([
    '"(PDH-CSV 4.0) (Coordinated Universal Time)(0)","\\\\hv-01\\LogicalDisk(_Total)\\Disk Transfers/sec"',
    '"01/05/2026 08:00:00.000","1.5"',
    '"01/05/2026 08:00:01.000"," "',
    '',
  ])
})
