import type {
  HostGroupId,
  RoleId,
  ShareId,
  TemplateId,
  UserGroupId,
  UserId,
} from '../../../../shared/domain/index.ts'
import type { RoleInput, RoleRowView } from '../../../../shared/contract/index.ts'
import {
  impliedActions,
  selfServiceActions,
  withImplied,
  type RoleProfile,
  type SelfServiceAction,
} from '../../../../shared/rights/index.ts'
import { presetActions } from './role-presets.ts'

/** A thing that the draft names, with the name that the screen shows. */
export interface Named<Id extends string> {
  id: Id
  name: string
}

/** A user group in the draft; its people count as members. */
export interface NamedGroup extends Named<UserGroupId> {
  memberIds: readonly string[]
}

/** What the wizard has gathered so far. Nothing of it is granted before the last step. */
export interface RoleDraft {
  /** The role that is edited; absent for a new one. */
  roleId?: RoleId
  name: string
  description: string
  profile?: RoleProfile
  users: readonly Named<UserId>[]
  userGroups: readonly NamedGroup[]
  hostGroups: readonly Named<HostGroupId>[]
  shares: readonly Named<ShareId>[]
  templates: readonly Named<TemplateId>[]
  /** What was ticked; what that implies is added when it is read. */
  chosenActions: readonly SelfServiceAction[]
  isLimited: boolean
  /** Undefined while the field holds no number. */
  points: number | undefined
  isShared: boolean
  mayControlClock: boolean
}

export const defaultQuotaPoints = 10

/** The draft that the wizard opens with: no profile yet, the second preset once there is one. */
export function emptyRoleDraft(): RoleDraft {
  return {
    name: '',
    description: '',
    users: [],
    userGroups: [],
    hostGroups: [],
    shares: [],
    templates: [],
    chosenActions: presetActions.createAndOperate,
    isLimited: true,
    points: defaultQuotaPoints,
    isShared: false,
    mayControlClock: false,
  }
}

/** The draft of a role that exists. `memberIdsOf` answers who is in a user group. */
export function draftOfRole(
  role: RoleRowView,
  memberIdsOf: (groupId: string) => readonly string[],
): RoleDraft {
  return {
    roleId: role.id,
    name: role.name,
    description: role.description,
    profile: role.profile,
    users: role.users,
    userGroups: role.userGroups.map(group => ({ ...group, memberIds: memberIdsOf(group.id) })),
    hostGroups: role.hostGroups,
    shares: role.shares,
    templates: role.templates,
    chosenActions: withoutImplied(role.actions),
    isLimited: role.quota !== undefined,
    points: role.quota?.points ?? defaultQuotaPoints,
    isShared: role.quota?.shared ?? false,
    mayControlClock: role.mayControlClock,
  }
}

/**
 * The input of `role.create` and, with the role's id, of `role.update` that the draft stands for.
 */
export function inputOfDraft(draft: RoleDraft): RoleInput {
  const profile = draft.profile ?? 'self-service-user'
  const isSelfService = profile === 'self-service-user'
  const isScoped = profile !== 'administrator'
  return {
    name: draft.name.trim(),
    description: draft.description.trim(),
    profile,
    userIds: draft.users.map(user => user.id),
    userGroupIds: draft.userGroups.map(group => group.id),
    scope: {
      hostGroupIds: isScoped ? draft.hostGroups.map(group => group.id) : [],
      shareIds: isScoped ? draft.shares.map(share => share.id) : [],
      templateIds: isSelfService ? draft.templates.map(template => template.id) : [],
    },
    actions: isSelfService ? grantedActions(draft) : [],
    quota: quotaOfDraft(draft, isSelfService),
    mayControlClock: draft.mayControlClock,
  }
}

function quotaOfDraft(draft: RoleDraft, isSelfService: boolean): RoleInput['quota'] {
  if (!isSelfService || !draft.isLimited || draft.points === undefined) return undefined
  return { points: draft.points, shared: draft.isShared }
}

/** Every action that the draft grants, the implied ones too, in the order of the list. */
export function grantedActions(draft: Pick<RoleDraft, 'chosenActions'>): SelfServiceAction[] {
  return withImplied(draft.chosenActions)
}

/** The chosen actions that bring this one with them; empty where it stands on its own. */
export function impliedBy(
  action: SelfServiceAction,
  chosen: readonly SelfServiceAction[],
): SelfServiceAction[] {
  return chosen.filter(one => impliedActions[one]?.includes(action))
}

/** The actions without those that others of them imply: what a person would have ticked. */
export function withoutImplied(actions: readonly SelfServiceAction[]): SelfServiceAction[] {
  return selfServiceActions.filter(
    action => actions.includes(action) && impliedBy(action, actions).length === 0,
  )
}

/** The choice after a click on an action. An implied one is locked and does not change. */
export function toggleAction(
  chosen: readonly SelfServiceAction[],
  action: SelfServiceAction,
): readonly SelfServiceAction[] {
  if (impliedBy(action, chosen).length > 0) return chosen
  const isOn = chosen.includes(action)
  const next = isOn ? chosen.filter(one => one !== action) : [...chosen, action]
  return withoutImplied(next)
}

/** How many different people the members are, through groups or by name. */
export function peopleOf(draft: Pick<RoleDraft, 'users' | 'userGroups'>): number {
  const people = new Set<string>(draft.users.map(user => user.id))
  for (const group of draft.userGroups) group.memberIds.forEach(id => people.add(id))
  return people.size
}
