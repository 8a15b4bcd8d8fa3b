import { expect, test } from 'vitest'
import { injectFault } from '../../../../core/faults/index.ts'
import type { PlanId } from '../../../../shared/domain/index.ts'
import { put } from '../../../../core/world/index.ts'
import { Lab, refusalOf } from '../../../kit/lab.ts'

test('host.startMaintenance: every VM leaves live by the plan, nothing arrives, and all come back', async () => {
  const { lab, admin } = await Lab.with('poc-lab')
  const { world } = lab.core.simulation
  lab.core.simulation.afterEvent = undefined
  const { moves } = await admin.host.maintenancePlan({ hostId: 'host-1', mode: 'migrate' })
  expect(moves.map(one => one.action)).toEqual(Array(44).fill('migrate'))
  // 44 VMs to five nodes, each counted before the next is rated.
  const targets = new Map<string, number>()
  for (const { targetName = '' } of moves)
    targets.set(targetName, (targets.get(targetName) ?? 0) + 1)
  expect(Math.max(...targets.values())).toBeLessThanOrEqual(12)
  await admin.host.startMaintenance({ hostId: 'host-1', mode: 'migrate' })
  lab.settle()
  expect(world.index.vmsByHost.of('host-1').size).toBe(0)
  const refusal = await refusalOf(
    admin.vm.migrate({ vmIds: ['vm-2'], hostId: 'host-1', kind: 'live' }),
  )
  expect(refusal.code).toBe('host.in-maintenance')
  expect((await admin.host.get({ hostId: 'host-1' })).status).toBe('maintenance')
  await admin.host.stopMaintenance({ hostId: 'host-1', bringBack: true })
  lab.settle()
  expect(world.index.vmsByHost.of('host-1').size).toBe(44)
}, 60000)

test('host.startMaintenance: no room on the others: refused with what is missing, unless the rest is saved', async () => {
  const { lab, admin } = await Lab.with('poc-lab')
  lab.core.simulation.afterEvent = undefined
  const { world } = lab.core.simulation
  for (const host of [...world.all('host')].slice(1)) {
    world.apply(put('host', { ...host, overridesReserves: true, memoryReserveMib: 9000 }))
  }
  const wish = { hostId: 'host-1', mode: 'migrate' } as const
  const plan = await admin.host.maintenancePlan(wish)
  const saves = plan.moves.filter(move => move.action === 'save')
  expect(saves.length).toBeGreaterThan(0)
  for (const move of saves) expect(move.because).toMatch(/MB|memory/)
  const refusal = await refusalOf(admin.host.startMaintenance(wish))
  expect(refusal).toMatchObject({ code: 'host.no-room-to-leave', data: { count: saves.length } })
  expect(plan.noRoom!.text).toBe(refusal.text)
  expect((await refusalOf(admin.host.restart(wish))).code).toBe('host.no-room-to-leave')
  expect(world.get('host', 'host-1').maintenance).toBeUndefined()
  const step = { kind: 'evacuate', scopeId: 'host-1', savesRest: true } as const
  const { id } = await admin.plan.propose(step)
  const { steps } = await admin.plan.get({ planId: id as PlanId })
  const told = new Map(plan.moves.map(move => [move.vmId, move.because]))
  for (const { vmId, reason } of steps.slice(1)) expect(told.get(vmId!)).toBe(reason)
  await admin.host.startMaintenance({ ...wish, savesRest: true })
  lab.settle()
  expect(world.get('host', 'host-1').maintenance!.savedVmIds).toHaveLength(saves.length)
}, 60000)

test('host.stopMaintenance: saved VMs start and those that left stay away, as was chosen', async () => {
  const { lab, admin } = await Lab.with('poc-lab')
  lab.core.simulation.afterEvent = undefined
  const { world } = lab.core.simulation
  const [first] = world.index.vmsByHost.of('host-1')
  const single = world.get('vm', first!)
  world.apply(put('vm', { ...single, highlyAvailable: false }))
  await admin.host.startMaintenance({ hostId: 'host-1', mode: 'migrate' })
  lab.settle()
  const { moves } = await admin.host.returnPlan({ hostId: 'host-1' })
  const back = moves.filter(move => move.action === 'migrate')
  expect(back).toHaveLength(43)
  expect(moves.filter(move => move.action === 'start').map(move => move.vmId)).toEqual([first])
  await admin.host.stopMaintenance({ hostId: 'host-1', bringBack: false, startsSaved: true })
  lab.settle()
  expect(world.get('vm', first!).state).toBe('running')
  expect([...world.index.vmsByHost.of('host-1')]).toEqual([first])
}, 60000)

test('host.restart: the host is emptied, restarts, and its VMs come back', async () => {
  const { lab, admin } = await Lab.with('poc-lab')
  lab.core.simulation.afterEvent = undefined
  const { world } = lab.core.simulation
  const plan = await admin.host.maintenancePlan({ hostId: 'host-2', mode: 'save' })
  expect(plan.moves[0]).toMatchObject({ action: 'save', durationS: expect.closeTo(1.3, 0) })
  const { jobId } = await admin.host.restart({ hostId: 'host-2', mode: 'save', bringBack: true })
  lab.settle()
  const job = await admin.job.get({ jobId: jobId! })
  expect(job.status).toBe('completed')
  expect(job.steps.at(-1)!.detail).toBe(`Took 210.0 s (forecast ${plan.restartS.toFixed(1)} s)`)
  expect(world.get('host', 'host-2').condition).toBeUndefined()
  lab.run(1)
  lab.settle()
  expect([...world.all('vm')].every(vm => vm.state === 'running')).toBe(true)
  expect(world.get('host', 'host-2').maintenance).toBeUndefined()
}, 60000)

test('host.failoverPlan: what a node would leave behind goes where a real failure brings it', async () => {
  const { lab, admin } = await Lab.with('poc-lab')
  lab.core.simulation.afterEvent = undefined
  // The disks are asked for the load that they have now.
  lab.run(60)
  const plan = await admin.host.failoverPlan({ hostId: 'host-3' })
  const { places, detectedS, bootedS } = plan
  const planned = new Map(places.map(place => [place.vmId, place.targetName]))
  const strike = { kind: 'host-crash', targetId: 'host-3', ownerName: 'test' } as const
  injectFault(lab.core.simulation, strike)
  lab.run(6)
  const { world } = lab.core.simulation
  for (const [id, target] of planned) {
    expect(world.get('host', world.get('vm', id).hostId).name).toBe(target)
  }
  expect(detectedS).toBe(5)
  const beganMs = lab.core.nowMs
  lab.settle()
  const tookS = (lab.core.nowMs - beganMs) / 1000
  // What the guests asked of the disks before is still counted, so it is somewhat long.
  expect(bootedS / tookS).toBeGreaterThan(1)
  expect(bootedS / tookS).toBeLessThan(1.15)
}, 60000)
