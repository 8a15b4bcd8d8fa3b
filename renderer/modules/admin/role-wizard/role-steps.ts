import type { RoleProfile } from '../../../../shared/rights/index.ts'
import { grantedActions, type RoleDraft } from './role-draft.ts'

export const roleStepKeys = [
  'name',
  'profile',
  'members',
  'scope',
  'quotas',
  'resources',
  'actions',
  'summary',
] as const
export type RoleStepKey = (typeof roleStepKeys)[number]

const stepsOfProfile: Record<RoleProfile, readonly RoleStepKey[]> = {
  // The one administrator role is fixed: only its members change.
  administrator: ['name', 'members', 'summary'],
  'delegated-administrator': ['name', 'profile', 'members', 'scope', 'actions', 'summary'],
  'read-only-administrator': ['name', 'profile', 'members', 'scope', 'actions', 'summary'],
  'self-service-user': roleStepKeys,
}

/** The pages of the wizard (facts 3.5). Before a profile is chosen those of a self-service role. */
export function stepsFor(profile: RoleProfile | undefined): readonly RoleStepKey[] {
  return stepsOfProfile[profile ?? 'self-service-user']
}

/** What is wrong with a step: a key of the translated texts. */
export type RoleFault =
  | 'nameMissing'
  | 'nameTooLong'
  | 'profileMissing'
  | 'scopeMissing'
  | 'pointsMissing'
  | 'pointsWhole'
  | 'templateMissing'

const nameLengthMax = 64
const pointsMax = 100000

/** What keeps a step from being finished; undefined where nothing does. */
export function faultOfStep(step: RoleStepKey, draft: RoleDraft): RoleFault | undefined {
  if (step === 'name') return faultOfName(draft)
  if (step === 'profile' && !draft.profile) return 'profileMissing'
  if (step === 'scope') return reachesNothing(draft) ? 'scopeMissing' : undefined
  if (step === 'quotas') return faultOfQuota(draft)
  if (step === 'actions') return lacksTemplate(draft) ? 'templateMissing' : undefined
  return undefined
}

/** The first step that is not in order, and why. */
export function firstFault(draft: RoleDraft): { step: RoleStepKey; fault: RoleFault } | undefined {
  for (const step of stepsFor(draft.profile)) {
    const fault = faultOfStep(step, draft)
    if (fault) return { step, fault }
  }
  return undefined
}

/** Whether the role may create VMs but has no template to create them from. */
export function lacksTemplate(draft: RoleDraft): boolean {
  if (draft.profile !== 'self-service-user' || draft.templates.length > 0) return false
  return grantedActions(draft).includes('deploy')
}

function faultOfName(draft: RoleDraft): RoleFault | undefined {
  const length = draft.name.trim().length
  if (length === 0) return 'nameMissing'
  return length > nameLengthMax ? 'nameTooLong' : undefined
}

function reachesNothing(draft: RoleDraft): boolean {
  return draft.hostGroups.length === 0 && draft.shares.length === 0
}

function faultOfQuota(draft: RoleDraft): RoleFault | undefined {
  if (!draft.isLimited) return undefined
  if (draft.points === undefined) return 'pointsMissing'
  const isWhole = Number.isInteger(draft.points) && draft.points >= 0 && draft.points <= pointsMax
  return isWhole ? undefined : 'pointsWhole'
}

/** The step that a refusal of the core concerns; the last one where it names none. */
export function stepOfRefusal(
  code: string,
  data: Record<string, unknown>,
  draft: RoleDraft,
): RoleStepKey {
  const steps = stepsFor(draft.profile)
  const wanted = wantedStep(code, data, draft)
  return steps.includes(wanted) ? wanted : 'summary'
}

function wantedStep(code: string, data: Record<string, unknown>, draft: RoleDraft): RoleStepKey {
  switch (code) {
    case 'name.taken':
      return 'name'
    case 'role.last-administrator':
      return 'members'
    case 'quota.exceeded':
      return 'quotas'
    case 'not-found':
      return stepOfKind[String(data.kind)] ?? 'summary'
    case 'role.needs-template':
      return 'resources'
    case 'role.profile-fixed':
      return 'profile'
    case 'role.beyond-scope':
      return stepOfOutside(textsOf(data.outside), draft)
    case 'input.invalid':
      return stepOfIssues(textsOf(data.issues))
    default:
      return 'summary'
  }
}

/** Templates that lie outside are chosen on another page than host groups and shares. */
function stepOfOutside(outside: readonly string[], draft: RoleDraft): RoleStepKey {
  const names = (list: readonly { name: string }[]) =>
    list.some(one => outside.some(text => text.includes(one.name)))
  if (names(draft.hostGroups) || names(draft.shares)) return 'scope'
  return names(draft.templates) ? 'resources' : 'scope'
}

/** A thing that was deleted, or moved out of sight, while the wizard stood open. */
const stepOfKind: Record<string, RoleStepKey> = {
  user: 'members',
  usergroup: 'members',
  hostgroup: 'scope',
  share: 'scope',
  template: 'resources',
}

const stepOfField: Record<string, RoleStepKey> = {
  name: 'name',
  description: 'name',
  profile: 'profile',
  userIds: 'members',
  userGroupIds: 'members',
  'scope.templateIds': 'resources',
  scope: 'scope',
  quota: 'quotas',
  actions: 'actions',
  mayControlClock: 'actions',
}

function stepOfIssues(issues: readonly string[]): RoleStepKey {
  for (const issue of issues) {
    const field = Object.keys(stepOfField).find(one => issue.startsWith(one))
    if (field) return stepOfField[field] ?? 'summary'
  }
  return 'summary'
}

function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : []
}
