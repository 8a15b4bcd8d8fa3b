import type { ClusterId } from '../../shared/domain/index.ts'
import { idsInOrder, msPerMinute } from '../../shared/domain/index.ts'
import type { EventHandler } from '../engine/events.ts'
import type { Simulation } from '../engine/simulation.ts'
import type { ClusterRow, OptimizationRun, World } from '../world/index.ts'
import { put } from '../world/index.ts'
import { balanceCluster } from './balance/balance.ts'
import { addPlan, parallelDefault } from './plans.ts'
import { balanceNotes } from './propose.ts'
import { startPlan } from './run.ts'
import { optimizationOfCluster } from './settings.ts'

const minuteEvent = 'plan.minute'
/** Runs that a cluster keeps. */
const runsMax = 20
const ownerName = 'Dynamic Optimization'

/**
 * Sees to it that clusters are looked at each minute while any host group balances by itself. Asked
 * again it changes nothing.
 */
export function watchClusters(simulation: Simulation): void {
  const { world, queue } = simulation
  if (!isAnyAutomatic(world)) return
  if (queue.all().some(event => event.type === minuteEvent)) return
  const next = (Math.floor(world.nowMs / msPerMinute) + 1) * msPerMinute
  simulation.plan(next, minuteEvent, {})
}

function isAnyAutomatic(world: World): boolean {
  for (const group of world.all('hostgroup')) {
    if (group.dynamicOptimization?.mode === 'automatic') return true
  }
  return false
}

/** Balances each cluster whose time has come; the next minute is planned while any is automatic. */
function onMinute(simulation: Simulation): void {
  const { world } = simulation
  for (const id of idsInOrder([...world.all('cluster')].map(cluster => cluster.id))) {
    const cluster = world.get('cluster', id)
    const settings = optimizationOfCluster(world, id)
    const lastMs = cluster.optimizationRuns?.[0]?.atMs ?? -Infinity
    const isDue = world.nowMs - lastMs >= settings.frequencyMinutes * msPerMinute
    if (settings.mode === 'automatic' && isDue) note(world, id, look(simulation, cluster))
  }
  watchClusters(simulation)
}

function look(simulation: Simulation, { id, name }: ClusterRow): Omit<OptimizationRun, 'atMs'> {
  const { world } = simulation
  const settings = optimizationOfCluster(world, id)
  const rest = restText(world, id, settings.cooldownMinutes)
  if (rest) return { moves: 0, why: rest }
  const { steps, why } = balanceCluster(world, id, settings, true)
  if (steps.length === 0) return { moves: 0, why: why?.text ?? `Nothing moves on ${name}.` }
  const draft = { kind: 'balance', clusterIds: [id], steps, why, notes: balanceNotes } as const
  const owner = { ownerName, isAutomatic: true }
  const plan = addPlan(world, { draft, wish: { scopeId: id }, ...owner })
  if (plan.status !== 'proposed') return { moves: 0, planId: plan.id, why: why?.text }
  const options = { parallelMax: parallelDefault, stopsOnSurprise: false }
  startPlan(simulation, plan, options, { ownerName })
  return { moves: plan.totals.steps, planId: plan.id }
}

/** Why a cluster is left alone for a while: a plan runs there, or has just ended. */
function restText(world: World, id: ClusterId, cooldownMinutes: number): string | undefined {
  for (const { clusters, status, name, endedMs, measured } of world.all('plan')) {
    if (!clusters.some(cluster => cluster.clusterId === id)) continue
    if (status === 'running' || status === 'stopping') return `${name} runs there.`
    const leftMs = (endedMs ?? -Infinity) + cooldownMinutes * msPerMinute - world.nowMs
    if (!measured || measured.steps === 0 || leftMs <= 0) continue
    return `The cluster rests for ${cooldownMinutes} minutes after a plan, and ${Math.ceil(leftMs / msPerMinute)} are left.`
  }
  return undefined
}

function note(world: World, id: ClusterId, run: Omit<OptimizationRun, 'atMs'>): void {
  const cluster = world.get('cluster', id)
  const runs = [{ atMs: world.nowMs, ...run }, ...(cluster.optimizationRuns ?? [])]
  world.apply(put('cluster', { ...cluster, optimizationRuns: runs.slice(0, runsMax) }))
}

/** The event by which clusters are balanced without being asked. */
export const automaticEvents: Readonly<Record<string, EventHandler>> = {
  [minuteEvent]: onMinute as EventHandler,
}
