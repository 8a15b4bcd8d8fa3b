import { expect, test } from 'vitest'
import type { RoleInput } from '../../../../shared/contract/index.ts'
import type { RoleId, VmId } from '../../../../shared/domain/index.ts'
import { refusalOf } from '../../../kit/lab.ts'
import { agency, longBeach, password, sacramento } from './agency.ts'

const helpers: RoleInput = {
  name: 'Helpers',
  profile: 'read-only-administrator',
  scope: { hostGroupIds: [sacramento] },
}

test('role.create: a delegated administrator, inside the own scope: made, with its undo', async () => {
  const { as, world } = await agency()
  const kim = await as('kim')
  const answer = await kim.role.create(helpers)
  const roleId = answer.id as RoleId
  expect(answer.undo).toEqual({ operation: 'role.delete', input: { roleId } })
  expect(world.get('role', roleId)).toMatchObject({ name: 'Helpers', actions: [] })
  await kim.role.delete({ roleId })
  expect(world.find('role', roleId)).toBeUndefined()
})

test('role.create: places that the maker cannot see: not found, like those that are not', async () => {
  const { as } = await agency()
  const kim = await as('kim')
  for (const id of [longBeach, 'hostgroup-99'] as const) {
    const scope = { hostGroupIds: [id] }
    expect(await refusalOf(kim.role.create({ ...helpers, scope }))).toMatchObject({
      code: 'not-found',
      data: { kind: 'hostgroup', id },
    })
  }
})

test('role.create: places that the maker sees but does not administer: beyond scope', async () => {
  const { admin, as, ids } = await agency()
  const { id: roleId, ...rest } = {
    ...{ id: ids.readers, name: 'Beach readers', description: '' },
    ...{ userIds: [ids.rae, ids.kim], scope: { hostGroupIds: [longBeach] } },
  }
  await admin.role.update({ roleId, ...rest })
  const kim = await as('kim')
  const scope = { hostGroupIds: [sacramento, longBeach] }
  expect(await refusalOf(kim.role.create({ ...helpers, scope }))).toMatchObject({
    code: 'role.beyond-scope',
    data: { role: 'Helpers', outside: ['Long Beach'] },
  })
})

test('role.create: the clock: only by who may control it', async () => {
  const { admin, as } = await agency()
  const kim = await as('kim')
  const withClock = { ...helpers, mayControlClock: true }
  expect(await refusalOf(kim.role.create(withClock))).toMatchObject({
    code: 'role.beyond-scope',
    data: { outside: ['control of the simulated clock'] },
  })
  expect((await admin.role.create(withClock)).id).toBeDefined()
})

test('role.create: a second Administrator role: refused to everybody', async () => {
  const { admin, as } = await agency()
  for (const client of [admin, await as('kim')]) {
    const input = { name: 'Bosses', profile: 'administrator' } as const
    expect((await refusalOf(client.role.create(input))).code).toBe('role.profile-fixed')
  }
})

test('role.create: no scope at all: refused to a delegated administrator', async () => {
  const { as } = await agency()
  const kim = await as('kim')
  const refusal = await refusalOf(kim.role.create({ ...helpers, scope: {} }))
  expect(refusal.code).toBe('input.invalid')
})

test('role.create: a read-only administrator and a self-service user: denied', async () => {
  const { as } = await agency()
  for (const name of ['rae', 'sue']) {
    const client = await as(name)
    expect((await refusalOf(client.role.create(helpers))).code).toBe('access.denied')
  }
})

test('role.create: a name in another case: taken', async () => {
  const { admin } = await agency()
  const refusal = await refusalOf(admin.role.create({ ...helpers, name: 'DESKTOPS' }))
  expect(refusal.code).toBe('name.taken')
})

test('role.create: self-service: implied actions are added, and Deploy needs a template', async () => {
  const { admin, world, ids } = await agency()
  expect(world.get('role', ids.desktops).actions).toEqual([
    'deploy',
    'deployFromTemplateOnly',
    'start',
  ])
  const input: RoleInput = {
    ...helpers,
    profile: 'self-service-user',
    actions: ['createFromVhdOrTemplate'],
  }
  expect((await refusalOf(admin.role.create(input))).code).toBe('role.needs-template')
})

test('role.update: a wider scope than the own: refused, and nothing changes', async () => {
  const { as, world, ids } = await agency()
  const kim = await as('kim')
  const before = world.get('role', ids.desktops)
  const refusal = await refusalOf(
    kim.role.update({
      ...{ roleId: ids.desktops, name: before.name, description: '' },
      scope: { hostGroupIds: [longBeach] },
    }),
  )
  expect(refusal.code).toBe('not-found')
  expect(world.get('role', ids.desktops)).toBe(before)
})

