import type { UserId, VmId } from '../../shared/domain/index.ts'
import { workloadProfiles } from '../../shared/domain/index.ts'
import { Refusal, refuse } from '../../shared/refusals/index.ts'
import { checkQuota, vmQuotaRefusal } from '../access/index.ts'
import { changeOf, recordJob } from '../jobs/record.ts'
import { cpuShareRefusal } from '../guests/index.ts'
import { releaseSpace } from '../processes/space.ts'
import type { JobChangeRow, VmRow, World } from '../world/index.ts'
import { put, remove } from '../world/index.ts'
import type { Applied, HandlerContext, InputOf } from './handler.ts'
import { rulesRefusal } from './rule-views.ts'
import { nameOfTargets, selectVms } from './targets.ts'
import { nameRefusal } from './vm-names.ts'
import { deleteRefusal, editRefusal } from './vm.handlers.ts'

type Changes = InputOf<'vm', 'update'>['changes']

/** Puts changed VMs into the world and records what changed as one job. */
function recordEdit(
  context: HandlerContext,
  name: string,
  before: readonly VmRow[],
  edit: (vm: VmRow) => VmRow,
): { jobId: Applied['jobId'] } {
  const { world, caller } = context
  const changes: JobChangeRow[] = []
  for (const old of before) {
    const vm = edit(world.get('vm', old.id))
    world.apply(put('vm', vm))
    changes.push(...changesBetween(old, vm))
  }
  const targetId = before.length === 1 ? before[0]!.id : undefined
  const targetName = nameOfTargets(before)
  return { jobId: recordJob(world, { name, targetId, targetName, caller, changes }) }
}

function changesBetween(old: VmRow, now: VmRow): JobChangeRow[] {
  const fields = Object.keys({ ...old, ...now }) as (keyof VmRow)[]
  return fields.flatMap(field =>
    old[field] === now[field] ? [] : changeOf(now.name, field, old[field], now[field]),
  )
}

function withChanges(vm: VmRow, changes: Changes): VmRow {
  const { addTags, removeTags, customProperties, guest, ...plain } = changes
  const removed = new Set(removeTags ?? [])
  const tags = [...new Set([...(plain.tags ?? vm.tags), ...(addTags ?? [])])].filter(
    tag => !removed.has(tag),
  )
  const properties = { ...vm.customProperties, ...customProperties }
  const kept = Object.entries(properties).filter(([, value]) => value !== '')
  const given = Object.entries(plain).filter(([, value]) => value !== undefined)
  return {
    ...vm,
    ...Object.fromEntries(given),
    tags: tags.slice(0, 20),
    customProperties: Object.fromEntries(kept),
    ...(guest ? { guest: guestWith(vm, guest) } : {}),
  }
}

/** What is known of the guest with changes; no guest cluster is nothing known of one. */
function guestWith(vm: VmRow, changes: NonNullable<Changes['guest']>): VmRow['guest'] {
  const { clusterRole, ...guest } = { ...vm.guest, ...changes }
  return clusterRole ? { ...guest, clusterRole } : guest
}

/** What a field stands for that a VM lacks. */
const absent: Readonly<Record<string, unknown>> = {
  ...{ usesRemoteFx: false, processorCompatibility: false },
}

/** The changes that put a VM back as it was; the undo of an update of one VM. */
function undoOf(vm: VmRow, changes: Changes): unknown {
  const properties = Object.keys(changes.customProperties ?? {}).map(key => [
    key,
    Object.hasOwn(vm.customProperties, key) ? vm.customProperties[key] : '',
  ])
  const plain = Object.keys(changes).filter(
    key => !['addTags', 'removeTags', 'tags', 'customProperties', 'guest'].includes(key),
  )
  const { diskKind = 'basic', clusterRole = '' } = vm.guest ?? {}
  const tagged = changes.tags ?? changes.addTags ?? changes.removeTags
  return {
    vmIds: [vm.id],
    changes: {
      ...Object.fromEntries(plain.map(key => [key, vm[key as keyof VmRow] ?? absent[key]])),
      ...(tagged ? { tags: vm.tags } : {}),
      ...(changes.guest ? { guest: { diskKind, clusterRole } } : {}),
      ...(properties.length > 0 ? { customProperties: Object.fromEntries(properties) } : {}),
    },
  }
}

