import type { JobId } from '../../shared/domain/index.ts'
import { byIdNumber } from '../../shared/domain/index.ts'
import { Refusal, refuse, viewOfRefusal } from '../../shared/refusals/index.ts'
import { vmQuotaRefusal } from '../access/index.ts'
import { changeOf, recordJob } from '../jobs/record.ts'
import { foundAgain, missingRefusal } from '../guests/missing.ts'
import { releaseSpace, putFiles } from '../processes/space.ts'
import { backAt, restOf } from '../processes/transfer/index.ts'
import type { Change, JobRow, VmRow, World } from '../world/index.ts'
import { put, remove } from '../world/index.ts'
import type { Applied, HandlerContext, InputOf, OutputOf } from './handler.ts'
import { restartRefusal } from './job-restart.ts'
import { nameOfTargets, selectVms, vmRefusal } from './targets.ts'

type RepairAction = InputOf<'vm', 'repair'>['action']
const actions: readonly RepairAction[] = ['retry', 'undo', 'ignore']
const failed: ReadonlySet<string> = new Set([
  'creation-failed',
  'customization-failed',
  'migration-failed',
])
/** Steps that write the disks of a new VM: without them whole there is nothing to go on with. */
const writing: ReadonlySet<string> = new Set(['step.vm.copy-disk', 'step.clone.copy'])

/** The last job of a VM that failed or was broken off. */
function failedJob(world: World, vm: VmRow): JobRow | undefined {
  const jobs = [...world.index.jobsByTarget.of(vm.id)]
    .sort(byIdNumber)
    .map(id => world.get('job', id))
    .filter(job => job.process !== undefined && job.status === 'failed')
  return jobs.at(-1)
}

/** Why a VM cannot be repaired that way (facts 5.2). */
function repairRefusal(
  context: HandlerContext,
  vm: VmRow,
  action: RepairAction,
): Refusal | undefined {
  const { world } = context
  const { name, state } = vm
  if (vm.recycled) return refuse('vm.recycled', { name })
  if (state === 'missing') return action === 'ignore' ? missingRefusal(world, vm) : only(vm)
  if (!failed.has(state)) return only(vm)
  const isNew = state !== 'migration-failed'
  if (action === 'undo') return undefined
  const job = failedJob(world, vm)
  if (action === 'retry') {
    return job ? restartRefusal(context, job) : refuse('repair.job-gone', { name })
  }
  if (!isNew) return undefined
  const isWhole = job?.steps.every(step => !writing.has(step.name) || step.status === 'completed')
  if (!isWhole) return refuse('repair.copy-unfinished', { name })
  return vmQuotaRefusal(world, vm)
}

function only({ name, state }: VmRow): Refusal {
  return refuse('repair.not-failed', { name, state })
}

/** What an action would do, in a sentence. */
function aboutOf(world: World, vm: VmRow, action: RepairAction): string {
  const { name } = vm
  const isNew = vm.state !== 'migration-failed'
  const rest = restOf(vm)
  if (action === 'retry') {
    const job = failedJob(world, vm)
    const step = job?.steps.find(one => one.status === 'failed')
    return step && isNew
      ? 'The job runs again, from the step that failed.'
      : 'The job runs again from its first step.'
  }
  if (vm.state === 'missing')
    return `${name} is read anew, and is what it was if its files are there.`
  if (action === 'undo') {
    if (isNew) return `${name} goes, with what was written of its files.`
    const on = vm.transfer?.from === 'running' ? ', and it is started from there' : ''
    return `What was copied to the target is deleted, and ${name} is ${rest} where it was${on}.`
  }
  if (isNew) return `${name} is taken as it is: stopped, and perhaps not customised.`
  return `${name} is taken as it is: ${rest} where it was, with what was copied deleted.`
}

function repairOptions(
  context: HandlerContext,
  { vmId }: InputOf<'vm', 'repairOptions'>,
): OutputOf<'vm', 'repairOptions'> | Refusal {
  const { world } = context
  const hidden = vmRefusal(context, 'vm.repair', vmId, () => undefined)
  if (hidden) return hidden
  const vm = world.get('vm', vmId)
  return {
    failure: vm.failure,
    options: actions.map(action => {
      const refusal = repairRefusal(context, vm, action)
      const about = aboutOf(world, vm, action)
      return { action, about, ...(refusal ? { blockedBecause: viewOfRefusal(refusal) } : {}) }
    }),
  }
}

/** Why nothing can be repaired at all: what the Actions pane asks. */
export function anyRepairRefusal(vm: VmRow): Refusal | undefined {
  if (vm.recycled) return refuse('vm.recycled', { name: vm.name })
  return failed.has(vm.state) || vm.state === 'missing' ? undefined : only(vm)
}

function repair(
  context: HandlerContext,
  { vmIds, action }: InputOf<'vm', 'repair'>,
): Refusal | (() => Applied) {
  const { world, caller } = context
  const selected = selectVms(context, 'vm.repair', vmIds, vm => {
    const job = world.find('job', vm.jobId)
    if (job) return refuse('vm.busy', { name: vm.name, job: job.name })
    return repairRefusal(context, vm, action)
  })
  if (selected instanceof Refusal) return selected
  const { vms, refused } = selected
  return () => {
    let jobId: JobId | undefined
    if (action === 'retry') {
      for (const vm of vms) jobId = again(context, vm)
      return { jobId, accepted: vms.length, refused }
    }
    const changes = vms.flatMap(vm => changeOf(vm.name, 'repair', vm.state, action))
    for (const vm of vms) world.applyAll(repaired(world, vm, action))
    const targetName = nameOfTargets(vms)
    const [first] = vms
    const target = vms.length === 1 && world.find('vm', first!.id) ? { targetId: first!.id } : {}
    jobId = recordJob(world, { name: 'job.vm.repair', targetName, ...target, caller, changes })
    if (action === 'undo') for (const vm of vms) startAgain(context, vm)
    return { jobId, accepted: vms.length, refused }
  }
}

function again({ world, simulation }: HandlerContext, vm: VmRow): JobId {
  const job = failedJob(world, vm)!
  simulation.jobs.restart(job.id)
  return job.id
}

/** The VM once it is repaired; a creation that is undone leaves nothing. */
function repaired(world: World, vm: VmRow, action: RepairAction): Change[] {
  if (vm.state === 'missing') return [foundAgain(vm)]
  if (vm.state === 'migration-failed') return putFiles(world, backAt(vm, restOf(vm)))
  if (action === 'undo') return [...releaseSpace(world, vm), remove('vm', vm.id)]
  return [put('vm', { ...vm, state: 'stopped', failure: undefined })]
}

/** A guest that ran before its files moved goes on. */
function startAgain({ world, simulation, caller }: HandlerContext, before: VmRow): void {
  const vm = world.find('vm', before.id)
  if (before.transfer?.from !== 'running' || !vm) return
  simulation.jobs.submit({
    ...{ name: 'job.vm.start', process: 'power', parameters: { action: 'start', from: vm.state } },
    ...{ targetId: vm.id, targetName: vm.name },
    ...{ userId: caller.userId, ownerName: caller.name },
  })
}

/** Repair of VMs whose jobs failed, or whose files were lost. */
export const vmRepairHandlers = { repairOptions, repair }
