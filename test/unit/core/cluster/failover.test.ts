import { expect, test } from 'vitest'
import { watchOver } from '../../../../core/checks/index.ts'
import { endFault, injectFault } from '../../../../core/faults/index.ts'
import { Laboratory } from '../../../../core/scenarios/laboratory.ts'
import type { FaultKind, VmId } from '../../../../shared/domain/index.ts'
import type { FaultRow } from '../../../../core/world/index.ts'
import type { LabClient } from '../../../kit/lab.ts'
import { Lab, refusalOf } from '../../../kit/lab.ts'

/** A laboratory that throws the sentence of a broken invariant after every event. */
function watched(kind: 'poc-lab' | 'state-agency' | 'state-agency-san' = 'poc-lab'): Laboratory {
  const laboratory = new Laboratory(kind, 1)
  const { simulation } = laboratory
  const watch = watchOver(simulation)
  simulation.afterEvent = () => {
    const broken = watch.broken()
    if (broken.length > 0) throw new Error(broken.join('; '))
  }
  return laboratory
}

function strike(laboratory: Laboratory, kind: FaultKind, targetId: string, more = {}) {
  return injectFault(laboratory.simulation, {
    ...{ kind, targetId: targetId as FaultRow['targetId'], ownerName: 'test', ...more },
  } as never)
}

/** A failover that was cancelled, of a VM that is off since, while all hosts are up again. */
async function failedFailover(lab: Lab, admin: LabClient) {
  const { world } = lab.core.simulation
  await admin.fault.inject({ kind: 'host-power-loss', targetId: 'host-1' } as never)
  lab.run(8)
  const job = [...world.all('job')].find(one => one.name === 'job.vm.failover' && one.targetId)!
  await admin.job.cancel({ jobId: job.id })
  await admin.fault.end({ faultIds: [...world.all('fault')].map(fault => fault.id) })
  lab.run(1200)
  return { job, vmId: job.targetId as VmId }
}

const stateCounts = ({ world }: Laboratory) => {
  const counts: Record<string, number> = {}
  for (const vm of world.all('vm')) counts[vm.state] = (counts[vm.state] ?? 0) + 1
  return counts
}

test('failover: one of six nodes crashes: noticed after 5 s, and all its VMs run on the others', () => {
  const laboratory = watched()
  const { world } = laboratory
  strike(laboratory, 'host-crash', 'host-1')
  laboratory.advance(4)
  expect(world.get('host', 'host-1').isEvicted).toBeUndefined()
  expect(stateCounts(laboratory)['host-not-responding']).toBe(44)
  laboratory.advance(2)
  expect(world.get('host', 'host-1').isEvicted).toBe(true)
  laboratory.advance(3600)
  expect(stateCounts(laboratory)).toEqual({ running: 260 })
  const perNode = [...world.all('host')].map(host => world.index.vmsByHost.of(host.id).size)
  expect(perNode).toEqual([0, 52, 52, 52, 52, 52])
})

test('failover: the node is back: it joins, nothing moves by itself, and nothing stays behind', () => {
  const laboratory = watched()
  const { world } = laboratory
  const fault = strike(laboratory, 'host-power-loss', 'host-1')
  laboratory.advance(3600)
  endFault(laboratory.simulation, fault)
  laboratory.advance(60)
  expect(world.get('host', 'host-1').condition).toBe('starting')
  laboratory.advance(240)
  expect(world.get('host', 'host-1').condition).toBeUndefined()
  expect(world.get('host', 'host-1').isEvicted).toBeUndefined()
  expect(world.index.vmsByHost.of('host-1').size).toBe(0)
  expect(stateCounts(laboratory)).toEqual({ running: 260 })
})

