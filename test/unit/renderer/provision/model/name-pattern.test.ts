import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  nameOfNumber,
  previewNames,
} from '../../../../../renderer/modules/provision/model/name-pattern.ts'

describe('provision name pattern', () => {
  test('run of three: the number is filled up with zeros', () => {
    expect(nameOfNumber('web-###-eu', 7)).toBe('web-007-eu')
  })

  test('number longer than the run: nothing is cut', () => {
    expect(nameOfNumber('web-#', 1000)).toBe('web-1000')
  })

  test('no run: the number follows, filled up to the length of the count', () => {
    expect(nameOfNumber('web', 3, 120)).toBe('web-003')
    expect(nameOfNumber('web', 1, 1)).toBe('web')
  })

  test('preview of twelve: the first four and the last', () => {
    expect(previewNames('acct-##', 12)).toEqual({
      first: ['acct-01', 'acct-02', 'acct-03', 'acct-04'],
      last: 'acct-12',
      lengthMax: 7,
    })
  })

  test('preview of a plain name: that name', () => {
    expect(previewNames(' db-01 ', 1)).toEqual({ first: ['db-01'], last: undefined, lengthMax: 5 })
  })

  test('any pattern with a run: all numbers give different names', () => {
    const pattern = fc.tuple(fc.stringMatching(/^[a-z-]{0,8}$/), fc.integer({ min: 1, max: 5 }))
    fc.assert(
      fc.property(pattern, fc.integer({ min: 2, max: 300 }), ([stem, run], count) => {
        const text = `${stem}${'#'.repeat(run)}`
        const names = Array.from({ length: count }, (_, index) => nameOfNumber(text, index + 1))
        return new Set(names).size === count
      }),
    )
  })
})
