import type { AnyId } from '../../shared/domain/index.ts'
import { kindOfId } from '../../shared/domain/index.ts'
import type {
  AuditRow,
  DiskRow,
  HostGroupRow,
  HostRow,
  JobRow,
  RoleRow,
  ShareRow,
  TemplateRow,
  VmRow,
  World,
} from '../../core/world/index.ts'

/** The roles of a user, by membership alone or through groups. */
function rolesOf(world: World, userId: string): RoleRow[] {
  const groups = [...world.all('usergroup')].filter(group =>
    group.userIds.includes(userId as never),
  )
  return [...world.all('role')].filter(
    role =>
      role.userIds.includes(userId as never) ||
      groups.some(group => role.userGroupIds.includes(group.id)),
  )
}

/** Whether the group is one of those named, or lies below one. */
function below(world: World, groupId: string | undefined, named: readonly string[]): boolean {
  let at = groupId
  while (at !== undefined) {
    if (named.includes(at)) return true
    at = (world.find('hostgroup', at) as HostGroupRow | undefined)?.parentId
  }
  return false
}

/** What one administering role shows (design, section 5). */
function adminSees(world: World, role: RoleRow, userId: string, id: AnyId): boolean {
  const { hostGroupIds, shareIds, templateIds } = role.scope
  const inGroup = (groupId: string | undefined) => below(world, groupId, hostGroupIds)
  const row = world.findAny(id)
  if (!row) return false
  switch (kindOfId(id)) {
    case 'hostgroup':
      return inGroup(id)
    case 'host':
    case 'cluster':
      return inGroup((row as HostRow).hostGroupId)
    case 'vm':
      return inGroup(world.get('host', (row as VmRow).hostId).hostGroupId)
    case 'share':
      return shareIds.includes(id as never) || inGroup((row as ShareRow).hostGroupId)
    case 'disk':
      return adminSees(world, role, userId, (row as DiskRow).shareId)
    case 'template':
      return (
        templateIds.includes(id as never) ||
        adminSees(world, role, userId, (row as TemplateRow).diskId)
      )
    case 'user':
      return true
    default:
      return false
  }
}

/**
 * What one self-service role shows: own VMs (or the role's, when its quota is shared), its
 * templates.
 */
function selfServiceSees(world: World, role: RoleRow, userId: string, id: AnyId): boolean {
  const row = world.findAny(id)
  if (!row) return false
  if (kindOfId(id) === 'template') return role.scope.templateIds.includes(id as never)
  if (kindOfId(id) !== 'vm') return false
  const vm = row as VmRow
  const mine = vm.ownerId === userId || role.quota?.shared === true
  const host = world.get('host', vm.hostId)
  return vm.roleId === role.id && mine && below(world, host.hostGroupId, role.scope.hostGroupIds)
}

/** Whether a user may know of an object, decided the slow way. */
export function bruteForceSees(world: World, userName: string, id: AnyId): boolean {
  const user = [...world.all('user')].find(one => one.name === userName)
  if (!user?.enabled) return false
  const roles = rolesOf(world, user.id)
  if (roles.some(role => role.profile === 'administrator')) return world.findAny(id) !== undefined
  const kind = kindOfId(id)
  if (kind === 'job') return seesJob(world, userName, roles, world.find('job', id))
  if (kind === 'audit') return seesAudit(world, userName, roles, world.find('audit', id))
  if (kind === 'role') return seesRole(world, roles, world.find('role', id))
  return roles.some(role =>
    role.profile === 'self-service-user'
      ? selfServiceSees(world, role, user.id, id)
      : adminSees(world, role, user.id, id),
  )
}

/** Users, groups, traces and profiles lie in no place: they place neither a job nor a record. */
function hasPlace(id: AnyId): boolean {
  return !['user', 'usergroup', 'trace', 'hwprofile', 'osprofile'].includes(kindOfId(id) ?? '')
}

function seesJob(world: World, name: string, roles: RoleRow[], job: JobRow | undefined): boolean {
  if (!job || roles.length === 0) return false
  const target = job.targetId
  const placed = target !== undefined && hasPlace(target)
  // A self-service user sees the jobs that they started; only administering roles see by place.
  const administering = roles.filter(role => role.profile !== 'self-service-user')
  const sees = (role: RoleRow) =>
    kindOfId(target!) === 'role'
      ? seesRole(world, [role], world.find('role', target))
      : adminSees(world, role, '', target!)
  if (placed && administering.some(sees)) return true
  if (job.ownerName !== name) return false
  // What an administrator started on a place that was since taken from them is hidden with it.
  const own = roles.some(role => role.profile === 'self-service-user')
  return own || !placed
}

function seesAudit(
  world: World,
  name: string,
  roles: RoleRow[],
  row: AuditRow | undefined,
): boolean {
  if (!row || !roles.some(role => role.profile !== 'self-service-user')) return false
  if (row.userName === name) return true
  const placed = row.targetIds.filter(hasPlace)
  return placed.length > 0 && placed.every(target => bruteForceSees(world, name, target))
}

/** Own roles, and for administering ones those whose whole scope lies inside their own. */
function seesRole(world: World, roles: RoleRow[], role: RoleRow | undefined): boolean {
  if (!role) return false
  const administering = roles.filter(one => one.profile !== 'self-service-user')
  if (administering.length === 0) return false
  if (roles.some(one => one.id === role.id)) return true
  if (role.profile === 'administrator') return false
  const { hostGroupIds, shareIds, templateIds } = role.scope
  const all = [...hostGroupIds, ...shareIds, ...templateIds]
  return all.every(id => administering.some(own => adminSees(world, own, '', id)))
}
