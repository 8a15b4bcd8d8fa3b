import { describe, expect, test } from 'vitest'
import {
  emptyRoleDraft,
  type RoleDraft,
} from '../../../../renderer/modules/admin/role-wizard/role-draft.ts'
import {
  faultOfStep,
  firstFault,
  stepOfRefusal,
  stepsFor,
} from '../../../../renderer/modules/admin/role-wizard/role-steps.ts'

const whole: RoleDraft = {
  ...emptyRoleDraft(),
  name: 'Accounting',
  profile: 'self-service-user',
  hostGroups: [{ id: 'hostgroup-2', name: 'Sacramento' }],
  templates: [{ id: 'template-1', name: 'Desktop' }],
}

describe('role steps: pages', () => {
  test('role steps: self-service: all pages of the facts, in their order', () => {
    expect(stepsFor('self-service-user')).toEqual([
      'name',
      'profile',
      'members',
      'scope',
      'quotas',
      'resources',
      'actions',
      'summary',
    ])
  })

  test('role steps: a delegated administrator: no quota and no templates', () => {
    expect(stepsFor('delegated-administrator')).not.toContain('quotas')
    expect(stepsFor('delegated-administrator')).not.toContain('resources')
  })

  test('role steps: the administrator role: only its name and members', () => {
    expect(stepsFor('administrator')).toEqual(['name', 'members', 'summary'])
  })
})

describe('role steps: faults', () => {
  test('role steps: everything is filled in: nothing is wrong', () => {
    expect(firstFault(whole)).toBeUndefined()
  })

  test.each([
    ['name', { name: '  ' }, 'nameMissing'],
    ['name', { name: 'x'.repeat(65) }, 'nameTooLong'],
    ['profile', { profile: undefined }, 'profileMissing'],
    ['scope', { hostGroups: [] }, 'scopeMissing'],
    ['quotas', { points: undefined }, 'pointsMissing'],
    ['quotas', { points: 1.5 }, 'pointsWhole'],
    ['quotas', { points: -1 }, 'pointsWhole'],
    ['actions', { templates: [] }, 'templateMissing'],
  ] as const)('role steps: %s with %j: %s', (step, changes, fault) => {
    const draft: RoleDraft = { ...whole, ...changes }
    expect(faultOfStep(step, draft)).toBe(fault)
    expect(firstFault(draft)).toEqual({ step, fault })
  })

  test('role steps: no limit of points: the number is not looked at', () => {
    expect(faultOfStep('quotas', { ...whole, isLimited: false, points: undefined })).toBeUndefined()
  })

  test('role steps: no template, and creating is not permitted: nothing is wrong', () => {
    const draft: RoleDraft = { ...whole, templates: [], chosenActions: ['start'] }
    expect(firstFault(draft)).toBeUndefined()
  })

  test('role steps: only a library share is in scope: enough for an administrator', () => {
    const draft: RoleDraft = {
      ...whole,
      profile: 'read-only-administrator',
      hostGroups: [],
      shares: [{ id: 'share-1', name: 'library' }],
    }
    expect(firstFault(draft)).toBeUndefined()
  })
})

describe('role steps: refusals', () => {
  test.each([
    ['name.taken', { kind: 'role', name: 'Accounting' }, 'name'],
    ['role.needs-template', { role: 'Accounting' }, 'resources'],
    ['role.beyond-scope', { role: 'Accounting', outside: ['host group Sacramento'] }, 'scope'],
    ['role.beyond-scope', { role: 'Accounting', outside: ['template Desktop'] }, 'resources'],
    ['role.last-administrator', { user: 'kim' }, 'members'],
    ['input.invalid', { issues: ['quota.points: too big'] }, 'quotas'],
    ['input.invalid', { issues: ['scope.templateIds.0: no id'] }, 'resources'],
    ['store.failed', { reason: 'disk full' }, 'summary'],
  ])('role steps: refused with %s %j: said at %s', (code, data, step) => {
    expect(stepOfRefusal(code, data, whole)).toBe(step)
  })

  test('role steps: a refusal of a page that this profile has not: said at the end', () => {
    const draft: RoleDraft = { ...whole, profile: 'administrator' }
    expect(stepOfRefusal('role.needs-template', {}, draft)).toBe('summary')
  })
})
