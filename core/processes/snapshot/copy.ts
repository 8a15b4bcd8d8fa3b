import type { ShareId, SnapshotId } from '../../../shared/domain/index.ts'
import { refuse } from '../../../shared/refusals/index.ts'
import type { JobRow } from '../../world/index.ts'
import type { Process, Step } from '../types.ts'
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

/** What a snapshot holds goes to a library share, while the volume is in use. */
export const snapshotCopyProcess: Process = {
  name: snapshotCopyName,
  steps: () => [copyStep],
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
