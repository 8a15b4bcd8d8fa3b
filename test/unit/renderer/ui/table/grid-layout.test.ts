// @vitest-environment happy-dom
import { beforeEach, expect, test } from 'vitest'
import { nextTick } from 'vue'
import { nextSort, useGridLayout, type GridColumn } from '../../../../../renderer/ui/index.ts'

type Row = { name: string }

const columns: GridColumn<Row>[] = [
  { key: 'name', kind: 'text', label: 'Name', value: row => row.name, fixed: true, width: 90 },
  { key: 'owner', kind: 'text', label: 'Owner', value: () => 'x' },
  { key: 'tags', kind: 'tags', label: 'Tags', value: () => [], hidden: true },
]

beforeEach(() => localStorage.clear())

test('layout: columns chosen and widened: are found again under the same name', async () => {
  const first = useGridLayout(columns, 'grid.test')
  first.show('owner', false)
  first.show('tags', true)
  first.setWidth('name', 133.4)
  await nextTick()
  const again = useGridLayout(columns, 'grid.test')
  expect(again.visible.value.map(column => column.key)).toEqual(['name', 'tags'])
  expect(again.widthPx(columns[0]!)).toBe(133)
})

test('layout: a fixed column: cannot be hidden, widths keep within their limits', () => {
  const layout = useGridLayout(columns)
  layout.show('name', false)
  layout.setWidth('owner', 3)
  expect(layout.visible.value.map(column => column.key)).toEqual(['name', 'owner'])
  expect(layout.widthPx(columns[1]!)).toBe(48)
})

test('layout: unreadable text in the store: is as if nothing were kept', () => {
  localStorage.setItem('hostward.grid.bad', '{')
  const layout = useGridLayout(columns, 'grid.bad')
  expect(layout.visible.value).toHaveLength(2)
})

test('layout: reset: shows the columns as they are declared', () => {
  const layout = useGridLayout(columns)
  layout.show('tags', true)
  layout.setWidth('name', 300)
  layout.reset()
  expect(layout.visible.value.map(column => column.key)).toEqual(['name', 'owner'])
  expect(layout.widthPx(columns[0]!)).toBe(90)
})

test('sort: the same head again and another: turns round and starts upwards', () => {
  expect(nextSort(undefined, 'a')).toEqual({ key: 'a', direction: 'asc' })
  expect(nextSort({ key: 'a', direction: 'asc' }, 'a')).toEqual({ key: 'a', direction: 'desc' })
  expect(nextSort({ key: 'a', direction: 'desc' }, 'b')).toEqual({ key: 'b', direction: 'asc' })
})
