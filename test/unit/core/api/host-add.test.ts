import { expect, test } from 'vitest'
import { endFault, injectFault } from '../../../../core/faults/index.ts'
import { put } from '../../../../core/world/index.ts'
import type { HostId } from '../../../../shared/domain/index.ts'
import { Lab, refusalOf } from '../../../kit/lab.ts'

const spec = (name: string) => ({
  ...{ name, hostGroupId: 'hostgroup-1' as const, version: '2012-r2' as const },
  ...{ logicalProcessors: 8, cpuMhz: 2500, memoryMib: 32768, networkMbps: 1000 },
  ...{ networks: ['Servers'], localDiskGib: 100 },
})

/** What the phases of adding a host take together. */
const addingS = 61

test('host.add: the host is pending until its agent is there, and takes nothing meanwhile', async () => {
  const { lab, admin } = await Lab.with('state-agency')
  const { world } = lab.core.simulation
  const { tests, durationS } = await admin.host.addPreview(spec('HV-NEW'))
  expect(tests.filter(one => one.outcome === 'fail')).toEqual([])
  const { id, jobId } = await admin.host.add(spec('HV-NEW'))
  const hostId = id as HostId
  expect((await admin.host.get({ hostId })).status).toBe('pending')
  const early = await refusalOf(admin.host.startMaintenance({ hostId, mode: 'save' }))
  expect(early.code).toBe('host.pending')
  lab.run(durationS + 1)
  expect(world.get('job', jobId!).status).toBe('completed')
  expect((await admin.host.get({ hostId })).status).toBe('responding')
})

test('host.add: a host that does not answer: the job fails, and goes on when it does', async () => {
  const { lab, admin } = await Lab.with('state-agency')
  const { simulation } = lab.core
  const { id, jobId } = await admin.host.add(spec('HV-NEW'))
  const hostId = id as HostId
  const strike = { kind: 'host-agent-silent', targetId: hostId, ownerName: 'test' } as const
  const fault = injectFault(simulation, strike)
  lab.run(addingS)
  expect(simulation.world.get('job', jobId!).failure?.code).toBe('host.not-responding')
  endFault(simulation, fault)
  await admin.job.restart({ jobId: jobId! })
  lab.run(addingS)
  expect((await admin.host.get({ hostId })).status).toBe('responding')
})

test('host.add: too large for its version or a name that is there: refused with the limit', async () => {
  const { admin } = await Lab.with('state-agency')
  const large = { ...spec('HV-NEW'), version: '2008-r2' as const, logicalProcessors: 128 }
  expect((await refusalOf(admin.host.add(large))).code).toBe('host.too-large')
  const { tests } = await admin.host.addPreview(large)
  expect(tests.find(one => one.name === 'processors')?.text).toMatch(/128 logical processors.*64/)
  const first = await admin.host.get({ hostId: 'host-1' })
  expect((await refusalOf(admin.host.add(spec(first.name)))).code).toBe('name.taken')
})

test('host.remove: a host with VMs stays and its plan says why, an empty one goes with its disks', async () => {
  const { lab, admin } = await Lab.with('state-agency')
  const { world } = lab.core.simulation
  const pools = world.count('pool')
  const hostId = (await admin.host.add(spec('HV-NEW'))).id as HostId
  lab.run(addingS)
  expect((await refusalOf(admin.host.remove({ hostId: 'host-1' }))).code).toBe('host.has-vms')
  const plan = await admin.host.removePlan({ hostId: 'host-1' })
  expect(plan.blockers.join()).toMatch(/holds \d+ VMs/)
  const empty = await admin.host.removePlan({ hostId })
  expect(empty.blockers).toEqual([])
  expect(empty.consequences.join()).toContain('D:')
  await admin.host.remove({ hostId })
  expect(world.find('host', hostId)).toBeUndefined()
  expect(world.count('pool')).toBe(pools)
})

test('host.remove: a host whose volume is gone already: its disks go with it all the same', async () => {
  const { lab, admin } = await Lab.with('state-agency')
  const { world } = lab.core.simulation
  const counts = () => (['array', 'pool', 'lun'] as const).map(table => world.count(table))
  const before = counts()
  const hostId = (await admin.host.add(spec('HV-NEW'))).id as HostId
  lab.run(addingS)
  const [volumeId] = world.get('host', hostId).volumeIds
  await admin.storage.change({ steps: [{ kind: 'delete-volume', volumeId: volumeId! }] })
  lab.settle()
  await admin.host.remove({ hostId })
  expect(counts()).toEqual(before)
})

