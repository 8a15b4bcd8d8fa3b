import { describe, expect, test } from 'vitest'
import {
  emptyRoleDraft,
  inputOfDraft,
  type RoleDraft,
} from '../../../../renderer/modules/admin/role-wizard/role-draft.ts'
import {
  apiCall,
  cmdletScript,
  cmdletsOf,
  quoted,
} from '../../../../renderer/modules/admin/role-wizard/role-script.ts'

const draft: RoleDraft = {
  ...emptyRoleDraft(),
  name: 'Kim’s "lab" it’s',
  profile: 'self-service-user',
  users: [{ id: 'user-2', name: "o'brien" }],
  userGroups: [{ id: 'usergroup-1', name: 'Accounting', memberIds: [] }],
  hostGroups: [{ id: 'hostgroup-2', name: 'Sacramento' }],
  shares: [{ id: 'share-1', name: 'sac-lib' }],
  templates: [{ id: 'template-1', name: 'Desktop' }],
  chosenActions: ['deployFromTemplateOnly', 'start'],
  points: 20,
}

describe('role script', () => {
  test('role script: a new self-service role: the cmdlets that would make it', () => {
    expect(cmdletScript(draft).split('\n')).toEqual([
      `$role = New-SCUserRole -Name 'Kim’s "lab" it’s' -UserRoleProfile SelfServiceUser`,
      `Set-SCUserRole -UserRole $role -AddMember 'Accounting', 'o''brien'`,
      `Set-SCUserRole -UserRole $role -AddScope (Get-SCVMHostGroup -Name 'Sacramento')`,
      `Set-SCUserRole -UserRole $role -AddScope (Get-SCLibraryShare | Where-Object Name -eq 'sac-lib')`,
      `Add-SCUserRolePermission -UserRole $role -Permission Create, DeployFromTemplateOnly, Start`,
      `Set-SCUserRoleQuota -UserRole $role -QuotaPerUser -CustomQuotaCount 20`,
      `Grant-SCResource -Resource (Get-SCVMTemplate -Name 'Desktop') -UserRoleID $role.ID`,
      '',
    ])
    expect(cmdletsOf(draft)).toEqual([
      'New-SCUserRole',
      'Set-SCUserRole',
      'Add-SCUserRolePermission',
      'Set-SCUserRoleQuota',
      'Grant-SCResource',
    ])
  })

  test('role script: a delegated administrator: neither permissions nor quota nor templates', () => {
    const script = cmdletScript({ ...draft, profile: 'delegated-administrator' })
    expect(script).toContain('-UserRoleProfile DelegatedAdmin')
    expect(script).not.toMatch(/Permission|Quota|Template/)
  })

  test('role script: an existing role: is changed and not made again', () => {
    const edited = { ...draft, roleId: 'role-4' as const }
    expect(cmdletScript(edited)).not.toContain('New-SCUserRole')
    expect(apiCall(edited).path).toBe('/api/roles/update')
    const { profile, ...rest } = inputOfDraft(edited)
    expect(profile).toBe('self-service-user')
    expect(JSON.parse(apiCall(edited).body)).toEqual({ roleId: 'role-4', ...rest })
  })

  test('role script: an existing role: only what differs, additions and removals', () => {
    const before = { ...draft, roleId: 'role-4' as const }
    const after: RoleDraft = {
      ...before,
      users: [],
      hostGroups: [{ id: 'hostgroup-3', name: 'Long Beach' }],
      templates: [],
      chosenActions: ['start'],
      isShared: true,
    }
    expect(cmdletScript(after, before).split('\n').slice(2)).toEqual([
      `Set-SCUserRole -UserRole $role -RemoveMember 'o''brien'`,
      `Set-SCUserRole -UserRole $role -AddScope (Get-SCVMHostGroup -Name 'Long Beach')`,
      `Set-SCUserRole -UserRole $role -RemoveScope (Get-SCVMHostGroup -Name 'Sacramento')`,
      `Set-SCUserRole -UserRole $role -Permission Start`,
      `Set-SCUserRoleQuota -UserRole $role -CustomQuotaCount 20`,
      `Revoke-SCResource -Resource (Get-SCVMTemplate -Name 'Desktop') -UserRoleID $role.ID`,
      '',
    ])
  })

  test('role script: nothing of an existing role was changed: only its name is set again', () => {
    const before = { ...draft, roleId: 'role-4' as const }
    expect(cmdletScript(before, before).split('\n')).toHaveLength(3)
  })

  test('role script: the call of the interface: carries exactly what the last step sends', () => {
    expect(apiCall(draft).path).toBe('/api/roles/create')
    expect(JSON.parse(apiCall(draft).body)).toEqual(inputOfDraft(draft))
  })

  test('role script: an apostrophe in a name: is doubled and cannot end the text', () => {
    expect(quoted("a'; Remove-Item 'b")).toBe("'a''; Remove-Item ''b'")
  })
})
