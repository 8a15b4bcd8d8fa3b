import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  applyEvent,
  emptyWindow,
  patchRows,
  rowAt,
} from '../../../../renderer/session/sparse-window.ts'
import { windowEvent } from '../../../kit/fake-client.ts'

describe('sparse window', () => {
  it('window: a whole window: its rows stand at their places of the list', () => {
    const window = applyEvent(
      emptyWindow<string>(),
      windowEvent(['c', 'd'], { offset: 2, total: 9 }),
    )
    expect([1, 2, 3, 4].map(index => rowAt(window, index))).toEqual([
      undefined,
      'c',
      'd',
      undefined,
    ])
    expect(window.total).toBe(9)
  })

  it('window: changed rows: only those in the window are replaced', () => {
    const before = applyEvent(emptyWindow<string>(), windowEvent(['c', 'd'], { offset: 2 }))
    const after = applyEvent(before, {
      kind: 'rows',
      changed: [
        { index: 3, row: 'D' },
        { index: 40, row: 'x' },
      ],
      total: 41,
      revision: 2,
      asOfMs: 5,
    })
    expect(after).toEqual({ offset: 2, rows: ['c', 'D'], total: 41, revision: 2, asOfMs: 5 })
  })

  it('window: an event of an older revision: nothing changes', () => {
    const now = applyEvent(emptyWindow<string>(), windowEvent(['a'], { revision: 7 }))
    expect(applyEvent(now, windowEvent(['old'], { revision: 6 }))).toBe(now)
  })

  it('window: any run of changes: equals the list cut to the window', () => {
    const change = fc.array(fc.tuple(fc.nat(9), fc.nat(99)), { maxLength: 4 })
    fc.assert(
      fc.property(fc.array(change, { maxLength: 8 }), fc.nat(6), (changes, offset) => {
        const list = Array.from({ length: 10 }, (_, index) => index)
        let window = applyEvent(
          emptyWindow<number>(),
          windowEvent(list.slice(offset, offset + 4), { offset, total: 10, revision: 1 }),
        )
        changes.forEach((changed, step) => {
          for (const [index, row] of changed) list[index] = row
          window = applyEvent(window, {
            kind: 'rows',
            changed: changed.map(([index]) => ({ index, row: list[index] ?? 0 })),
            total: 10,
            revision: step + 2,
            asOfMs: 0,
          })
        })
        expect(window.rows).toEqual(list.slice(offset, offset + 4))
      }),
    )
  })

  it('window: a patch that changes no row: the same window, so nothing is drawn anew', () => {
    const window = applyEvent(emptyWindow<string>(), windowEvent(['a', 'b']))
    expect(patchRows(window, row => row)).toBe(window)
    expect(patchRows(window, row => (row === 'b' ? 'B' : row)).rows).toEqual(['a', 'B'])
  })
})