test('role.update: a role outside the scope: not found', async () => {
  const { as, ids } = await agency()
  const kim = await as('kim')
  for (const roleId of ['role-1', ids.readers, 'role-99'] as const) {
    const refusal = await refusalOf(kim.role.update({ roleId, name: 'x', description: '' }))
    expect(refusal).toMatchObject({ code: 'not-found', data: { id: roleId } })
  }
})

test('role.update: the Administrator role: members change, its reach does not', async () => {
  const { admin, world, ids } = await agency()
  const common = { roleId: 'role-1', name: 'Administrator', description: '' } as const
  const userIds = ['user-1' as const, ids.kim]
  const narrow = { ...common, userIds, scope: { hostGroupIds: [sacramento] } }
  expect((await refusalOf(admin.role.update(narrow))).code).toBe('role.profile-fixed')
  await admin.role.update({ ...common, userIds })
  expect(world.get('role', 'role-1').userIds).toEqual(userIds)
})

test('role.update: a quota below what is in use: refused with both figures', async () => {
  const { admin, world, ids } = await agency()
  const role = world.get('role', ids.desktops)
  const used = world.get('vm', ids.sueVm).quotaPoints
  const update = (points: number) =>
    admin.role.update({
      ...{ roleId: role.id, name: role.name, description: '', userIds: [...role.userIds] },
      ...{ scope: { hostGroupIds: [sacramento], templateIds: [ids.template] } },
      ...{ actions: [...role.actions], quota: { points } },
    })
  expect(used).toBeGreaterThan(0)
  expect(await refusalOf(update(used - 1))).toMatchObject({
    code: 'quota.exceeded',
    data: { used, requested: 0, limit: used - 1 },
  })
  await update(used)
})

test('role.delete: a self-service role: its VMs stay with their owners', async () => {
  const { admin, world, ids } = await agency()
  await admin.role.delete({ roleId: ids.desktops })
  expect(world.get('vm', ids.sueVm)).toMatchObject({ ownerId: ids.sue, roleId: undefined })
  expect((await refusalOf(admin.role.delete({ roleId: 'role-1' }))).code).toBe('role.profile-fixed')
})

test('role: a change: leaves a job that says what was changed', async () => {
  const { admin, world } = await agency()
  const { jobId } = await admin.role.create(helpers)
  expect(world.get('job', jobId!)).toMatchObject({
    name: 'job.role.create',
    status: 'completed',
    targetName: 'Helpers',
    cmdlet: 'New-SCUserRole',
  })
  expect(world.get('job', jobId!).changes).toContainEqual({
    object: 'Helpers',
    property: 'hostGroups',
    before: '',
    after: 'Sacramento headquarters',
  })
})

test('role.list: a member whose role reaches further: the rest is only counted', async () => {
  const { admin, as, ids } = await agency()
  await admin.role.create({
    ...{ name: 'Statewide desktops', profile: 'self-service-user', userIds: [ids.kim] },
    scope: { hostGroupIds: [sacramento, longBeach], templateIds: ['template-1', 'template-2'] },
  })
  const kim = await as('kim')
  const [row] = (await kim.role.list({})).filter(role => role.name === 'Statewide desktops')
  expect(row?.hostGroups.map(group => group.name)).toEqual(['Sacramento headquarters'])
  // Long Beach is hidden; as a member Kim does see both templates.
  expect([row?.templates.length, row?.hiddenScope]).toEqual([2, 1])
})

test('role.describe: self-service: says what members can do, cannot do, and what may surprise', async () => {
  const { admin, ids } = await agency()
  const description = await admin.role.describe({
    ...{ name: 'Desktops', profile: 'self-service-user', userIds: [ids.sue] },
    scope: { hostGroupIds: [sacramento], templateIds: [ids.template] },
    actions: ['deployFromTemplateOnly', 'start', 'checkpoint'],
    quota: { points: 20 },
  })
  expect(description).toEqual({
    who: '1 person, through the portal only, on Sacramento headquarters and 1 template.',
    can: [
      {
        lead: 'Create VMs',
        text:
          'from 1 template, until 20 points are in use by each member. ' +
          'Where they run is chosen for them.',
      },
      { lead: 'Start', text: 'their own VMs.' },
      { lead: 'See', text: 'their own VMs.' },
    ],
    cannot: [
      { lead: 'See hosts, host groups,', text: 'or anybody else’s VMs.' },
      { lead: 'Change hardware', text: 'of a VM, since it comes from a template.' },
      {
        lead: 'Use',
        text:
          'Stop, Shut down, Pause and resume, Save state, Store, Remove, Remote connection ' +
          'and Local Administrator: ' +
          'not permitted by this role.',
      },
      { lead: 'Control the clock:', text: 'pause or speed up simulated time.' },
    ],
    warnings: ['Without Remove, only an administrator can delete their VMs and free points.'],
  })
})

