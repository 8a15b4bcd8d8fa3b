import { expect, test } from 'vitest'
import {
  conditionFault,
  draftFor,
  opsFor,
  putCondition,
  redraftFor,
  valueLabel,
  type FilterField,
} from '../../../../../renderer/ui/table/filter.ts'

const name: FilterField = { field: 'name', label: 'Name', kind: 'text' }
const load: FilterField = { field: 'load', label: 'CPU', kind: 'number', unit: '%' }
const state: FilterField = {
  field: 'state',
  label: 'State',
  kind: 'choice',
  options: [{ value: 'on', label: 'Running' }],
}

test('filter: each kind of property: offers the comparisons that make sense', () => {
  expect(opsFor(name)).toEqual(['contains', 'startsWith', 'is', 'isNot'])
  expect(opsFor(load)).toEqual(['gt', 'lt', 'is', 'isNot'])
  expect(opsFor(state)).toEqual(['is', 'isNot'])
  expect(opsFor(undefined)).toEqual([])
})

test('filter: a new condition: begins with the first comparison and choice', () => {
  expect(draftFor(state)).toEqual({ field: 'state', op: 'is', value: 'on' })
  expect(draftFor(name)).toEqual({ field: 'name', op: 'contains', value: '' })
})

test('filter: another property: keeps what still makes sense', () => {
  const draft = { field: 'state', op: 'isNot', value: 'on' } as const
  expect(redraftFor(draft, name)).toEqual({ field: 'name', op: 'isNot', value: 'on' })
  const text = { field: 'name', op: 'contains', value: 'desk' } as const
  expect(redraftFor(text, load)).toEqual({ field: 'load', op: 'gt', value: '' })
})

test('filter: values that cannot be compared with: are named', () => {
  expect(conditionFault({ field: 'name', op: 'is', value: '  ' }, name)).toBe('valueMissing')
  expect(conditionFault({ field: 'load', op: 'gt', value: 'x' }, load)).toBe('valueNotNumber')
  expect(conditionFault({ field: 'load', op: 'gt', value: '75' }, load)).toBeUndefined()
})

test('filter: a value: is shown by its label or with its unit', () => {
  expect(valueLabel({ field: 'state', op: 'is', value: 'on' }, state)).toBe('Running')
  expect(valueLabel({ field: 'load', op: 'gt', value: '75' }, load)).toBe('75 %')
  expect(valueLabel({ field: 'gone', op: 'is', value: 'x' }, undefined)).toBe('x')
})

test('filter: a place within and past the end: replaces and appends', () => {
  const first = { field: 'name', op: 'is', value: 'a' } as const
  const second = { field: 'name', op: 'is', value: ' b ' } as const
  expect(putCondition([first], 0, second)).toEqual([{ ...second, value: 'b' }])
  expect(putCondition([first], 5, second)).toEqual([first, { ...second, value: 'b' }])
})
