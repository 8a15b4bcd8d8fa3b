import { expect, it } from 'vitest'
import type { BestCase } from '../../../../core/plans/best/case.ts'
import { costOf, percentsOf } from '../../../../core/plans/best/case.ts'
import { assignmentOf, countsOf, groupVms } from '../../../../core/plans/best/groups.ts'
import { polish } from '../../../../core/plans/best/polish.ts'
import type { PlanId } from '../../../../shared/domain/index.ts'
import { Lab } from '../../../kit/lab.ts'

/** Six VMs on the first of three hosts, two of each size. */
function small(more: Partial<BestCase> = {}): BestCase {
  const sizes = [10, 10, 20, 20, 30, 30]
  return {
    ...{ objective: 'balance', hosts: 3, vms: 6, resources: 2 },
    weights: Float64Array.of(0.5, 0.5),
    use: Float64Array.from(sizes.flatMap(size => [size, size])),
    usable: new Float64Array(6).fill(100),
    base: new Float64Array(6),
    present: new Int32Array(6),
    price: new Float64Array(6).fill(0.1),
    allowed: new Uint8Array(18).fill(1),
    ...more,
  }
}

it('best plan: VMs that are the same: one group, and counts give them back', () => {
  const one = small()
  const groups = groupVms(one)
  expect(groups.map(group => group.vms)).toEqual([
    [0, 1],
    [2, 3],
    [4, 5],
  ])
  const assignment = Int32Array.of(0, 1, 1, 2, 2, 0)
  const back = assignmentOf(one, groups, countsOf(groups, 3, assignment))!
  expect(costOf(one, back)).toBeCloseTo(costOf(one, assignment), 9)
})

it('best plan: a VM where it may not be: no assignment', () => {
  const allowed = new Uint8Array(18).fill(1)
  allowed[2] = 0
  const one = small({ allowed })
  const groups = groupVms(one)
  expect(assignmentOf(one, groups, countsOf(groups, 3, Int32Array.of(2, 0, 0, 0, 0, 0)))).toBe(
    undefined,
  )
})

it('best plan: improvement by hand: even hosts, never worse, and never over what a host has', () => {
  const one = small()
  const better = polish(one, one.present)
  expect(costOf(one, better)).toBeLessThan(costOf(one, one.present))
  const percent = percentsOf(one, better)
  expect([...percent].every(value => Math.abs(value - 40) < 1e-9)).toBe(true)
  const full = small({ usable: Float64Array.of(120, 120, 35, 35, 35, 35) })
  const within = percentsOf(full, polish(full, full.present))
  expect([...within].every(value => value <= 100 + 1e-9)).toBe(true)
})

it('best plan: the lab with a crowded host: at least as good as the fast plan, over its bound', async () => {
  const { lab, admin } = await Lab.with('poc-lab')
  lab.run(660)
  const { world } = lab.core.simulation
  for (const host of [...world.all('host')].slice(1)) {
    const vmIds = [...world.index.vmsByHost.of(host.id)].slice(0, 3)
    await admin.vm.migrate({ vmIds, hostId: 'host-1', kind: 'live' })
  }
  lab.settle()
  lab.run(1900)
  const wish = { clusterId: 'cluster-1', objective: 'balance', timeS: 3 } as const
  const { id } = await admin.plan.best(wish)
  const plan = await admin.plan.get({ planId: id as PlanId })
  const { nowPoints, fastPoints, bestPoints, boundPoints, tookS } = plan.solved!
  expect(bestPoints).toBeLessThan(nowPoints)
  expect(bestPoints).toBeLessThanOrEqual(fastPoints)
  expect(boundPoints).toBeLessThanOrEqual(bestPoints)
  expect(tookS).toBeLessThan(10)
  expect(plan.steps.every(step => step.status === 'planned')).toBe(true)
  expect(plan.clusters[0]!.imbalanceAfter).toBeLessThan(plan.clusters[0]!.imbalanceBefore)
  const copy = lab.afterKill()
  copy.core.advanceTo(lab.core.nowMs)
  expect(copy.core.simulation.world.get('plan', id as PlanId)).toEqual(
    world.get('plan', id as PlanId),
  )
}, 60_000)
