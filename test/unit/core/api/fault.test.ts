import { expect, test } from 'vitest'
import type { RoleId, UserId } from '../../../../shared/domain/index.ts'
import { faultKinds } from '../../../../shared/domain/index.ts'
import { Lab, refusalOf } from '../../../kit/lab.ts'

test('fault: kinds, targets, inject, list and end by command, with a job for each', async () => {
  const { lab, admin } = await Lab.with('state-agency-san')
  expect((await admin.fault.kinds({})).map(one => one.kind)).toEqual(faultKinds)
  expect(faultKinds.length).toBeGreaterThanOrEqual(30)
  const { rows } = await admin.fault.targets({ kind: 'guest-hang', text: 'sac-dc' })
  expect(rows.map(one => one.name)).toEqual(['sac-dc-01', 'sac-dc-02'])
  const { id, jobId } = await admin.fault.inject({
    kind: 'guest-hang',
    targetId: rows[0]!.id,
    durationS: 30,
  })
  expect((await admin.job.get({ jobId: jobId! })).name).toBe('job.fault.inject')
  const list = await admin.fault.list({})
  expect(list).toMatchObject({ active: 1, affectedVms: 1, rows: [{ id, status: 'active' }] })
  await admin.fault.end({ faultIds: [id as never] })
  expect((await refusalOf(admin.fault.end({ faultIds: [id as never] }))).code).toBe('fault.ended')
  await admin.fault.inject({ kind: 'store-full', targetId: 'fabric-1' })
  await admin.fault.endAll({})
  lab.settle()
  expect((await admin.fault.list({})).active).toBe(0)
})

test('fault: a delegated administrator: inside the scope, and nothing of the whole fabric', async () => {
  const { lab, admin } = await Lab.with('state-agency-san')
  const { world } = lab.core.simulation
  const groups = [...world.all('hostgroup')]
  const mine = groups.find(group => world.index.hostsByGroup.of(group.id).size > 0)!
  const hostOf = (inside: boolean) =>
    [...world.all('host')].find(
      host => world.index.groupsBelow(mine.id).has(host.hostGroupId) === inside,
    )!
  const { id: userId } = await admin.user.create({ name: 'delia', password: 'long enough for me' })
  const { id: roleId } = await admin.role.create({
    name: 'Site',
    profile: 'delegated-administrator',
    scope: { hostGroupIds: [mine.id] },
    userIds: [userId as UserId],
  })
  const delia = await lab.signIn('delia', 'long enough for me')
  const slow = (targetId: string) => delia.fault.inject({ kind: 'host-slow', targetId })
  await slow(hostOf(true).id)
  expect((await refusalOf(slow(hostOf(false).id))).code).toBe('not-found')
  const whole = delia.fault.inject({ kind: 'store-full', targetId: 'fabric-1' })
  expect((await refusalOf(whole)).code).toBe('access.denied')
  await admin.fault.inject({ kind: 'permission-revoked', targetId: roleId as RoleId })
  expect((await refusalOf(slow(hostOf(true).id))).code).toBe('access.denied')
  const late = { kind: 'directory-down', targetId: 'fabric-1', beginMs: 1 } as const
  expect((await refusalOf(admin.fault.inject(late))).code).toBe('fault.begins-in-past')
})