test('failover: a node that hangs for 3 s: its guests stand still and go on', () => {
  const laboratory = watched()
  const fault = strike(laboratory, 'host-hang', 'host-2')
  laboratory.advance(3)
  expect(stateCounts(laboratory)).toEqual({ running: 216, 'host-not-responding': 44 })
  endFault(laboratory.simulation, fault)
  laboratory.advance(10)
  expect(stateCounts(laboratory)).toEqual({ running: 260 })
  expect(laboratory.world.index.vmsByHost.of('host-2').size).toBe(44)
})

test('failover: a node that hangs for a minute: its VMs run elsewhere, and it joins again', () => {
  const laboratory = watched()
  const fault = strike(laboratory, 'host-hang', 'host-6')
  laboratory.advance(60)
  endFault(laboratory.simulation, fault)
  laboratory.advance(3600)
  expect(stateCounts(laboratory)).toEqual({ running: 260 })
  expect(laboratory.world.index.vmsByHost.of('host-6').size).toBe(0)
  expect(laboratory.world.get('host', 'host-6').isEvicted).toBeUndefined()
})

test('quorum: a split in two halves: the half with the witness goes on with all VMs that fit', () => {
  const laboratory = watched()
  const { world } = laboratory
  strike(laboratory, 'quorum-tie', 'cluster-1')
  laboratory.advance(10)
  expect(world.get('cluster', 'cluster-1').stopped).toBeUndefined()
  const out = [...world.all('host')].map(host => host.isEvicted === true)
  expect(out).toEqual([false, false, false, true, true, true])
})

test('quorum: a split without a witness: no half has a majority, and all stops until it ends', () => {
  const laboratory = new Laboratory('poc-lab', 1)
  const { world } = laboratory
  strike(laboratory, 'witness-loss', 'cluster-1')
  const split = strike(laboratory, 'quorum-tie', 'cluster-1')
  laboratory.advance(10)
  expect(world.get('cluster', 'cluster-1').stopped).toMatchObject({ votes: 3, needed: 4 })
  expect(stateCounts(laboratory)).toEqual({ stopped: 260 })
  expect(world.get('vm', 'vm-1').failure?.code).toBe('cluster.no-quorum')
  endFault(laboratory.simulation, split)
  laboratory.advance(7200)
  expect(world.get('cluster', 'cluster-1').stopped).toBeUndefined()
  expect(stateCounts(laboratory)).toEqual({ running: 260 })
})

test('host crash without a cluster: its VMs stop, and start again as they are told', () => {
  const laboratory = watched('state-agency')
  const { world } = laboratory
  const before = stateCounts(laboratory)
  const fault = strike(laboratory, 'host-crash', 'host-1')
  laboratory.advance(60)
  expect(stateCounts(laboratory)['host-not-responding']).toBeGreaterThan(0)
  endFault(laboratory.simulation, fault)
  laboratory.advance(7200)
  expect(stateCounts(laboratory)).toEqual(before)
  expect([...world.all('job')].filter(job => job.name === 'job.vm.start').length).toBeGreaterThan(0)
})

test('failover: one that failed, of a VM that went to the library since: is not restarted', async () => {
  const { lab, admin } = await Lab.with('poc-lab')
  const { world } = lab.core.simulation
  const { job, vmId } = await failedFailover(lab, admin)
  const [share] = [...world.all('share')]
  await admin.vm.store({ vmIds: [vmId], shareId: share!.id })
  lab.settle()
  expect(world.get('vm', vmId).state).toBe('stored')
  const refusal = await refusalOf(admin.job.restart({ jobId: job.id }))
  expect(refusal.code).toBe('vm.bad-power-state')
})

test('failover: one that failed, of a VM on its way to the library: is not restarted', async () => {
  const { lab, admin } = await Lab.with('poc-lab')
  const { world } = lab.core.simulation
  const { job, vmId } = await failedFailover(lab, admin)
  await admin.vm.store({ vmIds: [vmId], shareId: [...world.all('share')][0]!.id })
  const refusal = await refusalOf(admin.job.restart({ jobId: job.id }))
  expect(refusal).toMatchObject({ code: 'vm.bad-power-state', data: { state: 'transferring' } })
})
