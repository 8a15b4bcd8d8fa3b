import { expect, test } from 'vitest'
import type { ClusterId } from '../../../../shared/domain/index.ts'
import { defaultOptimization } from '../../../../shared/domain/index.ts'
import type { Simulation } from '../../../../core/engine/simulation.ts'
import { balanceCluster } from '../../../../core/plans/balance/balance.ts'
import { addPlan, startPlan } from '../../../../core/plans/index.ts'
import { watchClusters } from '../../../../core/plans/automatic.ts'
import {
  fabricAtConstantLoad,
  settleFabric,
  settlingTasks,
} from '../../../../core/sweep/settling.ts'
import { put } from '../../../../core/world/index.ts'

/** The boldest level, and nothing that keeps a VM from moving again. */
const bold = { ...defaultOptimization, aggressiveness: 5, holdMinutes: 0, cooldownMinutes: 0 }

function randomFabric(seed: number): Simulation {
  return fabricAtConstantLoad('random', seed)
}

function pass(simulation: Simulation, seconds: number): void {
  simulation.advanceTo(simulation.world.nowMs + seconds * 1000)
}

function balance(simulation: Simulation, id: ClusterId) {
  return balanceCluster(simulation.world, id, bold)
}

/** Proposes and runs the balance of a cluster; the moves that it made. */
function balanceNow(simulation: Simulation, id: ClusterId): number {
  const { world } = simulation
  const { steps, why } = balance(simulation, id)
  const draft = { kind: 'balance', clusterIds: [id], steps, why, notes: [] } as const
  const owner = { ownerName: 'test', isAutomatic: false }
  const plan = addPlan(world, { draft, wish: { scopeId: id }, ...owner })
  if (plan.status !== 'proposed') return 0
  startPlan(simulation, plan, { parallelMax: 4, stopsOnSurprise: false }, { ownerName: 'test' })
  for (let s = 0; s < 3600 && world.index.openJobs.size > 0; s += 10) pass(simulation, 10)
  const ended = world.get('plan', plan.id)
  expect(ended.status).toBe('completed')
  for (const cluster of ended.clusters) {
    expect(cluster.imbalanceMeasured!).toBeLessThan(cluster.imbalanceBefore)
    expect(cluster.reserveAfter!.ok || !cluster.reserveBefore!.ok).toBe(true)
  }
  return ended.measured!.steps
}

test('balance: 100 random fabrics: a second run at the same load proposes nothing', () => {
  let moves = 0
  for (let seed = 1; seed <= 100; seed++) {
    const simulation = randomFabric(seed)
    pass(simulation, 60)
    for (const { id } of [...simulation.world.all('cluster')]) {
      moves += balanceNow(simulation, id)
      const again = balance(simulation, id)
      expect(again.steps, `seed ${seed}, ${id}`).toEqual([])
      expect(again.why!.text).toMatch(/\w+ \w+/)
    }
  }
  expect(moves).toBeGreaterThan(50)
})

test.each(['poc-lab', 'state-agency-san'] as const)(
  'balance: %s: a second run at the same load proposes nothing',
  kind => {
    const simulation = fabricAtConstantLoad(kind, 1)
    pass(simulation, 1)
    for (const { id } of [...simulation.world.all('cluster')]) {
      balanceNow(simulation, id)
      expect(balance(simulation, id).steps).toEqual([])
    }
  },
)

test('balance: the same question twice: the same answer, and nothing has changed', () => {
  const simulation = randomFabric(7)
  pass(simulation, 60)
  for (const { id } of simulation.world.all('cluster')) {
    const { revision } = simulation.world
    expect(balance(simulation, id)).toEqual(balance(simulation, id))
    expect(simulation.world.revision).toBe(revision)
  }
})

test('balance and power: automatic at constant load: quiet, with reasons, hold, rest and margin', () => {
  const of = { balanced: 0, consolidated: 0 }
  for (const { fabric, seed } of settlingTasks([1, 2, 3, 4])) {
    if (fabric.startsWith('enterprise')) continue
    const { failure, balanced, consolidated } = settleFabric(fabric, seed)
    expect(failure, `${fabric}, seed ${seed}`).toBeUndefined()
    of.balanced += balanced
    of.consolidated += consolidated
  }
  expect(of.balanced).toBeGreaterThan(2)
  expect(of.consolidated).toBeGreaterThan(0)
})

test('balance: hold and rest: who has just moved stays, and a cluster rests after a plan', () => {
  const { simulation, id } = oneThatMoves()
  const { world } = simulation
  const held = balanceCluster(world, id, { ...bold, holdMinutes: 30 })
  const staying = held.why!.looked.flatMap(look => look.staying).join(' ')
  expect(staying).toMatch(/more minutes|have just moved/)
  for (const group of world.all('hostgroup')) {
    const dynamicOptimization = { ...defaultOptimization, mode: 'automatic' as const }
    world.apply(put('hostgroup', { ...group, dynamicOptimization }))
  }
  watchClusters(simulation)
  pass(simulation, 61)
  expect(world.get('cluster', id).optimizationRuns![0]!.why).toMatch(/rests for 10 minutes/)
})

/** A random fabric with a cluster that was uneven and has just been balanced. */
function oneThatMoves(): { simulation: Simulation; id: ClusterId } {
  for (let seed = 1; ; seed++) {
    const simulation = randomFabric(seed)
    pass(simulation, 60)
    for (const { id } of [...simulation.world.all('cluster')]) {
      if (balanceNow(simulation, id) > 0) return { simulation, id }
    }
  }
}
