import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  draftOfRole,
  emptyRoleDraft,
  grantedActions,
  impliedBy,
  inputOfDraft,
  peopleOf,
  toggleAction,
  withoutImplied,
  type RoleDraft,
} from '../../../../renderer/modules/admin/role-wizard/role-draft.ts'
import type { RoleRowView } from '../../../../shared/contract/index.ts'
import { roleInput } from '../../../../shared/contract/index.ts'
import { selfServiceActions, withImplied } from '../../../../shared/rights/index.ts'

const role: RoleRowView = {
  id: 'role-4',
  name: 'Accounting self-service',
  description: 'Own VMs of Accounting',
  profile: 'self-service-user',
  users: [{ id: 'user-2', name: 'priya.raman' }],
  userGroups: [{ id: 'usergroup-1', name: 'Accounting' }],
  people: 3,
  hostGroups: [{ id: 'hostgroup-2', name: 'Sacramento' }],
  shares: [],
  templates: [{ id: 'template-1', name: 'Desktop' }],
  actions: ['deploy', 'deployFromTemplateOnly', 'start', 'checkpoint', 'checkpointRestoreOnly'],
  quota: { points: 20, shared: true },
  mayControlClock: false,
  hiddenScope: 0,
}

function draft(changes: Partial<RoleDraft>): RoleDraft {
  return { ...emptyRoleDraft(), name: 'R', profile: 'self-service-user', ...changes }
}

describe('role draft: implied actions', () => {
  test('role draft: an action that another brings: is granted and cannot be taken away alone', () => {
    const chosen = toggleAction([], 'checkpoint')
    expect(grantedActions({ chosenActions: chosen })).toEqual([
      'checkpoint',
      'checkpointRestoreOnly',
    ])
    expect(impliedBy('checkpointRestoreOnly', chosen)).toEqual(['checkpoint'])
    expect(toggleAction(chosen, 'checkpointRestoreOnly')).toEqual(chosen)
  })

  test('role draft: the bringer is taken away: what it brought goes with it', () => {
    const chosen = toggleAction(
      toggleAction([], 'deployFromTemplateOnly'),
      'deployFromTemplateOnly',
    )
    expect(grantedActions({ chosenActions: chosen })).toEqual([])
  })

  test('role draft: an action was ticked before its bringer: it is stored once, as implied', () => {
    const chosen = toggleAction(toggleAction([], 'deploy'), 'createFromVhdOrTemplate')
    expect(chosen).toEqual(['createFromVhdOrTemplate'])
  })

  test('role draft: any set of actions: leaving the implied out and adding them again changes nothing', () => {
    fc.assert(
      fc.property(fc.subarray([...selfServiceActions]), actions => {
        expect(withImplied(withoutImplied(actions))).toEqual(withImplied(actions))
      }),
    )
  })

  test('role draft: any clicks: no chosen action is implied by another chosen one', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...selfServiceActions)), clicks => {
        const chosen = clicks.reduce(toggleAction, [] as ReturnType<typeof toggleAction>)
        expect(chosen.filter(one => impliedBy(one, chosen).length > 0)).toEqual([])
      }),
    )
  })
})

describe('role draft: input', () => {
  test('role draft: of a role that exists: its input says the role again', () => {
    const made = draftOfRole(role, () => ['user-2', 'user-3', 'user-4'])
    expect(inputOfDraft(made)).toEqual({
      name: role.name,
      description: role.description,
      profile: role.profile,
      userIds: ['user-2'],
      userGroupIds: ['usergroup-1'],
      scope: { hostGroupIds: ['hostgroup-2'], shareIds: [], templateIds: ['template-1'] },
      actions: role.actions,
      quota: role.quota,
      mayControlClock: false,
    })
    expect(roleInput.safeParse(inputOfDraft(made)).success).toBe(true)
  })

  test('role draft: the profile was changed to an administrator’s: what only self-service has is dropped', () => {
    const input = inputOfDraft({
      ...draftOfRole(role, () => []),
      profile: 'delegated-administrator',
    })
    expect(input).toMatchObject({
      actions: [],
      quota: undefined,
      scope: { hostGroupIds: ['hostgroup-2'], templateIds: [] },
    })
  })

  test('role draft: a quota without limit: is left out', () => {
    expect(inputOfDraft(draft({ isLimited: false })).quota).toBeUndefined()
    expect(inputOfDraft(draft({ isLimited: true, points: 0 })).quota).toEqual({
      points: 0,
      shared: false,
    })
  })

  test('role draft: somebody is a member by name and through two groups: counts once', () => {
    const people = peopleOf({
      users: [{ id: 'user-2', name: 'a' }],
      userGroups: [
        { id: 'usergroup-1', name: 'g', memberIds: ['user-2', 'user-3'] },
        { id: 'usergroup-2', name: 'h', memberIds: ['user-3'] },
      ],
    })
    expect(people).toBe(2)
  })
})
