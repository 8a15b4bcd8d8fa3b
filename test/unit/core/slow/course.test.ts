import { expect, test } from 'vitest'
import { courseOf, riseOf } from '../../../../core/slow/course.ts'

const known = (...average: number[]) => ({
  ...{ fromMs: 1000, everyMs: 100, average: Float32Array.from(average) },
})
const latency = (now: number) => ({
  ...{ figure: 'latency' as const, objectId: 'volume-1' as const, unit: 'ms', now },
})

test('course: above its level for two samples: since the first of them', () => {
  const course = courseOf(known(4, 5, 6, 20, 30), latency(40), 15)
  expect(course).toMatchObject({ sinceMs: 1300, before: 5, isUsualLevel: false, isLonger: false })
})

test('course: above since less than a sample: since the last one that is known', () => {
  const course = courseOf(known(4, 5, 6, NaN), latency(40), 15)
  expect(course).toMatchObject({ sinceMs: 1300, before: 5 })
})

test('course: above in all that is kept: longer than that, and nothing before', () => {
  const course = courseOf(known(NaN, 20, 30), latency(40), 15)
  expect(course.isLonger).toBe(true)
  expect(course.sinceMs).toBeUndefined()
  expect(course.before).toBeUndefined()
})

test('course: below its level, and twice what is usual: held against that', () => {
  const course = courseOf(known(4, 4, 4, 9, 9), latency(9), 15)
  expect(course).toMatchObject({ isUsualLevel: true, level: 6, sinceMs: 1300, before: 4 })
})

test('course: as usual: neither since when nor longer', () => {
  const course = courseOf(known(4, 5, 4), latency(5), 15)
  expect(course.sinceMs).toBeUndefined()
  expect(course).toMatchObject({ isLonger: false, before: 4, history: [4, 5, 4] })
})

test('rise: a lost sample in between does not end the stretch', () => {
  expect(riseOf(known(2, 2, 8, NaN, 9), 9)).toEqual({ sinceMs: 1200, before: 2 })
})

test('rise: high in most of what is kept: against what was before', () => {
  expect(riseOf(known(1, 1, 9, 9, 9, 9), 9)).toEqual({ sinceMs: 1200, before: 1 })
})

test('rise: nothing known, or as before: it did not rise', () => {
  expect(riseOf(known(NaN), 9)).toEqual({})
  expect(riseOf(known(5, 5), 5)).toEqual({})
  expect(riseOf(known(5, 5, 2, 5), 5).sinceMs).toBeUndefined()
})
