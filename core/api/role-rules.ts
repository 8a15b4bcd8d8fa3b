import type { AnyId, RoleId } from '../../shared/domain/index.ts'
import type { Refusal } from '../../shared/refusals/index.ts'
import { refuse } from '../../shared/refusals/index.ts'
import { withImplied } from '../../shared/rights/index.ts'
import type { RoleDraft } from '../access/index.ts'
import { entriesOutside, nameOf, Names, profileNames } from '../access/index.ts'
import type { RoleRow, World } from '../world/index.ts'
import type { HandlerContext, InputOf } from './handler.ts'

/** A role as its input says, with implied actions, and without what its profile does not have. */
export function draftOf(input: InputOf<'role', 'create'>): RoleDraft {
  const isSelfService = input.profile === 'self-service-user'
  const { name, description, profile, mayControlClock } = input
  return {
    name,
    description,
    profile,
    userIds: [...new Set(input.userIds)],
    userGroupIds: [...new Set(input.userGroupIds)],
    scope: {
      hostGroupIds: [...new Set(input.scope.hostGroupIds)],
      shareIds: [...new Set(input.scope.shareIds)],
      templateIds: [...new Set(input.scope.templateIds)],
    },
    actions: isSelfService ? withImplied(input.actions) : [],
    quota: isSelfService ? input.quota : undefined,
    mayControlClock,
  }
}

/** Names as the caller may read them. */
export function namesFor({ world, access, caller }: HandlerContext): Names {
  return new Names(world, privilege => access.scope(caller, privilege))
}

/** Refuses a role that the caller may not make, whether new or a changed one. */
export function checkDraft(
  context: HandlerContext,
  draft: RoleDraft,
  id: RoleId | undefined,
): Refusal | undefined {
  return (
    checkName(context.world, draft.name, id) ??
    checkReferences(context, draft) ??
    checkInside(context, draft) ??
    checkTemplates(draft)
  )
}

/** Names are unique over all roles, also those outside the caller's scope. */
function checkName(world: World, name: string, id: RoleId | undefined): Refusal | undefined {
  const sought = name.toLowerCase()
  for (const role of world.all('role')) {
    if (role.id !== id && role.name.toLowerCase() === sought) {
      return refuse('name.taken', { kind: 'user role', name })
    }
  }
  return undefined
}

/** What the role names must exist and be visible; a hidden object is like one that is not there. */
function checkReferences(context: HandlerContext, draft: RoleDraft): Refusal | undefined {
  const names = namesFor(context)
  const { hostGroupIds, shareIds, templateIds } = draft.scope
  const named: readonly [string, readonly AnyId[]][] = [
    ['user', draft.userIds],
    ['usergroup', draft.userGroupIds],
    ['hostgroup', hostGroupIds],
    ['share', shareIds],
    ['template', templateIds],
  ]
  for (const [kind, ids] of named) {
    const id = ids.find(one => !names.sees(one))
    if (id) return refuse('not-found', { kind, id })
  }
  return undefined
}

/**
 * A delegated administrator makes roles only inside the own scope, with no more than own rights.
 */
function checkInside(context: HandlerContext, draft: RoleDraft): Refusal | undefined {
  const { world, access, caller } = context
  const own = access.scope(caller, 'role.edit')
  if (own.everything) return undefined
  const { entries, ids } = entriesOutside(world, draft.scope, own)
  const outside = ids.map(id => nameOf(world, id))
  if (draft.mayControlClock && !access.holds(caller, 'clock.control')) {
    outside.push('control of the simulated clock')
  }
  if (draft.profile === 'administrator') outside.push('the whole fabric')
  if (outside.length) return refuse('role.beyond-scope', { role: draft.name, outside })
  // Nobody but an administrator would see such a role again, not even who made it.
  const issue = 'scope: name at least one host group, library share or template of your own scope'
  return entries === 0 ? refuse('input.invalid', { issues: [issue] }) : undefined
}

function checkTemplates(draft: RoleDraft): Refusal | undefined {
  const mayDeploy = draft.actions.includes('deploy')
  if (!mayDeploy || draft.scope.templateIds.length > 0) return undefined
  return refuse('role.needs-template', { role: draft.name })
}

/** The Administrator role keeps its profile and reaches everything, so it takes no scope. */
export function checkAdministratorUnchanged(role: RoleRow, draft: RoleDraft): Refusal | undefined {
  const { hostGroupIds, shareIds, templateIds } = draft.scope
  const hasScope = hostGroupIds.length + shareIds.length + templateIds.length > 0
  return hasScope ? profileFixed(role) : undefined
}

export function profileFixed(role: RoleRow): Refusal {
  return refuse('role.profile-fixed', { role: role.name, profile: profileNames[role.profile] })
}
