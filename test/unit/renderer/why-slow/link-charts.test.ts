import { expect, test } from 'vitest'
import type { SlowFigure, SlowLink } from '../../../../shared/contract/index.ts'
import { chartsOf, keyOfLink, strainOf } from '../../../../renderer/modules/why-slow/link-charts.ts'
import { amountOf, shownOf } from '../../../../renderer/modules/why-slow/use-slow-words.ts'

function figure(changes: Partial<SlowFigure>): SlowFigure {
  return {
    ...{ key: 'latency', role: 'wait', path: '\\\\HOSTWARD\\A\\B', value: 1, unit: 'ms' },
    state: 'ok',
    ...changes,
  }
}
const link = (figures: SlowFigure[]): SlowLink => ({
  ...{ stage: 'volume', objectId: 'volume-1', name: 'Volume1', state: 'ok', figures },
})

test('charts of a link: one for each unit, what is used first, three at most', () => {
  const charts = chartsOf(
    link([
      figure({ key: 'queue', role: 'other', unit: 'count' }),
      figure({ key: 'served', role: 'other', unit: '%' }),
      figure({ key: 'latency', role: 'wait', unit: 'ms' }),
      figure({ key: 'disksBusy', role: 'utilisation', unit: '%' }),
      figure({ key: 'volumeOperations', role: 'other', unit: '1/s' }),
    ]),
  )
  expect(charts.map(one => one.unit)).toEqual(['%', 'ms', 'count'])
  expect(charts[0]!.figures.map(one => one.key)).toEqual(['disksBusy', 'served'])
})

test('links: two uplinks of a host: told apart by their part', () => {
  const one = { ...link([]), part: 'Team 1' }
  expect(keyOfLink(one)).not.toBe(keyOfLink({ ...one, part: 'Team 2' }))
})

test.each([
  [{ value: 45, warning: 70, critical: 90 }, 0.5],
  [{ value: 35, warning: 70 }, 0.5],
  [{ value: 200, critical: 90 }, 1],
  [{ value: 5 }, undefined],
])('strain of %o: %s of its limit', (changes, share) => {
  expect(strainOf(figure(changes))).toBe(share)
})

test.each([
  [98.4, '%', '98 %'],
  [0.39, '%', '0.4 %'],
  [12.34, 'ms', '12.3 ms'],
  [187.7, 'ms', '188 ms'],
  [0.0214, 's', '21.4 ms'],
  [112_500_000, 'B/s', '113 MB/s'],
  [4.25, '1/s', '4.3/s'],
  [253.2, 'count', '253.2'],
])('amount %s %s: %s', (value, unit, text) => {
  expect(amountOf(value, unit).replaceAll('\u00a0', ' ')).toBe(text)
})

test('a figure that is a part of something: in percent', () => {
  const shown = shownOf(figure({ value: 62_500_000, unit: 'B/s', percent: 50 }))
  expect(shown.replaceAll('\u00a0', ' ')).toBe('50 %')
})
