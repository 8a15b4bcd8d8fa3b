import { expect, test } from 'vitest'
import { byNearness } from '../../../../renderer/modules/pro/why/nearness.ts'
import type { ProWhy } from '../../../../shared/contract/index.ts'

function why(ruleId: string, held: number, holds: boolean, more: Partial<ProWhy> = {}): ProWhy {
  const conditions = [
    { level: 'warning', text: 'iops > 1.0', holds, held },
    { level: 'clear', text: 'iops < 1.0', holds: true, held: 10 },
  ] as const
  const source = { sourceId: 'vm-1', sourceName: 'one' } as const
  const none = { verdict: '', signals: [], holds: [], need: 3, of: 5 }
  return { ruleId, ruleName: ruleId, ...source, ...none, conditions: [...conditions], ...more }
}

test('why not: rules of an object: those nearest to a tip come first, others stay as they are', () => {
  const rules = [
    ...[why('a/far', 0, false), why('a/also-far', 0, false), why('a/was', 2, false)],
    ...[why('a/holds', 1, true), why('a/tip', 0, false, { tipId: 'tip-1' })],
  ]
  const order = rules.sort(byNearness).map(one => one.ruleId)
  expect(order).toEqual(['a/tip', 'a/holds', 'a/was', 'a/far', 'a/also-far'])
})
