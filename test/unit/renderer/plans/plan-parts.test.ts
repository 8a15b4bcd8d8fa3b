import { expect, test } from 'vitest'
import { partsOf } from '../../../../renderer/modules/plans/plan-parts.ts'
import type { PlanStep } from '../../../../shared/contract/index.ts'

function step(number: number, more: Partial<PlanStep>): PlanStep {
  const forecast = { durationS: 10, downtimeS: 1, sentMib: 100 }
  const plain = { action: 'migrate', fromId: 'host-1', fromName: 'hv-01', reason: '' } as const
  return { number, ...plain, gain: 0, price: 0, status: 'planned', forecast, ...more }
}

test('plan parts: a plan without parts: one part without a name', () => {
  const parts = partsOf([step(1, {}), step(2, {})])
  expect(parts).toHaveLength(1)
  expect(parts[0]).toMatchObject({ status: 'planned', done: 0 })
  expect(parts[0]!.name).toBeUndefined()
})

test('plan parts: nodes of an update: when each begins, what it takes, and the status that tells', () => {
  const parts = partsOf([
    step(1, { part: 'hv-01', status: 'done', startS: 0 }),
    step(2, { part: 'hv-01', status: 'failed', startS: 10 }),
    step(3, { part: 'hv-01', startS: 20 }),
    step(4, { part: 'hv-02', startS: 40 }),
    step(5, { part: 'hv-02', startS: 90, status: 'dropped' }),
  ])
  expect(parts.map(part => part.name)).toEqual(['hv-01', 'hv-02'])
  const [first, second] = parts
  expect(first).toMatchObject({ status: 'failed', done: 1, startS: 0 })
  expect(first!.effort).toEqual({ durationS: 30, downtimeS: 3, sentMib: 300 })
  expect(second).toMatchObject({ status: 'planned', startS: 40, effort: { durationS: 10 } })
})
