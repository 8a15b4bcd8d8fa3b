import type { PlanId, PlanKind } from '../../shared/domain/index.ts'
import { byId } from '../../shared/domain/index.ts'
import type { PlanRow, World } from '../world/index.ts'
import { put, remove } from '../world/index.ts'
import type { Assessed } from './assess.ts'
import { assess } from './assess.ts'
import type { PlanWish } from './propose.ts'
import type { Draft, DraftStep } from './types.ts'

/** Steps at a time, unless the one who runs a plan says otherwise. */
export const parallelDefault = 4
/** Plans that are kept; the oldest that do not run go. */
const plansMax = 60

const titles: Readonly<Record<PlanKind, string>> = {
  balance: 'Balance',
  evacuate: 'Empty',
  consolidate: 'Turn off a host of',
  'rolling-update': 'Rolling update of',
  best: 'Best plan for',
}

interface Proposed {
  readonly draft: Draft
  readonly wish: PlanWish
  readonly userId?: PlanRow['userId']
  readonly ownerName: string
  readonly isAutomatic: boolean
}

/** A planner's draft as a plan of the fabric, worked out and numbered. */
export function addPlan(world: World, { draft, wish, ...owner }: Proposed): PlanRow {
  const assessed = assess(world, draft, parallelDefault)
  const id: PlanId = world.nextId('plan')
  const scopeName = (world.findAny(wish.scopeId) as { name?: string } | undefined)?.name ?? ''
  const row: PlanRow = {
    ...{ id, name: `${titles[draft.kind]} ${scopeName}`, kind: draft.kind },
    ...{ scopeId: wish.scopeId, scopeName, madeMs: world.nowMs, ...owner },
    ...assessed,
    status: assessed.totals.steps > 0 ? 'proposed' : 'empty',
    ...(draft.why ? { why: draft.why } : {}),
    ...(draft.solved ? { solved: draft.solved } : {}),
    ...(draft.apart ? { apartIds: draft.apart } : {}),
    ...(draft.kind === 'rolling-update' ? { wish: updateWish(wish) } : {}),
    ...{ notes: [...draft.notes], parallelMax: parallelDefault },
    stopsOnSurprise: draft.kind === 'rolling-update',
  }
  world.apply(put('plan', row))
  forgetOldPlans(world)
  return row
}

function updateWish({ mode, savesRest, hostIds, bringsBack }: PlanWish): PlanRow['wish'] {
  return { mode, savesRest, hostIds, bringsBack }
}

/** The steps of a plan as its planner wanted them. */
export function draftSteps(plan: PlanRow, dropped?: ReadonlySet<number>): DraftStep[] {
  return plan.steps.map(({ number, action, vmId, fromId, toId, reason, after, part, status }) => ({
    ...{ action, vmId, fromId, toId, reason, after, part },
    isDropped: dropped ? dropped.has(number) : status === 'dropped',
  }))
}

/** A plan worked out anew on the world of now, with these steps dropped. */
export function reassessed(
  world: World,
  plan: PlanRow,
  options: { readonly dropped?: ReadonlySet<number>; readonly parallelMax?: number } = {},
): Assessed {
  const steps = draftSteps(plan, options.dropped)
  const clusterIds = plan.clusters.map(cluster => cluster.clusterId)
  const draft = { clusterIds, steps, apart: plan.apartIds }
  const assessed = assess(world, draft, options.parallelMax ?? plan.parallelMax)
  // Names of what is gone are those that were kept.
  const named = assessed.steps.map((step, at) => {
    const { vmName, fromName, toName } = plan.steps[at]!
    return { ...step, vmName, fromName, ...(toName ? { toName } : {}) }
  })
  return { ...assessed, steps: named }
}

function forgetOldPlans(world: World): void {
  const idle = [...world.all('plan')]
    .filter(plan => plan.status !== 'running' && plan.status !== 'stopping')
    .sort(byId)
  for (const plan of idle.slice(0, Math.max(0, world.count('plan') - plansMax))) {
    world.apply(remove('plan', plan.id))
  }
}
