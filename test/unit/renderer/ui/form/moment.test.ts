import { expect, test } from 'vitest'
import { momentOf, momentText } from '../../../../../renderer/ui/form/moment.ts'

test('moments: in the time of the fabric, both ways', () => {
  const timeMs = Date.UTC(2026, 0, 5, 9, 30, 15)
  expect(momentText(timeMs)).toBe('2026-01-05T09:30:15')
  expect(momentOf(momentText(timeMs))).toBe(timeMs)
})

test('moments: nothing, or no time: none', () => {
  for (const text of ['', 'tomorrow']) expect(momentOf(text)).toBeUndefined()
})
