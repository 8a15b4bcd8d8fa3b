import { beforeEach, expect, it } from 'vitest'
import { energyWhOf, isPoweredOff, nodesOf, savedWhOf } from '../../../../core/hosts/index.ts'
import {
  defaultOptimization,
  defaultPowerOptimization,
  msPerHour,
} from '../../../../shared/domain/index.ts'
import type { PowerOptimization } from '../../../../shared/domain/index.ts'
import type { LabClient } from '../../../kit/lab.ts'
import { Lab, refusalOf } from '../../../kit/lab.ts'

let lab: Lab
let admin: LabClient
const group = { hostGroupId: 'hostgroup-2' } as const

beforeEach(async () => {
  ;({ lab, admin } = await Lab.with('poc-lab'))
})

function off(): string[] {
  const { world } = lab.core.simulation
  return nodesOf(world, 'cluster-1')
    .filter(isPoweredOff)
    .map(host => host.name)
}

/** A lab that can do without a node: nothing is kept for a failure, and it balances by itself. */
async function automatic(more: Partial<PowerOptimization> = {}): Promise<void> {
  await admin.cluster.update({ clusterId: 'cluster-1', changes: { reserveNodes: 0 } })
  const balance = { ...defaultOptimization, mode: 'automatic' as const }
  await admin.plan.setOptimization({ ...group, settings: balance })
  const settings = { ...defaultPowerOptimization, isOn: true, ...more }
  await admin.power.setOptimization({ ...group, settings })
}

async function cluster() {
  return (await admin.power.optimization(group)).clusters[0]!
}

it('power optimization: balancing is manual: refused, and the way is named', async () => {
  const settings = { ...defaultPowerOptimization, isOn: true }
  const refusal = await refusalOf(admin.power.setOptimization({ ...group, settings }))
  expect(refusal).toMatchObject({ code: 'power.needs-automatic' })
})

it('power optimization: six nodes with room: one is emptied and off, and no second', async () => {
  await automatic()
  lab.run(5 * 3600)
  expect(off()).toHaveLength(1)
  const one = await cluster()
  expect(one).toMatchObject({ nodes: 6, mayBeOff: 1, next: 'none' })
  expect(one.because).toMatch(/Of 6 nodes 1 may be off; 1 are turned off/)
  const report = await admin.power.energy({ scope: 'cluster-1' })
  expect(report.poweredOff).toBe(1)
  expect(report.savedWh).toBeGreaterThan(160)
  const plans = await admin.plan.list({ offset: 0, limit: 10 } as never)
  const consolidate = plans.rows.find(plan => plan.kind === 'consolidate')
  expect(consolidate).toMatchObject({ isAutomatic: true, status: 'completed' })
})

it('power optimization: a reserve of one failure: nothing is off, with what would be missing', async () => {
  await automatic()
  await admin.cluster.update({ clusterId: 'cluster-1', changes: { reserveNodes: 1 } })
  lab.run(3600)
  expect(off()).toEqual([])
  expect((await cluster()).because).toMatch(/reserve .* MB would be missing/)
})

it('power optimization: a host without a controller: stays on', async () => {
  await automatic()
  const hostIds = nodesOf(lab.core.simulation.world, 'cluster-1').map(host => host.id)
  await admin.host.update({ hostIds, changes: { bmc: 'none' } })
  lab.run(3600)
  expect(off()).toEqual([])
  expect((await cluster()).because).toMatch(/baseboard controller/)
})

it('power optimization: the schedule ends: the host is woken, and takes VMs again', async () => {
  // Monday from eight to twelve.
  const schedule = '0'.repeat(8) + '1'.repeat(4) + '0'.repeat(156)
  await automatic({ schedule })
  lab.run(3 * 3600)
  expect(off()).toHaveLength(1)
  lab.run(3600 + 300)
  expect(off()).toEqual([])
  const { world } = lab.core.simulation
  expect(nodesOf(world, 'cluster-1').every(host => host.condition === undefined)).toBe(true)
  const { periods } = await admin.power.energy({ scope: 'cluster-1' })
  expect(periods.at(-1)!.savedWh).toBeLessThan(periods.at(-2)!.savedWh)
})

it('power optimization: turned off by people: everything is woken', async () => {
  await automatic()
  lab.run(3 * 3600)
  expect(off()).toHaveLength(1)
  await admin.power.setOptimization({ ...group, settings: undefined })
  lab.run(600)
  expect(off()).toEqual([])
})

it('power optimization: a day of it: a few changes as load comes and goes, and energy and savings of a day without', async () => {
  const { lab: still } = await Lab.with('poc-lab')
  await automatic()
  // A day of two labs: the sweep asks the invariants of power after every event.
  for (const one of [lab, still]) one.core.simulation.afterEvent = undefined
  lab.run(24 * 3600)
  still.run(24 * 3600)
  const sum = (of: Lab, figure: typeof energyWhOf) => {
    const { world } = of.core.simulation
    return nodesOf(world, 'cluster-1').reduce((total, host) => total + figure(world, host), 0)
  }
  const [drawn, saved, without] = [
    sum(lab, energyWhOf),
    sum(lab, savedWhOf),
    sum(still, energyWhOf),
  ]
  expect(saved).toBeGreaterThan(160 * 18)
  expect(Math.abs(drawn + saved - without) / without).toBeLessThan(0.02)
  const { world } = lab.core.simulation
  const turned = [...world.all('plan')].filter(plan => plan.kind === 'consolidate')
  // The load of the day itself comes and goes; in turns it would be dozens.
  expect(turned.length).toBeLessThanOrEqual(4)
  expect(world.nowMs % msPerHour).toBe(0)
})
