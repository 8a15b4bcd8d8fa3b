import type { AnyId, HostGroupId, HostId, ShareId } from '../../shared/domain/index.ts'
import { kindOfId } from '../../shared/domain/index.ts'
import type { Privilege } from '../../shared/rights/index.ts'
import { privilegesOfAction, selfServiceActions } from '../../shared/rights/index.ts'
import type { JobRow, RoleRow, TemplateRow, VmRow, World } from '../world/index.ts'
import { isStruck } from '../world/index.ts'
import { actionGranting, actionNames, privilegesOfRole, profileNames } from './grants.ts'
import type { Names } from './names.ts'
import { kindNames } from './names.ts'
import { wholeFabricKinds } from './whole-fabric.ts'
import type { Principal } from './types.ts'

/** What a proof needs: whose right it is, and for whose eyes it is written. */
export interface ProofContext {
  readonly world: World
  readonly principal: Principal
  readonly names: Names
  /** Whether the principal reads about themself: then their own roles are named. */
  readonly isSelf: boolean
}

/** How the principal came to the role: one line, or two through a group. */
export function membershipLines(context: ProofContext, role: RoleRow): string[] {
  const { world, principal } = context
  const roleName = `${roleWords(context, role)} (${profileNames[role.profile]})`
  const who = principal.displayName
  if (role.userIds.includes(principal.userId)) return [`${who} is a member of ${roleName}`]
  const group = role.userGroupIds
    .map(id => world.find('usergroup', id))
    .find(one => one?.userIds.includes(principal.userId))
  const groupName = `group ${group?.name ?? ''}`
  return [`${who} is a member of ${groupName}`, `${groupName} is a member of ${roleName}`]
}

/** The role by its name; one that the reader may not see only as such. Members know their own. */
function roleWords({ isSelf, names }: ProofContext, role: RoleRow): string {
  return isSelf || names.sees(role.id) ? `the role ${role.name}` : names.of(role.id)
}

/** That the role grants the privilege, and by what. */
export function grantLine(role: RoleRow, privilege: Privilege): string {
  if (role.profile === 'administrator') return `which grants ${privilege} on everything`
  const action = actionGranting(role, privilege)
  if (action) return `which permits the action ${actionNames[action]} (${privilege})`
  if (privilege === 'clock.control') return `which may control the clock (${privilege})`
  return `which grants ${privilege}`
}

/** Why the target lies in the scope of the role. The role is known to cover it. */
export function targetLines(context: ProofContext, role: RoleRow, id: AnyId): string[] {
  if (role.profile === 'administrator') return []
  const { world } = context
  const kind = kindOfId(id)
  const row = world.findAny(id)
  if (!kind || !row) return []
  if (wholeFabricKinds.has(kind)) return [`a ${kindNames[kind]} belongs to the whole fabric`]
  if (kind === 'vm') return vmLines(context, role, row as VmRow)
  if (kind === 'host') return hostLines(context, role, row.id as HostId)
  if (kind === 'hostgroup') return groupLines(context, role, row.id as HostGroupId)
  if (kind === 'cluster') {
    const group = (row as { hostGroupId: HostGroupId }).hostGroupId
    return liesIn(context, role, context.names.withKind(id), group)
  }
  if (kind === 'volume')
    return [`a host inside the role’s scope reaches ${context.names.withKind(id)}`]
  if (kind === 'share') return shareLines(context, role, row.id as ShareId)
  if (kind === 'disk') {
    const { shareId } = row as { shareId: ShareId }
    const line = `${context.names.withKind(id)} lies on ${context.names.withKind(shareId)}`
    return [line, ...shareLines(context, role, shareId)]
  }
  if (kind === 'template') return templateLines(context, role, row as TemplateRow)
  if (kind === 'role') return roleLines(context, row as RoleRow)
  if (kind === 'job') return jobLines(context, role, row as JobRow)
  return [`the record is ${context.principal.displayName}’s own, or all its targets lie in scope`]
}

function vmLines(context: ProofContext, role: RoleRow, vm: VmRow): string[] {
  const { names, principal } = context
  const vmName = names.withKind(vm.id)
  if (role.profile !== 'self-service-user') {
    const host = names.of(vm.hostId)
    return [`${vmName} ${vm.state === 'running' ? 'runs' : 'is'} on ${host}`].concat(
      hostLines(context, role, vm.hostId),
    )
  }
  const isOwner = vm.ownerId === principal.userId
  const whose = isOwner
    ? `${principal.displayName} owns ${vmName} under this role`
    : `${vmName} counts for this role, whose members share their VMs`
  // Its members never learn on which host a VM runs.
  return [whose, 'its host lies inside the role’s scope']
}

function hostLines(context: ProofContext, role: RoleRow, hostId: HostId): string[] {
  const host = context.world.find('host', hostId)
  return host ? liesIn(context, role, context.names.of(hostId), host.hostGroupId) : []
}

function liesIn(context: ProofContext, role: RoleRow, what: string, group: HostGroupId): string[] {
  const name = context.names.of(group)
  if (role.scope.hostGroupIds.includes(group)) {
    return [`${what} lies in ${name}, inside the role’s scope`]
  }
  return [`${what} lies in ${name}`, ...groupLines(context, role, group)]
}