test('host.remove: with VMs on a volume that others share: their files no longer count there', async () => {
  const { lab, admin } = await Lab.with('state-agency')
  const { world } = lab.core.simulation
  const lone = [...world.all('host')].find(host => !host.clusterId)!
  const other = [...world.all('host')].find(host => host.id !== lone.id)!
  const [volumeId] = lone.volumeIds
  world.apply(put('volume', { ...world.get('volume', volumeId!), kind: 'csv' }))
  world.apply(put('host', { ...other, volumeIds: [...other.volumeIds, volumeId!] }))
  await admin.host.remove({ hostId: lone.id, withVms: true })
  expect(world.get('volume', volumeId!).usedGib).toBeCloseTo(0, 6)
  lab.run(1)
})

test('host.remove: undo of an addition that still runs: its job is cancelled', async () => {
  const { lab, admin } = await Lab.with('state-agency')
  const { world } = lab.core.simulation
  const { undo, id, jobId } = await admin.host.add(spec('HV-NEW'))
  expect(undo?.operation).toBe('host.remove')
  await admin.host.remove({ hostId: id as HostId })
  expect(world.find('host', id!)).toBeUndefined()
  expect(world.get('job', jobId!).status).toBe('cancelled')
})

test('host.update: reserves: its own hold until it goes back to those of its group', async () => {
  const { lab, admin } = await Lab.with('state-agency')
  const hostId = 'host-1' as const
  const { hostGroupId } = await admin.host.get({ hostId })
  const group = { ...(await admin.hostGroup.reserves({ hostGroupId })).reserves }
  await admin.hostGroup.setReserves({ hostGroupId, reserves: { ...group, cpuReservePercent: 30 } })
  expect((await admin.host.get({ hostId })).cpuReservePercent).toBe(30)
  const { undo } = await admin.host.update({
    hostIds: [hostId],
    changes: { memoryReserveMib: 4096 },
  })
  const own = await admin.host.get({ hostId })
  expect(own).toMatchObject({ cpuReservePercent: 30, memoryReserveMib: 4096 })
  expect(own.reserves).toMatchObject({ isOwn: true, inherited: { cpuReservePercent: 30 } })
  await admin.hostGroup.setReserves({ hostGroupId, reserves: { ...group, cpuReservePercent: 40 } })
  expect((await admin.host.get({ hostId })).cpuReservePercent).toBe(30)
  await admin.host.update(undo!.input as Parameters<typeof admin.host.update>[0])
  expect((await admin.host.get({ hostId })).cpuReservePercent).toBe(40)
  await admin.hostGroup.setReserves({ hostGroupId })
  expect((await admin.host.get({ hostId })).reserves.fromGroupName).toBeUndefined()
  lab.run(1)
})

test('host.update: a memory reserve counts where VMs ask for memory, and in placement', async () => {
  const { admin } = await Lab.with('state-agency')
  const hostId = 'host-1' as const
  const { memoryMib } = await admin.host.get({ hostId })
  await admin.host.update({ hostIds: [hostId], changes: { memoryReserveMib: memoryMib } })
  const { rows } = await admin.vm.list({ scope: hostId, limit: 100 })
  const off = rows.find(vm => vm.state === 'stopped')!
  const refusal = await refusalOf(admin.vm.start({ vmIds: [off.id] }))
  expect(refusal).toMatchObject({ code: 'vm.insufficient-memory', data: { freeMib: 0 } })
})

test('host.update: custom properties: an empty value removes one, and undo brings it back', async () => {
  const { admin } = await Lab.with('state-agency')
  const hostId = 'host-1' as const
  const set = (customProperties: Record<string, string>) =>
    admin.host.update({ hostIds: [hostId], changes: { customProperties } })
  await set({ Rack: 'R7', Room: '12' })
  const { undo } = await set({ Rack: '', Room: '14' })
  expect((await admin.host.get({ hostId })).customProperties).toEqual({ Room: '14' })
  await admin.host.update(undo!.input as Parameters<typeof admin.host.update>[0])
  expect((await admin.host.get({ hostId })).customProperties).toEqual({ Rack: 'R7', Room: '12' })
})
