import { describe, expect, it } from 'vitest'
import { buildFabric } from '../../../../core/inventory/index.ts'
import { scopeChangeOfMove } from '../../../../core/library/index.ts'
import type { RoleRow } from '../../../../core/world/index.ts'
import { put, World } from '../../../../core/world/index.ts'
import type { HostGroupId, ShareId } from '../../../../shared/domain/index.ts'

/** All Hosts 1; Sacramento 2 with hosts 1 and 2, Long Beach 3 with host 3, Huntington Beach 4. */
function agency(): World {
  const world = new World()
  buildFabric(world, 'state-agency', 1)
  for (const number of [1, 2, 3] as const) {
    const id = `user-${number}` as const
    const user = { id, name: `u${number}`, displayName: '', enabled: true, passwordHash: '' }
    world.apply(put('user', { ...user, createdMs: 0 }))
  }
  return world
}

function addRole(
  world: World,
  name: string,
  scope: { groups?: HostGroupId[]; shares?: ShareId[] },
  rest: Partial<RoleRow> = {},
): void {
  world.apply(
    put('role', {
      id: world.nextId('role'),
      name,
      description: '',
      profile: 'delegated-administrator',
      userIds: ['user-1'],
      userGroupIds: [],
      scope: { hostGroupIds: scope.groups ?? [], shareIds: scope.shares ?? [], templateIds: [] },
      actions: [],
      mayControlClock: false,
      ...rest,
    }),
  )
}

const sacramento = 'hostgroup-2'
const longBeach = 'hostgroup-3'

describe('scope change', () => {
  it('scope change: a host goes to another office: one office loses it, the other gains it', () => {
    const world = agency()
    addRole(world, 'North', { groups: [sacramento] })
    addRole(world, 'South', { groups: [longBeach] }, { userIds: ['user-2', 'user-3'] })
    addRole(world, 'All offices', { groups: ['hostgroup-1'] })
    const change = scopeChangeOfMove(world, {
      kind: 'host',
      ids: ['host-1'],
      toGroupId: longBeach,
    })
    const vms = world.index.vmsByHost.of('host-1').size
    expect(change).toEqual({
      gains: [{ role: 'South', members: 2 }],
      loses: [{ role: 'North', members: 1 }],
      hosts: 1,
      vms,
    })
  })

  it('scope change: administrators: are never in it', () => {
    const world = agency()
    addRole(world, 'Administrator', { groups: [sacramento] }, { profile: 'administrator' })
    const move = { kind: 'host', ids: ['host-1'], toGroupId: longBeach } as const
    expect(scopeChangeOfMove(world, move)).toMatchObject({ gains: [], loses: [] })
  })

  it('scope change: a group goes below another: scopes above change, its own goes along', () => {
    const world = agency()
    addRole(world, 'North', { groups: [sacramento] })
    addRole(world, 'South', { groups: [longBeach] })
    const change = scopeChangeOfMove(world, {
      kind: 'hostgroup',
      ids: [longBeach],
      toGroupId: sacramento,
    })
    expect(change).toMatchObject({ gains: [{ role: 'North' }], loses: [], hosts: 1 })
    expect(change.vms).toBe(world.index.vmsByHost.of('host-3').size)
  })

  it('scope change: a group moves within what a role sees: nothing changes for it', () => {
    const world = agency()
    addRole(world, 'All offices', { groups: ['hostgroup-1'] })
    const move = { kind: 'hostgroup', ids: [longBeach], toGroupId: sacramento } as const
    expect(scopeChangeOfMove(world, move)).toMatchObject({ gains: [], loses: [] })
  })

  it('scope change: a share: seen by its group or by its name; self-service users see none', () => {
    const world = agency()
    addRole(world, 'North', { groups: [sacramento] })
    addRole(world, 'South', { groups: [longBeach] })
    addRole(world, 'Librarians', { shares: ['share-2'] })
    addRole(world, 'Users', { groups: [longBeach] }, { profile: 'self-service-user' })
    const change = scopeChangeOfMove(world, {
      kind: 'share',
      ids: ['share-2'],
      toGroupId: sacramento,
    })
    expect(change).toEqual({
      gains: [{ role: 'North', members: 1 }],
      loses: [{ role: 'South', members: 1 }],
      hosts: 0,
      vms: 0,
    })
  })

  it('scope change: hidden roles: are counted, their members once, and not named', () => {
    const world = agency()
    addRole(world, 'North', { groups: [sacramento] })
    addRole(world, 'Secret one', { groups: [sacramento] }, { userIds: ['user-2', 'user-3'] })
    addRole(world, 'Secret two', { groups: [sacramento] }, { userIds: ['user-3'] })
    const move = { kind: 'host', ids: ['host-1'], toGroupId: longBeach } as const
    const change = scopeChangeOfMove(world, move, role => role.name === 'North')
    expect(change.loses).toEqual([
      { role: 'North', members: 1 },
      { role: '2 roles outside your scope', members: 2 },
    ])
  })
})
