import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  comparisons,
  conditionText,
  readCondition,
  type ConditionGroup,
  type ConditionItem,
} from '../../../../renderer/modules/pro/rules/condition.ts'

const line = (signal: string, value: number | undefined, sign: '>' | '<' = '>') => ({
  signal,
  sign,
  value,
})

describe('condition of a rule as lines and as text', () => {
  it('condition: two lines of which both must hold: joined by &&, numbers as doubles', () => {
    const group: ConditionGroup = { join: 'and', items: [line('cpu', 75), line('free', 0.5, '<')] }
    expect(conditionText(group)).toBe('cpu > 75.0 && free < 0.5')
  })

  it('condition: a group within a group: in brackets', () => {
    const inner: ConditionGroup = { join: 'or', items: [line('a', 1), line('b', 2)] }
    expect(conditionText({ join: 'and', items: [line('c', 3), inner] })).toBe(
      'c > 3.0 && (a > 1.0 || b > 2.0)',
    )
  })

  it('condition: a line that is not finished: left out of the text', () => {
    const group: ConditionGroup = { join: 'and', items: [line('cpu', 75), line('', 1)] }
    expect(conditionText(group)).toBe('cpu > 75.0')
    expect(conditionText({ join: 'or', items: [line('cpu', undefined)] })).toBe('')
  })

  it('condition: && and || without brackets: && binds closer', () => {
    expect(readCondition('a > 1.0 || b > 2.0 && c > 3.0')).toEqual({
      join: 'or',
      items: [line('a', 1), { join: 'and', items: [line('b', 2), line('c', 3)] }],
    })
  })

  it.each([
    'a + b > 1.0',
    'a > b',
    '!(a > 1.0)',
    'max(a, b) > 1.0',
    'a > 1.0 &&',
    '(a > 1.0',
    'a > 1.0 ? b : c',
    '75.0 < a',
    '',
  ])('condition: the text "%s" says more than lines can: no lines', text => {
    expect(readCondition(text)).toBeUndefined()
  })

  it('condition: a parameter on the right: a line that names it', () => {
    const group = readCondition('latencyMs > limit', ['limit'])
    expect(group).toEqual({
      join: 'and',
      items: [{ signal: 'latencyMs', sign: '>', value: 'limit' }],
    })
    expect(conditionText(group!)).toBe('latencyMs > limit')
  })

  it('condition: any lines: their text means the same for any values', () => {
    const names = ['host.cpu', 'free_percent', 'queue2']
    const value = fc.integer({ min: -4, max: 4 }).map(whole => whole / 2)
    const comparison = fc.record({
      signal: fc.constantFrom(...names),
      sign: fc.constantFrom(...comparisons),
      value,
    })
    const { group } = fc.letrec<{ item: ConditionItem; group: ConditionGroup }>(tie => ({
      item: fc.oneof({ depthSize: 'small', withCrossShrink: true }, comparison, tie('group')),
      group: fc.record({
        join: fc.constantFrom('and', 'or'),
        items: fc.array(tie('item'), { minLength: 1, maxLength: 3 }),
      }) as fc.Arbitrary<ConditionGroup>,
    }))
    fc.assert(
      fc.property(group, fc.tuple(value, value, value), (one, values) => {
        const valueOf = (name: string) => values[names.indexOf(name)]!
        expect(holds(readCondition(conditionText(one))!, valueOf)).toBe(holds(one, valueOf))
      }),
    )
  })
})

function holds(item: ConditionItem, valueOf: (name: string) => number): boolean {
  if ('join' in item) {
    const each = (one: ConditionItem) => holds(one, valueOf)
    return item.join === 'and' ? item.items.every(each) : item.items.some(each)
  }
  const value = valueOf(item.signal)
  const limit = item.value as number
  if (item.sign === '==') return value === limit
  if (item.sign === '!=') return value !== limit
  if (item.sign.startsWith('>')) return value > limit || (item.sign === '>=' && value === limit)
  return value < limit || (item.sign === '<=' && value === limit)
}
