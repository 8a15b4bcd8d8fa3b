import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { layoutCapacityGib, poolCapacityGib, writtenByLun } from '../../../../core/storage/index.ts'

const sizes = fc.array(fc.integer({ min: 1, max: 4096 }), { minLength: 1, maxLength: 8 })

describe('space', () => {
  test('space: LUNs of 100, 60 and 80 GB: sum, three times the smallest, and the smallest', () => {
    const luns = [100, 60, 80]
    expect(layoutCapacityGib('concatenation', luns)).toBe(240)
    expect(layoutCapacityGib('stripe', luns)).toBe(180)
    expect(layoutCapacityGib('mirror', luns)).toBe(60)
  })

  test('space: five disks of 279.4 GB in RAID 5: four hold data', () => {
    expect(poolCapacityGib({ raid: 'raid-5', disks: 5, diskGib: 279.4 })).toBe(1117.6)
  })

  test('space: any layout: a mirror holds no more than a stripe, a stripe no more than the sum', () => {
    fc.assert(
      fc.property(sizes, luns => {
        const [sum, stripe, mirror] = (['concatenation', 'stripe', 'mirror'] as const).map(one =>
          layoutCapacityGib(one, luns),
        )
        expect(mirror).toBeLessThanOrEqual(stripe!)
        expect(stripe).toBeLessThanOrEqual(sum!)
      }),
    )
  })

  test('space: data on a volume: lies on its LUNs, and a full volume fills none beyond its size', () => {
    fc.assert(
      fc.property(sizes, fc.integer({ min: 0, max: 100 }), (luns, percent) => {
        for (const layout of ['concatenation', 'stripe', 'mirror'] as const) {
          const heldGib = (layoutCapacityGib(layout, luns) * percent) / 100
          const written = writtenByLun(layout, luns, heldGib)
          const sum = written.reduce((total, one) => total + one, 0)
          expect(sum).toBeCloseTo(layout === 'mirror' ? heldGib * luns.length : heldGib, 6)
          for (const [index, gib] of written.entries()) {
            expect(gib).toBeLessThanOrEqual(luns[index]! + 1e-9)
          }
        }
      }),
    )
  })
})
