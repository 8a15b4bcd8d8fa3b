import { expect, test } from 'vitest'
import { injectFault } from '../../../../core/faults/index.ts'
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
