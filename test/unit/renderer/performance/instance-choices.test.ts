import { describe, expect, test } from 'vitest'
import { instanceChoices } from '../../../../renderer/modules/performance/instance-choices.ts'

const rows = ['web-01', 'web-02']

describe('instances to choose among', () => {
  test('nothing searched for: the total, all of them and each', () => {
    const asked = { rows, sought: '', chosen: ['_Total'], hasTotal: true }
    expect(instanceChoices(asked)).toEqual(['_Total', '*', ...rows])
    expect(instanceChoices({ ...asked, hasTotal: false })).toEqual(['*', ...rows])
  })

  test('searched for: all that the search finds in place of all', () => {
    const asked = { rows, sought: 'web', chosen: [], hasTotal: true }
    expect(instanceChoices(asked)).toEqual(['*web*', ...rows])
  })

  test('signs that a path would read as its own: each only', () => {
    expect(instanceChoices({ rows, sought: 'web#', chosen: [], hasTotal: true })).toEqual(rows)
  })

  test('nothing found: no total that would be added unseen, but what was chosen by name', () => {
    const asked = { rows: [], sought: 'zzz', hasTotal: true }
    expect(instanceChoices({ ...asked, chosen: ['_Total', '*'] })).toEqual([])
    expect(instanceChoices({ ...asked, chosen: ['sql-01'] })).toEqual(['sql-01'])
  })
})