test('role.describe: a read-only administrator: can only see', async () => {
  const { admin } = await agency()
  const { can, warnings } = await admin.role.describe(helpers)
  expect(new Set(can.map(one => one.lead))).toEqual(new Set(['See:', 'Rate:', 'See and explain:']))
  expect(warnings).toEqual(['The role has no members: nobody gains anything from it yet.'])
})

test('role.describe: places outside the asker’s scope: only counted', async () => {
  const { as } = await agency()
  const kim = await as('kim')
  const scope = { hostGroupIds: [sacramento, longBeach] }
  const { who } = await kim.role.describe({ ...helpers, scope })
  expect(who).toContain('on Sacramento headquarters and 1 more outside your scope.')
})

test('role.explain: an object that the asker cannot see: the words for one that is not', async () => {
  const { as, ids, vmOn } = await agency()
  const kim = await as('kim')
  for (const targetId of [vmOn(longBeach), 'vm-9999'] as const) {
    const asked = { userId: ids.sue, privilege: 'vm.start', targetId }
    expect(await refusalOf(kim.role.explain(asked))).toMatchObject({
      code: 'not-found',
      data: { kind: 'vm', id: targetId },
    })
  }
})

test('role.explain: another user’s right: the proof, or the nearest missing grant', async () => {
  const { as, ids } = await agency()
  const kim = await as('kim')
  const ask = (privilege: string) =>
    kim.role.explain({ userId: ids.sue, privilege, targetId: ids.sueVm })
  expect(await ask('vm.start')).toMatchObject({ allowed: true })
  expect(await ask('vm.delete')).toMatchObject({
    allowed: false,
    missing: 'Owner, and within scope. Missing: the action Remove in the role Desktops.',
  })
})

test('role.explain: a user who is disabled: may nothing, whatever the roles', async () => {
  const { admin, ids } = await agency()
  await admin.user.update({ userId: ids.kim, enabled: false })
  const answer = await admin.role.explain({ userId: ids.kim, privilege: 'vm.read' })
  expect(answer).toMatchObject({ allowed: false, missing: 'kim is no user who can sign in.' })
})

test('role: a right taken away: gone for whoever is signed in', async () => {
  const { admin, as, ids } = await agency()
  const kim = await as('kim')
  expect((await kim.vm.list({})).total).toBeGreaterThan(0)
  await admin.role.delete({ roleId: ids.operators })
  expect((await refusalOf(kim.vm.list({}))).code).toBe('access.denied')
  await admin.user.setPassword({ userId: ids.kim, password: `${password} 2` })
  expect((await refusalOf(kim.vm.list({}))).code).toBe('access.not-signed-in')
})

test('vm.update: points of a shared quota: count over all owners of one command', async () => {
  const { admin, world, ids, vmOn } = await agency()
  const roleId = (
    await admin.role.create({
      ...{ name: 'Pool', profile: 'self-service-user', userIds: [ids.kim, ids.rae] },
      scope: { hostGroupIds: [sacramento] },
      quota: { points: 10, shared: true },
    })
  ).id as RoleId
  const vmIds: VmId[] = []
  for (const ownerId of [ids.kim, ids.rae]) {
    const vmId = vmOn(sacramento)
    await admin.vm.setOwner({ vmIds: [vmId], ownerId, roleId })
    vmIds.push(vmId)
  }
  const before = vmIds.map(id => world.get('vm', id).quotaPoints)
  const refusal = await refusalOf(admin.vm.update({ vmIds, changes: { quotaPoints: 6 } }))
  expect(refusal.code).toBe('quota.exceeded')
  expect(vmIds.map(id => world.get('vm', id).quotaPoints)).toEqual(before)
})

test('vm.setOwner: a role that is no self-service role: refused', async () => {
  const { admin, ids } = await agency()
  const input = { vmIds: [ids.sueVm], ownerId: ids.kim, roleId: ids.operators }
  expect((await refusalOf(admin.vm.setOwner(input))).code).toBe('input.invalid')
})

test('hostGroup.delete: a role outside the scope that names the group: only counted', async () => {
  const { admin, as } = await agency()
  const kim = await as('kim')
  const { id } = await kim.hostGroup.create({ name: 'Annex', parentId: sacramento })
  const scope = { hostGroupIds: [id as typeof longBeach, longBeach] }
  await admin.role.create({ ...helpers, name: 'Secret auditors', scope })
  const refusal = await refusalOf(kim.hostGroup.delete({ hostGroupId: id as typeof longBeach }))
  expect(refusal).toMatchObject({ code: 'library.in-use' })
  expect(refusal.text).not.toContain('Secret')
})
