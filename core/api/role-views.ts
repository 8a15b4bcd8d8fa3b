import type { JobChangeRow, RoleRow, World } from '../world/index.ts'
import type { RoleRowView } from '../../shared/contract/index.ts'
import type { RoleDraft } from '../access/index.ts'
import { actionNames, entriesOutside, membersOf, profileNames } from '../access/index.ts'
import { changeOf } from '../jobs/record.ts'
import type { HandlerContext } from './handler.ts'
import { namesOf } from './users.ts'

/** A role as the caller sees it: scope entries outside the caller's scope are only counted. */
export function roleView({ world, access, caller }: HandlerContext, role: RoleRow): RoleRowView {
  const groups = access.scope(caller, 'hostgroup.read')
  const shares = access.scope(caller, 'library.read')
  const templates = access.scope(caller, 'template.read')
  const hidden = entriesOutside(world, role.scope, {
    hostGroup: row => groups.hostGroup(row),
    share: row => shares.share(row),
    template: row => templates.template(row),
  }).ids
  const { hostGroupIds, shareIds, templateIds } = role.scope
  return {
    id: role.id,
    name: role.name,
    description: role.description,
    profile: role.profile,
    users: namesOf(world, 'user', role.userIds),
    userGroups: namesOf(world, 'usergroup', role.userGroupIds),
    people: membersOf(world, role).size,
    hostGroups: namesOf(world, 'hostgroup', without(hostGroupIds, hidden)),
    shares: namesOf(world, 'share', without(shareIds, hidden)),
    templates: namesOf(world, 'template', without(templateIds, hidden)),
    actions: [...role.actions],
    quota: role.quota && { points: role.quota.points, shared: role.quota.shared },
    mayControlClock: role.mayControlClock,
    hiddenScope: hidden.length,
  }
}

function without<Id extends string>(ids: readonly Id[], hidden: readonly string[]): Id[] {
  return ids.filter(id => !hidden.includes(id))
}

/** The properties in which two versions of a role differ, in words. */
export function roleChanges(
  world: World,
  before: RoleDraft | undefined,
  after: RoleDraft | undefined,
): JobChangeRow[] {
  const name = (after ?? before)!.name
  const [old, now] = [wordsOf(world, before), wordsOf(world, after)]
  return Object.keys({ ...old, ...now }).flatMap(property =>
    changeOf(name, property, old[property] ?? '', now[property] ?? ''),
  )
}

function wordsOf(world: World, role: RoleDraft | undefined): Record<string, string> {
  if (!role) return {}
  const { hostGroupIds, shareIds, templateIds } = role.scope
  const { quota } = role
  return {
    name: role.name,
    description: role.description,
    profile: profileNames[role.profile],
    members: joined(namesOf(world, 'user', role.userIds)),
    groups: joined(namesOf(world, 'usergroup', role.userGroupIds)),
    hostGroups: joined(namesOf(world, 'hostgroup', hostGroupIds)),
    shares: joined(namesOf(world, 'share', shareIds)),
    templates: joined(namesOf(world, 'template', templateIds)),
    actions: role.actions.map(action => actionNames[action]).join(', '),
    quota: quota ? `${quota.points} points${quota.shared ? ', shared' : ' for each member'}` : '',
    mayControlClock: role.mayControlClock ? 'yes' : '',
  }
}

function joined(rows: readonly { name: string }[]): string {
  return rows.map(row => row.name).join(', ')
}
