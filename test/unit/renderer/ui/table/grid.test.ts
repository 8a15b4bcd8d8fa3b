// @vitest-environment happy-dom
import { afterEach, expect, test } from 'vitest'
import type { VueWrapper } from '@vue/test-utils'
import { nextTick, type Component } from 'vue'
import { UiGrid, type GridColumn } from '../../../../../renderer/ui/index.ts'
import { mountUi } from '../mount-ui.ts'

interface Row {
  id: string
  name: string
  load?: number
}

const columns: GridColumn<Row>[] = [
  { key: 'name', kind: 'text', label: 'Name', value: row => row.name, sortable: true },
  { key: 'load', kind: 'number', label: 'Load', value: row => row.load, sortable: true },
  { key: 'extra', kind: 'tags', label: 'Extra', value: () => ['a'], hidden: true },
]

let wrapper: VueWrapper | undefined
afterEach(() => wrapper?.unmount())

function grid(props: Record<string, unknown> = {}, slots: Record<string, string> = {}): VueWrapper {
  const rowAt = (index: number) => ({ id: `r${index}`, name: `row ${index}`, load: index * 1000 })
  const rowKey = (row: Row) => row.id
  const known = { label: 'Rows', columns, total: 200, rowAt, rowKey }
  wrapper = mountUi(UiGrid as Component, { ...known, ...props }, slots)
  return wrapper
}

function last<Value>(from: VueWrapper, event: string): Value | undefined {
  return from.emitted(event)?.at(-1)?.[0] as Value | undefined
}

test('grid: 200 rows: draws only what is in sight and says how many there are', () => {
  const rows = grid().findAll('[role=row]')
  expect(rows.length).toBeLessThan(40)
  expect(wrapper?.attributes('aria-rowcount')).toBe('201')
  expect(rows[1]?.attributes('aria-rowindex')).toBe('2')
  expect(rows[2]?.text()).toContain('row 1')
  expect(rows[2]?.text()).toContain('1,000')
})

test('grid: hidden columns: are not drawn, slots draw instead of the kind', () => {
  const shown = grid(
    {},
    { 'cell-load': '<template #default="{ row }">load of {{ row.id }}</template>' },
  )
  expect(shown.findAll('[role=columnheader]').map(head => head.text())).toEqual([
    '',
    'Name',
    'Load',
  ])
  expect(shown.findAll('[role=gridcell]')[2]?.text()).toBe('load of r0')
})

test('grid: mounted: asks for the first span of rows', () => {
  expect(last(grid(), 'range')).toMatchObject({ offset: 0 })
})

test('grid: arrows and Space: move the cursor and change the choice', async () => {
  const shown = grid()
  await shown.trigger('keydown', { key: 'ArrowDown' })
  expect(last(shown, 'update:active')).toBe('r1')
  expect([...(last<Set<string>>(shown, 'update:selected') ?? [])]).toEqual(['r1'])
  await shown.trigger('keydown', { key: 'ArrowDown', shiftKey: true })
  expect([...(last<Set<string>>(shown, 'update:selected') ?? [])]).toEqual(['r1', 'r2'])
  await shown.trigger('keydown', { key: ' ' })
  expect([...(last<Set<string>>(shown, 'update:selected') ?? [])]).toEqual(['r1'])
})

test('grid: Ctrl+A and Esc: choose all and none', async () => {
  const shown = grid({ total: 5 })
  await shown.trigger('keydown', { key: 'a', ctrlKey: true })
  await nextTick()
  expect(last<Set<string>>(shown, 'update:selected')?.size).toBe(5)
  expect(shown.find('[role=checkbox]').attributes('aria-checked')).toBe('true')
  await shown.trigger('keydown', { key: 'Escape' })
  expect(last<Set<string>>(shown, 'update:selected')?.size).toBe(0)
})

test('grid: the box of a row: adds that row and keeps the others', async () => {
  const shown = grid()
  const boxes = shown.findAll('[data-check]')
  await boxes[0]?.trigger('click')
  await boxes[3]?.trigger('click')
  expect([...(last<Set<string>>(shown, 'update:selected') ?? [])]).toEqual(['r0', 'r3'])
})

test('grid: a row chosen elsewhere: becomes the active one and is drawn', async () => {
  const shown = grid({ select: 'single', selected: new Set(['r150']) })
  await nextTick()
  expect(last(shown, 'update:active')).toBe('r150')
  expect(shown.text()).toContain('row 150')
})

test('grid: Enter and a double click: open the row', async () => {
  const shown = grid()
  await shown.trigger('keydown', { key: 'Enter' })
  expect(last<Row>(shown, 'open')?.id).toBe('r0')
  await shown.findAll('[role=row]')[4]?.trigger('dblclick')
  expect(last<Row>(shown, 'open')?.id).toBe('r3')
})

test('grid: a head: sorts upwards, then downwards, and says so', async () => {
  const shown = grid()
  const head = () => shown.findAll('[role=columnheader]')[1]
  expect(head()?.attributes('aria-sort')).toBe('none')
  await head()?.find('button').trigger('click')
  expect(last(shown, 'update:sort')).toEqual({ key: 'name', direction: 'asc' })
  await head()?.find('button').trigger('click')
  expect(head()?.attributes('aria-sort')).toBe('descending')
})

test('grid: rows that are not loaded: are drawn as bones and cannot be chosen', async () => {
  const shown = grid({ rowAt: () => undefined })
  expect(shown.find('.ui-grid-row__bone').exists()).toBe(true)
  await shown.findAll('[role=row]')[1]?.trigger('click')
  expect(shown.emitted('update:selected')).toBeUndefined()
})

test('grid: states: say why there are no rows and offer the way out', async () => {
  const failed = grid({ state: 'error', stateDetail: 'The connection was lost.' })
  expect(failed.text()).toContain('The connection was lost.')
  await failed.find('.ui-state button').trigger('click')
  expect(failed.emitted('retry')).toHaveLength(1)
  failed.unmount()
  expect(grid({ total: 0 }).text()).toContain('Nothing here yet')
})