function update(context: HandlerContext, { vmIds, changes }: InputOf<'vm', 'update'>) {
  const { world } = context
  if (changes.name !== undefined && vmIds.length > 1) {
    return refuse('input.invalid', { issues: ['a name can be given to one VM only'] })
  }
  const selected = selectVms(context, 'vm.edit', vmIds, vm => editRefusal(world, vm))
  if (selected instanceof Refusal) return selected
  const { vms, refused } = selected
  const renamed =
    changes.name !== undefined ? nameRefusal(context, changes.name, vms[0]) : undefined
  const over =
    renamed ??
    pointsRefusal(context, vms, changes.quotaPoints) ??
    vms.flatMap(vm => cpuShareRefusal(withChanges(vm, changes)) ?? [])[0] ??
    rulesRefusal(context, vms, vm => withChanges(vm, changes))
  if (over) return over
  return (): Applied => ({
    ...recordEdit(context, changes.name ? 'job.vm.rename' : 'job.vm.update', vms, vm =>
      withChanges(vm, changes),
    ),
    accepted: vms.length,
    refused,
    ...(vms.length === 1
      ? { undo: { operation: 'vm.update', input: undoOf(vms[0]!, changes) } }
      : {}),
  })
}

/** VMs whose points come out of one pool: those of a role that shares its quota, or of an owner. */
function poolOf(world: World, vm: VmRow): string {
  const shared = world.find('role', vm.roleId)?.quota?.shared ?? false
  return shared ? `${vm.roleId}` : `${vm.roleId} ${vm.ownerId}`
}

/** Why the VMs cannot cost more points: the quota of their role. */
function pointsRefusal(
  { world }: HandlerContext,
  vms: readonly VmRow[],
  points: number | undefined,
): Refusal | undefined {
  if (points === undefined) return undefined
  const added = new Map<string, { vm: VmRow; points: number }>()
  for (const vm of vms) {
    const key = poolOf(world, vm)
    const sum = (added.get(key)?.points ?? 0) + points - vm.quotaPoints
    added.set(key, { vm, points: sum })
  }
  for (const { vm, points: more } of added.values()) {
    const role = world.find('role', vm.roleId)
    const refusal = role && more > 0 ? checkQuota(world, role, vm.ownerId, more) : undefined
    if (refusal) return refusal
  }
  return undefined
}

function setOwner(context: HandlerContext, input: InputOf<'vm', 'setOwner'>) {
  const { world, access, caller } = context
  const owner = world.find('user', input.ownerId)
  if (input.ownerId && !owner) return refuse('user.group-unknown', { name: input.ownerId })
  const role = world.find('role', input.roleId)
  if (input.roleId && !(role && access.scope(caller, 'role.read').role(role))) {
    return refuse('not-found', { kind: 'role', id: input.roleId })
  }
  if (role && role.profile !== 'self-service-user') {
    return refuse('input.invalid', { issues: [`roleId: ${role.name} is no self-service role`] })
  }
  const selected = selectVms(context, 'vm.assign', input.vmIds, vm => editRefusal(world, vm))
  if (selected instanceof Refusal) return selected
  const { vms, refused } = selected
  const added = vms
    .filter(vm => vm.roleId !== role?.id || (!role?.quota?.shared && vm.ownerId !== owner?.id))
    .reduce((sum, vm) => sum + vm.quotaPoints, 0)
  const over = role && added > 0 ? checkQuota(world, role, owner?.id, added) : undefined
  if (over) return over
  return (): Applied => ({
    ...recordEdit(context, 'job.vm.setOwner', vms, vm => ({
      ...vm,
      ownerId: owner?.id,
      roleId: role?.id,
    })),
    accepted: vms.length,
    refused,
    ...undoOwner(vms),
  })
}

/**
 * All VMs had the same owner and role before, or the change cannot be taken back in one command.
 */
function undoOwner(vms: readonly VmRow[]): Pick<Applied, 'undo'> {
  const { ownerId, roleId } = vms[0]!
  if (vms.some(vm => vm.ownerId !== ownerId || vm.roleId !== roleId)) return {}
  const input = { vmIds: vms.map(vm => vm.id), ownerId, roleId }
  return { undo: { operation: 'vm.setOwner', input } }
}

