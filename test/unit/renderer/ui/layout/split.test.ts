import { expect, test } from 'vitest'
import { clampPane } from '../../../../../renderer/ui/layout/split.ts'

test('split: a wanted size: keeps within the least of both panes', () => {
  expect(clampPane(300, 800, 160, 120)).toBe(300)
  expect(clampPane(20, 800, 160, 120)).toBe(120)
  expect(clampPane(790, 800, 160, 120)).toBe(640)
})

test('split: no room for both: the second pane gives way', () => {
  expect(clampPane(300, 200, 160, 120)).toBe(40)
  expect(clampPane(300, 100, 160, 120)).toBe(0)
})
