import { describe, expect, test } from 'vitest'
import { quotaEffect } from '../../../../../renderer/modules/provision/model/quota-effect.ts'

describe('provision quota effect', () => {
  test('within the limit: before, after and what is left', () => {
    expect(quotaEffect(14, 3, 20)).toEqual({
      before: 14,
      after: 17,
      limit: 20,
      left: 6,
      exceeds: false,
    })
  })

  test('exactly at the limit: allowed; one more: not', () => {
    expect(quotaEffect(14, 6, 20).exceeds).toBe(false)
    expect(quotaEffect(14, 7, 20).exceeds).toBe(true)
  })

  test('no limit: nothing is exceeded', () => {
    expect(quotaEffect(14, 1000)).toMatchObject({ after: 1014, left: undefined, exceeds: false })
  })
})
