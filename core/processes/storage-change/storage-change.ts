import { secondsText } from '../../../shared/domain/index.ts'
import type { StorageForecast, StorageStep } from '../../../shared/contract/index.ts'
import { changeOf } from '../../jobs/record.ts'
import {
  draftPlan,
  forecastPlan,
  managerMs,
  operationsOf,
  sentenceOf,
  supplyOf,
  volumeOfStep,
  writeMs,
} from '../../storage/index.ts'
import type { Change, JobChangeRow, JobRow, World } from '../../world/index.ts'
import { put } from '../../world/index.ts'
import type { Process, Step, StepEnd } from '../types.ts'
import { after, now } from '../types.ts'

export const storageChangeName = 'storage-change'

interface StorageChangeParameters {
  readonly steps: readonly StorageStep[]
  readonly forecast?: Pick<StorageForecast, 'durationS'>
  readonly beganMs?: number
}

function parametersOf(job: JobRow): StorageChangeParameters {
  return job.parameters as StorageChangeParameters
}

/** The writes of one step: on a volume that is in use they queue with those of its VMs. */
function writeStep(step: StorageStep): Step {
  return {
    name: `step.storage.${step.kind}`,
    begin: (world, job) => {
      const plan = draftPlan(world, parametersOf(job).steps, undefined, job.id)
      const detail = sentenceOf(plan.draft, parametersOf(job).steps, step)
      if (plan.refusal) return { end: { kind: 'fail', refusal: plan.refusal }, detail }
      return { end: writesOf(world, step), detail }
    },
  }
}

function writesOf(world: World, step: StorageStep): StepEnd {
  const total = operationsOf(step)
  const volume = volumeOfStep(world, step)
  if (!volume) return after(total * writeMs(world, step))
  const flow = { volumeSlot: volume.slot, total, rateMax: 1000 / managerMs, writeShare: 1 }
  return { kind: 'flow', flow: { kind: 'random', ...flow } }
}

/** Everything at once: checked once more on the storage as it is now, then applied whole. */
const commitStep: Step = {
  name: 'step.storage.commit',
  begin: (world, job) => {
    const { steps } = parametersOf(job)
    const trial = draftPlan(world, steps, undefined, job.id)
    if (trial.refusal) return { end: { kind: 'fail', refusal: trial.refusal } }
    const { draft } = draftPlan(world, steps, supplyOf(world), job.id)
    const changes = draft.changes()
    const tracked = changes.flatMap(change => trackedOf(world, change))
    const latest = world.get('job', job.id)
    return {
      changes: [...changes, put('job', { ...latest, changes: tracked })],
      end: now,
      detail: comparison(world, job),
    }
  },
}

/** Change Tracking: what each row was and is, of the properties that people know. */
function trackedOf(world: World, change: Change): JobChangeRow[] {
  if ('gone' in change) {
    const name = (world.findAny(change.gone as never) as { name?: string } | undefined)?.name
    return changeOf(name ?? change.gone, change.table, change.gone, undefined)
  }
  const { row } = change as { row: { readonly id: string; readonly name?: string } }
  const before = world.findAny(row.id as never) as Record<string, unknown> | undefined
  const after = row as unknown as Record<string, unknown>
  if (!before) return changeOf(row.name ?? row.id, change.table, undefined, row.id)
  return trackedProperties.flatMap(key =>
    changeOf(row.name ?? row.id, key, before[key], after[key]),
  )
}

const trackedProperties = ['name', 'sizeGib', 'capacityGib', 'layout', 'lunIds', 'volumeIds']

function comparison(world: World, job: JobRow): string {
  const { beganMs = world.nowMs, forecast } = parametersOf(job)
  const took = `Took ${secondsText((world.nowMs - beganMs) / 1000)}`
  return forecast ? `${took} (forecast ${secondsText(forecast.durationS)})` : took
}

/**
 * A plan of the volume manager: its steps write one after the other, and the last commits all of
 * them. Until then nothing is changed, so a plan that fails or is cancelled leaves all as it was.
 */
export const storageChangeProcess: Process = {
  name: storageChangeName,
  steps: job => [...parametersOf(job).steps.map(writeStep), commitStep],
  check: (world, job) => draftPlan(world, parametersOf(job).steps, undefined, job.id).refusal,
  prepare: (world, job): StorageChangeParameters => {
    const { steps } = parametersOf(job)
    const { durationS } = forecastPlan(world, steps)
    return { steps, forecast: { durationS }, beganMs: world.nowMs }
  },
  abandon: () => [],
  restartAt: 'first',
}
