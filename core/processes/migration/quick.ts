import { assignedMibOf } from '../../memory/index.ts'
import type { Step, StepEnd } from '../types.ts'
import { after, vmOf } from '../types.ts'
import { imageRate } from './rates.ts'
import { downtime, inState, moved, note } from './steps.ts'
import type { JobRow, World } from '../../world/index.ts'

/** The memory image goes to the VM's volume, or comes from it. */
function imageEnd(world: World, job: JobRow): StepEnd {
  const vm = vmOf(world, job)
  return after((assignedMibOf(world, vm) / imageRate(world, vm)) * 1000)
}

/** The guest stops, and its memory is written to disk; the target owns the VM from then on. */
export const saveStep: Step = {
  name: 'step.vm.save-memory',
  begin: (world, job) => ({
    changes: [inState(world, job, 'saving'), note(world, job, { stoppedMs: world.nowMs })],
    end: imageEnd(world, job),
  }),
  finish: (world, job) => moved(world, job, 'restoring'),
}

/** The target reads the memory, and the guest goes on. */
export const restoreStep: Step = {
  name: 'step.vm.restore-memory',
  begin: (world, job) => ({ end: imageEnd(world, job) }),
  finish: (world, job) => [
    inState(world, job, 'migrating'),
    note(world, job, downtime(world, job)),
  ],
}
