import type { PlanStep } from '../../shared/contract/index.ts'
import type { HostId, JobId, PlanId } from '../../shared/domain/index.ts'
import { msPerSecond } from '../../shared/domain/index.ts'
import type { EventHandler } from '../engine/events.ts'
import type { Simulation } from '../engine/simulation.ts'
import type { PlanRow, World } from '../world/index.ts'
import { put } from '../world/index.ts'
import type { PlanOwner } from './actions.ts'
import { hostsOfStep, planActionRunners } from './actions.ts'
import { endedPlan } from './compare.ts'

export const advanceEvent = 'plan.advance'

/** How often a plan that runs looks whether its next steps may begin. */
const lookMs = msPerSecond

export interface RunOptions {
  readonly parallelMax: number
  readonly stopsOnSurprise: boolean
}

/** Begins a proposed plan: one job, to which each step adds a child as it begins. */
export function startPlan(
  simulation: Simulation,
  plan: PlanRow,
  options: RunOptions,
  owner: PlanOwner & { readonly cmdlet?: string },
): JobId {
  const { world, jobs } = simulation
  const { id, name, scopeId, scopeName } = plan
  const parent = { name: 'job.plan.run', targetId: scopeId, targetName: scopeName, ...owner }
  const jobId = jobs.open({ ...parent, planId: id })
  const started = { ...options, jobId, name, status: 'running', startedMs: world.nowMs } as const
  world.apply(put('plan', { ...plan, ...started }))
  advance(simulation, { planId: id })
  return jobId
}

/** What runs of a plan goes to its end, and nothing else begins. */
export function stopPlan(simulation: Simulation, plan: PlanRow): void {
  simulation.world.apply(put('plan', { ...plan, status: 'stopping' }))
}

/**
 * Takes in what ended, begins what may begin, and looks again in a second while anything is left.
 */
function advance(simulation: Simulation, { planId }: { readonly planId: PlanId }): void {
  const { world } = simulation
  const plan = world.find('plan', planId)
  if (!plan || (plan.status !== 'running' && plan.status !== 'stopping')) return
  takeIn(world, planId)
  const isOpen = plan.jobId !== undefined && world.index.openJobs.has(plan.jobId)
  if (!isOpen) world.apply(put('plan', { ...world.get('plan', planId), status: 'stopping' }))
  if (world.get('plan', planId).status === 'running') beginSteps(simulation, planId)
  const { steps, status } = world.get('plan', planId)
  const runs = steps.some(step => step.status === 'running')
  const waits = status === 'running' && steps.some(step => step.status === 'planned')
  if (runs || waits) {
    simulation.plan(world.nowMs + lookMs, advanceEvent, { planId, jobId: plan.jobId })
  } else finish(simulation, planId)
}

/** Steps whose jobs ended, with what they took; a failure is a surprise. */
function takeIn(world: World, planId: PlanId): void {
  for (const step of world.get('plan', planId).steps) {
    const job = step.status === 'running' ? world.find('job', step.jobId) : undefined
    if (step.status !== 'running' || (job && world.index.openJobs.has(job.id))) continue
    const endedMs = job?.endedMs ?? world.nowMs
    if (job?.status === 'completed' || job?.status === 'completed-with-info') {
      const measured = planActionRunners[step.action].measured(job)
      setStep(world, planId, { ...step, status: 'done', endedMs, measured })
    } else {
      const because = job?.failure?.text ?? 'Its job was cancelled.'
      setStep(world, planId, { ...step, status: 'failed', endedMs, because })
      surprise(world, planId)
    }
  }
}

/**
 * Begins steps in their order. One that has to wait keeps those behind it that share a host with it
 * waiting too, so that each host sees the changes in the order in which the plan was checked.
 */
function beginSteps(simulation: Simulation, planId: PlanId): void {
  const { world } = simulation
  const blocked = new Set<HostId>()
  for (const { number, status } of world.get('plan', planId).steps) {
    if (status !== 'planned') continue
    const plan = world.get('plan', planId)
    const under = plan.steps.filter(one => one.status === 'running')
    if (plan.status !== 'running' || under.length >= plan.parallelMax) return
    const step = plan.steps[number - 1]!
    const hosts = hostsOfStep(step)
    const isBehind = hosts.some(id => blocked.has(id))
    if (isBehind || tryStep(simulation, plan, step, under) === 'waits') {
      for (const id of hosts) blocked.add(id)
    }
  }
}

/** Begins a step after asking once more whether it can be done; else it waits, or is skipped. */
function tryStep(
  simulation: Simulation,
  plan: PlanRow,
  step: PlanStep,
  under: readonly PlanStep[],
): 'waits' | 'settled' {
  const { world } = simulation
  const before = (step.after ?? []).map(number => plan.steps[number - 1]!)
  const missed = before.find(one => one.status !== 'done' && !isOpen(one))
  if (missed) return skip(world, plan.id, step, `Step ${missed.number} was not done before it.`)
  if (before.some(isOpen)) return 'waits'
  const runner = planActionRunners[step.action]
  const because = runner.refusal(world, step, under)
  const hosts = hostsOfStep(step)
  // What is under way on its hosts may still make room.
  const mayChange = under.some(one => hostsOfStep(one).some(id => hosts.includes(id)))
  if (because === undefined ? runner.waits(world, step) : mayChange) return 'waits'
  if (because !== undefined) return skip(world, plan.id, step, because)
  const owner = { userId: plan.userId, ownerName: plan.ownerName }
  const jobId = runner.begin({ simulation, plan, step, owner })
  const status = jobId === undefined ? ('done' as const) : ('running' as const)
  setStep(world, plan.id, { ...step, status, jobId, startedMs: world.nowMs })
  return 'settled'
}

function isOpen({ status }: PlanStep): boolean {
  return status === 'planned' || status === 'running'
}

function skip(world: World, planId: PlanId, step: PlanStep, because: string): 'settled' {
  setStep(world, planId, { ...step, status: 'skipped', because })
  surprise(world, planId)
  return 'settled'
}

/** The world is not as the plan took it to be: it stops where that was asked for. */
function surprise(world: World, planId: PlanId): void {
  const plan = world.get('plan', planId)
  if (plan.stopsOnSurprise) world.apply(put('plan', { ...plan, status: 'stopping' }))
}

function setStep(world: World, planId: PlanId, step: PlanStep): void {
  const plan = world.get('plan', planId)
  const steps = plan.steps.map(one => (one.number === step.number ? step : one))
  world.apply(put('plan', { ...plan, steps }))
}

/** Nothing runs and nothing begins any more: the plan is held against its forecast. */
function finish(simulation: Simulation, planId: PlanId): void {
  const { world, jobs } = simulation
  const ended = endedPlan(world, world.get('plan', planId))
  world.apply(put('plan', ended))
  const jobId = ended.jobId!
  if (!world.index.openJobs.has(jobId)) return
  jobs.close(jobId, ended.status === 'completed' ? 'completed' : 'completed-with-info')
}

/** A plan whose job was cancelled takes in what was cancelled with it. */
export function keepPlans(simulation: Simulation): void {
  const { world } = simulation
  world.listen((change, before) => {
    if (change.table !== 'job' || 'gone' in change || !before) return
    const { id, planId, status } = change.row
    if (planId === undefined || status !== 'cancelled') return
    if (world.find('plan', planId)?.jobId !== id) return
    simulation.plan(world.nowMs, advanceEvent, { planId })
  })
}

/** The events of plans, for the registry. */
export const planRunEvents: Readonly<Record<string, EventHandler>> = {
  [advanceEvent]: advance as EventHandler,
}
