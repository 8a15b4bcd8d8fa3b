import { expect, test } from 'vitest'
import type { ClusterId } from '../../../../shared/domain/index.ts'
import { defaultOptimization } from '../../../../shared/domain/index.ts'
import type { Simulation } from '../../../../core/engine/simulation.ts'
import { Draw } from '../../../../core/engine/draw.ts'
import { createWorkload } from '../../../../core/workload/index.ts'
import { buildFabric } from '../../../../core/inventory/index.ts'
import { newSimulation } from '../../../../core/new-simulation.ts'
import { balanceCluster } from '../../../../core/plans/balance/balance.ts'
import { addPlan, startPlan } from '../../../../core/plans/index.ts'
import { watchClusters } from '../../../../core/plans/automatic.ts'
import { Chance } from '../../../../core/sweep/chance.ts'
import { buildRandomFabric } from '../../../../core/sweep/fabric.ts'
import type { OptimizationRun } from '../../../../core/world/index.ts'
import { historyLength, put } from '../../../../core/world/index.ts'

/** The boldest level, and nothing that keeps a VM from moving again. */
const bold = { ...defaultOptimization, aggressiveness: 5, holdMinutes: 0, cooldownMinutes: 0 }

/** Sample of ten in the morning. */
const morning = 120
/** Made once, since the curves of a seed take longer than a fabric. */
const workload = createWorkload(1)
// The curves of a seed belong to all simulations of it.
workload.data = workload.data.slice()

/** Every guest asks for as much at any time as it does in the morning, and did so before. */
function atConstantLoad({ workload, world }: Simulation): void {
  const { data, start, length } = workload
  for (let curve = 0; curve < length.length; curve++) {
    const from = start[curve]!
    data.fill(data[from + Math.min(morning, length[curve]! - 1)]!, from, from + length[curve]!)
  }
  const { pieceEndS, history, curve } = world.vms.data
  pieceEndS.fill(0)
  for (let slot = 0; slot < world.vms.length; slot++) {
    const percent = data[start[curve[slot]!]!]!
    history.fill(percent, slot * historyLength, (slot + 1) * historyLength)
  }
}

function randomFabric(seed: number): Simulation {
  const simulation = newSimulation()
  simulation.draw = new Draw(seed)
  simulation.workload = workload
  buildFabric(simulation.world, 'empty', seed, simulation.workload)
  buildRandomFabric(simulation, new Chance(seed))
  atConstantLoad(simulation)
  return simulation
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
    const simulation = newSimulation()
    simulation.plant(1)
    simulation.workload.data = simulation.workload.data.slice()
    buildFabric(simulation.world, kind, 1, simulation.workload)
    atConstantLoad(simulation)
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

/** Automatic runs of all clusters over some hours, newest first. */
function automaticRuns(simulation: Simulation, hours: number): OptimizationRun[] {
  const { world } = simulation
  const [root] = [...world.all('hostgroup')]
  const thresholds = { ...bold.thresholds, cpuFreePercent: 99 }
  const dynamicOptimization = { ...bold, mode: 'automatic' as const, thresholds }
  world.apply(put('hostgroup', { ...root!, dynamicOptimization }))
  watchClusters(simulation)
  pass(simulation, hours * 3600)
  return [...world.all('cluster')].flatMap(cluster => cluster.optimizationRuns ?? [])
}

test('balance: automatic at constant load: the cluster goes quiet, and each run says why', () => {
  for (const seed of [1, 2, 3, 4, 5]) {
    const simulation = randomFabric(seed)
    const runs = automaticRuns(simulation, 2)
    const { nowMs } = simulation.world
    const late = runs.filter(run => run.atMs > nowMs - 3600_000)
    expect(late.length).toBeGreaterThanOrEqual(5)
    for (const run of late) {
      expect(run.moves, `seed ${seed}`).toBe(0)
      expect(run.why).toMatch(/\w+ \w+/)
    }
    expect(runs.every(run => run.moves > 0 || run.why !== undefined)).toBe(true)
  }
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
