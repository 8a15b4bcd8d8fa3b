import { Refusal, refuse } from '../../shared/refusals/index.ts'
import { changeOf, recordJob } from '../jobs/record.ts'
import { put } from '../world/index.ts'
import type { Applied, HandlerContext, InputOf } from './handler.ts'
import { nameOfTargets, selectVms } from './targets.ts'

function setVmLimit(
  context: HandlerContext,
  { vmIds, iopsLimit }: InputOf<'storage', 'setVmLimit'>,
): Refusal | (() => Applied) {
  const { world, caller } = context
  const selected = selectVms(context, 'storage.edit', vmIds, vm =>
    vm.recycled ? refuse('vm.recycled', { name: vm.name }) : undefined,
  )
  if (selected instanceof Refusal) return selected
  const { vms, refused } = selected
  const before = new Set(vms.map(vm => vm.iopsLimit))
  return () => {
    const changes = vms.flatMap(vm => {
      world.apply(put('vm', { ...world.get('vm', vm.id), iopsLimit }))
      return changeOf(vm.name, 'iopsLimit', vm.iopsLimit, iopsLimit)
    })
    const [first] = vms
    const jobId = recordJob(world, {
      ...{ name: 'job.storage.setVmLimit', targetId: vms.length === 1 ? first?.id : undefined },
      ...{ targetName: nameOfTargets(vms), caller, changes },
    })
    const input = { vmIds: vms.map(vm => vm.id), iopsLimit: [...before][0] }
    const undo = before.size === 1 ? { undo: { operation: 'storage.setVmLimit', input } } : {}
    return { jobId, accepted: vms.length, refused, ...undo }
  }
}

function setHostLimit(
  { world, access, caller }: HandlerContext,
  { volumeId, hostId, iopsLimit }: InputOf<'storage', 'setHostLimit'>,
): Refusal | (() => Applied) {
  const volume = world.get('volume', volumeId)
  const host = world.find('host', hostId)
  if (!host || !access.scope(caller, 'storage.edit').host(host)) {
    return refuse('not-found', { kind: 'host', id: hostId })
  }
  if (!host.volumeIds.includes(volumeId)) {
    return refuse('snapshot.host-blind', { volume: volume.name, host: host.name })
  }
  const before = volume.hostIopsLimits?.[hostId]
  return () => {
    const others = Object.entries(volume.hostIopsLimits ?? {}).filter(([id]) => id !== hostId)
    const own = iopsLimit === undefined ? {} : { [hostId]: iopsLimit }
    const limits = { ...Object.fromEntries(others), ...own }
    world.apply(put('volume', { ...world.get('volume', volumeId), hostIopsLimits: limits }))
    const jobId = recordJob(world, {
      ...{ name: 'job.storage.setHostLimit', targetId: volumeId, targetName: volume.name, caller },
      changes: changeOf(`${volume.name}, ${host.name}`, 'iopsLimit', before, iopsLimit),
    })
    const input = { volumeId, hostId, iopsLimit: before }
    return { jobId, undo: { operation: 'storage.setHostLimit', input } }
  }
}

function setAccess(
  { world, access, caller }: HandlerContext,
  { volumeId, userGroupIds }: InputOf<'storage', 'setAccess'>,
): Refusal | (() => Applied) {
  const volume = world.get('volume', volumeId)
  const seen = access.scope(caller, 'user.read')
  const unknown = userGroupIds.find(id => !world.find('usergroup', id) || !seen.covers(id))
  if (unknown) return refuse('not-found', { kind: 'user group', id: unknown })
  const before = volume.accessGroupIds ?? []
  const named = (ids: readonly string[]) =>
    ids.map(id => world.find('usergroup', id)?.name ?? id).join(', ')
  return () => {
    const accessGroupIds = userGroupIds.length > 0 ? [...new Set(userGroupIds)] : undefined
    world.apply(put('volume', { ...world.get('volume', volumeId), accessGroupIds }))
    const jobId = recordJob(world, {
      ...{ name: 'job.storage.setAccess', targetId: volumeId, targetName: volume.name, caller },
      changes: changeOf(volume.name, 'userGroups', named(before), named(userGroupIds)),
    })
    const input = { volumeId, userGroupIds: [...before] }
    return { jobId, undo: { operation: 'storage.setAccess', input } }
  }
}

/** Limits of operations and rights of use on volumes. */
export const storageLimitHandlers = { setVmLimit, setHostLimit, setAccess }
