import { expect, test } from 'vitest'
import { look, serveAll } from '../../../../core/consolidation/centre.ts'
import { shareAt, traceDay } from '../../../../core/consolidation/day.ts'
import { newDraft } from '../../../../core/consolidation/draft.ts'
import { migrationS } from '../../../../core/consolidation/hardware.ts'
import { count, figuresOf, keep, newMeter, wattsOf } from '../../../../core/consolidation/meter.ts'
import { arrivals, finish, start } from '../../../../core/consolidation/migrations.ts'
import { overloadRule } from '../../../../core/consolidation/overload.ts'
import { bestHost, newPlacer, openHosts } from '../../../../core/consolidation/placement.ts'
import { selectVm } from '../../../../core/consolidation/selection.ts'
import { streamOf } from '../../../../core/workload/index.ts'
import { centreOf, settle } from './centre-of.ts'

const stream = streamOf(1, 0)

test('demand: between two readings: straight, and the last stands to the end of the day', () => {
  const samples = Array.from({ length: 288 }, (_, at) => (at === 1 ? 40 : at === 287 ? 70 : 10))
  const day = traceDay([{ name: 'a', samples }])
  expect(shareAt(day, 0, 300)).toBeCloseTo(0.4, 9)
  expect(shareAt(day, 0, 150)).toBeCloseTo(0.25, 9)
  expect(shareAt(day, 0, 86250)).toBeCloseTo(0.7, 9)
})

test('order: the names of the traces decide which VM is which', () => {
  const flat = (percent: number) => Array<number>(288).fill(percent)
  const day = traceDay([
    { name: 'b', samples: flat(20) },
    { name: 'a', samples: flat(10) },
  ])
  expect(shareAt(day, 0, 300.1)).toBeCloseTo(0.1, 9)
})

test.each([
  [870, 13.92],
  [1740, 27.84],
  [613, 9.808],
])('migration: %i MB over half of 1 Gbit/s: %f s', (ramMb, seconds) => {
  expect(migrationS(ramMb, 1000000)).toBeCloseTo(seconds, 9)
})

test('power: a G5 at 25 %: half way between its points at 20 and 30 %', () => {
  const centre = centreOf([[10]])
  expect(wattsOf(centre, 1, 0.25 * 5320)).toBeCloseTo(103, 9)
  expect(wattsOf(centre, 0, 0)).toBe(86)
  expect(wattsOf(centre, 0, 3720)).toBe(117)
})

test('a host that lacks MIPS: each VM gets its part, in whole MIPS', () => {
  // 2,500 and 2,000 of 3,720, each up to one processor of 1,860: 3,720 in all, which just fits.
  const centre = centreOf([[100], [100], [100]])
  settle(centre, 0, 0)
  settle(centre, 1, 0)
  look(centre, 300.1)
  expect(Array.from(centre.granted.slice(0, 2))).toEqual([1860, 1860])
  // With 1,000 more, 4,720 are wanted: each gets 3,720 / 4,720 of it, floored.
  settle(centre, 2, 0)
  look(centre, 300.1)
  expect(Array.from(centre.granted.slice(0, 3))).toEqual([1465, 1465, 788])
  expect(centre.hostRequested[0]).toBe(5500)
})

test('a VM that migrates: 90 % at its source, 10 % held at its target, which counts as short', () => {
  const centre = centreOf([[40]])
  settle(centre, 0, 1)
  look(centre, 300.1)
  const meter = newMeter(centre)
  count(meter, 300.1)
  const moves = [{ vm: 0, to: 3 }]
  start(centre, moves)
  serveAll(centre)
  keep(meter, 300.1)
  expect(centre.granted[0]).toBeCloseTo(900, 9)
  expect(centre.hostUsed[3]).toBeCloseTo(100, 9)
  const [arrival] = arrivals(centre, moves, 300.1)
  expect(arrival!.atS - 300.1).toBeCloseTo(13.92, 9)
  look(centre, arrival!.atS)
  count(meter, arrival!.atS)
  finish(centre, arrival!.moves)
  serveAll(centre)
  keep(meter, arrival!.atS)
  look(centre, 600.1)
  count(meter, 600.1)
  const figures = figuresOf(meter)
  // It lacked 100 of 1,000 MIPS for 13.92 of 300 s.
  expect(figures.pdmPct).toBeCloseTo((10 * 13.92) / 300, 6)
  // Its target was short for 13.92 s; both hosts were on then, and one of them for the rest.
  expect(figures.slatahPct).toBeCloseTo((100 * 13.92) / 313.92, 6)
  expect(figures.slavPct).toBeCloseTo((figures.slatahPct * figures.pdmPct) / 100, 9)
  expect(figures.esv).toBeCloseTo((figures.energyKwh * figures.slavPct) / 100, 12)
  expect(centre.hostOf[0]).toBe(3)
})

