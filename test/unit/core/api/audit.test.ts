import { expect, test } from 'vitest'
import { refusalOf } from '../../../kit/lab.ts'
import { agency, longBeach } from './agency.ts'

test('audit.list: a delegated administrator: own records and those of the scope, newest first', async () => {
  const { admin, as, ids, vmOn } = await agency()
  const kim = await as('kim')
  await admin.vm.update({ vmIds: [vmOn(longBeach)], changes: { notes: 'hidden' } })
  await admin.vm.update({ vmIds: [ids.sueVm], changes: { notes: 'in scope' } })
  await kim.vm.update({ vmIds: [ids.sueVm], changes: { notes: 'own' } })
  const { rows } = await kim.audit.list({})
  const updates = rows.filter(row => row.operation === 'vm.update')
  expect(updates.map(row => row.userName)).toEqual(['kim', 'admin'])
  const all = (await admin.audit.list({})).rows.filter(row => row.operation === 'vm.update')
  expect(all).toHaveLength(3)
})

test('audit.list: somebody else’s record: roles and proof outside the scope are not named', async () => {
  const { admin, as, ids } = await agency()
  await admin.vm.update({ vmIds: [ids.sueVm], changes: { notes: 'in scope' } })
  const kim = await as('kim')
  const of = [{ field: 'userName', op: 'is' as const, value: 'admin' }]
  const [record] = (await kim.audit.list({ filter: of, limit: 1 })).rows
  expect(record).toMatchObject({
    userName: 'admin',
    roleNames: '1 outside your scope',
    because: '',
  })
  // Nor can a filter ask for it.
  const filter = [{ field: 'roleNames', op: 'contains' as const, value: 'Administrator' }]
  expect((await kim.audit.list({ filter })).total).toBe(0)
  expect((await admin.audit.list({ filter })).total).toBeGreaterThan(0)
})

test('audit.list: an own refused command: a hidden target is named by its id only', async () => {
  const { as, vmOn, world } = await agency()
  const hidden = vmOn(longBeach)
  const kim = await as('kim')
  await refusalOf(kim.vm.update({ vmIds: [hidden], changes: { notes: 'x' } }))
  const { rows } = await kim.audit.list({})
  const said = JSON.stringify(rows)
  expect(said).toContain(hidden)
  expect(said).not.toContain(world.get('vm', hidden).name)
})

test('audit.list: self-service users: denied', async () => {
  const { as } = await agency()
  const sue = await as('sue')
  expect((await refusalOf(sue.audit.list({}))).code).toBe('access.denied')
})

test('audit: strangers: leave no record but of the sign-ins that were looked at', async () => {
  const { lab } = await agency()
  const { world } = lab.core.simulation
  const before = world.count('audit')
  const stranger = lab.client()
  await refusalOf(stranger.user.create({ name: 'mallory', password: 'correct horse battery' }))
  expect(world.count('audit')).toBe(before)
  for (let at = 0; at < 20; at++) {
    await refusalOf(stranger.session.signIn({ name: 'kim', password: 'wrong' }))
  }
  expect(world.count('audit')).toBe(before + 10)
})
