// @vitest-environment happy-dom
import { afterEach, expect, test } from 'vitest'
import type { VueWrapper } from '@vue/test-utils'
import {
  UiNumberField,
  UiSegmented,
  UiSelect,
  UiTagInput,
  UiTextField,
} from '../../../../../renderer/ui/index.ts'
import { mountUi } from '../mount-ui.ts'

let wrapper: VueWrapper | undefined
afterEach(() => wrapper?.unmount())

const options = [
  { value: 'a', label: 'First' },
  { value: 'b', label: 'Second', disabled: true },
  { value: 'c', label: 'Third' },
]

function value(): unknown {
  return wrapper?.emitted('update:modelValue')?.at(-1)?.[0]
}

test('text field: hint and error: describe the input', () => {
  wrapper = mountUi(UiTextField, {
    label: 'Name',
    hint: 'Up to 15',
    error: 'Taken',
    modelValue: '',
  })
  const input = wrapper.find('input')
  const described = input.attributes('aria-describedby')?.split(' ') ?? []
  const texts = described.map(id => document.getElementById(id)?.textContent?.trim())
  expect(texts).toEqual(['Taken', 'Up to 15'])
  expect(input.attributes('aria-invalid')).toBe('true')
  expect(wrapper.find('label').attributes('for')).toBe(input.attributes('id'))
})

test('number field: leaving and arrow keys: keep within the limits', async () => {
  wrapper = mountUi(UiNumberField, { label: 'Memory', unit: 'MB', min: 8, max: 64, step: 8 })
  const input = wrapper.find('input')
  await input.setValue('1,000')
  expect(wrapper.emitted('update:modelValue')).toEqual([[1000], [64]])
  await input.trigger('keydown', { key: 'ArrowUp' })
  expect(value()).toBe(64)
  await input.trigger('keydown', { key: 'ArrowDown' })
  expect(value()).toBe(56)
  await input.setValue('')
  expect(value()).toBeUndefined()
})

test('number field: one that keeps what was typed: leaving changes nothing', async () => {
  wrapper = mountUi(UiNumberField, { label: 'Size', min: 1, max: 64, keeps: true })
  await wrapper.find('input').setValue('0')
  await wrapper.find('input').setValue('65')
  expect(wrapper.emitted('update:modelValue')).toEqual([[0], [65]])
})

test('select: numbers as values: come back as numbers', async () => {
  const numbers = [
    { value: 1, label: 'One' },
    { value: 2, label: 'Two' },
  ]
  wrapper = mountUi(UiSelect, { label: 'Processors', options: numbers, modelValue: 1 })
  await wrapper.find('select').setValue('2')
  expect(value()).toBe(2)
})

test('segmented: arrow keys: skip what is disabled and go round', async () => {
  wrapper = mountUi(UiSegmented, { label: 'Goal', options, modelValue: 'a' })
  await wrapper.trigger('keydown', { key: 'ArrowRight' })
  expect(value()).toBe('c')
  await wrapper.setProps({ modelValue: 'c' })
  await wrapper.trigger('keydown', { key: 'ArrowRight' })
  expect(value()).toBe('a')
})

test('tag input: Enter, comma and Backspace: add and take away', async () => {
  wrapper = mountUi(UiTagInput, { label: 'Tags', modelValue: ['pilot'] })
  const input = wrapper.find('input')
  await input.setValue('desk')
  await input.trigger('keydown', { key: ',' })
  expect(value()).toEqual(['pilot', 'desk'])
  await input.trigger('keydown', { key: 'Backspace' })
  expect(value()).toEqual(['pilot'])
})
