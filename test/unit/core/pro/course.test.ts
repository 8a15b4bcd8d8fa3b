import { describe, expect, test } from 'vitest'
import { levelOf, takeSample } from '../../../../core/pro/course.ts'
import { aggregated, emptyRing, fillWindow, pushSamples } from '../../../../core/pro/window.ts'

/** Levels after each sample of one object: `w` and `c` hold, `.` nothing does, `x` not even clear. */
function course(samples: { need: number; of: number }, text: string): string {
  const courses = new Uint32Array(1)
  return [...text]
    .map(letter => {
      const held = {
        warning: Uint8Array.of('wc'.includes(letter) ? 1 : 0),
        critical: Uint8Array.of(letter === 'c' ? 1 : 0),
        clear: Uint8Array.of(letter === '.' ? 1 : 0),
      }
      takeSample({ samples }, held, 1, courses)
      return '.wc'[levelOf(courses[0]!)]
    })
    .join('')
}

describe('course of a rule', () => {
  test.each([
    ['one sample is enough', { need: 1, of: 1 }, '.w.c.', '.w.c.'],
    ['three in a row', { need: 3, of: 3 }, 'ww.wwww...', '.....www' + 'w.'],
    ['two of three', { need: 2, of: 3 }, 'w.w....', '..www..'],
    [
      'critical after warning, and back only when no sample is',
      { need: 1, of: 2 },
      'wcww..',
      'wccw' + 'w.',
    ],
    ['it does not close while it is not clear', { need: 1, of: 1 }, 'wxxx.', 'wwww.'],
    ['clear has to hold as often as the level', { need: 2, of: 2 }, 'ww.x..', '.wwww.'],
    ['ten of ten', { need: 10, of: 10 }, 'wwwwwwwwwww', '.........ww'],
  ])('course: %s', (_, samples, given, expected) => {
    expect(course(samples, given)).toBe(expected)
  })

  test('course: an object that is well keeps nothing', () => {
    const courses = new Uint32Array(2)
    takeSample({ samples: { need: 1, of: 3 } }, { warning: Uint8Array.of(1, 0) }, 2, courses)
    expect(courses[1]).toBe(0)
    for (let minute = 0; minute < 12; minute++) {
      takeSample({ samples: { need: 1, of: 3 } }, { warning: Uint8Array.of(0, 0) }, 2, courses)
    }
    expect([...courses]).toEqual([0, 0])
  })
})

describe('windows', () => {
  test('window: what is made of samples', () => {
    const samples = [1, 9, 3, 8, 2]
    expect(aggregated(samples, 'last')).toBe(2)
    expect(aggregated(samples, 'mean')).toBe(4.6)
    expect(aggregated(samples, 'least')).toBe(1)
    expect(aggregated(samples, 'most')).toBe(9)
    expect(aggregated(samples, 'top40')).toBe(8.5)
    expect(aggregated([], 'mean')).toBeNaN()
  })

  test('window: the top 40 % of ten samples are four', () => {
    expect(aggregated([10, 20, 30, 40, 50, 60, 70, 80, 90, 100], 'top40')).toBe(85)
  })

  test('window: of the last minutes, before and after the ring is full', () => {
    const ring = emptyRing(2)
    const column = new Float64Array(2)
    const window = { minutes: 3, aggregate: 'mean' } as const
    const means: number[] = []
    for (let minute = 0; minute < 25; minute++) {
      pushSamples(ring, minute, Float64Array.of(minute, NaN), 2)
      fillWindow(ring, minute, window, 2, column)
      means.push(column[0]!)
      expect(column[1]).toBeNaN()
    }
    expect(means.slice(0, 4)).toEqual([0, 0.5, 1, 2])
    expect(means[24]).toBe(23)
  })
})
