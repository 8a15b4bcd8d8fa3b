import fc from 'fast-check'
import { expect, test } from 'vitest'
import { byGain, Few } from '../../../../core/plans/balance/few.ts'

const candidate = fc.record({
  vm: fc.nat(20),
  to: fc.nat(5),
  gain: fc.integer({ min: -3, max: 9 }),
})

test('few: candidates in any order: the best of them in order, as if all had been sorted', () => {
  const many = fc.uniqueArray(candidate, { selector: ({ vm, to }) => `${vm} ${to}` })
  fc.assert(
    fc.property(many, fc.integer({ min: 1, max: 8 }), (all, max) => {
      const few = new Few(max)
      for (const one of all) few.offer(one)
      const sorted = all.filter(({ gain }) => gain > 0).sort(byGain)
      expect(few.best).toEqual(sorted.slice(0, max))
      expect(few.least).toBe(sorted[max - 1]?.gain ?? 0)
    }),
  )
})
