import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  nextRowIndex,
  scrollTopFor,
  visibleRange,
  wantedRange,
} from '../../../../../renderer/ui/table/window-range.ts'

const view = { scrollTop: 0, heightPx: 320, rowHeightPx: 32, total: 1000 }

const anyView = fc.record({
  scrollTop: fc.integer({ min: -50, max: 1_500_000 }),
  heightPx: fc.integer({ min: 1, max: 2000 }),
  rowHeightPx: fc.constant(32),
  total: fc.integer({ min: 0, max: 45_000 }),
})

test('window: at the top: the rows in sight and the overscan are drawn', () => {
  expect(visibleRange(view, 4)).toEqual({ offset: 0, limit: 19 })
})

test('window: in the middle and at the end: the number of elements stays the same', () => {
  expect(visibleRange({ ...view, scrollTop: 3200 }, 4)).toEqual({ offset: 96, limit: 19 })
  expect(visibleRange({ ...view, scrollTop: 31_680 }, 4)).toEqual({ offset: 981, limit: 19 })
})

test('window: a list shorter than the screen: every row is drawn once', () => {
  expect(visibleRange({ ...view, total: 3 }, 4)).toEqual({ offset: 0, limit: 3 })
  expect(visibleRange({ ...view, total: 0 }, 4)).toEqual({ offset: 0, limit: 0 })
})

test('window: any place: every row in sight is drawn and none outside the list', () => {
  fc.assert(
    fc.property(anyView, seen => {
      const { offset, limit } = visibleRange(seen, 4)
      const last = Math.max(0, seen.total * 32 - seen.heightPx)
      const top = Math.min(Math.max(0, seen.scrollTop), last)
      const lastInSight = Math.min(seen.total, Math.ceil((top + seen.heightPx) / 32))
      expect(offset).toBeGreaterThanOrEqual(0)
      expect(offset + limit).toBeLessThanOrEqual(seen.total)
      if (seen.scrollTop > last || seen.total === 0) return
      expect(offset).toBeLessThanOrEqual(Math.floor(top / 32))
      expect(offset + limit).toBeGreaterThanOrEqual(lastInSight)
    }),
  )
})

test('window: what is asked for: whole blocks round what is drawn, never past the end', () => {
  expect(wantedRange({ ...view, scrollTop: 3200 }, 32)).toEqual({ offset: 64, limit: 64 })
  fc.assert(
    fc.property(anyView, seen => {
      const drawn = visibleRange(seen, 4)
      const wanted = wantedRange(seen, 32)
      expect(wanted.offset % 32).toBe(0)
      expect(wanted.offset + wanted.limit).toBeLessThanOrEqual(seen.total)
      if (drawn.limit === 0 || seen.heightPx < 128) return
      expect(wanted.offset).toBeLessThanOrEqual(drawn.offset)
      expect(wanted.offset + wanted.limit).toBeGreaterThanOrEqual(drawn.offset + drawn.limit)
    }),
  )
})

test('window: a row above, within and below the screen: scrolls no further than needed', () => {
  const scrolled = { ...view, scrollTop: 640 }
  expect(scrollTopFor(scrolled, 5)).toBe(160)
  expect(scrollTopFor(scrolled, 22)).toBe(640)
  expect(scrollTopFor(scrolled, 30)).toBe(31 * 32 - 320)
})

test('window: keys: move within the list and stop at its ends', () => {
  expect(nextRowIndex('ArrowDown', 999, 1000, 10)).toBe(999)
  expect(nextRowIndex('ArrowUp', 0, 1000, 10)).toBe(0)
  expect(nextRowIndex('PageDown', 5, 1000, 10)).toBe(15)
  expect(nextRowIndex('PageUp', 5, 1000, 10)).toBe(0)
  expect(nextRowIndex('Home', 5, 1000, 10)).toBe(0)
  expect(nextRowIndex('End', 5, 1000, 10)).toBe(999)
  expect(nextRowIndex('x', 5, 1000, 10)).toBeUndefined()
  expect(nextRowIndex('End', 0, 0, 10)).toBeUndefined()
})
