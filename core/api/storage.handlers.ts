import type { AnyId } from '../../shared/domain/index.ts'
import { kindOfId } from '../../shared/domain/index.ts'
import type { StorageForecast, StorageStep } from '../../shared/contract/index.ts'
import type { Refusal } from '../../shared/refusals/index.ts'
import { refuse } from '../../shared/refusals/index.ts'
import { storageChangeName } from '../processes/storage-change/index.ts'
import { draftPlan, forecastPlan, isPassedThrough, listed } from '../storage/index.ts'
import type { Applied, HandlerContext, InputOf, OutputOf } from './handler.ts'
import { storageDetailHandlers } from './storage-details.ts'
import { arrayView, lunView, storageView, volumeView } from './storage-views.ts'

function arrays(context: HandlerContext): OutputOf<'storage', 'arrays'> {
  const { world, access, caller } = context
  const mine = access.scope(caller, 'storage.read')
  const view = storageView(context)
  return [...world.all('array')]
    .filter(array => mine.array(array))
    .map(array => arrayView(view, array))
}

function luns(context: HandlerContext): OutputOf<'storage', 'luns'> {
  const { world, access, caller } = context
  const mine = access.scope(caller, 'storage.read')
  const view = storageView(context)
  return [...world.all('lun')].filter(lun => mine.lun(lun)).map(lun => lunView(view, lun))
}

function volumes(context: HandlerContext): OutputOf<'storage', 'volumes'> {
  const { world, access, caller } = context
  const mine = access.scope(caller, 'storage.read')
  const view = storageView(context)
  return [...world.all('volume')]
    .filter(volume => mine.volume(volume) && !isPassedThrough(volume))
    .map(volume => volumeView(view, volume))
}

/** Every object of the fabric that a plan names. */
function idsOf(steps: readonly StorageStep[]): AnyId[] {
  const values = steps.flatMap(step => Object.values(step).flat())
  const named = values.filter(value => typeof value === 'string' && kindOfId(value) !== undefined)
  // A name may look like an id; only what exists is an object.
  return [...new Set(named as AnyId[])]
}

/** Why the caller's plan cannot touch an object: hidden from them, or beyond what they may change. */
function reachRefusal(
  { world, access, caller }: HandlerContext,
  steps: readonly StorageStep[],
): Refusal | undefined {
  const mine = access.scope(caller, 'storage.edit')
  const outside = idsOf(steps).find(id => world.findAny(id) !== undefined && !mine.covers(id))
  return outside && refuse('not-found', { kind: kindOfId(outside) ?? 'object', id: outside })
}

function plan(
  context: HandlerContext,
  { steps }: InputOf<'storage', 'plan'>,
): StorageForecast | Refusal {
  return reachRefusal(context, steps) ?? forecastPlan(context.world, steps)
}

function change(
  context: HandlerContext,
  { steps }: InputOf<'storage', 'change'>,
): Refusal | (() => Applied) {
  const { world, caller } = context
  const refusal = reachRefusal(context, steps) ?? draftPlan(world, steps).refusal
  if (refusal) return refusal
  const targetId = idsOf(steps).find(id => world.findAny(id) !== undefined)
  return () => ({
    jobId: context.simulation.jobs.submit({
      ...{ name: 'job.storage.change', process: storageChangeName, parameters: { steps } },
      ...{ targetId, targetName: nameOf(context, steps) },
      ...{ userId: caller.userId, ownerName: caller.name },
    }),
  })
}

/** What a plan is about: its volumes, else what it makes or changes first. */
function nameOf({ world }: HandlerContext, steps: readonly StorageStep[]): string {
  const names = steps.flatMap(step => {
    if (step.kind === 'create-volume') return [step.name]
    return 'volumeId' in step ? (world.find('volume', step.volumeId)?.name ?? []) : []
  })
  if (names.length > 0) return listed([...new Set(names)])
  const [first] = steps
  if (!first) return ''
  if ('name' in first) return first.name
  if ('lunId' in first) return world.find('lun', first.lunId)?.name ?? first.lunId
  return 'poolId' in first ? (world.find('pool', first.poolId)?.name ?? first.poolId) : ''
}

export const storageHandlers = { arrays, luns, volumes, plan, change, ...storageDetailHandlers }
