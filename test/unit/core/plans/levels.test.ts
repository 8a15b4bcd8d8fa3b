import { expect, test } from 'vitest'
import { balanceCluster } from '../../../../core/plans/balance/balance.ts'
import { isPoweredOff, nodesOf } from '../../../../core/hosts/index.ts'
import { decidePower } from '../../../../core/power/index.ts'
import type { HostId, ReserveLevels } from '../../../../shared/domain/index.ts'
import {
  defaultOptimization,
  defaultPowerOptimization,
  defaultReserves,
} from '../../../../shared/domain/index.ts'
import { put } from '../../../../core/world/index.ts'
import { Lab } from '../../../kit/lab.ts'

/** Only levels of hosts are asked: every threshold is off. */
const thresholds = { cpuFreePercent: 0, memoryFreeMib: 0, diskFreeIops: 0, networkFreeMbps: 0 }
const settings = { ...defaultOptimization, aggressiveness: 5, holdMinutes: 0, thresholds }

async function lab() {
  const made = await Lab.with('poc-lab')
  made.lab.core.simulation.afterEvent = undefined
  made.lab.run(660)
  const { world } = made.lab.core.simulation
  const withLevels = (id: HostId, levels: ReserveLevels) => {
    const own = { ...defaultReserves, overridesReserves: true, levels }
    world.apply(put('host', { ...world.get('host', id), ...own }))
  }
  return { ...made, world, withLevels }
}

test('balance: by itself: only a host below the level at which optimization starts gives VMs away', async () => {
  const { admin, lab: own, world, withLevels } = await lab()
  for (const other of ['host-2', 'host-3', 'host-4', 'host-5', 'host-6'] as const) {
    const vmIds = [...world.index.vmsByHost.of(other)].slice(0, 3)
    await admin.vm.migrate({ vmIds, hostId: 'host-1', kind: 'live' })
  }
  own.settle()
  own.run(660)
  const quiet = balanceCluster(world, 'cluster-1', settings, true)
  expect(quiet.steps).toEqual([])
  expect(quiet.why!.text).toMatch(/No threshold is set/)
  withLevels('host-1', { memory: { startOptimization: 16384 } })
  const { steps } = balanceCluster(world, 'cluster-1', settings, true)
  expect(steps.length).toBeGreaterThan(0)
  expect(new Set(steps.map(step => step.fromId))).toEqual(new Set(['host-1']))
})

test('balance: a host below its level: the look at it says so with its figures', async () => {
  const { world, withLevels } = await lab()
  withLevels('host-1', { cpu: { startOptimization: 99 } })
  const { why } = balanceCluster(world, 'cluster-1', { ...settings, aggressiveness: 1 }, true)
  const [first] = why!.looked
  expect(first!.hot).toMatch(
    /CPU: .* % free, below 99 %, the level at which its optimization starts/,
  )
})

test('power optimization: a placement level that is not kept any more: the host is woken for it', async () => {
  const { admin, lab: own, world, withLevels } = await lab()
  await admin.cluster.update({ clusterId: 'cluster-1', changes: { reserveNodes: 0 } })
  const group = { hostGroupId: 'hostgroup-2' } as const
  const automatic = { ...defaultOptimization, mode: 'automatic' as const }
  await admin.plan.setOptimization({ ...group, settings: automatic })
  const on = { ...defaultPowerOptimization, isOn: true }
  await admin.power.setOptimization({ ...group, settings: on })
  const off = () => nodesOf(world, 'cluster-1').filter(isPoweredOff)
  for (let hour = 0; hour < 5 && off().length === 0; hour++) own.run(3600)
  expect(off()).toHaveLength(1)
  expect((await admin.host.get({ hostId: off()[0]!.id })).status).toBe('powered-off')
  for (const { id, memoryMib } of [...world.all('host')]) {
    withLevels(id, { memory: { placement: Math.round(memoryMib / 2) } })
  }
  const { next, because } = decidePower(world, world.get('cluster', 'cluster-1'))
  expect(next).toBe('on')
  expect(because).toMatch(/% of its memory above its placement level, and 100 % is the limit/)
  own.run(600)
  expect(off()).toEqual([])
})
