import type { DiskId, VolumeId } from '../../../shared/domain/index.ts'
import { mibPerGib } from '../../../shared/domain/index.ts'
import { refuse } from '../../../shared/refusals/index.ts'
import { copyOf } from '../../storage/index.ts'
import type { JobRow, World } from '../../world/index.ts'
import type { StepBegin } from '../types.ts'
import { after, now } from '../types.ts'
import { gibText, volumeRate } from '../work.ts'
import { beginCopy } from './parents.ts'
import type { ParentChoice } from './types.ts'

/** How often a job looks whether another one has copied the parent that both need (ours). */
const waitMs = 5000

/** The rate of a copy from the library to a volume, or of the volume alone; MiB a second. */
export function copyRate(
  world: World,
  volumeId: VolumeId | undefined,
  parent: ParentChoice | undefined,
): { readonly mibPerS: number; readonly isShare: boolean } {
  const disk = parent && 'diskId' in parent ? world.find('disk', parent.diskId) : undefined
  const share = world.find('share', disk?.shareId)
  const volume = volumeRate(world, volumeId)
  const link = share?.throughputMibPerS ?? Infinity
  return { mibPerS: Math.min(volume, link), isShare: link < volume }
}

/** Whether the parent that a library disk becomes on a volume is not whole yet. */
export function isUnfinished(world: World, volumeId: VolumeId, diskId: DiskId): boolean {
  const volume = world.find('volume', volumeId)
  return volume !== undefined && copyOf(volume, diskId)?.copying !== undefined
}

/**
 * One round of getting a parent from the library: it is there; or another job copies it, which is
 * waited for; or this job does.
 */
export function copyParent(
  world: World,
  job: JobRow,
  { volumeId, diskId }: { volumeId: VolumeId; diskId: DiskId },
): StepBegin {
  const [volume, disk] = [world.find('volume', volumeId), world.find('disk', diskId)]
  if (!volume)
    return { end: { kind: 'fail', refusal: refuse('not-found', { kind: 'volume', id: volumeId }) } }
  const known = copyOf(volume, diskId)
  if (known && !known.copying) return { end: now, detail: `${known.name} is on ${volume.name}` }
  if (!disk) {
    const gone = refuse('not-found', { kind: 'virtual hard disk', id: diskId })
    return { end: { kind: 'fail', refusal: gone } }
  }
  const other = known?.copying === job.id ? undefined : world.find('job', known?.copying)
  if (other && world.index.openJobs.has(other.id)) {
    return { end: after(waitMs), detail: `waits for the copy that ${other.targetName} makes` }
  }
  const share = world.get('share', disk.shareId)
  const total = Math.max(1, disk.usedGib * mibPerGib)
  const link = { id: `\\\\${share.server}\\${share.name}`, rate: share.throughputMibPerS }
  const rateMax = share.throughputMibPerS
  return {
    changes: beginCopy(world, [], { volumeId, diskId, job }),
    end: { kind: 'flow', flow: { kind: 'stream', volumeSlot: volume.slot, total, rateMax, link } },
    detail: `${gibText(disk.usedGib)} from ${link.id} to ${volume.name}`,
  }
}
