import type { ShareId, SnapshotId } from '../../../shared/domain/index.ts'
import { mibPerGib } from '../../../shared/domain/index.ts'
import { refuse } from '../../../shared/refusals/index.ts'
import type { JobRow, World } from '../../world/index.ts'
import type { Process, Step } from '../types.ts'
import type { WorkForecast } from '../work.ts'
import { comparisonStep, gibText, latencyDuring, volumeRate, withForecast } from '../work.ts'
import { copyBegin, copyChanges } from './steps.ts'

export const snapshotCopyName = 'snapshot-copy'

interface CopyParameters {
  readonly snapshotId: SnapshotId
  readonly shareId: ShareId
}

function parametersOf(job: JobRow): CopyParameters {
  return job.parameters as CopyParameters
}

const copyStep: Step = {
  name: 'step.snapshot.copy',
  begin: (world, job) => copyBegin(world, parametersOf(job).snapshotId, parametersOf(job).shareId),
  finish: (world, job) =>
    copyChanges(world, parametersOf(job).snapshotId, parametersOf(job).shareId),
}

/** What is gone takes nothing: the step then fails and says so. */
function forecastOf(world: World, job: JobRow): WorkForecast {
  const { snapshotId, shareId } = parametersOf(job)
  const isThere = world.find('snapshot', snapshotId) && world.find('share', shareId)
  if (isThere) return forecastSnapshotCopy(world, { snapshotId, shareId })
  return { durationS: 0, downtimeS: 0, movedGib: 0, spaceGib: 0, explanation: [] }
}

/** What a copy would take: the slower of the volume and the share. Both must be there. */
export function forecastSnapshotCopy(
  world: World,
  { snapshotId, shareId }: CopyParameters,
): WorkForecast {
  const { coveredGib, volumeId } = world.get('snapshot', snapshotId)
  const share = world.get('share', shareId)
  const volumeMibPerS = volumeRate(world, volumeId)
  const mibPerS = Math.min(volumeMibPerS, share.throughputMibPerS)
  const slower = volumeMibPerS < share.throughputMibPerS ? 'its volume' : 'the library server'
  return {
    ...{ durationS: (coveredGib * mibPerGib) / mibPerS, downtimeS: 0 },
    ...{ movedGib: coveredGib, spaceGib: 0 },
    latency: latencyDuring(world, [volumeId], mibPerS),
    explanation: [
      `${gibText(coveredGib)} are read at ${Math.round(mibPerS)} MB/s: ${slower} is the slower end.`,
    ],
  }
}

/** What a snapshot holds goes to a library share, while the volume is in use. */
export const snapshotCopyProcess: Process = {
  name: snapshotCopyName,
  steps: () => [withForecast(copyStep, forecastOf), comparisonStep],
  check: (world, job) => {
    const { snapshotId, shareId } = parametersOf(job)
    if (!world.find('snapshot', snapshotId)) {
      return refuse('not-found', { kind: 'snapshot', id: snapshotId })
    }
    if (world.find('share', shareId)) return undefined
    return refuse('not-found', { kind: 'library share', id: shareId })
  },
  abandon: () => [],
  restartAt: 'first',
}
