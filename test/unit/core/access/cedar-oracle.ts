import type { EntityJson, EntityUidJson } from '@cedar-policy/cedar-wasm/nodejs'
import * as cedar from '@cedar-policy/cedar-wasm/nodejs'
import type { RoleRow, World } from '../../../../core/world/index.ts'
import type { AnyId, UserId } from '../../../../shared/domain/index.ts'
import type { Privilege } from '../../../../shared/rights/index.ts'
import { privileges, profilePrivileges } from '../../../../shared/rights/index.ts'
import { everyObject } from './random-world.ts'

/**
 * The rights written a second time, in Cedar: roles as policies, groups and places as its entity
 * tree, so that membership and "with all below" are Cedar's own reasoning and none of ours.
 */
export interface Oracle {
  allows(userId: UserId, privilege: Privilege, id?: AnyId): boolean
}

/** Facts 3.2 by hand: what each permitted action lets a self-service user do, implied ones too. */
const actionGrants: Readonly<Record<string, readonly Privilege[]>> = {
  deploy: ['vm.deploy'],
  deployFromTemplateOnly: ['vm.deploy'],
  createFromVhdOrTemplate: ['vm.deploy'],
  start: ['vm.start'],
  stop: ['vm.stop'],
  shutDown: ['vm.shutDown'],
  pauseAndResume: ['vm.pause'],
  saveState: ['vm.save'],
  checkpoint: ['vm.checkpoint', 'vm.checkpointRestore'],
  checkpointRestoreOnly: ['vm.checkpointRestore'],
  store: ['vm.store'],
  remove: ['vm.delete'],
  remoteConnection: ['vm.connect'],
}

export function cedarOracle(world: World, name: string): Oracle {
  const entities = everyObject(world).map(({ row }) => entityOf(world, row as never))
  entities.push({ uid: uid('fabric-1'), attrs: {}, parents: [] })
  const parts = [...world.all('role')].flatMap(role => policiesOf(role))
  for (const user of world.all('user')) parts.push(...policiesOfUser(world, user.id))
  parts.push('forbid(principal, action, resource) when { principal.disabled };')
  const parsed = cedar.preparsePolicySet(name, { staticPolicies: parts.join('\n') })
  if (parsed.type === 'failure') throw new Error(JSON.stringify(parsed.errors))
  return {
    allows(userId, privilege, id) {
      if (id !== undefined && !world.findAny(id)) return false
      const answer = cedar.statefulIsAuthorized({
        principal: uid(userId),
        action: { type: 'Action', id: privilege },
        resource: uid(id ?? 'fabric-1'),
        context: {},
        preparsedPolicySetId: name,
        entities,
      })
      if (answer.type === 'failure') throw new Error(JSON.stringify(answer.errors))
      const { errors } = answer.response.diagnostics
      if (errors.length) throw new Error(JSON.stringify(errors))
      return answer.response.decision === 'allow'
    },
  }
}

function typeOf(id: string): string {
  const kind = id.slice(0, id.lastIndexOf('-'))
  return kind.charAt(0).toUpperCase() + kind.slice(1)
}

function uid(id: string): { type: string; id: string } {
  return { type: typeOf(id), id }
}

function text(id: string): string {
  return `${typeOf(id)}::"${id}"`
}

function listText(ids: readonly string[]): string {
  return `[${ids.map(text).join(', ')}]`
}

type Above = 'parentId' | 'hostGroupId' | 'hostId' | 'shareId' | 'diskId' | 'targetId'
type AnyRow = { id: string } & Partial<Record<Above, string>> & Record<string, unknown>

const placelessKinds = ['User', 'Usergroup', 'Trace']

/** Where an object hangs in Cedar's tree. */
function parentsOf(world: World, row: AnyRow): string[] {
  switch (typeOf(row.id)) {
    case 'Hostgroup':
      return row['parentId'] ? [row['parentId']] : []
    case 'Cluster':
    case 'Host':
    case 'Share':
      return [row['hostGroupId']!]
    case 'Volume':
      return [...world.all('host')]
        .filter(host => host.volumeIds.includes(row.id as never))
        .map(host => host.id)
    case 'Vm':
      return [row['hostId']!]
    case 'Disk':
      return [row['shareId']!]
    case 'Template':
      return [row['diskId']!]
    case 'Job':
      return placed(world, row['targetId']) ? [row['targetId']!] : []
    case 'User': {
      const groups = [...world.all('usergroup')].filter(one =>
        one.userIds.includes(row.id as never),
      )
      const roles = [...world.all('role')].filter(one => one.userIds.includes(row.id as never))
      return [...groups, ...roles].map(one => one.id)
    }
    case 'Usergroup':
      return [...world.all('role')]
        .filter(one => one.userGroupIds.includes(row.id as never))
        .map(one => one.id)
    default:
      return []
  }
}

function placed(world: World, id: string | undefined): boolean {
  return id !== undefined && !placelessKinds.includes(typeOf(id)) && !!world.findAny(id as AnyId)
}

