import { expect, test } from 'vitest'
import { allowedForMs, hourOfWeek, mayBeOff } from '../../../shared/domain/index.ts'
import { fabricEpochMs, msPerHour } from '../../../shared/domain/index.ts'

/** Facts 2.3: nodes, and how many of them may be off at once. */
const outside = [
  [[1, 2, 3, 4], 0],
  [[5, 6], 1],
  [[7, 8], 2],
  [[9, 10], 3],
] as const
const madeHere = [
  [[1, 2, 3], 0],
  [[4, 5], 1],
  [[6, 7], 2],
  [[8, 9], 3],
] as const

test.each(outside)('power: a cluster made outside with %j nodes: %d may be off', (nodes, off) => {
  expect(nodes.map(count => mayBeOff(count, false))).toEqual(nodes.map(() => off))
})

test.each(madeHere)('power: a cluster made here with %j nodes: %d may be off', (nodes, off) => {
  expect(nodes.map(count => mayBeOff(count, true))).toEqual(nodes.map(() => off))
})

test('power: the week begins on Monday: the fabric starts on one at eight', () => {
  expect(hourOfWeek(fabricEpochMs)).toBe(8)
  expect(hourOfWeek(fabricEpochMs + 6 * 24 * msPerHour)).toBe(152)
  expect(hourOfWeek(fabricEpochMs + 7 * 24 * msPerHour)).toBe(8)
})

test('power: a schedule of nights: allowed until it ends, and not at all by day', () => {
  const day = '1'.repeat(6) + '0'.repeat(14) + '1'.repeat(4)
  const schedule = day.repeat(7)
  const hour = (at: number) => fabricEpochMs + (at - 8) * msPerHour
  expect(allowedForMs(schedule, hour(8))).toBe(0)
  expect(allowedForMs(schedule, hour(20))).toBe(10 * msPerHour)
  expect(allowedForMs(schedule, hour(29) + 60000)).toBe(msPerHour - 60000)
  expect(allowedForMs('1'.repeat(168), hour(8))).toBe(Infinity)
})
