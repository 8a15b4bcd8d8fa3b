import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Columns, Page } from '../../../../core/api/list.ts'
import {
  booleanColumn,
  numberColumn,
  textColumn,
  textsColumn,
  windowOver,
} from '../../../../core/api/list.ts'
import type { FilterOperator } from '../../../../shared/contract/index.ts'
import { windowInput } from '../../../../shared/contract/index.ts'
import { Refusal } from '../../../../shared/refusals/index.ts'

interface Row {
  readonly id: string
  readonly name: string
  readonly size?: number
  readonly tags: readonly string[]
  readonly on: boolean
}

const columns: Columns<Row> = {
  name: textColumn(row => row.name),
  size: numberColumn(row => row.size),
  tags: textsColumn(row => row.tags),
  on: booleanColumn(row => row.on),
}

const rows: readonly Row[] = [
  { id: 'vm-2', name: 'beta', size: 10, tags: ['Prod', 'web'], on: true },
  { id: 'vm-9', name: 'Alpha', size: 9, tags: [], on: false },
  { id: 'vm-10', name: 'alpha', tags: ['test'], on: true },
  { id: 'vm-11', name: 'gamma', size: 100, tags: ['web'], on: false },
]

function page(raw: object, from: readonly Row[] = rows): Page<Row> {
  const answer = windowOver(from, columns, windowInput.parse(raw))
  if (answer instanceof Refusal) throw new Error(answer.text)
  return answer
}

function ids(raw: object): string[] {
  return page(raw).rows.map(row => row.id)
}

function filtered(field: string, op: FilterOperator, value: string): string[] {
  return ids({ filter: [{ field, op, value }] })
}

test('list: text: compares without case', () => {
  expect(filtered('name', 'is', 'ALPHA')).toEqual(['vm-9', 'vm-10'])
  expect(filtered('name', 'isNot', 'alpha')).toEqual(['vm-2', 'vm-11'])
  expect(filtered('name', 'contains', 'ET')).toEqual(['vm-2'])
  expect(filtered('name', 'startsWith', 'g')).toEqual(['vm-11'])
  expect(filtered('name', 'gt', 'alpha')).toEqual(['vm-2', 'vm-11'])
  expect(filtered('name', 'lt', 'B')).toEqual(['vm-9', 'vm-10'])
})

test('list: numbers: compare as numbers, and what is absent is on neither side', () => {
  expect(filtered('size', 'gt', '9')).toEqual(['vm-2', 'vm-11'])
  expect(filtered('size', 'lt', '10')).toEqual(['vm-9'])
  expect(filtered('size', 'is', '10')).toEqual(['vm-2'])
  expect(filtered('size', 'is', '')).toEqual(['vm-10'])
  expect(filtered('size', 'startsWith', '10')).toEqual(['vm-2', 'vm-11'])
})

test('list: several texts: one of them is enough, and "is not" means none is', () => {
  expect(filtered('tags', 'is', 'WEB')).toEqual(['vm-2', 'vm-11'])
  expect(filtered('tags', 'isNot', 'web')).toEqual(['vm-9', 'vm-10'])
})

test('list: yes and no: filtered as true and false', () => {
  expect(filtered('on', 'is', 'true')).toEqual(['vm-2', 'vm-10'])
})

test('list: free text: any text column, joined with the filter by "and"', () => {
  expect(ids({ text: 'WEB' })).toEqual(['vm-2', 'vm-11'])
  const filter = [{ field: 'name', op: 'contains', value: 'm' }]
  expect(ids({ text: 'web', filter })).toEqual(['vm-11'])
})

test('list: order: by number where numeric, absent last either way, ties by the id’s number', () => {
  expect(ids({ sort: { field: 'size', direction: 'asc' } })).toEqual([
    'vm-9',
    'vm-2',
    'vm-11',
    'vm-10',
  ])
  expect(ids({ sort: { field: 'size', direction: 'desc' } })).toEqual([
    'vm-11',
    'vm-2',
    'vm-9',
    'vm-10',
  ])
  expect(ids({ sort: { field: 'name', direction: 'desc' } })).toEqual([
    'vm-11',
    'vm-2',
    'vm-9',
    'vm-10',
  ])
})

test('list: no order: as the rows come, or newest first', () => {
  expect(ids({})).toEqual(['vm-2', 'vm-9', 'vm-10', 'vm-11'])
  const answer = windowOver(rows, columns, windowInput.parse({ limit: 2 }), { newestFirst: true })
  expect((answer as Page<Row>).rows.map(row => row.id)).toEqual(['vm-11', 'vm-10'])
})

test('list: a field that is no column, and a number that is none: refused, nothing thrown', () => {
  for (const field of ['nothing', 'constructor', '__proto__', 'toString']) {
    const raw = { filter: [{ field, op: 'is', value: '' }], sort: { field, direction: 'asc' } }
    const answer = windowOver(rows, columns, windowInput.parse(raw))
    expect(answer).toMatchObject({ code: 'input.invalid' })
  }
  const raw = { filter: [{ field: 'size', op: 'gt', value: 'ten' }] }
  expect(windowOver(rows, columns, windowInput.parse(raw))).toMatchObject({
    data: { issues: ['size compares with a number, and "ten" is none'] },
  })
})

test('list: any order and page: pages put together are the whole, in one order', () => {
  const row = fc.record({
    name: fc.string({ maxLength: 3 }),
    size: fc.option(fc.integer({ min: 0, max: 3 }), { nil: undefined }),
    tags: fc.array(fc.string({ maxLength: 2 }), { maxLength: 2 }),
    on: fc.boolean(),
  })
  const sort = fc.record({
    field: fc.constantFrom('name', 'size', 'tags', 'on'),
    direction: fc.constantFrom('asc', 'desc'),
  })
  fc.assert(
    fc.property(fc.array(row), sort, fc.integer({ min: 1, max: 5 }), (bodies, order, limit) => {
      const all = bodies.map((body, at) => ({ id: `vm-${at + 1}`, ...body }))
      const whole = page({ sort: order, limit: 500 }, all).rows
      const pages: Row[] = []
      for (let offset = 0; offset < all.length; offset += limit) {
        pages.push(...page({ sort: order, offset, limit }, all).rows)
      }
      expect(pages).toEqual(whole)
      expect(new Set(whole)).toEqual(new Set(all))
    }),
  )
})
