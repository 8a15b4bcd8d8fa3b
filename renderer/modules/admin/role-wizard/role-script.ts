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

/** The same in the words of SCVMM's cmdlets: a script that would make this role there. */
export function cmdletScript(draft: RoleDraft): string {
  const lines = [headLine(draft), ...memberLines(draft), ...scopeLines(draft)]
  if (draft.profile === 'self-service-user') {
    lines.push(...permissionLines(draft), ...quotaLines(draft), ...templateLines(draft))
  }
  return `${lines.join('\n')}\n`
}

/** The cmdlets that the script uses, for the line beside the button. */
export function cmdletsOf(draft: RoleDraft): string[] {
  const found = cmdletScript(draft).match(/\b(?:New|Set|Add|Grant)-SC\w+/g) ?? []
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

function memberLines(draft: RoleDraft): string[] {
  const names = [...draft.userGroups, ...draft.users].map(member => quoted(member.name))
  return names.length ? [`Set-SCUserRole -UserRole $role -AddMember ${names.join(', ')}`] : []
}

function scopeLines(draft: RoleDraft): string[] {
  if (draft.profile === 'administrator') return []
  return [
    ...draft.hostGroups.map(group => addScope(`Get-SCVMHostGroup -Name ${quoted(group.name)}`)),
    ...draft.shares.map(share =>
      addScope(`Get-SCLibraryShare | Where-Object Name -eq ${quoted(share.name)}`),
    ),
  ]
}

function addScope(query: string): string {
  return `Set-SCUserRole -UserRole $role -AddScope (${query})`
}

function permissionLines(draft: RoleDraft): string[] {
  const names = grantedActions(draft).map(permissionName)
  if (names.length === 0) return []
  return [`Add-SCUserRolePermission -UserRole $role -Permission ${names.join(', ')}`]
}

function quotaLines(draft: RoleDraft): string[] {
  const target = draft.isShared ? '-UserRole $role' : '-UserRole $role -QuotaPerUser'
  if (!draft.isLimited) return [`Set-SCUserRoleQuota -UserRole $role -UseCustomQuotaCountMaximum`]
  return [`Set-SCUserRoleQuota ${target} -CustomQuotaCount ${draft.points ?? 0}`]
}

function templateLines(draft: RoleDraft): string[] {
  return draft.templates.map(
    template =>
      `Grant-SCResource -Resource (Get-SCVMTemplate -Name ${quoted(template.name)}) -UserRoleID $role.ID`,
  )
}
