import { tenth } from '../../../shared/domain/index.ts'
import type { StorageForecast, StorageStep } from '../../../shared/contract/index.ts'
import { viewOfRefusal } from '../../../shared/refusals/index.ts'
import type { VolumeRow, World } from '../../world/index.ts'
import { idleRequestMs } from '../figures.ts'
import { latencyOf } from '../latency.ts'
import { latencyWith } from '../predict.ts'
import { SpaceLedger } from '../space.ts'
import type { DraftedPlan } from './plan.ts'
import { draftPlan } from './plan.ts'
import { sentenceOf } from './words.ts'

/**
 * Writes of the volume manager for each step: its journal on each LUN, the label, the tables of the
 * file system. "Tens" is published for an expansion (physics 2.3); the figures are ours.
 */
const operationsOfStep: Readonly<Record<StorageStep['kind'], number>> = {
  'create-pool': 20,
  'delete-pool': 10,
  'create-lun': 20,
  'grow-lun': 40,
  'delete-lun': 10,
  'create-volume': 120,
  'add-lun': 40,
  'change-layout': 120,
  'rename-volume': 10,
  'map-volume': 20,
  'unmap-volume': 20,
  'delete-volume': 20,
}
/** Service time of the array's own disks for what belongs to no volume yet. */
const plainServiceMs = 5.6

/** Work of the volume manager between an answer and its next write (ours). */
export const managerMs = 1

export function operationsOf(step: StorageStep): number {
  return operationsOfStep[step.kind]
}

/** The volume whose disks a step writes to, as it is before the plan. */
export function volumeOfStep(world: World, step: StorageStep): VolumeRow | undefined {
  if ('volumeId' in step) return world.find('volume', step.volumeId)
  if (step.kind !== 'grow-lun') return undefined
  return [...world.all('volume')].find(volume => volume.lunIds.includes(step.lunId))
}

/**
 * What one write of a step takes now: steps write one after the other, each waits for its answer.
 */
export function writeMs(world: World, step: StorageStep): number {
  const volume = volumeOfStep(world, step)
  if (!volume) return plainServiceMs + managerMs
  const { serviceMs, operationMs } = latencyOf(world, volume)
  return (idleRequestMs(world, volume, 1) * operationMs) / serviceMs + managerMs
}

/** A plan with what it would take at this moment, or why it cannot be carried out. */
export function forecastPlan(world: World, steps: readonly StorageStep[]): StorageForecast {
  const plan = draftPlan(world, steps)
  const lines = steps.map(step => ({
    kind: step.kind,
    text: sentenceOf(plan.draft, steps, step),
    durationS: durationOf(world, step),
  }))
  const durationS = lines.reduce((sum, line) => sum + line.durationS, 0)
  const operations = steps.reduce((sum, step) => sum + operationsOf(step), 0)
  return {
    steps: lines,
    ...{ durationS, movedGib: 0, operations },
    latencyMs: latencyEffect(world, steps),
    needs: needsOf(world, plan),
    results: plan.refusal ? [] : resultsOf(world, plan),
    warnings: plan.refusal ? [] : warningsOf(world, plan),
    explanation: [
      `The volume manager writes ${operations} times, one write after the other; no data is moved. That an expansion costs tens of operations is published, the number of each step is ours.`,
      'All steps are committed together: when one cannot be, nothing is changed.',
    ],
    ...(plan.refusal
      ? { blockedBecause: viewOfRefusal(plan.refusal), blockedStep: (plan.refusedAt ?? 0) + 1 }
      : {}),
  }
}

/** Beside VMs the writes move with the whole seconds of the simulated clock. */
function durationOf(world: World, step: StorageStep): number {
  const plainS = (operationsOf(step) * writeMs(world, step)) / 1000
  return volumeOfStep(world, step) ? Math.ceil(plainS) : plainS
}

/** Of the volumes that the plan writes to, the one whose latency changes most. */
function latencyEffect(world: World, steps: readonly StorageStep[]) {
  let worst: { before: number; during: number } | undefined
  for (const step of steps) {
    const volume = volumeOfStep(world, step)
    if (!volume) continue
    const { latencyMs } = latencyOf(world, volume)
    const during = latencyWith(world, volume, { diskPerS: 1000 / writeMs(world, step) })
    if (!worst || during - latencyMs > worst.during - worst.before) {
      worst = { before: latencyMs, during }
    }
  }
  return worst
}

/** The pools that the plan takes room of. */
function needsOf(world: World, { draft }: DraftedPlan) {
  const [before, after] = [new SpaceLedger(world), new SpaceLedger(draft)]
  return [...draft.all('pool')].flatMap(pool => {
    const now = after.poolSpace(pool)
    const known = world.find('pool', pool.id)
    const was = known ? before.poolSpace(known) : { takenGib: 0, freeGib: now.capacityGib }
    const needGib = tenth(now.takenGib - was.takenGib)
    if (needGib <= 0) return []
    const { capacityGib } = now
    return [{ what: pool.name, needGib, freeGib: was.freeGib, capacityGib }]
  })
}

/** The capacities that change, and what is new. */
function resultsOf(world: World, { draft }: DraftedPlan): string[] {
  return [...draft.all('volume')].flatMap(volume => {
    const before = world.find('volume', volume.id)
    if (!before) return [`${volume.name} has ${volume.capacityGib} GB.`]
    if (before.capacityGib === volume.capacityGib) return []
    return [`${volume.name} has ${volume.capacityGib} GB instead of ${before.capacityGib} GB.`]
  })
}

function warningsOf(world: World, { draft }: DraftedPlan): string[] {
  const map = new SpaceLedger(draft)
  const known = new SpaceLedger(world)
  const over = [...draft.all('pool')].flatMap(pool => {
    const { promisedGib, capacityGib } = map.poolSpace(pool)
    const before = world.find('pool', pool.id)
    const promisedBefore = before ? known.poolSpace(before).promisedGib : 0
    if (promisedGib <= capacityGib || promisedGib <= promisedBefore) return []
    return [
      `${pool.name} promises ${promisedGib} GB and has ${capacityGib} GB: when that much is written, its thin LUNs take no more.`,
    ]
  })
  return [...over, ...wasteOf(draft)]
}

/** A stripe or mirror uses of each LUN as much as the smallest has. */
function wasteOf(draft: DraftedPlan['draft']): string[] {
  return [...draft.all('volume')].flatMap(volume => {
    if (volume.layout === 'concatenation') return []
    const sizes = volume.lunIds.map(id => draft.find('lun', id)?.sizeGib ?? 0)
    const idleGib = sizes.reduce((sum, size) => sum + size - Math.min(...sizes), 0)
    const changed = draft.world.find('volume', volume.id) !== volume
    if (!changed || idleGib < 0.1) return []
    return [`The LUNs of ${volume.name} differ in size: ${tenth(idleGib)} GB of them stay unused.`]
  })
}
