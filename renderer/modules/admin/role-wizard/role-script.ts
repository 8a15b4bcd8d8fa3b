import type { RoleProfile, SelfServiceAction } from '../../../../shared/rights/index.ts'
import { grantedActions, inputOfDraft, type RoleDraft } from './role-draft.ts'

/** SCVMM's names of the profiles (facts 3.1). */
const cmdletProfile: Record<RoleProfile, string> = {
  administrator: 'Administrator',
  'delegated-administrator': 'DelegatedAdmin',
  'read-only-administrator': 'ReadOnlyAdmin',
  'self-service-user': 'SelfServiceUser',
}

/** SCVMM's names of the permitted actions (facts 3.2). */
const cmdletPermission: Record<SelfServiceAction, string> = {
  deploy: 'Create',
  deployFromTemplateOnly: 'DeployFromTemplateOnly',
  createFromVhdOrTemplate: 'CreateFromVHDOrTemplate',
  start: 'Start',
  stop: 'Stop',
  shutDown: 'Shutdown',
  pauseAndResume: 'PauseAndResume',
  saveState: 'Save',
  checkpoint: 'Checkpoint',
  checkpointRestoreOnly: 'CheckpointRestoreOnly',
  store: 'Store',
  remove: 'Remove',
  remoteConnection: 'RemoteConnect',
  localAdministrator: 'AllowLocalAdmin',
  author: 'Author',
  share: 'CanShare',
  receive: 'CanReceive',
}

/** The name that SCVMM's cmdlets give an action. */
export function permissionName(action: SelfServiceAction): string {
  return cmdletPermission[action]
}

/** A name as a PowerShell text: in single quotes, which are doubled inside. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}

/**
 * The same in the words of SCVMM's cmdlets: a script that would make this role there, or that would
 * bring one that stands as `before` to what the draft says.
 */
export function cmdletScript(draft: RoleDraft, before?: RoleDraft): string {
  const lines = [headLine(draft), ...memberLines(draft, before), ...scopeLines(draft, before)]
  if (draft.profile === 'self-service-user') {
    lines.push(...permissionLines(draft, before))
    lines.push(...quotaLines(draft, before))
    lines.push(...templateLines(draft, before))
  }
  return `${lines.join('\n')}\n`
}

/** The cmdlets that the script uses, for the line beside the button. */
export function cmdletsOf(draft: RoleDraft, before?: RoleDraft): string[] {
  const found = cmdletScript(draft, before).match(/\b(?:New|Set|Add|Grant|Revoke)-SC\w+/g) ?? []
  return [...new Set(found)]
}

/** The call of the HTTP interface that the last step makes: path and body. */
export function apiCall(draft: RoleDraft): { path: string; body: string } {
  const { profile, ...rest } = inputOfDraft(draft)
  const input = draft.roleId ? { roleId: draft.roleId, ...rest } : { profile, ...rest }
  return {
    path: draft.roleId ? '/api/roles/update' : '/api/roles/create',
    body: JSON.stringify(input, undefined, 2),
  }
}

function headLine(draft: RoleDraft): string {
  const description = draft.description.trim()
  const described = description ? ` -Description ${quoted(description)}` : ''
  const name = quoted(draft.name.trim())
  if (draft.roleId) {
    return `$role = Get-SCUserRole -ID ${quoted(draft.roleId)}\nSet-SCUserRole -UserRole $role -Name ${name}${described}`
  }
  const profile = cmdletProfile[draft.profile ?? 'self-service-user']
  return `$role = New-SCUserRole -Name ${name} -UserRoleProfile ${profile}${described}`
}

interface Difference {
  added: string[]
  removed: string[]
}

type Listed = readonly { id: string; name: string }[]

/** The names that are new in a list, and those that are no longer in it. */
function difference(after: Listed, before: Listed = []): Difference {
  const missingFrom = (other: Listed) => (one: Listed[number]) =>
    !other.some(known => known.id === one.id)
  return {
    added: after.filter(missingFrom(before)).map(one => one.name),
    removed: before.filter(missingFrom(after)).map(one => one.name),
  }
}

function memberLines(draft: RoleDraft, before?: RoleDraft): string[] {
  const members = (one: RoleDraft) => [...one.userGroups, ...one.users]
  const { added, removed } = difference(members(draft), before && members(before))
  const line = (parameter: string, names: string[]) =>
    names.length
      ? [`Set-SCUserRole -UserRole $role -${parameter} ${names.map(quoted).join(', ')}`]
      : []
  return [...line('AddMember', added), ...line('RemoveMember', removed)]
}

function scopeLines(draft: RoleDraft, before?: RoleDraft): string[] {
  if (draft.profile === 'administrator') return []
  const group = (name: string) => `Get-SCVMHostGroup -Name ${quoted(name)}`
  const share = (name: string) => `Get-SCLibraryShare | Where-Object Name -eq ${quoted(name)}`
  const groups = difference(draft.hostGroups, before?.hostGroups)
  const shares = difference(draft.shares, before?.shares)
  const line = (parameter: string) => (query: string) =>
    `Set-SCUserRole -UserRole $role -${parameter} (${query})`
  return [
    ...[...groups.added.map(group), ...shares.added.map(share)].map(line('AddScope')),
    ...[...groups.removed.map(group), ...shares.removed.map(share)].map(line('RemoveScope')),
  ]
}

function permissionLines(draft: RoleDraft, before?: RoleDraft): string[] {
  const names = grantedActions(draft).map(permissionName).join(', ')
  if (before) {
    // This one replaces what was granted, so that it also takes away.
    const isSame = grantedActions(before).map(permissionName).join(', ') === names
    return isSame ? [] : [`Set-SCUserRole -UserRole $role -Permission ${names || '@()'}`]
  }
  return names ? [`Add-SCUserRolePermission -UserRole $role -Permission ${names}`] : []
}

function quotaLines(draft: RoleDraft, before?: RoleDraft): string[] {
  const line = quotaLine(draft)
  return before && quotaLine(before) === line ? [] : [line]
}

function quotaLine(draft: RoleDraft): string {
  if (!draft.isLimited) return 'Set-SCUserRoleQuota -UserRole $role -UseCustomQuotaCountMaximum'
  const whose = draft.isShared ? '' : ' -QuotaPerUser'
  return `Set-SCUserRoleQuota -UserRole $role${whose} -CustomQuotaCount ${draft.points ?? 0}`
}

function templateLines(draft: RoleDraft, before?: RoleDraft): string[] {
  const { added, removed } = difference(draft.templates, before?.templates)
  const line = (verb: string) => (name: string) =>
    `${verb}-SCResource -Resource (Get-SCVMTemplate -Name ${quoted(name)}) -UserRoleID $role.ID`
  return [...added.map(line('Grant')), ...removed.map(line('Revoke'))]
}
