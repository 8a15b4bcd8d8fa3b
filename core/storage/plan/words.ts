import type { StorageStep } from '../../../shared/contract/index.ts'
import type { StorageDraft } from './draft.ts'

/** A step of a plan as a sentence, read on the storage as the plan leaves it. */
export function sentenceOf(
  draft: StorageDraft,
  steps: readonly StorageStep[],
  step: StorageStep,
): string {
  const { world } = draft
  const pool = (id: string) => nameOf(draft, steps, 'pool', id)
  const lun = (id: string) => nameOf(draft, steps, 'lun', id)
  const volume = (id: string) => nameOf(draft, steps, 'volume', id)
  const hosts = (ids: readonly string[]) =>
    listed(ids.map(id => world.find('host', id)?.name ?? id))
  switch (step.kind) {
    case 'create-pool': {
      const array = world.find('array', step.arrayId)?.name ?? step.arrayId
      return `Add the ${step.raid} group ${step.name} of ${step.disks} disks to ${array}`
    }
    case 'delete-pool':
      return `Delete the RAID group ${pool(step.poolId)}`
    case 'create-lun': {
      const thin = step.isThin ? 'thin ' : ''
      return `Create the ${thin}LUN ${step.name} of ${step.sizeGib} GB in ${pool(step.poolId)}`
    }
    case 'grow-lun':
      return `Grow ${lun(step.lunId)} to ${step.sizeGib} GB`
    case 'delete-lun':
      return `Delete ${lun(step.lunId)}`
    case 'create-volume': {
      const luns = listed(step.lunIds.map(lun))
      return `Build the volume ${step.name} over ${luns} and show it to ${hosts(step.hostIds)}`
    }
    case 'add-lun':
      return `Add ${lun(step.lunId)} to ${volume(step.volumeId)}`
    case 'change-layout':
      return `Lay ${volume(step.volumeId)} out as ${step.layout}`
    case 'rename-volume':
      return `Name ${world.find('volume', step.volumeId)?.name ?? step.volumeId} ${step.name}`
    case 'map-volume':
      return `Show ${volume(step.volumeId)} to ${hosts(step.hostIds)}`
    case 'unmap-volume':
      return `Hide ${volume(step.volumeId)} from ${hosts(step.hostIds)}`
    case 'delete-volume':
      return `Delete the volume ${volume(step.volumeId)}`
  }
}

/** The name of what a step is about; of what an earlier step makes, the name it asks for. */
function nameOf(
  draft: StorageDraft,
  steps: readonly StorageStep[],
  table: 'pool' | 'lun' | 'volume',
  id: string,
): string {
  if (id.startsWith('step-')) {
    const maker = steps[Number(id.slice('step-'.length)) - 1]
    return maker && 'name' in maker ? maker.name : id
  }
  return draft.find(table, id)?.name ?? draft.world.find(table, id)?.name ?? id
}

/** "a, b and c"; many by their count. */
export function listed(names: readonly string[]): string {
  if (names.length > 6) return `${names.slice(0, 5).join(', ')} and ${names.length - 5} more`
  if (names.length < 2) return names.join('')
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}
