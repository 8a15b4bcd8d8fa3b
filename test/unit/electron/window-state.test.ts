import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  parseWindowState,
  placeWindow,
  type Rectangle,
  type WindowState,
} from '../../../electron/window-state.ts'

const primary: Rectangle = { x: 0, y: 0, width: 1920, height: 1040 }
const second: Rectangle = { x: 1920, y: 0, width: 1280, height: 1024 }

function state(bounds: Partial<Rectangle>, isMaximized = false): WindowState {
  return { bounds: { x: 100, y: 50, width: 1200, height: 800, ...bounds }, isMaximized }
}

describe('window state: reading', () => {
  test('what was written: comes back', () => {
    const kept = state({ x: -8 }, true)
    expect(parseWindowState(JSON.stringify(kept))).toEqual(kept)
  })

  test.each([
    '',
    '{"bounds":{"x":0,"y":0,"wid',
    'null',
    '[]',
    '{"bounds":null,"isMaximized":false}',
    '{"bounds":{"x":0,"y":0,"width":"100","height":100},"isMaximized":false}',
    '{"bounds":{"x":0,"y":0,"width":-100,"height":100},"isMaximized":false}',
    '{"bounds":{"x":1e300,"y":0,"width":100,"height":100},"isMaximized":false}',
    '{"bounds":{"x":0,"y":0,"width":100,"height":100}}',
  ])('a damaged file (%s): none', text => {
    expect(parseWindowState(text)).toBeUndefined()
  })
})

describe('window state: placing', () => {
  test('a first start: in the middle of the primary display', () => {
    expect(placeWindow(undefined, [primary])).toEqual({
      bounds: { x: 240, y: 70, width: 1440, height: 900 },
      isMaximized: false,
    })
  })

  test('a place on a display that is there: kept', () => {
    const kept = state({ x: 1950 }, true)
    expect(placeWindow(kept, [primary, second])).toEqual(kept)
  })

  test('a display that was taken away: the same size in the middle of the primary one', () => {
    expect(placeWindow(state({ x: 1950 }, true), [primary])).toEqual({
      bounds: { x: 360, y: 120, width: 1200, height: 800 },
      isMaximized: true,
    })
  })

  test('a title bar above the display: pulled down', () => {
    expect(placeWindow(state({ y: -20 }), [primary]).bounds.y).toBe(0)
  })

  test('larger than its display: cut to it', () => {
    const placed = placeWindow(state({ x: 0, y: 0, width: 4000, height: 3000 }), [primary])
    expect(placed.bounds).toEqual(primary)
  })

  test('any kept place: can be grasped, and fits the display', () => {
    const length = fc.integer({ min: -10_000, max: 10_000 })
    const size = fc.integer({ min: 1, max: 10_000 })
    fc.assert(
      fc.property(length, length, size, size, (x, y, width, height) => {
        const { bounds } = placeWindow(state({ x, y, width, height }), [primary, second])
        const home = [primary, second].find(area => canGrasp(bounds, area))
        expect(home).toBeDefined()
        expect(bounds.width).toBeLessThanOrEqual(home!.width)
        expect(bounds.height).toBeLessThanOrEqual(home!.height)
      }),
    )
  })
})

function canGrasp(bounds: Rectangle, area: Rectangle): boolean {
  const visible =
    Math.min(bounds.x + bounds.width, area.x + area.width) - Math.max(bounds.x, area.x)
  return visible >= 120 && bounds.y >= area.y && bounds.y <= area.y + area.height - 32
}
