import { describe, expect, test } from 'vitest'
import type { HostRating } from '../../../../../shared/contract/index.ts'
import {
  groupRatings,
  loadsOf,
  placeOf,
  toneOfLoad,
} from '../../../../../renderer/modules/provision/model/rating-view.ts'
import { ratingOf, zero } from './fixtures.ts'

function term(resource: 'cpu' | 'memory', points: number, now = 0): HostRating['terms'][number] {
  const numbers = { weight: 5, now, adds: 5, capacity: 100, reserve: 10, share: 0.5, points }
  return { resource, ...numbers, unit: 'percent', formula: '' }
}

describe('provision rating view', () => {
  const first = ratingOf({ hostId: 'host-6', hostName: 'hv-06', score: 3.4, points: 11.56 })
  const second = ratingOf({ score: 2.2, points: 7.51 })
  const overridable = ratingOf({ hostId: 'host-7', score: 0, reasons: [zero(true)] })
  const blocked = ratingOf({ hostId: 'host-8', score: 0, reasons: [zero(false)] })

  test('grouping: stars best first, then what may be overridden, then what may not', () => {
    const groups = groupRatings([blocked, second, overridable, first])
    expect(groups.suitable.map(one => one.hostId)).toEqual(['host-6', 'host-4'])
    expect(groups.unsuitable.map(one => one.hostId)).toEqual(['host-7', 'host-8'])
    expect(placeOf(second, groups.suitable)).toBe(2)
    expect(placeOf(blocked, groups.suitable)).toBeUndefined()
  })

  test('warning alone: the host stays suitable', () => {
    const warned = ratingOf({ reasons: [{ ...zero(false), severity: 'warning' }] })
    expect(groupRatings([warned]).suitable).toHaveLength(1)
  })

  test('loads: with the VM on the host, as shares of the capacity', () => {
    const loads = loadsOf(ratingOf({ terms: [term('cpu', 2.5, 39)] }))
    expect(loads).toEqual({ cpuAfter: 0.44, memoryAfter: undefined })
    expect([toneOfLoad(0.74), toneOfLoad(0.75), toneOfLoad(0.9)]).toEqual([
      undefined,
      'warn',
      'crit',
    ])
  })
})
