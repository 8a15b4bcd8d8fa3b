import { describe, expect, test } from 'vitest'
import type { HostGroupId, JobId, TemplateId } from '../../../../shared/domain/index.ts'
import { refusalOf } from '../../../kit/lab.ts'
import { agency, longBeach, password, sacramento } from './agency.ts'

const hiddenFields = ['hostName', 'hostGroupName', 'clusterName']

describe.each(hiddenFields)('vm: %s of hosts that the caller may not see', field => {
  test('vm: facets, filters and order: say nothing of hidden hosts', async () => {
    const { as, world, ids } = await agency()
    const sue = await as('sue')
    expect(await sue.vm.facets({ field })).toEqual([{ value: '', count: 1 }])
    const host = world.get('host', world.get('vm', ids.sueVm).hostId)
    const values = [host.name, world.get('hostgroup', host.hostGroupId).name]
    for (const value of values) {
      const { total } = await sue.vm.list({ filter: [{ field, op: 'is', value }] })
      expect(total).toBe(0)
      expect((await sue.vm.list({ text: value })).total).toBe(0)
    }
  })
})

test('role.describe: a hidden template: the same words as for one that does not exist', async () => {
  const { as } = await agency()
  const kim = await as('kim')
  const describeWith = (templateId: TemplateId, points: number) =>
    kim.role.describe({
      name: 'Guess',
      profile: 'self-service-user',
      scope: { hostGroupIds: [sacramento], templateIds: [templateId] },
      actions: ['deploy'],
      quota: { points },
    })
  const none = await describeWith('template-999', 1)
  // template-2 costs 4 points: a quota of 1 would tell so.
  expect(await describeWith('template-2', 1)).toEqual(none)
})

test('clock.get: running jobs: only those that the caller may see', async () => {
  const { lab, admin, vmOn, as } = await agency()
  await admin.vm.shutDown({ vmIds: [vmOn(longBeach)] })
  expect((await admin.clock.get({})).runningJobs).toBe(1)
  expect((await (await as('kim')).clock.get({})).runningJobs).toBe(0)
  lab.settle()
})

/** Kim asks for a VM in Sacramento, cancels, and then administers Long Beach instead. */
async function kimMoves() {
  const made = await agency()
  const { as, admin, ids } = made
  const kim = await as('kim')
  const { jobId } = await kim.vm.create({
    name: 'late',
    source: { kind: 'blank', sizeGib: 1 },
    hardware: { cpuCount: 1, memoryMib: 64 },
    destination: { kind: 'hostgroup', hostGroupId: sacramento },
  })
  await kim.job.cancel({ jobId: jobId! })
  const scopeTo = (hostGroupIds: HostGroupId[]) =>
    admin.role.update({
      roleId: ids.operators,
      name: 'Sacramento operators',
      userIds: [ids.kim],
      scope: { hostGroupIds },
    })
  return { ...made, kim, jobId: jobId as JobId, scopeTo }
}

test('job.restart: a creation in a group that left the scope: refused, and not offered', async () => {
  const { kim, jobId, scopeTo, lab } = await kimMoves()
  await scopeTo([longBeach])
  expect((await kim.job.get({ jobId })).restartable).toBe(false)
  expect((await refusalOf(kim.job.restart({ jobId }))).code).toBe('not-found')
  expect(lab.openJobs).toBe(0)
})

test('job.restart: a creation in a group that is in scope: goes on', async () => {
  const { kim, jobId, lab } = await kimMoves()
  expect((await kim.job.get({ jobId })).restartable).toBe(true)
  await kim.job.restart({ jobId })
  lab.settle()
  expect((await kim.vm.list({ text: 'late' })).rows.map(vm => vm.state)).toEqual(['running'])
})

test('job.restart: a request under a role that no longer permits it: refused', async () => {
  const { admin, ids, lab } = await agency()
  await admin.role.create({
    name: 'Beach operators',
    profile: 'delegated-administrator',
    userIds: [ids.sue],
    scope: { hostGroupIds: [longBeach] },
  })
  const sue = await lab.signIn('sue', password)
  const { jobId } = await sue.vm.request({
    roleId: ids.desktops,
    templateId: ids.template,
    name: 'wish',
  })
  await admin.job.cancel({ jobId: jobId! })
  expect((await sue.job.get({ jobId: jobId! })).restartable).toBe(true)
  await admin.role.update({
    roleId: ids.desktops,
    name: 'Desktops',
    userIds: [ids.sue],
    scope: { hostGroupIds: [sacramento], templateIds: [ids.template] },
    actions: ['start'],
  })
  expect((await refusalOf(sue.job.restart({ jobId: jobId! }))).code).toBe('not-found')
})

test('job.restart: a creation whose name was taken since: refused, and not offered', async () => {
  const { admin, kim, jobId } = await kimMoves()
  await admin.vm.create({
    name: 'late',
    source: { kind: 'blank', sizeGib: 1 },
    hardware: { cpuCount: 1, memoryMib: 64 },
    destination: { kind: 'hostgroup', hostGroupId: sacramento },
  })
  expect((await kim.job.get({ jobId })).restartable).toBe(false)
  expect(await refusalOf(kim.job.restart({ jobId }))).toMatchObject({ code: 'name.taken' })
})

test('vm: the user role of a VM: its name for who may see the role, and nobody else', async () => {
  const { as, admin, ids } = await agency()
  const roleNameFor = async (name: string) => {
    const { rows } = await (await as(name)).vm.list({})
    return rows.find(vm => vm.id === ids.sueVm)?.roleName
  }
  const { rows } = await admin.vm.list({})
  expect(rows.find(vm => vm.id === ids.sueVm)?.roleName).toBe('Desktops')
  expect(await roleNameFor('sue')).toBe('Desktops')
  await admin.role.update({
    roleId: ids.desktops,
    name: 'Desktops',
    userIds: [ids.sue],
    scope: { hostGroupIds: [sacramento, longBeach], templateIds: [ids.template] },
    actions: ['start'],
  })
  const kim = await as('kim')
  expect((await kim.role.list({})).map(role => role.name)).not.toContain('Desktops')
  expect(await roleNameFor('kim')).toBeUndefined()
  const filter = [{ field: 'roleName', op: 'is', value: 'Desktops' }] as const
  expect((await kim.vm.list({ filter: [...filter] })).total).toBe(0)
  expect(await roleNameFor('sue')).toBe('Desktops')
})

test('job.get: two roles: steps name no host of the role that may not see hosts', async () => {
  const { admin, ids, lab } = await agency()
  await admin.role.create({
    name: 'Beach operators',
    profile: 'delegated-administrator',
    userIds: [ids.sue],
    scope: { hostGroupIds: [longBeach] },
  })
  const sue = await lab.signIn('sue', password)
  const { jobId } = await sue.vm.request({
    roleId: ids.desktops,
    templateId: ids.template,
    name: 'wish',
  })
  lab.settle()
  const details = async (client: typeof sue) =>
    (await client.job.get({ jobId: jobId! })).steps.map(step => step.detail).join(' ')
  expect(await details(admin)).toContain('sac-hv-')
  expect(await details(sue)).not.toContain('sac-')
})
