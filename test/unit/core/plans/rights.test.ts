import { expect, test } from 'vitest'
import type { PlanId, UserId } from '../../../../shared/domain/index.ts'
import { put } from '../../../../core/world/index.ts'
import { Lab, refusalOf } from '../../../kit/lab.ts'

test('plan.run: an update of a node that the caller does not maintain: refused and named, before anything moves', async () => {
  const { lab, admin } = await Lab.with('poc-lab')
  const { simulation } = lab.core
  const { world } = simulation
  simulation.afterEvent = undefined
  lab.run(1)
  const { id: elsewhere } = await admin.hostGroup.create({
    name: 'Elsewhere',
    parentId: 'hostgroup-1',
  })
  const { id: userId } = await admin.user.create({ name: 'delia', password: 'long enough for me' })
  await admin.role.create({
    ...{ name: 'Site', profile: 'delegated-administrator', userIds: [userId as UserId] },
    scope: { hostGroupIds: [world.get('cluster', 'cluster-1').hostGroupId] },
  })
  const delia = await lab.signIn('delia', 'long enough for me')
  const { id } = await delia.plan.propose({
    ...{ kind: 'rolling-update', scopeId: 'cluster-1', hostIds: ['host-2'] },
  })
  const planId = id as PlanId
  expect((await delia.plan.get({ planId })).mayRun).toBe(true)
  const host = world.get('host', 'host-2')
  world.apply(put('host', { ...host, hostGroupId: elsewhere as never }))
  expect((await delia.plan.get({ planId })).mayRun).toBe(false)
  const refusal = await refusalOf(delia.plan.run({ planId }))
  expect(refusal).toMatchObject({ code: 'access.denied', data: { target: host.name } })
  expect(world.get('host', 'host-2').maintenance).toBeUndefined()
})
