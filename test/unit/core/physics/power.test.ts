import { expect, test } from 'vitest'
import { powerCurves, wattsAt } from '../../../../core/physics/index.ts'

/** The tables of physics 3.1, watts at 0, 10 … 100 %. */
const published = {
  ml110G4: [86, 89.4, 92.6, 96, 99.5, 102, 106, 108, 112, 114, 117],
  ml110G5: [93.7, 97, 101, 105, 110, 116, 121, 125, 129, 133, 135],
}

test.each(Object.entries(published))('power: %s: the published points', (name, watts) => {
  const { watts: points } = powerCurves[name as keyof typeof published]
  expect(watts.map((_, at) => wattsAt(points, at / 10))).toEqual(watts)
})

test('power: between two points: straight, and beyond the ends as at the ends', () => {
  const { watts } = powerCurves.ml110G5
  expect(wattsAt(watts, 0.25)).toBeCloseTo(103, 9)
  expect(wattsAt(watts, 1.5)).toBe(135)
  expect(wattsAt(watts, -0.1)).toBe(93.7)
})

test.each([
  ['ml110G4', 1.4],
  ['ml110G5', 2.5],
] as const)('power: %s: a straight line from idle to full is within %d W', (name, most) => {
  const { watts } = powerCurves[name]
  const line = (share: number) => watts[0] + (watts[10] - watts[0]) * share
  const away = watts.map((point, at) => Math.abs(point - line(at / 10)))
  expect(Math.max(...away)).toBeLessThanOrEqual(most + 0.05)
})
