import type { PowerAction, VmId } from '../../shared/domain/index.ts'
import type { Refusal } from '../../shared/refusals/index.ts'
import { refuse } from '../../shared/refusals/index.ts'
import { privilegesOfRole } from '../access/index.ts'
import type { CheckpointParameters } from '../processes/checkpoint/index.ts'
import { checkpointName } from '../processes/checkpoint/index.ts'
import type { CloneParameters } from '../processes/clone/index.ts'
import { cloneName } from '../processes/clone/index.ts'
import { diskName } from '../processes/disk/index.ts'
import type { MigrationParameters } from '../processes/migration/index.ts'
import { migrationName } from '../processes/migration/index.ts'
import type { ProvisionParameters } from '../processes/provisioning/index.ts'
import { storageMigrationName } from '../processes/storage-migration/index.ts'
import type { TransferParameters } from '../processes/transfer/index.ts'
import { transferName } from '../processes/transfer/index.ts'
import type { JobRow } from '../world/index.ts'
import type { HandlerContext } from './handler.ts'
import { powerPrivilege, vmRefusal } from './targets.ts'
import { transferRightRefusal } from './transfer-right.ts'
import { nameRefusal } from './vm-names.ts'

/**
 * Why the caller cannot restart a job: its condition, a right to what it does that was taken away,
 * or a name that is no longer free. A restart must not do what the command itself would refuse.
 */
export function restartRefusal(context: HandlerContext, job: JobRow): Refusal | undefined {
  return context.simulation.jobs.restartRefusal(job) ?? rightRefusal(context, job)
}

function rightRefusal(context: HandlerContext, job: JobRow): Refusal | undefined {
  if (job.process === 'power') {
    const { action } = job.parameters as { action: PowerAction }
    return vmRefusal(context, powerPrivilege[action], job.targetId as never, () => undefined)
  }
  if (job.process === migrationName) {
    const { targetId } = job.parameters as MigrationParameters
    const isCovered = context.access.scope(context.caller, 'vm.migrate').covers(targetId)
    if (!isCovered) return refuse('not-found', { kind: 'host', id: targetId })
    return vmRefusal(context, 'vm.migrate', job.targetId as never, () => undefined)
  }
  if (job.process === storageMigrationName) {
    return vmRefusal(context, 'vm.migrate', job.targetId as never, () => undefined)
  }
  if (job.process === diskName) {
    return vmRefusal(context, 'vm.edit', job.targetId as never, () => undefined)
  }
  if (job.process === checkpointName) {
    const { action } = job.parameters as CheckpointParameters
    const privilege = action === 'restore' ? 'vm.checkpointRestore' : 'vm.checkpoint'
    return vmRefusal(context, privilege, job.targetId as never, () => undefined)
  }
  if (job.process === transferName) {
    const { to } = job.parameters as TransferParameters
    return transferRightRefusal(context, job.targetId as VmId, to)
  }
  if (job.process === cloneName) {
    return cloneAgainRefusal(context, job.parameters as CloneParameters)
  }
  if (job.process !== 'provision') return undefined
  const parameters = job.parameters as ProvisionParameters
  const refusal = mayRequest(context, parameters) ? undefined : placeRefusal(context, parameters)
  return refusal ?? freeNameRefusal(context, parameters)
}

/**
 * A clone goes to the host of its job, so the caller has to reach that, and takes its name anew.
 */
function cloneAgainRefusal(
  context: HandlerContext,
  parameters: CloneParameters,
): Refusal | undefined {
  const { sourceId, hostId } = parameters
  const source = vmRefusal(context, 'vm.clone', sourceId, () => undefined)
  if (source) return source
  if (!context.access.scope(context.caller, 'vm.clone').covers(hostId)) {
    return refuse('not-found', { kind: 'host', id: hostId })
  }
  return freeNameRefusal(context, parameters)
}

/** A creation that begins anew takes its name anew, and somebody may have taken it since. */
function freeNameRefusal(
  context: HandlerContext,
  { vmId, name }: Pick<ProvisionParameters, 'vmId' | 'name'>,
): Refusal | undefined {
  return context.world.find('vm', vmId) ? undefined : nameRefusal(context, name)
}

/** Whether one of the caller's own roles still permits the request that the job came from. */
function mayRequest({ caller }: HandlerContext, parameters: ProvisionParameters): boolean {
  const { ownerId, roleId, templateId } = parameters
  const role = caller.roles.find(one => one.id === roleId)
  if (!role || templateId === undefined || ownerId !== caller.userId) return false
  return role.scope.templateIds.includes(templateId) && privilegesOfRole(role).has('vm.deploy')
}

/** Why the caller cannot create a VM where the job would. */
function placeRefusal(
  { world, access, caller }: HandlerContext,
  { destination }: ProvisionParameters,
): Refusal | undefined {
  const scope = access.scope(caller, 'vm.create')
  if (scope.everything) return undefined
  if (destination.kind === 'host') {
    const { hostId } = destination
    return scope.covers(hostId) ? undefined : refuse('not-found', { kind: 'host', id: hostId })
  }
  const id = destination.hostGroupIds.find(
    one => !scope.covers(one) && world.find('hostgroup', one),
  )
  return id && refuse('not-found', { kind: 'host group', id })
}
