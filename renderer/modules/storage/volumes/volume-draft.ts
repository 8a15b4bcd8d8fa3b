import type { FileSystem, HostId, LunId, VolumeLayout } from '../../../../shared/domain/index.ts'
import type { LunDraft } from '../luns/lun-draft.ts'
import type { PlanStep } from '../plan/pending-plan.ts'

/** A volume that is being asked for. */
export interface VolumeDraft {
  name: string
  fileSystem: FileSystem
  layout: VolumeLayout
  /** Whether its LUNs are there already or are made with it. */
  from: 'new' | 'free'
  lunIds: readonly LunId[]
  count?: number
  lun: LunDraft
  hostIds: readonly HostId[]
}

export function emptyVolume(): VolumeDraft {
  return {
    ...{ name: '', fileSystem: 'csv', layout: 'concatenation', from: 'new', lunIds: [] },
    ...{ count: 1, lun: { sizeGib: 100, isThin: false }, hostIds: [] },
  }
}

/** The plan that a draft comes to; undefined while something is missing. */
export function volumeSteps(draft: VolumeDraft): PlanStep[] | undefined {
  const name = draft.name.trim()
  const luns = draft.from === 'free' ? [] : lunSteps(draft, name)
  if (!name || !luns || draft.hostIds.length === 0) return undefined
  const made = luns.map((_, index) => `step-${index + 1}` as const)
  const lunIds = draft.from === 'free' ? [...draft.lunIds] : made
  if (lunIds.length === 0) return undefined
  const { layout, fileSystem } = draft
  const hostIds = [...draft.hostIds]
  return [...luns, { kind: 'create-volume', name, layout, fileSystem, lunIds, hostIds }]
}

function lunSteps({ count, lun }: VolumeDraft, volume: string): PlanStep[] | undefined {
  const { poolId, sizeGib, isThin } = lun
  if (!poolId || !sizeGib || !count || !volume) return undefined
  return Array.from({ length: count }, (_, index) => ({
    ...{ kind: 'create-lun' as const, poolId, sizeGib, isThin },
    name: count === 1 ? `${volume} LUN` : `${volume} LUN ${index + 1}`,
  }))
}
