import { expect, test } from 'vitest'
import { put } from '../../../../core/world/index.ts'
import type { VmId } from '../../../../shared/domain/index.ts'
import { Lab, refusalOf } from '../../../kit/lab.ts'

/** The proof-of-concept lab with the first VMs turned off, a while after it began. */
async function laboratory(off: number) {
  const { lab, admin } = await Lab.with('poc-lab')
  const { world } = lab.core.simulation
  lab.run(120)
  const vmIds = [...world.all('vm')].slice(0, off).map(vm => vm.id)
  await admin.vm.turnOff({ vmIds })
  lab.settle()
  lab.run(5)
  const slot = [...world.all('volume')].find(one => one.kind === 'csv')!.slot
  return { lab, admin, world, vmIds, latencyMs: () => world.volumes.data.latencyMs[slot]! }
}

test('vm.bootPlan: a lower limit: fewer at a time and longer; all at once is faster and worse', async () => {
  const { admin, vmIds, latencyMs } = await laboratory(60)
  const nowMs = latencyMs()
  const plans = []
  for (const factor of [2, 3, 6]) {
    plans.push(await admin.vm.bootPlan({ vmIds, limitMs: nowMs * factor }))
  }
  const lanes = plans.map(plan => plan.lanes[0]!)
  for (const [at, lane] of lanes.entries()) {
    expect(lane.staggered.latencyMaxMs).toBeLessThanOrEqual(plans[at]!.limitMs)
    expect(lane.staggered.totalS).toBeGreaterThanOrEqual(lane.unstaggered.totalS * 0.99)
    expect(lane.unstaggered.latencyMaxMs).toBeGreaterThanOrEqual(lane.staggered.latencyMaxMs)
    expect(lane.count).toBe(60)
  }
  const most = lanes.map(lane => lane.parallelMax)
  expect(most).toEqual([...most].sort((a, b) => a - b))
  expect(lanes[0]!.parallelMax).toBeLessThan(60)
})

test('vm.bootPlan: order: by priority, then by name', async () => {
  const { admin, world } = await laboratory(4)
  const set = (vmId: VmId, priority: 'high' | 'low') =>
    world.apply(put('vm', { ...world.get('vm', vmId), priority }))
  set('vm-3', 'high')
  set('vm-1', 'low')
  const plan = await admin.vm.bootPlan({
    vmIds: ['vm-1', 'vm-2', 'vm-3', 'vm-4'],
    limitMs: 5000,
  })
  expect(plan.lanes[0]!.boots.map(boot => boot.vmId)).toEqual(['vm-3', 'vm-2', 'vm-4', 'vm-1'])
})

test('vm.runBootPlan: prediction and simulation: time within 10 %, latency under the limit', async () => {
  const { lab, admin, vmIds, latencyMs } = await laboratory(60)
  const limitMs = latencyMs() * 3
  const [lane] = (await admin.vm.bootPlan({ vmIds, limitMs })).lanes
  const { jobId } = await admin.vm.runBootPlan({ vmIds, limitMs })
  let most = 0
  let seenMs = 0
  while (lab.openJobs > 0) {
    lab.run(1)
    const starting = [...lab.core.simulation.world.all('vm')].filter(vm => vm.state === 'starting')
    most = Math.max(most, starting.length)
    seenMs = Math.max(seenMs, latencyMs())
  }
  expect(most).toBe(lane!.parallelMax)
  const job = await admin.job.get({ jobId: jobId! })
  expect(job).toMatchObject({ status: 'completed', childrenDone: 60 })
  const outcome = job.bootPlan!.lanes[0]!
  expect(outcome.measuredS! / outcome.predictedS).toBeGreaterThan(0.9)
  expect(outcome.measuredS! / outcome.predictedS).toBeLessThan(1.1)
  // The load of the guests goes up and down by their curves; the plan knows their means.
  expect(seenMs).toBeLessThan(limitMs * 1.15)
  expect(outcome.measuredLatencyMaxMs).toBeLessThanOrEqual(seenMs)
})

test('vm.bootPlan: refusals: a limit below one boot, and VMs that run', async () => {
  const { admin, vmIds, latencyMs } = await laboratory(3)
  const low = await refusalOf(admin.vm.bootPlan({ vmIds, limitMs: latencyMs() / 2 }))
  expect(low.code).toBe('boot-plan.limit-too-low')
  const running = await refusalOf(admin.vm.bootPlan({ vmIds: ['vm-100'], limitMs: 1000 }))
  expect(running.code).toBe('vm.bad-power-state')
  const plan = await admin.vm.bootPlan({ vmIds: [...vmIds, 'vm-100'], limitMs: 1000 })
  expect(plan.refused.map(one => one.id)).toEqual(['vm-100'])
})
