import type { FabricKind } from '../../shared/domain/index.ts'
import {
  defaultOptimization,
  defaultPowerOptimization,
  msPerHour,
} from '../../shared/domain/index.ts'
import { Draw } from '../engine/draw.ts'
import type { Simulation } from '../engine/simulation.ts'
import { buildFabric } from '../inventory/index.ts'
import { newSimulation } from '../new-simulation.ts'
import { watchClusters } from '../plans/index.ts'
import { watchPower } from '../power/index.ts'
import { createWorkload } from '../workload/index.ts'
import { historyLength, put } from '../world/index.ts'
import { Chance } from './chance.ts'
import { buildRandomFabric } from './fabric.ts'
import { SettlingWatch } from './settling-watch.ts'

/** One of the shipped fabrics, or a random one. */
export type SettlingFabric = Exclude<FabricKind, 'empty'> | 'random'

/** What a fabric did by itself at constant load, and what of it should not have been. */
export interface SettlingOutcome {
  readonly fabric: SettlingFabric
  readonly seed: number
  /** Plans that balanced, and such that emptied a host and turned it off. */
  readonly balanced: number
  readonly consolidated: number
  readonly failure?: string
}

/** Hours that pass, of which in the last nothing may move any more (ours). */
const hours = 5
/** The largest balances only, and in less time: to empty half of its hosts takes it a day. */
const largest = { fabric: 'enterprise-xl', hours: 2 } as const
/** Samples of ten in the morning and of four at night. */
const sampleOf = { morning: 120, night: 48 } as const
type TimeOfDay = keyof typeof sampleOf
/** Always below it, so that every host gives VMs away where that is worth its price. */
const cpuFreePercent = 99

/**
 * A fabric whose guests ask for the same all day, balanced and its hosts turned off automatically
 * at one of the five levels: it has to go quiet, and on the way no VM moves within its hold time,
 * no cluster before its rest is over, and no plan takes less than its level asks for.
 */
export function settleFabric(fabric: SettlingFabric, seed: number): SettlingOutcome {
  const isSpare = seed % 2 === 0
  const simulation = fabricAtConstantLoad(fabric, seed, isSpare ? 'night' : 'morning')
  const { world } = simulation
  const [root] = [...world.all('hostgroup')].filter(group => !group.parentId)
  const optimization = {
    ...{ ...defaultOptimization, mode: 'automatic' as const, aggressiveness: 1 + (seed % 5) },
    thresholds: { ...defaultOptimization.thresholds, cpuFreePercent },
  }
  const isLargest = fabric === largest.fabric
  const powerOptimization = { ...defaultPowerOptimization, isOn: !isLargest }
  const dynamicOptimization = optimization
  world.apply(put('hostgroup', { ...root!, dynamicOptimization, powerOptimization }))
  // Every other fabric can do without a node: it is night, and nothing is kept for a failure.
  for (const cluster of isSpare ? [...world.all('cluster')] : []) {
    world.apply(put('cluster', { ...cluster, reserveNodes: 0, isMadeHere: true }))
  }
  const watch = new SettlingWatch(simulation, optimization)
  watchClusters(simulation)
  watchPower(simulation)
  simulation.advanceTo(world.nowMs + (isLargest ? largest.hours : hours) * msPerHour)
  return { fabric, seed, ...watch.outcome() }
}

/** Every guest asks for as much all day as it does at one time of it, and did so before. */
export function fabricAtConstantLoad(
  fabric: SettlingFabric,
  seed: number,
  time: TimeOfDay = 'morning',
): Simulation {
  const simulation = newSimulation()
  simulation.draw = new Draw(seed)
  simulation.workload = flatWorkload(time)
  const { world, workload } = simulation
  buildFabric(world, fabric === 'random' ? 'empty' : fabric, seed, workload)
  if (fabric === 'random') buildRandomFabric(simulation, new Chance(seed))
  const { data, start } = workload
  const { pieceEndS, history, curve } = world.vms.data
  pieceEndS.fill(0)
  for (let slot = 0; slot < world.vms.length; slot++) {
    const percent = data[start[curve[slot]!]!]!
    history.fill(percent, slot * historyLength, (slot + 1) * historyLength)
  }
  return simulation
}

const workloads = new Map<TimeOfDay, Simulation['workload']>()

/** One for all fabrics: the curves take longer to make than a fabric, and here they are flat. */
function flatWorkload(time: TimeOfDay): Simulation['workload'] {
  const known = workloads.get(time)
  if (known) return known
  const made = createWorkload(1)
  workloads.set(time, made)
  // The curves of a seed belong to all simulations of it.
  made.data = made.data.slice()
  const { data, start, length } = made
  for (let curve = 0; curve < length.length; curve++) {
    const from = start[curve]!
    const sample = Math.min(sampleOf[time], length[curve]! - 1)
    data.fill(data[from + sample]!, from, from + length[curve]!)
  }
  return made
}

/** How many seeds of each fabric settle beside so many random ones: the large take minutes. */
const shares: Readonly<Record<SettlingFabric, number>> = {
  ...{ 'enterprise-xl': 0.01, enterprise: 0.01, 'poc-lab': 0.3 },
  ...{ 'state-agency-san': 0.2, 'state-agency': 0.1, random: 1 },
}

/** A fabric that is to settle. */
export interface SettlingTask {
  readonly fabric: SettlingFabric
  readonly seed: number
}

/** Every fabric, the largest first, with at least one seed of each. */
export function settlingTasks(seeds: readonly number[]): SettlingTask[] {
  return Object.entries(shares).flatMap(([fabric, share]) =>
    seeds
      .slice(0, Math.ceil(seeds.length * share))
      .map(seed => ({ fabric: fabric as SettlingFabric, seed })),
  )
}
