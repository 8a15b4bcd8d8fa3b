import { beforeEach, expect, it } from 'vitest'
import type { LabClient } from '../../../kit/lab.ts'
import { Lab, refusalOf } from '../../../kit/lab.ts'
import type { PlanId } from '../../../../shared/domain/index.ts'
import { put } from '../../../../core/world/index.ts'

let lab: Lab
let admin: LabClient

beforeEach(async () => {
  ;({ lab, admin } = await Lab.with('poc-lab'))
  lab.run(660)
})

/** Moves so many VMs of every other host of the cluster onto its first one. */
async function crowd(perHost: number): Promise<void> {
  const { world } = lab.core.simulation
  const [first, ...others] = [...world.all('host')]
  for (const host of others) {
    const vmIds = [...world.index.vmsByHost.of(host.id)].slice(0, perHost)
    await admin.vm.migrate({ vmIds, hostId: first!.id, kind: 'live' })
  }
  lab.settle()
  lab.run(1900)
}

async function propose(): Promise<PlanId> {
  const answer = await admin.plan.propose({ kind: 'balance', scopeId: 'cluster-1' })
  return answer.id as PlanId
}

it('plan: a crowded host: steps with forecast, loads, gain and price, and less imbalance', async () => {
  await crowd(3)
  const plan = await admin.plan.get({ planId: await propose() })
  expect(plan.status).toBe('proposed')
  const [cluster] = plan.clusters
  expect(cluster!.imbalanceAfter).toBeLessThan(cluster!.imbalanceBefore * 0.9)
  for (const step of plan.steps) {
    expect(step.forecast!.durationS).toBeGreaterThan(1)
    expect(step.gain).toBeGreaterThan(step.price)
    expect(step.source!.after.memoryMib).toBeLessThan(step.source!.before.memoryMib)
    expect(step.target!.after.memoryMib).toBeGreaterThan(step.target!.before.memoryMib)
    expect(step.reason).toMatch(/points/)
  }
})

it('plan: a step dropped: the rest is worked out anew, and undo takes it back in', async () => {
  await crowd(3)
  const planId = await propose()
  const whole = await admin.plan.get({ planId })
  const answer = await admin.plan.edit({ planId, dropped: [1] })
  const less = await admin.plan.get({ planId })
  expect(less.steps[0]!.status).toBe('dropped')
  expect(less.totals.steps).toBe(whole.totals.steps - 1)
  expect(less.clusters[0]!.imbalanceAfter).toBeGreaterThan(whole.clusters[0]!.imbalanceAfter)
  await admin.plan.edit(answer.undo!.input as { planId: PlanId; dropped: number[] })
  const back = await admin.plan.get({ planId })
  expect(back.totals).toEqual(whole.totals)
})

it('plan: run to its end: as forecast, and a second run proposes nothing and says why', async () => {
  await crowd(3)
  const planId = await propose()
  const { jobId } = await admin.plan.run({ planId })
  lab.settle()
  const plan = await admin.plan.get({ planId })
  expect(plan.status).toBe('completed')
  expect(plan.measured!.steps).toBe(plan.totals.steps)
  expect(plan.measured!.durationS).toBeGreaterThan(plan.totals.durationS * 0.7)
  expect(plan.measured!.durationS).toBeLessThan(plan.totals.durationS * 1.5)
  const [cluster] = plan.clusters
  expect(cluster!.imbalanceMeasured).toBeLessThan(cluster!.imbalanceBefore)
  const job = await admin.job.get({ jobId: jobId! })
  expect(job.status).toBe('completed')
  expect(job.children).toBe(plan.totals.steps)
  const again = await admin.plan.get({ planId: await propose() })
  expect(again.status).toBe('empty')
  expect(again.why!.text).toMatch(/imbalance is .* points/)
  expect(again.why!.looked).toHaveLength(6)
})

it('plan: stopped: what runs ends, the rest is skipped', async () => {
  await crowd(3)
  const planId = await propose()
  await admin.plan.run({ planId, parallelMax: 1 })
  lab.run(3)
  await admin.plan.stop({ planId })
  lab.settle()
  const plan = await admin.plan.get({ planId })
  expect(plan.status).toBe('stopped')
  expect(plan.steps[0]!.status).toBe('done')
  expect(plan.steps.slice(1).every(step => step.status === 'skipped')).toBe(true)
  expect((await refusalOf(admin.plan.stop({ planId }))).code).toBe('plan.not-running')
})

it('plan: its job cancelled: the plan ends with what was cancelled', async () => {
  await crowd(3)
  const planId = await propose()
  const { jobId } = await admin.plan.run({ planId })
  lab.run(3)
  await admin.job.cancel({ jobId: jobId! })
  lab.run(2)
  const plan = await admin.plan.get({ planId })
  expect(plan.status).toBe('stopped')
  expect(plan.steps.some(step => step.status === 'running')).toBe(false)
})

it('plan: a VM has moved since: its step says so, and is skipped when the plan runs', async () => {
  await crowd(3)
  const planId = await propose()
  const before = await admin.plan.get({ planId })
  const [step] = before.steps
  const elsewhere = [...lab.core.simulation.world.all('host')].find(
    host => host.id !== step!.fromId && host.id !== step!.toId,
  )!
  await admin.vm.migrate({ vmIds: [step!.vmId!], hostId: elsewhere.id, kind: 'live' })
  lab.settle()
  const changed = await admin.plan.get({ planId })
  expect(changed.changes.map(one => one.number)).toContain(1)
  expect(changed.changes[0]!.text).toContain(elsewhere.name)
  await admin.plan.run({ planId })
  lab.settle()
  const plan = await admin.plan.get({ planId })
  expect(plan.status).toBe('completed')
  expect(plan.steps[0]!.status).toBe('impossible')
})

it('plan: a surprise while it runs: it stops there where that was asked for', async () => {
  await crowd(3)
  const planId = await propose()
  await admin.plan.run({ planId, parallelMax: 1, stopsOnSurprise: true })
  const { world } = lab.core.simulation
  const plan = await admin.plan.get({ planId })
  const second = world.get('vm', plan.steps[1]!.vmId!)
  world.apply(put('vm', { ...second, state: 'paused' }))
  lab.run(120)
  const ended = await admin.plan.get({ planId })
  expect(ended.status).toBe('stopped')
  expect(ended.steps[1]!).toMatchObject({ status: 'skipped' })
  expect(ended.steps[1]!.because).toContain(second.name)
})
