import { expect, test } from 'vitest'
import { watchOver } from '../../../../core/checks/index.ts'
import { viewOf } from '../../../../core/cluster/index.ts'
import { endFault, injectFault } from '../../../../core/faults/index.ts'
import { Laboratory } from '../../../../core/scenarios/laboratory.ts'
import type { FaultRow } from '../../../../core/world/index.ts'
import { put } from '../../../../core/world/index.ts'
import type { FaultKind } from '../../../../shared/domain/index.ts'

/** Six blades in one cluster, of the version with dynamic votes, watched by the invariants. */
function newer() {
  const laboratory = new Laboratory('poc-lab', 1)
  const { simulation, world } = laboratory
  for (const host of [...world.all('host')]) {
    world.apply(put('host', { ...host, version: '2012-r2' }))
  }
  world.apply(put('cluster', { ...world.get('cluster', 'cluster-1'), version: '2012-r2' }))
  const watch = watchOver(simulation)
  simulation.afterEvent = () => {
    const broken = watch.broken()
    if (broken.length > 0) throw new Error(broken.join('; '))
  }
  const strike = (kind: FaultKind, targetId: FaultRow['targetId']) =>
    injectFault(simulation, { kind, targetId, ownerName: 'test' })
  const votes = () => {
    const { votes: all, side } = viewOf(world, world.get('cluster', 'cluster-1'))
    return { there: side.votes, total: all.total, needed: all.needed, witness: all.witness }
  }
  return { laboratory, world, strike, votes }
}

test('dynamic votes: nodes go one after the other: the last one still has a majority', () => {
  const { laboratory, world, strike, votes } = newer()
  expect(votes()).toEqual({ there: 7, total: 7, needed: 4, witness: true })
  for (const id of ['host-6', 'host-5', 'host-4', 'host-3', 'host-2'] as const) {
    strike('host-crash', id)
    laboratory.advance(20)
  }
  expect(votes()).toEqual({ there: 1, total: 1, needed: 1, witness: false })
  expect(world.get('cluster', 'cluster-1').stopped).toBeUndefined()
})

test('dynamic votes: five of six nodes go at once: no vote is taken back without a majority', () => {
  const { laboratory, world, strike } = newer()
  for (const id of ['host-6', 'host-5', 'host-4', 'host-3', 'host-2'] as const) {
    strike('host-crash', id)
  }
  laboratory.advance(20)
  expect(world.get('cluster', 'cluster-1').stopped).toMatchObject({ votes: 2, needed: 4 })
})

test('dynamic votes: a split in halves without a witness: one half goes on, not none', () => {
  const { laboratory, world, strike, votes } = newer()
  strike('witness-loss', 'cluster-1')
  expect(votes()).toEqual({ there: 5, total: 5, needed: 3, witness: false })
  strike('quorum-tie', 'cluster-1')
  laboratory.advance(20)
  expect(world.get('cluster', 'cluster-1').stopped).toBeUndefined()
  expect([...world.all('host')].map(host => host.isEvicted === true)).toEqual([
    ...[false, false, false],
    ...[true, true, true],
  ])
})

test('dynamic votes: a node is back: it has its vote again, and the witness its own', () => {
  const { laboratory, world, strike, votes } = newer()
  const fault = strike('host-crash', 'host-6')
  laboratory.advance(20)
  expect(world.get('host', 'host-6').hasNoVote).toBe(true)
  expect(votes()).toEqual({ there: 5, total: 5, needed: 3, witness: false })
  endFault(laboratory.simulation, fault)
  laboratory.advance(600)
  expect(world.get('host', 'host-6').hasNoVote).toBeUndefined()
  expect(votes()).toEqual({ there: 7, total: 7, needed: 4, witness: true })
})
