import { beforeEach, expect, it } from 'vitest'
import { put } from '../../../../core/world/index.ts'
import type { PlanId } from '../../../../shared/domain/index.ts'
import type { LabClient } from '../../../kit/lab.ts'
import { Lab, refusalOf } from '../../../kit/lab.ts'

let lab: Lab
let admin: LabClient

beforeEach(async () => {
  ;({ lab, admin } = await Lab.with('poc-lab'))
  lab.run(660)
})

it('evacuation: a node of the lab: empty and in maintenance, as was planned', async () => {
  const { world } = lab.core.simulation
  const { id } = await admin.plan.propose({ kind: 'evacuate', scopeId: 'host-1' })
  const planId = id as PlanId
  const planned = await admin.plan.get({ planId })
  expect(planned.steps[0]).toMatchObject({ action: 'rest', restSurvives: expect.anything() })
  expect(new Set(planned.steps.slice(1).map(step => step.action))).toEqual(new Set(['migrate']))
  await admin.plan.run({ planId })
  lab.settle()
  expect((await admin.plan.get({ planId })).status).toBe('completed')
  expect(world.get('host', 'host-1').maintenance?.movedVmIds).toHaveLength(planned.steps.length - 1)
  const running = [...world.index.vmsByHost.of('host-1')].filter(
    one => world.get('vm', one).state === 'running',
  )
  expect(running).toEqual([])
})

it('evacuation: no room on the others: refused with what is missing, before anything moves', async () => {
  const { world } = lab.core.simulation
  for (const host of [...world.all('host')].slice(1)) {
    world.apply(put('host', { ...host, overridesReserves: true, memoryReserveMib: 9000 }))
  }
  const wish = { kind: 'evacuate', scopeId: 'host-1' } as const
  const refusal = await refusalOf(admin.plan.propose(wish))
  expect(refusal).toMatchObject({ code: 'host.no-room-to-leave' })
  expect((refusal.data as { missingMib: number }).missingMib).toBeGreaterThan(1000)
  const { id } = await admin.plan.propose({ ...wish, savesRest: true })
  const plan = await admin.plan.get({ planId: id as PlanId })
  const saves = plan.steps.filter(step => step.action === 'save')
  expect(saves.length).toBe((refusal.data as { count: number }).count)
  expect(saves[0]!.reason).toMatch(/MB|memory/)
})
