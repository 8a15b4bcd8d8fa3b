import type { SnapshotId } from '../../../shared/domain/index.ts'
import { refuse } from '../../../shared/refusals/index.ts'
import { dropSnapshots } from '../../storage/index.ts'
import type { JobRow, SnapshotRow, World } from '../../world/index.ts'
import type { Process, Step } from '../types.ts'
import { now } from '../types.ts'
import { recordEnd } from './steps.ts'

export const snapshotRemoveName = 'snapshot-remove'

/** Those of the job's snapshots that are there and not mounted, each once. */
function rowsOf(world: World, job: JobRow): SnapshotRow[] {
  const { snapshotIds } = job.parameters as { snapshotIds: readonly SnapshotId[] }
  return [...new Set(snapshotIds)]
    .flatMap(id => world.find('snapshot', id) ?? [])
    .filter(one => one.mountedOn === undefined)
}

const removeStep: Step = {
  name: 'step.snapshot.remove',
  begin: (world, job) => {
    const rows = rowsOf(world, job)
    const [first] = rows
    if (!first) return { end: now }
    const detail = rows.map(one => one.name).join(', ')
    return { end: recordEnd(world.get('volume', first.volumeId), rows.length), detail }
  },
  finish: (world, job) => dropSnapshots(world, rowsOf(world, job)),
}

/** Snapshots go: their tables are written, and the room of their old blocks is free. */
export const snapshotRemoveProcess: Process = {
  name: snapshotRemoveName,
  steps: () => [removeStep],
  check: (world, job) =>
    rowsOf(world, job).length > 0
      ? undefined
      : refuse('not-found', { kind: 'snapshot', id: job.targetName }),
  abandon: () => [],
  restartAt: 'first',
}
