import type { FaultId, JobId, VmId } from '../../shared/domain/index.ts'
import { msPerSecond } from '../../shared/domain/index.ts'
import { refuse } from '../../shared/refusals/index.ts'
import type { EventHandler } from '../engine/events.ts'
import type { Simulation } from '../engine/simulation.ts'
import { copiedPart, migrationName } from '../processes/migration/index.ts'
import type { FaultHookTable } from './types.ts'

const watchEvent = 'fault.watches-migration'

interface Watch {
  readonly faultId: FaultId
}

export const jobFaults: FaultHookTable = {
  'job-worker-death': {
    begin({ world, jobs }, { targetId }) {
      const { targetName } = world.get('job', targetId as JobId)
      jobs.fail(targetId as JobId, refuse('fault.worker-died', { target: targetName }))
    },
  },
  'migration-abort': {
    begin: (simulation, { id }) => watchMigration(simulation, { faultId: id }),
  },
}

/**
 * Fails the VM's migration once as much of its memory is over as the fault says, and looks again
 * when that will be, or in a second: until then another migration may have begun.
 */
function watchMigration(simulation: Simulation, { faultId }: Watch): void {
  const { world, jobs } = simulation
  const fault = world.find('fault', faultId)
  if (fault?.status !== 'active') return
  const job = world.find('job', world.find('vm', fault.targetId as VmId)?.jobId)
  let againMs = msPerSecond
  if (job?.process === migrationName && job.status === 'running') {
    const { amount: atPercent = 0, targetName } = fault
    const copied = copiedPart(world, job)
    if (copied && copied.percent >= atPercent) {
      jobs.fail(job.id, refuse('fault.migration-aborted', { name: targetName, atPercent }))
    } else if (copied && copied.percentPerMs > 0) {
      againMs = Math.min(againMs, Math.ceil((atPercent - copied.percent) / copied.percentPerMs))
    }
  }
  simulation.plan(world.nowMs + Math.max(1, againMs), watchEvent, { faultId })
}

export const jobFaultEvents: Readonly<Record<string, EventHandler>> = {
  [watchEvent]: watchMigration as EventHandler,
}
