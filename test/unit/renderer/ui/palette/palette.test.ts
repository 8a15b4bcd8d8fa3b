import { expect, test } from 'vitest'
import { matchScore, paletteItems } from '../../../../../renderer/ui/palette/palette.ts'

test('palette: words in any order: match, a missing one does not', () => {
  expect(matchScore('start desk', 'Start desk-004')).toBeDefined()
  expect(matchScore('desk start', 'Start desk-004')).toBeDefined()
  expect(matchScore('stop desk', 'Start desk-004')).toBeUndefined()
  expect(matchScore('', 'anything')).toBeDefined()
})

test('palette: the beginning of a word: beats the middle of one', () => {
  expect(matchScore('des', 'Open desk')!).toBeGreaterThan(matchScore('esk', 'Open desk')!)
  expect(matchScore('op', 'Open desk')!).toBeGreaterThan(matchScore('de', 'Open desk')!)
})

test('palette: groups: give their items in the order in which they stand', () => {
  const group = (key: string) => ({ key, label: key, items: [{ key: `${key}1`, label: key }] })
  expect(paletteItems([group('a'), group('b')]).map(item => item.key)).toEqual(['a1', 'b1'])
})
