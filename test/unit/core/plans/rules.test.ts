import { expect, test } from 'vitest'
import type { PlanId, VmId } from '../../../../shared/domain/index.ts'
import { Lab } from '../../../kit/lab.ts'

/** A lab whose first host holds two VMs that must not share one. */
async function withBrokenRule() {
  const { lab, admin } = await Lab.with('poc-lab')
  lab.run(120)
  const vmIds = [...lab.core.simulation.world.index.vmsByHost.of('host-1')].slice(0, 2) as VmId[]
  await admin.placementRule.create({
    ...{ name: 'Apart', scopeId: 'cluster-1', kind: 'keep-apart', strength: 'must', vmIds },
  })
  return { lab, admin, vmIds }
}

test('plan: a broken must rule: it is cured first, with every rule kept on the way', async () => {
  const { lab, admin, vmIds } = await withBrokenRule()
  const { id } = await admin.plan.propose({ kind: 'balance', scopeId: 'cluster-1' })
  const planId = id as PlanId
  const plan = await admin.plan.get({ planId })
  const [step] = plan.steps
  expect(vmIds).toContain(step!.vmId)
  expect(step!.reason).toContain('breaks the rule Apart, which must be kept')
  await admin.plan.run({ planId })
  lab.settle()
  const [first, second] = vmIds.map(vmId => lab.core.simulation.world.get('vm', vmId).hostId)
  expect(first).not.toBe(second)
})

test('plan: a broken rule whose VMs are excluded: nothing moves, and it says so', async () => {
  const { admin, vmIds } = await withBrokenRule()
  await admin.plan.setExclusion({ vmIds, isExcluded: true })
  const { id } = await admin.plan.propose({ kind: 'balance', scopeId: 'cluster-1' })
  const plan = await admin.plan.get({ planId: id as PlanId })
  expect(plan.steps.map(step => step.vmId)).not.toContain(vmIds[0])
  expect(plan.why!.text).toMatch(/^Broken still, Apart: desk-\d+ is excluded/)
})

test('plan: a rule made since: the step that would break it is skipped', async () => {
  const { lab, admin } = await Lab.with('poc-lab')
  lab.run(120)
  const { world } = lab.core.simulation
  const crowd = ['host-2', 'host-3', 'host-4', 'host-5', 'host-6'] as const
  for (const hostId of crowd) {
    const vmIds = [...world.index.vmsByHost.of(hostId)].slice(0, 3)
    await admin.vm.migrate({ vmIds, hostId: 'host-1', kind: 'live' })
  }
  lab.settle()
  const { id } = await admin.plan.propose({ kind: 'balance', scopeId: 'cluster-1' })
  const planId = id as PlanId
  const [step] = (await admin.plan.get({ planId })).steps
  await admin.placementRule.create({
    ...{ name: 'Not there', scopeId: 'cluster-1', kind: 'not-on', strength: 'must' },
    ...{ vmIds: [step!.vmId!], hostIds: [step!.toId!] },
  })
  lab.run(1)
  const changed = await admin.plan.get({ planId })
  expect(changed.changes[0]).toMatchObject({ number: 1 })
  await admin.plan.run({ planId })
  lab.settle()
  const after = await admin.plan.get({ planId })
  expect(after.steps[0]!.status).toBe('impossible')
  expect(world.get('vm', step!.vmId!).hostId).toBe(step!.fromId)
})
