import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { heldShare, memoryOf } from '../../../../renderer/modules/hosts/host-memory.ts'

const figures = fc.record({
  memoryMib: fc.integer({ min: 1024, max: 1048576 }),
  memoryUsedMib: fc.nat(1048576),
  memoryReserveMib: fc.nat(4096),
})

describe('host memory', () => {
  it('memory: held, reserve and free add up to the whole where they fit', () => {
    const host = { memoryMib: 32768, memoryUsedMib: 22528, memoryReserveMib: 512 }
    expect(memoryOf(host)).toEqual({
      wholeMib: 32768,
      heldMib: 22528,
      reserveMib: 512,
      freeMib: 9728,
    })
    expect(heldShare({ ...host, memoryUsedMib: 32256 })).toBe(1)
  })

  it('memory: whatever the figures: nothing is free below zero', () => {
    fc.assert(fc.property(figures, host => memoryOf(host).freeMib >= 0))
  })
})