function deleteVms(context: HandlerContext, { vmIds }: InputOf<'vm', 'delete'>) {
  const { world, caller } = context
  const selected = selectVms(context, 'vm.delete', vmIds, vm => deleteRefusal(world, vm))
  if (selected instanceof Refusal) return selected
  const { vms, refused } = selected
  return (): Applied => ({
    ...recordEdit(context, 'job.vm.delete', vms, vm => ({
      ...vm,
      recycled: { atMs: world.nowMs, byUserId: caller.userId as UserId },
    })),
    accepted: vms.length,
    refused,
    undo: { operation: 'vm.restore', input: { vmIds: vms.map(vm => vm.id) } },
  })
}

function restore(context: HandlerContext, { vmIds }: InputOf<'vm', 'restore'>) {
  const { world } = context
  const selected = selectVms(context, 'vm.delete', vmIds, vm => {
    if (!vm.recycled) return refuse('vm.not-recycled', { name: vm.name })
    return vmQuotaRefusal(world, vm) ?? nameRefusal(context, vm.name, vm)
  })
  if (selected instanceof Refusal) return selected
  const { vms, refused } = selected
  const over = restoredPointsRefusal(context, vms)
  if (over) return over
  return (): Applied => ({
    ...recordEdit(context, 'job.vm.restore', vms, vm => ({ ...vm, recycled: undefined })),
    accepted: vms.length,
    refused,
    undo: { operation: 'vm.delete', input: { vmIds: vms.map(vm => vm.id) } },
  })
}

/** Each VM may fit its quota alone where all together do not. */
function restoredPointsRefusal(
  { world }: HandlerContext,
  vms: readonly VmRow[],
): Refusal | undefined {
  const sums = new Map<string, { vm: VmRow; points: number }>()
  for (const vm of vms) {
    const role = world.find('role', vm.roleId)
    if (!role) continue
    const key = poolOf(world, vm)
    sums.set(key, { vm, points: (sums.get(key)?.points ?? 0) + vm.quotaPoints })
  }
  for (const { vm, points } of sums.values()) {
    const refusal = checkQuota(world, world.get('role', vm.roleId!), vm.ownerId, points)
    if (refusal) return refusal
  }
  return undefined
}

function purge(context: HandlerContext, { vmIds }: InputOf<'vm', 'purge'>) {
  const { world, caller } = context
  const selected = selectVms(context, 'vm.purge', vmIds, vm =>
    vm.recycled ? undefined : refuse('vm.not-recycled', { name: vm.name }),
  )
  if (selected instanceof Refusal) return selected
  const { vms, refused } = selected
  return (): Applied => {
    for (const vm of vms) {
      world.applyAll(releaseSpace(world, vm))
      world.apply(remove('vm', vm.id))
    }
    const changes = vms.flatMap(vm => changeOf(vm.name, 'files', 'on the volume', 'deleted'))
    const jobId = recordJob(world, {
      name: 'job.vm.purge',
      targetName: nameOfTargets(vms),
      caller,
      changes,
    })
    return { jobId, accepted: vms.length, refused }
  }
}

function assignTrace(context: HandlerContext, { vmIds, workload }: InputOf<'vm', 'assignTrace'>) {
  const { world } = context
  const trace = world.find('trace', workload)
  const profile = workloadProfiles.find(one => one === workload)
  if (!trace && !profile) return refuse('not-found', { kind: 'workload', id: workload })
  const selected = selectVms(context, 'trace.assign', vmIds, vm => editRefusal(world, vm))
  if (selected instanceof Refusal) return selected
  const { vms, refused } = selected
  const change = trace ? { traceId: trace.id } : { workload: profile!, traceId: undefined }
  return (): Applied => ({
    ...recordEdit(context, 'job.vm.assignTrace', vms, vm => ({ ...vm, ...change })),
    accepted: vms.length,
    refused,
    ...undoWorkload(vms),
  })
}

function undoWorkload(vms: readonly VmRow[]): Pick<Applied, 'undo'> {
  const before = new Set(vms.map(vm => vm.traceId ?? vm.workload))
  if (before.size !== 1) return {}
  const ids: VmId[] = vms.map(vm => vm.id)
  return { undo: { operation: 'vm.assignTrace', input: { vmIds: ids, workload: [...before][0] } } }
}

/** Changing VMs: properties, owner, workload, recycle bin. */
export const vmEditHandlers = {
  update,
  setOwner,
  delete: deleteVms,
  restore,
  purge,
  assignTrace,
}
