import { describe, expect, it } from 'vitest'
import {
  examine,
  ReserveState,
  survivable,
  survives,
} from '../../../../../core/cluster/reserve/index.ts'
import { memoryOfSet, slotOfSet } from '../../../../../core/cluster/reserve/proofs.ts'
import { node, workedExample } from './worked-example.ts'

const twoNodes = { reserveNodes: 2, method: '2012-r2' } as const
const names = (set: readonly number[]) => set.map(at => 'ABCD'[at]).join('')
const sets = { AB: [0, 1], AC: [0, 2], BC: [1, 2], AD: [0, 3], BD: [1, 3], CD: [2, 3] }

function gb(found: { left: number; right: number; missing: number }) {
  return [found.left / 1024, found.right / 1024, found.missing <= 0]
}

describe('cluster reserve: the worked example', () => {
  it('cluster reserve: slot-simple: 7 against 4 fails with a slot of 8 GB', () => {
    const [proof] = examine(workedExample(), twoNodes).proofs
    expect(proof).toMatchObject({ name: 'slot-simple', left: 7, right: 4, passes: false })
    expect(proof!.vmMib).toBe(8 * 1024)
  })

  it('cluster reserve: slot-full: the three sets with C and 3 VMs fail, the others hold', () => {
    const state = workedExample()
    const found = Object.entries(sets).map(([name, set]) => {
      const { left, right, missing } = slotOfSet(state, set)
      return [name, left, right, missing <= 0]
    })
    expect(found).toEqual([
      ['AB', 4, 4, true],
      ['AC', 3, 2, false],
      ['BC', 3, 2, false],
      ['AD', 4, 4, true],
      ['BD', 4, 4, true],
      ['CD', 3, 2, false],
    ])
    const proof = examine(state, twoNodes).proofs[2]!
    expect([proof.passes, proof.sets, proof.failingSets]).toEqual([false, 6, 3])
    expect([names(proof.worst), proof.left, proof.right]).toEqual(['AC', 3, 2])
  })

  it('cluster reserve: proof-simple: 8 against 5 GB fails', () => {
    const proof = examine(workedExample(), twoNodes).proofs[1]!
    expect([proof.name, ...gb(proof)]).toEqual(['proof-simple', 8, 5, false])
  })

  it('cluster reserve: proof-full: all six sets hold, so the cluster is not over-committed', () => {
    const state = workedExample()
    const found = Object.entries(sets).map(([name, set]) => [name, ...gb(memoryOfSet(state, set))])
    expect(found).toEqual([
      ['AB', 12, 12, true],
      ['AC', 8, 12, true],
      ['BC', 8, 12, true],
      ['AD', 8, 14, true],
      ['BD', 8, 14, true],
      ['CD', 4, 14, true],
    ])
    const finding = examine(state, twoNodes)
    expect(finding.proofs[3]).toMatchObject({ passes: true, sets: 6, failingSets: 0 })
    expect([finding.ok, finding.failing, finding.missingMib]).toEqual([true, [], 0])
  })

  it('cluster reserve: the slot method of 2008 R2 says over-committed: 3 free against 4', () => {
    const finding = examine(workedExample(), { reserveNodes: 2, method: '2008-r2' })
    expect(finding.proofs[0]).toMatchObject({ left: 4, right: 3, passes: false })
    expect([finding.ok, names(finding.failing), finding.missingMib]).toEqual([false, 'AB', 8192])
  })

  it('cluster reserve: the method of 2012 agrees with the newest here', () => {
    expect(examine(workedExample(), { reserveNodes: 2, method: '2012' }).ok).toBe(true)
  })
})

describe('cluster reserve: verdicts', () => {
  it('cluster reserve: N+x: the example survives two of four nodes and not three', () => {
    expect(survivable(workedExample(), '2012-r2')).toBe(2)
    expect(survivable(workedExample(), '2008-r2')).toBe(1)
  })

  it('cluster reserve: full proofs: up to 70 nodes for two failures, 17 for three, 8 for four', () => {
    const tried = (hosts: number, reserveNodes: number) => {
      const nodes = Array.from({ length: hosts }, () => node('A', 32, [4]))
      const { proofs } = examine(new ReserveState(nodes), { reserveNodes, method: '2012-r2' })
      return proofs[3]!.passes !== undefined
    }
    expect([tried(70, 2), tried(71, 2)]).toEqual([true, false])
    expect([tried(17, 3), tried(18, 3)]).toEqual([true, false])
    expect([tried(8, 4), tried(9, 4)]).toEqual([true, false])
  })

  it('cluster reserve: one VM that no other node has room for: over-committed by what lacks', () => {
    const state = new ReserveState([node('A', 10, [8]), node('B', 7, []), node('C', 6, [])])
    const finding = examine(state, { reserveNodes: 1, method: '2012-r2' })
    expect(finding).toMatchObject({ ok: false, failing: [0], missingMib: 1024 })
    // as published the method of 2012 does not see it: beside the largest VM nothing is left
    expect(survives(state, { reserveNodes: 1, method: '2012' })).toBe(true)
  })

  it('cluster reserve: VMs of a node that is gone: need room beside those of the next', () => {
    const nodes = [node('A', 10, [4]), node('B', 10, [4])]
    const goal = { reserveNodes: 1, method: '2012-r2' } as const
    expect(survives(new ReserveState(nodes), goal)).toBe(true)
    expect(survives(new ReserveState(nodes, [3 * 1024]), goal)).toBe(false)
  })

  it('cluster reserve: no more nodes than failures: over-committed as soon as it holds a VM', () => {
    const goal = { reserveNodes: 1, method: '2012-r2' } as const
    expect(examine(new ReserveState([node('A', 10, [4])]), goal).ok).toBe(false)
    expect(examine(new ReserveState([node('A', 10, [])]), goal).ok).toBe(true)
    expect(examine(new ReserveState([]), goal).ok).toBe(true)
  })
})
