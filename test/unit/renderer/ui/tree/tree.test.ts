import { expect, test } from 'vitest'
import {
  ancestorIds,
  flattenTree,
  treeMove,
  typeAhead,
  type TreeNode,
} from '../../../../../renderer/ui/tree/tree.ts'

const nodes: TreeNode[] = [
  {
    id: 'all',
    label: 'All Hosts',
    children: [
      { id: 'sac', label: 'Sacramento', children: [{ id: 'h1', label: 'hv-01' }] },
      { id: 'lab', label: 'Lab', children: [] },
    ],
  },
]

function labels(open: string[]): string[] {
  return flattenTree(nodes, new Set(open)).map(row => `${row.level} ${row.node.id}`)
}

test('tree: closed nodes: leave out what is below them, even where that is open', () => {
  expect(labels([])).toEqual(['1 all'])
  expect(labels(['sac'])).toEqual(['1 all'])
  expect(labels(['all', 'sac'])).toEqual(['1 all', '2 sac', '3 h1', '2 lab'])
})

test('tree: a line: knows its place among its siblings and whether it opens', () => {
  const rows = flattenTree(nodes, new Set(['all']))
  expect(rows[2]).toMatchObject({ position: 2, siblings: 2, isParent: false, parentId: 'all' })
  expect(rows[1]).toMatchObject({ isParent: true, isOpen: false })
})

test('tree: the way to a node: is its ancestors, the nearest first', () => {
  expect(ancestorIds(nodes, 'h1')).toEqual(['sac', 'all'])
  expect(ancestorIds(nodes, 'all')).toEqual([])
  expect(ancestorIds(nodes, 'gone')).toEqual([])
})

test('tree: right and left: open, enter, close and climb', () => {
  const rows = flattenTree(nodes, new Set(['all']))
  expect(treeMove('ArrowRight', 1, rows)).toEqual({ setOpen: true })
  expect(treeMove('ArrowRight', 0, rows)).toEqual({ goTo: 1 })
  expect(treeMove('ArrowRight', 2, rows)).toBeUndefined()
  expect(treeMove('ArrowLeft', 0, rows)).toEqual({ setOpen: false })
  expect(treeMove('ArrowLeft', 2, rows)).toEqual({ goTo: 0 })
})

test('tree: up, down, Home and End: stop at the ends', () => {
  const rows = flattenTree(nodes, new Set(['all']))
  expect(treeMove('ArrowUp', 0, rows)).toEqual({ goTo: 0 })
  expect(treeMove('ArrowDown', 2, rows)).toEqual({ goTo: 2 })
  expect(treeMove('Home', 2, rows)).toEqual({ goTo: 0 })
  expect(treeMove('End', 0, rows)).toEqual({ goTo: 2 })
  expect(treeMove('End', 0, [])).toBeUndefined()
})

test('tree: typed letters: find the next label, round the end, and step through one letter', () => {
  const rows = flattenTree(
    ['hv-01', 'hv-02', 'lab'].map(label => ({ id: label, label })),
    new Set(),
  )
  expect(typeAhead('l', 0, rows)).toBe(2)
  expect(typeAhead('h', 0, rows)).toBe(1)
  expect(typeAhead('hh', 1, rows)).toBe(0)
  expect(typeAhead('hv-02', 0, rows)).toBe(1)
  expect(typeAhead('x', 0, rows)).toBeUndefined()
})
