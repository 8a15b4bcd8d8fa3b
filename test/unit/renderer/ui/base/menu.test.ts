import { expect, test } from 'vitest'
import { nextMenuIndex } from '../../../../../renderer/ui/index.ts'

test('menu: arrow keys: go round, Home and End to the ends', () => {
  expect(nextMenuIndex('ArrowDown', 2, 3)).toBe(0)
  expect(nextMenuIndex('ArrowUp', 0, 3)).toBe(2)
  expect(nextMenuIndex('ArrowUp', -1, 3)).toBe(2)
  expect(nextMenuIndex('Home', 2, 3)).toBe(0)
  expect(nextMenuIndex('End', 0, 3)).toBe(2)
})

test('menu: other keys and an empty list: move nothing', () => {
  expect(nextMenuIndex('a', 0, 3)).toBeUndefined()
  expect(nextMenuIndex('ArrowDown', 0, 0)).toBeUndefined()
})
