import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ReserveHost } from '../../../../../core/cluster/reserve/index.ts'
import { examine, ReserveState, survives } from '../../../../../core/cluster/reserve/index.ts'
import { someSet } from '../../../../../core/cluster/reserve/sets.ts'
import { reserveMethods } from '../../../../../shared/domain/index.ts'

const size = fc.integer({ min: 1, max: 9 })
const host: fc.Arbitrary<ReserveHost> = fc.record({
  hostId: fc.constant('host-1' as const),
  name: fc.constant('A'),
  usableMib: fc.integer({ min: 0, max: 40 }),
  othersMib: fc.integer({ min: 0, max: 9 }),
  sizesMib: fc.array(size, { maxLength: 4 }),
})
const hosts = fc.array(host, { minLength: 1, maxLength: 6 })
const homeless = fc.array(size, { maxLength: 2 })
const reserveNodes = fc.integer({ min: 1, max: 3 })
const method = fc.constantFrom(...reserveMethods)

/** Whether the VMs find room, the largest first, each where most is left. */
function canPack(sizes: readonly number[], room: number[]): boolean {
  for (const one of [...sizes].sort((a, b) => b - a)) {
    room.sort((a, b) => b - a)
    if ((room[0] ?? -1) < one) return false
    room[0]! -= one
  }
  return true
}

describe('cluster reserve: properties', () => {
  it('cluster reserve: a cluster that is proven: after any failures every VM finds room', () => {
    fc.assert(
      fc.property(hosts, homeless, reserveNodes, (nodes, gone, failures) => {
        const state = new ReserveState(nodes, gone)
        fc.pre(survives(state, { reserveNodes: failures, method: '2012-r2' }))
        return !someSet(nodes.length, failures, set => {
          const fallen = [...gone, ...set.flatMap(at => nodes[at]!.sizesMib)]
          const others = nodes.map((_, at) => at).filter(at => !set.includes(at))
          return !canPack(
            fallen,
            others.map(at => state.freeMib[at]!),
          )
        })
      }),
      { numRuns: 2000 },
    )
  })

  it('cluster reserve: the quick answer and the one with numbers: are the same', () => {
    fc.assert(
      fc.property(hosts, homeless, reserveNodes, method, (nodes, gone, failures, by) => {
        const state = new ReserveState(nodes, gone)
        const goal = { reserveNodes: failures, method: by }
        const found = examine(state, goal)
        expect(found.ok).toBe(survives(state, goal))
        if (!found.ok) expect(found.missingMib).toBeGreaterThan(0)
      }),
      { numRuns: 1000 },
    )
  })

  it('cluster reserve: a VM more: never makes a cluster survive that did not', () => {
    const vm = fc.record({ sizeMib: size, highlyAvailable: fc.boolean() })
    fc.assert(
      fc.property(hosts, homeless, reserveNodes, vm, (nodes, gone, failures, one) => {
        const state = new ReserveState(nodes, gone)
        const goal = { reserveNodes: failures, method: '2012-r2' } as const
        if (survives(state, goal)) return true
        return nodes.every((_, at) => !state.with(at, one, () => survives(state, goal)))
      }),
      { numRuns: 2000 },
    )
  })

  it('cluster reserve: a VM that comes and goes: leaves every figure as it was', () => {
    const vm = fc.record({ sizeMib: size, highlyAvailable: fc.boolean() })
    fc.assert(
      fc.property(hosts, vm, (nodes, one) => {
        const [state, same] = [new ReserveState(nodes), new ReserveState(nodes)]
        state.with(0, one, () => state.freeMib[0])
        expect(state).toEqual(same)
        state.add(0, one)
        state.take(0, one)
        expect({ ...state, version: 0 }).toEqual({ ...same })
      }),
    )
  })
})
