import { describe, expect, test } from 'vitest'
import {
  scopeRows,
  toggleScope,
} from '../../../../renderer/modules/admin/role-wizard/scope-tree.ts'
import type { TreeNodeView } from '../../../../shared/contract/index.ts'

function group(number: number, name: string, parent?: number, inScope = true): TreeNodeView {
  return {
    id: `hostgroup-${number}`,
    kind: 'hostgroup',
    name,
    parentId: parent === undefined ? undefined : `hostgroup-${parent}`,
    vms: number,
    hosts: 1,
    inScope,
  }
}

const tree: TreeNodeView[] = [
  group(1, 'All Hosts', undefined, false),
  group(2, 'Sacramento', 1),
  group(3, 'Lab', 2),
  group(4, 'Rack', 3),
  group(5, 'Long Beach', 1),
  { ...group(6, 'hv-01', 2), id: 'host-1', kind: 'host' },
]
const sacramento = { id: 'hostgroup-2', name: 'Sacramento' } as const
const rack = { id: 'hostgroup-4', name: 'Rack' } as const

describe('scope tree', () => {
  test('scope tree: nothing is chosen: groups alone, in tree order with their depth', () => {
    expect(scopeRows(tree, []).map(row => [row.name, row.depth, row.state])).toEqual([
      ['All Hosts', 0, 'off'],
      ['Sacramento', 1, 'off'],
      ['Lab', 2, 'off'],
      ['Rack', 3, 'off'],
      ['Long Beach', 1, 'off'],
    ])
  })

  test('scope tree: a group is chosen: all below it come through it, above it stands some', () => {
    expect(
      scopeRows(tree, [sacramento]).map(row => [row.name, row.state, row.throughName]),
    ).toEqual([
      ['All Hosts', 'some', undefined],
      ['Sacramento', 'on', undefined],
      ['Lab', 'through', 'Sacramento'],
      ['Rack', 'through', 'Sacramento'],
      ['Long Beach', 'off', undefined],
    ])
  })

  test('scope tree: a group above a chosen one is chosen: it takes the place of the other', () => {
    const rows = scopeRows(tree, [rack])
    expect(toggleScope(rows, [rack], 'hostgroup-2')).toEqual([sacramento])
  })

  test('scope tree: a group that comes through another, or that only leads there: does not change', () => {
    const chosen = [sacramento]
    expect(toggleScope(scopeRows(tree, chosen), chosen, 'hostgroup-4')).toBe(chosen)
    expect(toggleScope(scopeRows(tree, chosen), chosen, 'hostgroup-1')).toBe(chosen)
  })

  test('scope tree: a second click: takes the group away again', () => {
    expect(toggleScope(scopeRows(tree, [sacramento]), [sacramento], 'hostgroup-2')).toEqual([])
  })

  test('scope tree: the parent of a group is not in sight: the group is a root', () => {
    expect(scopeRows([group(7, 'Lab', 99)], []).map(row => row.depth)).toEqual([0])
  })
})
