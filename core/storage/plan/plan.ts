import type { JobId } from '../../../shared/domain/index.ts'
import type { StorageStep } from '../../../shared/contract/index.ts'
import type { Refusal } from '../../../shared/refusals/index.ts'
import type { World } from '../../world/index.ts'
import type { Supply } from './draft.ts'
import { showSupply, StorageDraft } from './draft.ts'
import { mapVolume, unmapVolume } from './hosts.ts'
import { createLun, createPool, deleteLun, deletePool, growLun } from './pools.ts'
import { addLun, changeLayout, createVolume, deleteVolume, renameVolume } from './volumes.ts'

/** A plan as far as it could be made: the storage as it would be, or the step that cannot be. */
export interface DraftedPlan {
  readonly draft: StorageDraft
  readonly refusal?: Refusal
  /** The step, counted from 0, that the refusal is about. */
  readonly refusedAt?: number
}

/**
 * Works through the steps of a plan on a draft. Each step sees what those before it made; the world
 * is not touched, so a plan is either committed as a whole or leaves nothing behind (seed 000: all
 * operations of the volume manager are transactional).
 */
export function draftPlan(
  world: World,
  steps: readonly StorageStep[],
  supply: Supply = showSupply(),
  self?: JobId,
): DraftedPlan {
  const draft = new StorageDraft(world, supply, self)
  for (const [index, step] of steps.entries()) {
    const refusal = take(draft, step)
    if (refusal) return { draft, refusal, refusedAt: index }
    if (draft.made.length === index) draft.made.push(undefined)
  }
  return { draft }
}

function take(draft: StorageDraft, step: StorageStep): Refusal | undefined {
  switch (step.kind) {
    case 'create-pool':
      return createPool(draft, step)
    case 'delete-pool':
      return deletePool(draft, step)
    case 'create-lun':
      return createLun(draft, step)
    case 'grow-lun':
      return growLun(draft, step)
    case 'delete-lun':
      return deleteLun(draft, step)
    case 'create-volume':
      return createVolume(draft, step)
    case 'add-lun':
      return addLun(draft, step)
    case 'change-layout':
      return changeLayout(draft, step)
    case 'rename-volume':
      return renameVolume(draft, step)
    case 'map-volume':
      return mapVolume(draft, step)
    case 'unmap-volume':
      return unmapVolume(draft, step)
    case 'delete-volume':
      return deleteVolume(draft, step)
  }
}
