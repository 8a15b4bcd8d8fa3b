import { expect, test } from 'vitest'
import type { IntegrationService, VmId } from '../../../../shared/domain/index.ts'
import { put } from '../../../../core/world/index.ts'
import { Lab, refusalOf } from '../../../kit/lab.ts'

const vmId: VmId = 'vm-1'

async function laboratory() {
  const { lab, admin } = await Lab.with('poc-lab')
  const details = async () => admin.vm.get({ vmId })
  /** Leaves one service out, while the VM is off, and starts it again. */
  const without = async (service: IntegrationService) => {
    await admin.vm.turnOff({ vmIds: [vmId] })
    lab.settle()
    const offered = (await details()).integrationServices.filter(one => one !== service)
    const answer = await admin.vm.setHardware({ vmId, changes: { integrationServices: offered } })
    await admin.vm.start({ vmIds: [vmId] })
    lab.settle()
    return answer
  }
  const volumeId = lab.core.simulation.world.get('vm', vmId).disks[0]!.volumeId
  const snapshot = (only?: VmId) =>
    admin.snapshot.plan({ volumeId, kind: 'copy-on-write', vmId: only })
  return { lab, admin, details, without, volumeId, snapshot }
}

test('guests: the shutdown service is off: Shut down is refused, Turn off is not', async () => {
  const { lab, admin, without, details } = await laboratory()
  await without('shutdown')
  const refusal = await refusalOf(admin.vm.shutDown({ vmIds: [vmId] }))
  expect(refusal.code).toBe('vm.shutdown-service-off')
  expect((await details()).heartbeat).toBe('ok')
  await admin.vm.turnOff({ vmIds: [vmId] })
  lab.settle()
  expect((await details()).state).toBe('stopped')
})

test('guests: heartbeat: heard of what runs, none of what does not, lost of a guest that hangs', async () => {
  const { lab, admin, details, without } = await laboratory()
  expect((await details()).heartbeat).toBe('ok')
  await admin.fault.inject({ kind: 'guest-hang', targetId: vmId })
  lab.run(2)
  expect((await details()).heartbeat).toBe('lost')
  await admin.vm.turnOff({ vmIds: [vmId] })
  lab.settle()
  expect((await details()).heartbeat).toBe('none')
  await admin.vm.start({ vmIds: [vmId] })
  lab.settle()
  await without('heartbeat')
  expect((await details()).heartbeat).toBe('off')
})

test('guests: data exchange is off: the version of the integration components is not told', async () => {
  const { details, without } = await laboratory()
  expect((await details()).guest.integrationVersion).toMatch(/^6\./)
  await without('dataExchange')
  expect((await details()).guest.integrationVersion).toBeUndefined()
})

test('guests: the backup service is off: a snapshot says so before, and keeps it after', async () => {
  const { lab, admin, without, volumeId, snapshot } = await laboratory()
  expect((await snapshot()).warnings).toEqual([])
  await without('backup')
  expect((await snapshot()).warnings[0]).toMatch(/^1 guest does not come to rest/)
  expect((await snapshot('vm-2')).warnings).toEqual([])
  await admin.snapshot.take({ volumeId, kind: 'copy-on-write', name: 'before' })
  lab.settle()
  const [taken] = await admin.snapshot.list({ volumeId })
  expect(taken!.unrestedVms).toBe(1)
})

test('guests: dynamic disks in the guest: it does not come to rest for a snapshot (seed 003)', async () => {
  const { admin, snapshot } = await laboratory()
  const { undo } = await admin.vm.update({
    vmIds: [vmId],
    changes: { guest: { diskKind: 'dynamic', clusterRole: 'SQL-CLU1' } },
  })
  expect((await snapshot(vmId)).warnings).toHaveLength(1)
  await admin.vm.update(undo!.input as never)
  expect((await snapshot(vmId)).warnings).toEqual([])
  expect((await admin.vm.get({ vmId })).guest.clusterRole).toBeUndefined()
})

test('guests: services change while the VM runs: on 2012 R2 only', async () => {
  const { lab, admin, details } = await laboratory()
  const { world } = lab.core.simulation
  const change = () => admin.vm.setHardware({ vmId, changes: { integrationServices: ['time'] } })
  expect((await refusalOf(change())).code).toBe('vm.bad-power-state')
  const host = world.get('host', world.get('vm', vmId).hostId)
  world.apply(put('host', { ...host, version: '2012-r2' }))
  await change()
  expect((await details()).integrationServices).toEqual(['time'])
})

test('guests: services are taken back: the undo of the change gives them all', async () => {
  const { lab, admin, details, without } = await laboratory()
  const { undo } = await without('time')
  expect((await details()).integrationServices).not.toContain('time')
  await admin.vm.turnOff({ vmIds: [vmId] })
  lab.settle()
  await admin.vm.setHardware(undo!.input as never)
  expect((await details()).integrationServices).toContain('time')
})