function groupLines(context: ProofContext, role: RoleRow, id: HostGroupId): string[] {
  const { names, world } = context
  const granting = world.index.groupsAbove(id).find(one => role.scope.hostGroupIds.includes(one))
  if (granting === undefined) return []
  const name = names.of(id)
  if (granting === id) return [`${name} is in the role’s scope`]
  return [`${name} lies below ${names.of(granting)}, inside the role’s scope`]
}

function shareLines(context: ProofContext, role: RoleRow, id: ShareId): string[] {
  const share = context.world.find('share', id)
  if (!share) return []
  const name = context.names.withKind(id)
  if (role.scope.shareIds.includes(id)) return [`${name} is in the role’s scope`]
  return liesIn(context, role, name, share.hostGroupId)
}

function templateLines(context: ProofContext, role: RoleRow, template: TemplateRow): string[] {
  const name = context.names.withKind(template.id)
  if (role.scope.templateIds.includes(template.id)) return [`${name} is in the role’s scope`]
  const disk = context.world.find('disk', template.diskId)
  if (!disk) return []
  const share = context.names.withKind(disk.shareId)
  return [`the disk of ${name} lies on ${share}`, ...shareLines(context, role, disk.shareId)]
}

function roleLines(context: ProofContext, target: RoleRow): string[] {
  const isMember = context.principal.roles.some(one => one.id === target.id)
  const name = roleWords(context, target)
  if (isMember) return [`${context.principal.displayName} is a member of ${name}`]
  return [`the whole scope of ${name} lies inside`]
}

function jobLines(context: ProofContext, role: RoleRow, job: JobRow): string[] {
  const isMine = job.userId === context.principal.userId
  const isOwn = isMine && role.profile === 'self-service-user'
  const hasTarget = job.targetId !== undefined && context.world.findAny(job.targetId)
  if (isOwn || !hasTarget || wholeFabricKinds.has(kindOfId(job.targetId!)!))
    return [`${context.principal.displayName} started the job`]
  const target = `the job acts on ${context.names.withKind(job.targetId!)}`
  return [target, ...targetLines(context, role, job.targetId!)]
}

/** The nearest missing grant for a target that the reader may see. */
export function missingFor(
  context: ProofContext,
  privilege: Privilege,
  covering: RoleRow | undefined,
  holder: RoleRow | undefined,
  targetId: AnyId,
): string {
  const { principal, world } = context
  const revoked = revokedLine(context, privilege)
  if (revoked && !holder) return revoked
  if (covering) return missingGrant(context, covering, privilege, targetId)
  if (!holder) return `No role of ${principal.displayName} grants ${privilege}.`
  const name = sentenceCase(roleWords(context, holder))
  const row = world.findAny(targetId)
  const what = context.names.withKind(targetId)
  if (holder.profile !== 'self-service-user' || kindOfId(targetId) !== 'vm') {
    return `${name} grants ${privilege}, but ${what} lies outside its scope.`
  }
  return `${name} permits it, but ${whyNotOwn(context, holder, row as VmRow)}.`
}

/** Within the scope of a role that does not grant the privilege. */
function missingGrant(
  context: ProofContext,
  role: RoleRow,
  privilege: Privilege,
  targetId: AnyId,
): string {
  const name = roleWords(context, role)
  if (role.profile !== 'self-service-user') {
    const profile = profileNames[role.profile]
    return `Within the scope of ${name}. Missing: ${privilege}, which its profile ${profile} does not grant.`
  }
  const vm = context.world.find('vm', targetId)
  const isOwner = vm?.ownerId === context.principal.userId
  const whose = isOwner ? 'Owner, and within scope' : 'Within scope'
  const action = actionFor(privilege)
  const missing = action ? `the action ${action}` : privilege
  return `${whose}. Missing: ${missing} in ${name}.`
}

/** The name of the permitted action that would grant the privilege. */
export function actionFor(privilege: Privilege): string | undefined {
  const action = selfServiceActions.find(one => privilegesOfAction[one]?.includes(privilege))
  return action && actionNames[action]
}

function whyNotOwn(context: ProofContext, role: RoleRow, vm: VmRow): string {
  const name = context.names.withKind(vm.id)
  if (vm.roleId !== role.id) return `${name} does not count for this role`
  if (vm.ownerId !== context.principal.userId && !role.quota?.shared) {
    return `${context.principal.displayName} does not own ${name}, and the role does not share VMs`
  }
  return `the host of ${name} lies outside the role’s scope`
}

/** The nearest missing grant of a privilege that no role holds. */
export function missingAnywhere(context: ProofContext, privilege: Privilege): string {
  const { displayName, roles } = context.principal
  if (roles.length === 0) return `${displayName} is a member of no role.`
  const revoked = revokedLine(context, privilege)
  if (revoked) return revoked
  const selfService = roles.find(role => role.profile === 'self-service-user')
  const action = actionFor(privilege)
  if (selfService && action) {
    return `Missing: the action ${action} in ${roleWords(context, selfService)}.`
  }
  return `No role of ${displayName} grants ${privilege}.`
}

/** That a role would grant it, if a fault of the drill had not revoked it. */
function revokedLine(context: ProofContext, privilege: Privilege): string | undefined {
  const { principal, world } = context
  const role = principal.roles.find(
    one => privilegesOfRole(one).has(privilege) && isStruck(world, 'permission-revoked', one.id),
  )
  if (!role) return undefined
  const name = sentenceCase(roleWords(context, role))
  return `${name} grants ${privilege}, but is revoked by a fault of the drill until that ends.`
}

function sentenceCase(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
