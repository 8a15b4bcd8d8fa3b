import type { AnyId } from '../../shared/domain/index.ts'
import type { Refusal } from '../../shared/refusals/index.ts'
import { Refusal as Refused, refuse } from '../../shared/refusals/index.ts'
import { recordJob } from '../jobs/record.ts'
import { addPlan, planners, reassessed, resumed, startPlan, stopPlan } from '../plans/index.ts'
import type { PlanRow, World } from '../world/index.ts'
import { put, remove } from '../world/index.ts'
import type { Applied, HandlerContext, InputOf, OutputOf } from './handler.ts'
import { nameMaskOf } from './hidden-names.ts'
import { answerOf, windowOver } from './list.ts'
import { careRefusal } from './plan-rights.ts'
import { planColumns, planRowView, planView } from './plan-views.ts'

/** The plans in scope, newest first; narrowed to those of one host group, cluster or host. */
export function listPlans(
  context: HandlerContext,
  input: InputOf<'plan', 'list'>,
): OutputOf<'plan', 'list'> | Refusal {
  const { world, access, caller } = context
  const mine = access.scope(caller, 'plan.read')
  const rows = [...world.all('plan')].filter(
    row => mine.plan(row) && (input.scope === undefined || row.scopeId === input.scope),
  )
  const page = windowOver(rows, planColumns, input, { newestFirst: true })
  if (page instanceof Refused) return page
  const mask = nameMaskOf(context)
  return answerOf(world, page, row => mask(planRowView(row)))
}

function get(
  context: HandlerContext,
  { planId }: InputOf<'plan', 'get'>,
): OutputOf<'plan', 'get'> | Refusal {
  const { world, access, caller } = context
  const row = world.find('plan', planId)
  if (!row || !access.scope(caller, 'plan.read').plan(row)) {
    return refuse('not-found', { kind: 'plan', id: planId })
  }
  return planView(context, row)
}

function propose(context: HandlerContext, input: InputOf<'plan', 'propose'>) {
  const { world, caller } = context
  const draft = planners[input.kind](world, input)
  if (draft instanceof Refused) return draft
  return (): Applied => {
    const owner = { userId: caller.userId, ownerName: caller.name, isAutomatic: false }
    const plan = addPlan(world, { draft, wish: input, ...owner })
    const jobId = record(context, 'job.plan.propose', plan, '', `${plan.totals.steps} steps`)
    const undo = { operation: 'plan.discard', input: { planId: plan.id } }
    return { id: plan.id, jobId, accepted: plan.totals.steps, undo }
  }
}

/** What was done to a plan, in one instant. */
function record(
  { world, caller }: HandlerContext,
  name: string,
  plan: PlanRow,
  before: string,
  after: string,
) {
  return recordJob(world, {
    ...{ name, targetId: plan.scopeId, targetName: plan.scopeName, caller },
    cmdlet: 'Start-SCDynamicOptimization',
    changes: [{ object: plan.name, property: 'Steps', before, after }],
  })
}

function editRefusal(plan: PlanRow): Refusal | undefined {
  const { name, status } = plan
  return status === 'proposed' ? undefined : refuse('plan.not-editable', { name, status })
}

function edit(context: HandlerContext, { planId, dropped }: InputOf<'plan', 'edit'>) {
  const { world } = context
  const plan = world.get('plan', planId)
  const refusal = editRefusal(plan)
  if (refusal) return refusal
  const stranger = dropped.find(number => number > plan.steps.length)
  if (stranger !== undefined) {
    const steps = plan.steps.length
    return refuse('plan.no-step', { name: plan.name, step: stranger, steps })
  }
  return (): Applied => {
    const before = plan.steps.filter(step => step.status === 'dropped').map(step => step.number)
    const row = { ...plan, ...reassessed(world, plan, { dropped: new Set(dropped) }) }
    world.apply(put('plan', row))
    const [was, is] = [plan, row].map(one => `${one.totals.steps} steps`)
    return {
      ...{ id: planId, accepted: dropped.length },
      jobId: record(context, 'job.plan.edit', plan, was!, is!),
      undo: { operation: 'plan.edit', input: { planId, dropped: before } },
    }
  }
}

/** The plan that runs on a cluster of this one. */
function rivalOf(world: World, plan: PlanRow) {
  const own = new Set<AnyId>(plan.clusters.map(cluster => cluster.clusterId))
  for (const other of world.all('plan')) {
    if (other.status !== 'running' && other.status !== 'stopping') continue
    const shared = other.clusters.find(cluster => own.has(cluster.clusterId))
    if (shared) return { other: other.name, cluster: shared.name }
  }
  return undefined
}

function run(context: HandlerContext, input: InputOf<'plan', 'run'>) {
  const { world, caller, simulation } = context
  const { planId, parallelMax } = input
  const plan = world.get('plan', planId)
  // An update never goes on after a surprise: it is resumed.
  const stopsOnSurprise = input.stopsOnSurprise || plan.kind === 'rolling-update'
  const refusal = editRefusal(plan) ?? careRefusal(context, plan)
  if (refusal) return refusal
  const { name } = plan
  const rival = rivalOf(world, plan)
  if (rival) return refuse('plan.other-runs', { name, ...rival })
  const fresh = reassessed(world, plan, { parallelMax })
  if (fresh.totals.steps === 0) {
    const count = (status: string) => fresh.steps.filter(step => step.status === status).length
    const [dropped, impossible] = [count('dropped'), count('impossible')]
    return refuse('plan.nothing-left', { name, dropped, impossible })
  }
  return (): Applied => {
    const owner = { userId: caller.userId, ownerName: caller.name }
    const options = { parallelMax, stopsOnSurprise }
    const cmdlet = 'Start-SCDynamicOptimization'
    const jobId = startPlan(simulation, { ...plan, ...fresh }, options, { ...owner, cmdlet })
    return { id: planId, jobId, accepted: fresh.totals.steps }
  }
}

function resume(context: HandlerContext, { planId }: InputOf<'plan', 'resume'>) {
  const { world, caller, simulation } = context
  const plan = world.get('plan', planId)
  const denied = careRefusal(context, plan)
  if (denied) return denied
  const rival = rivalOf(world, plan)
  if (rival) return refuse('plan.other-runs', { name: plan.name, ...rival })
  const next = resumed(world, plan)
  if (next instanceof Refused) return next
  return (): Applied => {
    const owner = { userId: caller.userId, ownerName: caller.name }
    const options = { parallelMax: plan.parallelMax, stopsOnSurprise: true }
    const jobId = startPlan(simulation, next, options, owner)
    return { id: planId, jobId, accepted: next.totals.steps }
  }
}

function stop(context: HandlerContext, { planId }: InputOf<'plan', 'stop'>) {
  const { world, simulation } = context
  const plan = world.get('plan', planId)
  const { name, status } = plan
  if (status !== 'running') return refuse('plan.not-running', { name, status })
  return (): Applied => {
    stopPlan(simulation, plan)
    return { jobId: plan.jobId, id: planId, accepted: 1 }
  }
}

function discard({ world }: HandlerContext, { planId }: InputOf<'plan', 'discard'>) {
  const plan = world.get('plan', planId)
  if (plan.status === 'running' || plan.status === 'stopping') {
    return refuse('plan.running', { name: plan.name })
  }
  return (): Applied => {
    world.apply(remove('plan', planId))
    return { accepted: 1 }
  }
}

/** Plans: proposed, edited, run, stopped, and held against their forecast. */
export const planHandlers = { list: listPlans, get, propose, edit, run, resume, stop, discard }
