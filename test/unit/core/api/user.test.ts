import { expect, test } from 'vitest'
import type { UserGroupId, UserId } from '../../../../shared/domain/index.ts'
import { Lab, refusalOf } from '../../../kit/lab.ts'
import { agency, longBeach, password } from './agency.ts'

test('user.create: a name in another case: taken', async () => {
  const { admin } = await agency()
  expect(await refusalOf(admin.user.create({ name: 'KIM', password }))).toMatchObject({
    code: 'name.taken',
    data: { kind: 'user', name: 'kim' },
  })
})

test('user.create: a password that is short or the name: refused', async () => {
  const { admin } = await agency()
  for (const weak of ['nine char', 'Longer.Name']) {
    const refusal = await refusalOf(admin.user.create({ name: 'longer.name', password: weak }))
    expect(refusal).toMatchObject({ code: 'access.password-weak', data: { lengthMin: 10 } })
  }
})

test('user.create: the journal: keeps a hash and no password', async () => {
  const { lab } = await agency()
  const entries = lab.store.read()?.tail.filter(entry => entry.operation === 'user.create') ?? []
  expect(entries).toHaveLength(3)
  for (const { input } of entries) {
    expect(Object.keys(input as object).sort()).toEqual([
      'displayName',
      'name',
      'passwordHash',
      'userGroupIds',
    ])
  }
})

test('user.delete: owned VMs stay without an owner, and memberships go', async () => {
  const { admin, world, ids } = await agency()
  await admin.user.delete({ userId: ids.sue })
  expect(world.find('user', ids.sue)).toBeUndefined()
  expect(world.get('vm', ids.sueVm).ownerId).toBeUndefined()
  expect(world.get('role', ids.desktops).userIds).toEqual([])
})

test('user.update: groups: exactly those named', async () => {
  const { admin, world, ids } = await agency()
  const group = async (name: string, userIds: UserId[]) =>
    (await admin.userGroup.save({ name, userIds })).id as UserGroupId
  const [one, two] = [await group('one', [ids.kim]), await group('two', [])]
  await admin.user.update({ userId: ids.kim, userGroupIds: [two] })
  expect(world.get('usergroup', one).userIds).toEqual([])
  expect(world.get('usergroup', two).userIds).toEqual([ids.kim])
})

test('last administrator: every way to lose the last one: refused, and nothing changes', async () => {
  const { lab, admin } = await Lab.with('empty')
  const { world } = lab.core.simulation
  const created = await admin.user.create({ name: 'ada', password })
  const ada = created.id as UserId
  const saved = await admin.userGroup.save({ name: 'Admins', userIds: [ada] })
  const admins = saved.id as UserGroupId
  const [role] = [...world.all('role')]
  const common = { roleId: role!.id, name: role!.name, description: '' }
  await admin.role.update({ ...common, userGroupIds: [admins] })

  // From here on Ada, by way of the group, is the only one left.
  const boss = await lab.signIn('ada', password)
  const ways = [
    () => boss.user.delete({ userId: ada }),
    () => boss.user.update({ userId: ada, enabled: false }),
    () => boss.user.update({ userId: ada, userGroupIds: [] }),
    () => boss.userGroup.save({ userGroupId: admins, name: 'Admins', userIds: [] }),
    () => boss.userGroup.delete({ userGroupId: admins }),
    () => boss.role.update({ ...common, userIds: [], userGroupIds: [] }),
  ]
  const before = JSON.stringify([...world.all('user'), ...world.all('usergroup')])
  for (const way of ways) {
    expect(await refusalOf(way())).toMatchObject({
      code: 'role.last-administrator',
      data: { user: 'ada' },
    })
  }
  expect(JSON.stringify([...world.all('user'), ...world.all('usergroup')])).toBe(before)
})

test('last administrator: a second one who is disabled: does not count', async () => {
  const { lab, admin } = await Lab.with('empty')
  const { world } = lab.core.simulation
  const ada = (await admin.user.create({ name: 'ada', password })).id as UserId
  const [role] = [...world.all('role')]
  const userIds = [...role!.userIds, ada]
  await admin.role.update({ roleId: role!.id, name: role!.name, description: '', userIds })
  await admin.user.update({ userId: ada, enabled: false })
  const refusal = await refusalOf(admin.user.delete({ userId: 'user-1' }))
  expect(refusal.code).toBe('role.last-administrator')
})

test('user.list: a delegated administrator: every name, but only roles and VMs in scope', async () => {
  const { admin, as, ids, vmOn } = await agency()
  await admin.vm.setOwner({ vmIds: [vmOn(longBeach)], ownerId: ids.sue })
  const kim = await as('kim')
  const { rows } = await kim.user.list({})
  expect(rows.map(row => [row.name, row.roles.map(role => role.name), row.ownedVms])).toEqual([
    ['admin', [], 0],
    ['kim', ['Sacramento operators'], 0],
    ['rae', [], 0],
    ['sue', ['Desktops'], 1],
  ])
  // What is not shown cannot be filtered for either.
  const filter = [{ field: 'roles', op: 'contains' as const, value: 'Beach' }]
  expect((await kim.user.list({ filter })).total).toBe(0)
  expect((await admin.user.list({ filter })).total).toBe(1)
})

test('user.edit: who administers only a part: refused', async () => {
  const { as, ids } = await agency()
  const kim = await as('kim')
  const refusal = await refusalOf(kim.user.update({ userId: ids.sue, enabled: false }))
  expect(refusal.code).toBe('access.denied')
})

test('userGroup.save: a name in another case: taken, unless it is the group’s own', async () => {
  const { admin } = await agency()
  const { id } = await admin.userGroup.save({ name: 'Ops' })
  expect((await refusalOf(admin.userGroup.save({ name: 'OPS' }))).code).toBe('name.taken')
  await admin.userGroup.save({ userGroupId: id as UserGroupId, name: 'OPS' })
  expect((await admin.userGroup.list({})).map(group => group.name)).toEqual(['OPS'])
})
