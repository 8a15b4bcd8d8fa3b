import { expect, test } from 'vitest'
import {
  energySeriesOf,
  energyWhOf,
  inCondition,
  powerCurveOf,
  savedWhOf,
  wattsOf,
  wattsWhenOn,
} from '../../../../core/hosts/index.ts'
import { put } from '../../../../core/world/index.ts'
import { fabricEpochMs } from '../../../../shared/domain/index.ts'
import { Lab } from '../../../kit/lab.ts'

async function fabric() {
  const { lab } = await Lab.with('poc-lab')
  const { world } = lab.core.simulation
  return { lab, world, host: () => world.get('host', 'host-1') }
}

test('power: a host of the lab: between idle and full, and an hour of it is its energy', async () => {
  const { lab, world, host } = await fabric()
  lab.run(3600)
  const [idle, full] = [wattsWhenOn(host(), 0), wattsWhenOn(host(), 1)]
  expect([idle, full]).toEqual([160, 269])
  expect(wattsOf(world, host())).toBeGreaterThan(idle)
  expect(energyWhOf(world, host())).toBeGreaterThan(idle)
  expect(energyWhOf(world, host())).toBeLessThan(full)
  expect(savedWhOf(world, host())).toBe(0)
})

test('power: a host turned off by power optimisation: draws nothing and saves its idle watts', async () => {
  const { lab, world, host } = await fabric()
  for (const id of [...world.index.vmsByHost.of('host-1')]) {
    world.apply(put('vm', { ...world.get('vm', id), state: 'stopped', lost: undefined }))
  }
  const off = inCondition(world, host(), 'down')
  world.apply(put('host', { ...off, poweredOff: { sinceMs: world.nowMs, ofNodes: 6 } }))
  const before = energyWhOf(world, host())
  lab.run(7200)
  expect(wattsOf(world, host())).toBe(0)
  expect(energyWhOf(world, host())).toBe(before)
  expect(savedWhOf(world, host())).toBeCloseTo(320, 6)
  const series = energySeriesOf(world, [host()], 'hour', fabricEpochMs)
  expect(series.map(({ savedWh }) => Math.round(savedWh))).toEqual([160, 160, 0])
  world.apply(put('host', { ...inCondition(world, host(), 'up'), poweredOff: undefined }))
  lab.run(10)
  expect(wattsOf(world, host())).toBeGreaterThan(159)
  expect(savedWhOf(world, host())).toBeCloseTo(320, 6)
})

test('power: the series of hours: adds up to what was drawn', async () => {
  const { lab, world } = await fabric()
  lab.run(3 * 3600 + 1200)
  const hosts = [...world.all('host')]
  const series = energySeriesOf(world, hosts, 'hour', fabricEpochMs)
  const whole = hosts.reduce((sum, host) => sum + energyWhOf(world, host), 0)
  expect(series).toHaveLength(4)
  expect(series.reduce((sum, one) => sum + one.energyWh, 0)).toBeCloseTo(whole, 6)
})

test('power: a model without a published curve: scaled by cores, and said to be ours', () => {
  const { match, factor, curve } = powerCurveOf({ model: 'Server', logicalProcessors: 20 })
  expect(match).toBe('scaled')
  expect(factor).toBe(20 / 16)
  expect(curve.cores).toBe(16)
})
