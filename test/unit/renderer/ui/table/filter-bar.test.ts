// @vitest-environment happy-dom
import { afterEach, expect, test } from 'vitest'
import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { UiFilterBar, type FilterCondition } from '../../../../../renderer/ui/index.ts'
import { mountUi } from '../mount-ui.ts'

const fields = [
  { field: 'name', label: 'Name', kind: 'text' },
  { field: 'load', label: 'CPU', kind: 'number', unit: '%' },
]
const first: FilterCondition = { field: 'name', op: 'startsWith', value: 'desk' }
const second: FilterCondition = { field: 'load', op: 'gt', value: '75' }

let wrapper: VueWrapper | undefined
afterEach(() => wrapper?.unmount())

function bar(modelValue: FilterCondition[]): VueWrapper {
  wrapper = mountUi(UiFilterBar, { label: 'Filter', fields, modelValue, shown: 99, total: 260 })
  return wrapper
}

function conditions(): unknown {
  return wrapper?.emitted('update:modelValue')?.at(-1)?.[0]
}

test('filter bar: conditions and counts: are written out in words', () => {
  const text = bar([first, second]).text().replaceAll(/\s+/g, ' ')
  expect(text).toContain('Name starts with desk')
  expect(text).toContain('CPU over 75 %')
  expect(text).toContain('99 of 260')
})

test('filter bar: the cross and the Delete key: take a condition away', async () => {
  await bar([first, second]).find('.ui-filter-bar__remove').trigger('click')
  expect(conditions()).toEqual([second])
  wrapper?.unmount()
  await bar([first, second])
    .findAll('.ui-filter-bar__edit')[1]
    ?.trigger('keydown', { key: 'Delete' })
  expect(conditions()).toEqual([first])
})

test('filter bar: a new condition: is refused without a value and then added', async () => {
  await bar([first]).findAll('.ui-button')[0]?.trigger('click')
  await flushPromises()
  const form = () => document.querySelector<HTMLFormElement>('form.ui-filter-editor')
  form()?.dispatchEvent(new Event('submit', { cancelable: true }))
  await flushPromises()
  expect(form()?.querySelector('[role=alert]')?.textContent).toContain('Give a value')
  const input = form()!.querySelector('input')!
  input.value = ' lab '
  input.dispatchEvent(new Event('input'))
  form()?.dispatchEvent(new Event('submit', { cancelable: true }))
  await flushPromises()
  expect(conditions()).toEqual([first, { field: 'name', op: 'contains', value: 'lab' }])
})
