import { expect, test } from 'vitest'
import { addTag, clampNumber, parseNumber } from '../../../../../renderer/ui/form/index.ts'

test('number: what people type: is read, thousands grouped or not', () => {
  expect(['2048', '2,048', '2 048', '0.5', '.5', '-3'].map(parseNumber)).toEqual([
    2048, 2048, 2048, 0.5, 0.5, -3,
  ])
})

test('number: what is no number: is undefined and never zero or NaN', () => {
  expect(['', '  ', 'abc', '1e3', '1.2.3', '-'].map(parseNumber)).toEqual(
    new Array(6).fill(undefined),
  )
})

test('number: limits: bind where they are given', () => {
  expect(clampNumber(5, 1, 4)).toBe(4)
  expect(clampNumber(-5, 1)).toBe(1)
  expect(clampNumber(5)).toBe(5)
})

test('tags: a blank or known word: changes nothing', () => {
  const tags = ['pilot']
  expect(addTag(tags, ' pilot ')).toBe(tags)
  expect(addTag(tags, '  ')).toBe(tags)
  expect(addTag(tags, ' desk ')).toEqual(['pilot', 'desk'])
})
