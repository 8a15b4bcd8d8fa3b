import { describe, expect, test } from 'vitest'
import { searchRows, sortRows } from '../../../../renderer/modules/admin/local-list.ts'

const rows = [
  { name: 'beta', people: 2 },
  { name: 'Alpha', people: 2 },
  { name: 'gamma', people: 1 },
]
const readers = {
  name: (row: (typeof rows)[0]) => row.name,
  people: (row: (typeof rows)[0]) => row.people,
}
const names = (list: readonly { name: string }[]) => list.map(row => row.name)

describe('local list', () => {
  test('local list: sorted by a text: case does not count', () => {
    expect(names(sortRows(rows, { key: 'name', direction: 'asc' }, readers))).toEqual([
      'Alpha',
      'beta',
      'gamma',
    ])
  })

  test('local list: sorted by a number downwards: ties stay as they came', () => {
    expect(names(sortRows(rows, { key: 'people', direction: 'desc' }, readers))).toEqual([
      'beta',
      'Alpha',
      'gamma',
    ])
  })

  test('local list: an unknown column: changes nothing', () => {
    expect(sortRows(rows, { key: 'colour', direction: 'asc' }, readers)).toEqual(rows)
  })

  test('local list: searched: any of the texts will do', () => {
    expect(names(searchRows(rows, ' AL ', row => ['x', row.name]))).toEqual(['Alpha'])
    expect(searchRows(rows, '  ', () => [])).toEqual(rows)
  })
})