function entityOf(world: World, row: AnyRow): EntityJson {
  const attrs: EntityJson['attrs'] = {}
  const refer = (key: string, id: unknown) => {
    if (typeof id === 'string') attrs[key] = { __entity: uid(id) }
  }
  const kind = typeOf(row.id)
  if (kind === 'User') attrs['disabled'] = !row['enabled']
  if (kind === 'Vm') refer('owner', row['ownerId'])
  if (kind === 'Vm') refer('role', row['roleId'])
  if (kind === 'Job') attrs['placed'] = placed(world, row['targetId'])
  if (kind === 'Job' || kind === 'Audit') refer('startedBy', row['userId'])
  if (kind === 'Audit') {
    const targets = (row['targetIds'] as string[]).filter(
      id => !placelessKinds.includes(typeOf(id)),
    )
    attrs['count'] = targets.length
    // A target that is gone is an entity that hangs nowhere.
    targets.forEach((id, at) => refer(`target${at}`, id))
  }
  if (kind === 'Role') {
    const { hostGroupIds, shareIds, templateIds } = row['scope'] as RoleRow['scope']
    const entries = [...hostGroupIds, ...shareIds, ...templateIds]
    attrs['count'] = entries.length
    attrs['administrator'] = (row['profile'] as string) === 'administrator'
    attrs['clock'] = row['mayControlClock'] as boolean
    for (let at = 0; at < 4; at++) refer(`entry${at}`, entries[at] ?? entries[0])
  }
  return { uid: uid(row.id) as EntityUidJson, attrs, parents: parentsOf(world, row).map(uid) }
}

function privilegesOf(role: RoleRow): Privilege[] {
  const own = role.profile === 'self-service-user' ? role.actions : []
  const granted = own.flatMap(action => actionGrants[action] ?? [])
  const clock: Privilege[] = role.mayControlClock ? ['clock.control'] : []
  return [...profilePrivileges[role.profile], ...granted, ...clock]
}

function actionText(privileges: Iterable<Privilege>): string {
  return `[${[...privileges].map(one => `Action::"${one}"`).join(', ')}]`
}

function scopeText({ scope }: RoleRow): string {
  return listText([...scope.hostGroupIds, ...scope.shareIds, ...scope.templateIds])
}

/** What a role gives by itself. */
function policiesOf(role: RoleRow): string[] {
  const head = `permit(principal in ${text(role.id)}, action in ${actionText(privilegesOf(role))}`
  const anywhere = `${head}, resource == ${text('fabric-1')});`
  if (role.profile === 'administrator') return [`${head}, resource);`]
  if (role.profile !== 'self-service-user') {
    const placeless = placelessKinds.map(kind => `resource is ${kind}`).join(' || ')
    return [
      anywhere,
      `${head}, resource) when { ${placeless} };`,
      `${head}, resource) when { resource in ${scopeText(role)} };`,
      `${head}, resource is Job) when
        { !resource.placed && resource has startedBy && resource.startedBy == principal };`,
      `${head}, resource is Audit) when
        { resource has startedBy && resource.startedBy == principal };`,
    ]
  }
  const owner = role.quota?.shared ? 'true' : 'resource has owner && resource.owner == principal'
  const groups = listText(role.scope.hostGroupIds)
  return [
    anywhere,
    `${head}, resource is Vm) when
      { resource has role && resource.role == ${text(role.id)} && ${owner} && resource in ${groups} };`,
    `${head}, resource is Template) when { resource in ${listText(role.scope.templateIds)} };`,
    `${head}, resource is Job) when
      { resource has startedBy && resource.startedBy == principal };`,
  ]
}

/** What takes the union of a user's roles: enclosing a role, and all targets of a record. */
function policiesOfUser(world: World, userId: UserId): string[] {
  const groups = [...world.all('usergroup')].filter(one => one.userIds.includes(userId))
  const held = [...world.all('role')].filter(
    role => role.userIds.includes(userId) || groups.some(one => role.userGroupIds.includes(one.id)),
  )
  const who = `principal == ${text(userId)}`
  const hasClock = held.some(one => privilegesOf(one).includes('clock.control'))
  // Privileges that the same roles grant share their policies.
  const alike = new Map<string, { holders: RoleRow[]; privileges: Privilege[] }>()
  for (const privilege of privileges) {
    const holders = held.filter(
      role => role.profile !== 'administrator' && privilegesOf(role).includes(privilege),
    )
    if (holders.length === 0) continue
    const reading = privilege === 'role.read' || privilege === 'role.explain'
    const key = [...holders.map(one => one.id), privilege === 'role.edit', reading].join()
    const known = alike.get(key) ?? { holders, privileges: [] }
    known.privileges.push(privilege)
    alike.set(key, known)
  }
  return [...alike.values()].flatMap(({ holders, privileges: shared }) => {
    const head = `permit(${who}, action in ${actionText(shared)}`
    const places = holders.filter(role => role.profile !== 'self-service-user')
    // Of a self-service role only its templates are places that another role can lie in.
    const own = holders.filter(role => role.profile === 'self-service-user')
    const union = `[${[
      ...places.map(scopeText),
      ...own.map(role => listText(role.scope.templateIds)),
    ]
      .map(text => text.slice(1, -1))
      .filter(Boolean)
      .join(', ')}]`
    const entries = [0, 1, 2, 3].map(at => `resource.entry${at} in ${union}`).join(' && ')
    const isEdit = shared.includes('role.edit')
    const isReading = shared.includes('role.read') || shared.includes('role.explain')
    const clock = !isEdit || hasClock ? 'true' : '!resource.clock'
    const targets = `resource.target0 in ${union} &&
      (!(resource has target1) || resource.target1 in ${union})`
    const member = `${head}, resource is Role) when { principal in resource };`
    return [
      `${head}, resource is Role) when
        { !resource.administrator && resource.count > 0 && ${entries} && ${clock} };`,
      `${head}, resource is Audit) when { resource.count > 0 && ${targets} };`,
      ...(isReading ? [member] : []),
    ]
  })
}