test('energy: two readings of power: their mean, and nothing after a time at rest', () => {
  const centre = centreOf([[40]])
  settle(centre, 0, 1)
  const meter = newMeter(centre)
  look(centre, 300.1)
  count(meter, 300.1)
  expect(meter.energyJ).toBe(0)
  look(centre, 600.1)
  count(meter, 600.1)
  expect(meter.energyJ).toBeCloseTo(wattsOf(centre, 1, 1000) * 300, 6)
})

test('hosts that are never used count as shut down once', () => {
  const centre = centreOf([[40]])
  settle(centre, 0, 1)
  const meter = newMeter(centre)
  look(centre, 300.1)
  count(meter, 300.1)
  look(centre, 600.1)
  count(meter, 600.1)
  expect(figuresOf(meter).hostShutdowns).toBe(799)
})

test('placement: the host whose power grows least, and one at rest by what it draws idle', () => {
  // On a G4 500 MIPS are 13.4 % of it: 86 to 90.5 W. On a G5 9.4 %: 93.7 to 96.8 W.
  const centre = centreOf([[40], [40], [40], [100]])
  settle(centre, 0, 1)
  look(centre, 300.1)
  centre.requested[3] = 500
  const draft = newDraft(centre, overloadRule('thr', centre))
  const placer = newPlacer(draft, '3.0.3')
  const open = openHosts(placer, new Uint8Array(800))
  expect(open).toEqual([0, 1, 3])
  expect(bestHost(placer, 3, open)).toBe(3)
  // From 18.8 to 28.2 % a G5 grows by 3.8 W, from rest by 3.1 W.
  expect(bestHost(placer, 3, [0, 1])).toBe(1)
  expect(bestHost(placer, 3, [0])).toBe(0)
})

test('placement: no host that would be over-utilised, nor one whose processor is too small', () => {
  const centre = centreOf([[100], [100], [100], [100]])
  settle(centre, 0, 1)
  settle(centre, 1, 3)
  look(centre, 300.1)
  const placer = newPlacer(newDraft(centre, overloadRule('thr', centre)), '3.0.3')
  // 4,500 of 5,320 are 84.6 %, and a processor of a G4 has 1,860 MIPS.
  expect(bestHost(placer, 1, [0, 1])).toBe(-1)
})

test('selection: least memory, least load, and of equals the first', () => {
  const centre = centreOf([[10], [20], [30], [5]])
  look(centre, 300.1)
  for (let vm = 0; vm < 4; vm++) settle(centre, vm, 1)
  look(centre, 300.1)
  expect(selectVm('mmt', centre, [0, 1, 2, 3], stream)).toBe(3)
  expect(selectVm('mmt', centre, [1, 2], stream)).toBe(1)
  expect(selectVm('mu', centre, [0, 1, 2], stream)).toBe(0)
})

test('selection: mc: the VM whose load follows another, not the one that goes its own way', () => {
  const rise = Array.from({ length: 12 }, (_, at) => at * 5)
  const alone = Array.from({ length: 12 }, (_, at) => (at * 37) % 50)
  const centre = centreOf([alone, rise, rise.map((value, at) => value + (at % 2))])
  expect(selectVm('mc', centre, [0, 1, 2], stream)).not.toBe(0)
})
