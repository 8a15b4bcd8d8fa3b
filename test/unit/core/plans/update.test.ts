import { beforeEach, expect, it } from 'vitest'
import type { PlanId, VmId } from '../../../../shared/domain/index.ts'
import type { LabClient } from '../../../kit/lab.ts'
import { Lab, refusalOf } from '../../../kit/lab.ts'

let lab: Lab
let admin: LabClient

beforeEach(async () => {
  ;({ lab, admin } = await Lab.with('poc-lab'))
  lab.run(660)
})

function world() {
  return lab.core.simulation.world
}

function homes(): Map<VmId, string> {
  return new Map([...world().all('vm')].map(vm => [vm.id, vm.hostId]))
}

async function propose(hostIds: readonly string[]): Promise<PlanId> {
  const answer = await admin.plan.propose({
    ...{ kind: 'rolling-update', scopeId: 'cluster-1', hostIds: hostIds as never },
  })
  return answer.id as PlanId
}

it('rolling update: two nodes: each empty when it restarts, updated, and all VMs at home', async () => {
  const before = homes()
  const planId = await propose(['host-1', 'host-2'])
  const planned = await admin.plan.get({ planId })
  expect([...new Set(planned.steps.map(step => step.part))]).toEqual(['hv-01', 'hv-02'])
  await admin.plan.run({ planId, stopsOnSurprise: true })
  lab.settle()
  const plan = await admin.plan.get({ planId })
  expect(plan.status).toBe('completed')
  expect(homes()).toEqual(before)
  for (const id of ['host-1', 'host-2'] as const) {
    expect(world().get('host', id).patchedMs).toBeGreaterThan(0)
    expect(world().get('host', id).maintenance).toBeUndefined()
  }
  expect(world().get('host', 'host-3').patchedMs).toBeUndefined()
  expect(plan.measured!.durationS / plan.totals.durationS).toBeGreaterThan(0.8)
  expect(plan.measured!.durationS / plan.totals.durationS).toBeLessThan(1.25)
})

it('rolling update: another node fails: it stops, names it, and goes on when it is back', async () => {
  const before = homes()
  const planId = await propose(['host-1', 'host-2'])
  await admin.plan.run({ planId, stopsOnSurprise: true })
  lab.run(60)
  await admin.fault.inject({ kind: 'host-power-loss', targetId: 'host-5' } as never)
  lab.run(3600)
  lab.settle()
  const stopped = await admin.plan.get({ planId })
  expect(stopped.status).toBe('stopped')
  const surprise = stopped.steps.find(step => step.status === 'failed' || step.because)
  expect(surprise?.because).toMatch(/hv-05|went down|Its job/)
  const tooSmall = await refusalOf(admin.plan.resume({ planId }))
  expect(tooSmall).toMatchObject({ code: 'host.no-room-to-leave' })
  await admin.host.restart({ hostId: 'host-5' })
  lab.settle()
  await admin.plan.resume({ planId })
  lab.settle()
  const plan = await admin.plan.get({ planId })
  expect(plan.steps.filter(one => one.status === 'failed' || one.because).slice(1)).toEqual([])
  expect(plan.status).toBe('completed')
  expect(world().get('host', 'host-2').patchedMs).toBeGreaterThan(0)
  const onFive = [...before].filter(([, host]) => host === 'host-5').map(([id]) => id)
  const moved = [...before].filter(([id, host]) => homes().get(id) !== host && !onFive.includes(id))
  expect(moved).toEqual([])
})

it('rolling update: one that has ended: does not go on', async () => {
  const planId = await propose(['host-1'])
  expect(await refusalOf(admin.plan.resume({ planId }))).toMatchObject({
    code: 'plan.not-resumable',
  })
})
