import type { ForecastAnswer } from '../../shared/contract/index.ts'
import { Refusal, refuse, viewOfRefusal } from '../../shared/refusals/index.ts'
import type { Privilege } from '../../shared/rights/index.ts'
import { checkpointOf, checkpointsOf } from '../guests/index.ts'
import { changeOf, recordJob } from '../jobs/record.ts'
import type { CheckpointParameters } from '../processes/checkpoint/index.ts'
import {
  checkpointName,
  checkpointRefusal,
  forecastCheckpoint,
} from '../processes/checkpoint/index.ts'
import type { VmRow } from '../world/index.ts'
import { put } from '../world/index.ts'
import type { Applied, HandlerContext, InputOf } from './handler.ts'
import { nameOfTargets, selectVms, vmRefusal } from './targets.ts'
import { editRefusal } from './vm.handlers.ts'
import { forecastView } from './work-view.ts'

/** Checkpoints of one command that are made at a time; their memory goes by the same volumes. */
const parallelCheckpoints = 8

function checkpointForecast(
  context: HandlerContext,
  { vmId, ...parameters }: InputOf<'vm', 'checkpointForecast'>,
): ForecastAnswer | Refusal {
  const { world } = context
  const hidden = vmRefusal(context, 'vm.read', vmId, () => undefined)
  if (hidden) return hidden
  const vm = world.get('vm', vmId)
  const refusal = checkpointRefusal(world, vm, parameters.action, parameters.checkpointId)
  if (refusal) return { blockedBecause: viewOfRefusal(refusal) }
  const forecast = forecastCheckpoint(world, vm, parameters)
  return { forecast: forecastView(context, vm, forecast) }
}

function requestOf(context: HandlerContext, vm: VmRow, parameters: CheckpointParameters) {
  const { caller } = context
  const verb = { create: '', restore: 'Restore', delete: 'Delete', merge: 'Merge' }
  return {
    name: `job.vm.checkpoint${verb[parameters.action]}`,
    process: checkpointName,
    parameters,
    ...{ targetId: vm.id, targetName: vm.name },
    ...{ userId: caller.userId, ownerName: caller.name },
  }
}

function checkpoint(
  context: HandlerContext,
  { vmIds, name, description }: InputOf<'vm', 'checkpoint'>,
): Refusal | (() => Applied) {
  const { world, caller } = context
  const selected = selectVms(context, 'vm.checkpoint', vmIds, vm =>
    vm.jobId ? undefined : checkpointRefusal(world, vm, 'create'),
  )
  if (selected instanceof Refusal) return selected
  const { vms, refused } = selected
  const requests = vms.map(vm => requestOf(context, vm, { action: 'create', name, description }))
  return () => {
    const { jobs } = context.simulation
    const bulk = {
      ...{ name: 'job.vm.checkpoint', targetName: nameOfTargets(vms) },
      ...{ userId: caller.userId, ownerName: caller.name },
    }
    const jobId =
      requests.length === 1
        ? jobs.submit(requests[0]!)
        : jobs.submitBulk(bulk, requests, parallelCheckpoints)
    return { jobId, accepted: vms.length, refused }
  }
}

/** A job on one checkpoint of one VM. */
function onOne(action: 'restore' | 'delete', privilege: Privilege) {
  return (
    context: HandlerContext,
    input: InputOf<'vm', 'checkpointRestore'> & { readonly withDescendants?: boolean },
  ): Refusal | (() => Applied) => {
    const { world } = context
    const { vmId, checkpointId, withDescendants } = input
    const refusal = vmRefusal(context, privilege, vmId, vm =>
      vm.jobId ? undefined : checkpointRefusal(world, vm, action, checkpointId),
    )
    if (refusal) return refusal
    const vm = world.get('vm', vmId)
    const request = requestOf(context, vm, { action, checkpointId, withDescendants })
    return () => ({ jobId: context.simulation.jobs.submit(request) })
  }
}

function checkpointRename(
  context: HandlerContext,
  input: InputOf<'vm', 'checkpointRename'>,
): Refusal | (() => Applied) {
  const { world, caller } = context
  const { vmId, checkpointId } = input
  const refusal = vmRefusal(context, 'vm.checkpoint', vmId, vm => editRefusal(world, vm))
  if (refusal) return refusal
  const vm = world.get('vm', vmId)
  const old = checkpointOf(vm, checkpointId)
  if (!old) return refuse('checkpoint.unknown', { name: vm.name, checkpoint: checkpointId })
  const { name, description = old.description } = input
  return () => {
    const checkpoints = checkpointsOf(vm).map(one =>
      one.id === checkpointId ? { ...one, name, description } : one,
    )
    world.apply(put('vm', { ...vm, checkpoints }))
    const changes = [
      ...changeOf(vm.name, 'checkpoint', old.name, name),
      ...changeOf(vm.name, 'checkpoint description', old.description, description),
    ]
    const target = { targetId: vm.id, targetName: vm.name }
    const before = { name: old.name, description: old.description }
    return {
      jobId: recordJob(world, { name: 'job.vm.checkpointRename', ...target, caller, changes }),
      undo: { operation: 'vm.checkpointRename', input: { vmId, checkpointId, ...before } },
    }
  }
}

/** Checkpoints: forecast, make, restore, delete and rename. */
export const vmCheckpointHandlers = {
  checkpointForecast,
  checkpoint,
  checkpointRestore: onOne('restore', 'vm.checkpointRestore'),
  checkpointDelete: onOne('delete', 'vm.checkpoint'),
  checkpointRename,
}
