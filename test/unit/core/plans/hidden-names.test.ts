import { expect, test } from 'vitest'
import { put } from '../../../../core/world/index.ts'
import type { HostGroupId, PlanId, UserId, VmId } from '../../../../shared/domain/index.ts'
import { Lab } from '../../../kit/lab.ts'

/** Two VMs that break a rule of All Hosts, and an administrator of the cluster's group alone. */
async function withRuleAbove() {
  const { lab, admin } = await Lab.with('poc-lab')
  lab.run(120)
  const { world } = lab.core.simulation
  const { id: userId } = await admin.user.create({ name: 'delia', password: 'long enough for me' })
  const { id: siteId } = await admin.hostGroup.create({ name: 'Site', parentId: 'hostgroup-1' })
  const hostGroupId = siteId as HostGroupId
  lab.core.simulation.afterEvent = undefined
  const cluster = world.get('cluster', 'cluster-1')
  world.apply(put('cluster', { ...cluster, hostGroupId }))
  for (const host of [...world.all('host')]) world.apply(put('host', { ...host, hostGroupId }))
  await admin.role.create({
    ...{ name: 'Site', profile: 'delegated-administrator', userIds: [userId as UserId] },
    scope: { hostGroupIds: [hostGroupId] },
  })
  const vmIds = [...world.index.vmsByHost.of('host-1')].slice(0, 2) as VmId[]
  await admin.placementRule.create({
    ...{ name: 'Merger apart', scopeId: 'hostgroup-1', kind: 'keep-apart', strength: 'must' },
    vmIds,
  })
  return { lab, admin, world, vmIds, delia: await lab.signIn('delia', 'long enough for me') }
}

test('plan: a rule above the caller: the reason of the move keeps its name back', async () => {
  const { admin, delia } = await withRuleAbove()
  const { id } = await delia.plan.propose({ kind: 'balance', scopeId: 'cluster-1' })
  const planId = id as PlanId
  const seen = await delia.plan.get({ planId })
  expect(JSON.stringify(seen)).not.toContain('Merger')
  expect(seen.steps[0]!.reason).toMatch(/it breaks a placement rule, which must be kept; on /)
  const whole = await admin.plan.get({ planId })
  expect(whole.steps[0]!.reason).toContain('breaks the rule Merger apart, which')
})

test('plan: what stays broken: neither the rule above nor a VM of another group is told', async () => {
  const { admin, world, delia, vmIds } = await withRuleAbove()
  await admin.plan.setExclusion({ vmIds, isExcluded: true })
  const away = world.get('host', 'host-1')
  world.apply(put('host', { ...away, hostGroupId: 'hostgroup-1' }))
  const { id } = await admin.plan.propose({ kind: 'balance', scopeId: 'cluster-1' })
  const planId = id as PlanId
  const whole = (await admin.plan.get({ planId })).why!.text
  const { name } = world.get('vm', vmIds[0]!)
  expect(whole).toContain(`Broken still, Merger apart: ${name} is excluded`)
  const seen = await delia.plan.get({ planId })
  expect(seen.why!.text).toContain('Broken still, a placement rule: another VM is excluded')
  const { rows } = (await delia.plan.list({ offset: 0, limit: 10 })) as { rows: unknown[] }
  for (const told of [seen, rows]) {
    const text = JSON.stringify(told)
    expect(text).not.toContain('Merger')
    expect(text).not.toContain(`"${away.name}"`)
    expect(text).not.toMatch(new RegExp(`\\b${name}\\b`))
  }
  expect(rows).toHaveLength(1)
})
