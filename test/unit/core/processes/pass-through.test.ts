import { expect, test } from 'vitest'
import type { LunId, VmId } from '../../../../shared/domain/index.ts'
import { Lab, refusalOf } from '../../../kit/lab.ts'

const vmId: VmId = 'vm-1'

/** The laboratory with a free LUN on the array of its cluster. */
async function laboratory() {
  const { lab, admin } = await Lab.with('poc-lab')
  const { world } = lab.core.simulation
  const vm = (id = vmId) => world.get('vm', id)
  const home = world.get('volume', vm().disks[0]!.volumeId)
  const { arrayId } = world.get('pool', world.get('lun', home.lunIds[0]!).poolId)
  const pool = { kind: 'create-pool', arrayId, name: 'flash', raid: 'raid-1', diskKind: 'flash' }
  const lun = { kind: 'create-lun', poolId: 'step-1', name: 'raw', sizeGib: 3000, isThin: false }
  await admin.storage.change({ steps: [{ ...pool, disks: 2, diskGib: 4000 }, lun] } as never)
  lab.settle()
  const lunId = [...world.all('lun')].find(one => one.name === 'raw')!.id
  const add = { vmId, action: 'add', format: 'pass-through', disk: 'data', lunId }
  const attach = async (input: object = {}) => {
    const { jobId } = await admin.vm.changeDisk({ ...add, ...input } as never)
    lab.settle()
    return admin.job.get({ jobId: jobId! })
  }
  const code = async (input: object) =>
    (await refusalOf(admin.vm.changeDisk({ vmId, ...input } as never))).code
  const raw = () => [...world.all('volume')].find(one => one.passedTo === vmId)
  return { lab, admin, world, vm, home, lunId, add, attach, code, raw }
}

test('pass-through: a LUN above 2 TB: the disk as it is, at once, and its load is the LUN’s', async () => {
  const { lab, world, vm, home, attach, raw } = await laboratory()
  const job = await attach()
  expect(job.status).toBe('completed')
  expect(vm().disks.at(-1)).toMatchObject({ format: 'pass-through', sizeGib: 3000 })
  expect(world.vms.data.volumeSlot[vm().slot]).toBe(raw()!.slot)
  lab.run(300)
  const latency = world.volumes.data.latencyMs
  expect(latency[raw()!.slot]).toBeGreaterThan(0)
  expect(latency[raw()!.slot]).toBeLessThan(latency[home.slot]! / 4)
})

test('pass-through: consequences: no checkpoint, snapshot, clone, store or storage move', async () => {
  const { lab, admin, home, attach, code } = await laboratory()
  await attach()
  const of = async (call: Promise<unknown>) => (await refusalOf(call)).code
  const volumeId = home.id
  const snapshot = { volumeId, vmId, kind: 'copy-on-write' as const, name: 'x' }
  expect(await of(admin.vm.checkpoint({ vmIds: [vmId] }))).toBe('checkpoint.pass-through')
  expect(await of(admin.snapshot.take(snapshot as never))).toBe('checkpoint.pass-through')
  for (const action of ['expand', 'convert', 'compact', 'merge', 'makeParent']) {
    const more = action === 'convert' ? { format: 'fixed' } : {}
    await admin.vm.turnOff({ vmIds: [vmId] }).catch(() => undefined)
    lab.settle()
    expect(await code({ action, disk: 'data', sizeGib: 9, ...more })).toBe('disk.passed-through')
  }
  expect(await of(admin.vm.clone({ vmId, name: 'x' }))).toBe('transfer.pass-through')
  expect(await of(admin.vm.store({ vmIds: [vmId] }))).toBe('transfer.pass-through')
})

test('pass-through: live migration: the LUN goes to the other node with its VM', async () => {
  const { lab, admin, world, vm, attach, raw } = await laboratory()
  await attach()
  expect(raw()).toMatchObject({ kind: 'cluster-disk', ownerHostId: vm().hostId })
  const target = [...world.all('host')].find(one => one.id !== vm().hostId && one.clusterId)!
  await admin.vm.migrate({ vmIds: [vmId], hostId: target.id, kind: 'live' })
  lab.settle()
  expect(vm().hostId).toBe(target.id)
  expect(raw()!.ownerHostId).toBe(target.id)
})

test('pass-through: refusals: in use, thin, or of another host; plans leave it alone', async () => {
  const { lab, admin, world, home, lunId, attach, add, code, raw } = await laboratory()
  expect(await code({ ...add, lunId: home.lunIds[0] })).toBe('storage.lun-in-use')
  const { poolId } = world.get('lun', lunId)
  const thin = { kind: 'create-lun', poolId, name: 'thin', sizeGib: 5, isThin: true }
  await admin.storage.change({ steps: [thin] } as never)
  lab.settle()
  const thinId = [...world.all('lun')].find(one => one.name === 'thin')!.id
  expect(await code({ ...add, lunId: thinId })).toBe('disk.lun-thin')
  await attach()
  expect(await code({ ...add, vmId: 'vm-2' })).toBe('storage.lun-in-use')
  const step = async (one: object) =>
    (await admin.storage.plan({ steps: [one] } as never)).blockedBecause?.code
  expect(await step({ kind: 'delete-volume', volumeId: raw()!.id })).toBe('storage.passed-through')
  expect(await step({ kind: 'grow-lun', lunId, sizeGib: 3500 })).toBe('storage.passed-through')
  expect(await step({ kind: 'delete-lun', lunId })).toBe('storage.lun-in-use')
  const { volumes, luns } = await admin.vm.hardware({ vmId })
  expect(volumes.some(one => one.id === raw()!.id)).toBe(false)
  expect(luns.some(one => one.lunId === (lunId as LunId))).toBe(false)
})

test('pass-through: removed, or its VM deleted for good: the LUN is free again', async () => {
  const { lab, admin, world, vm, lunId, attach, raw } = await laboratory()
  await attach()
  await admin.vm.changeDisk({ vmId, action: 'remove', disk: 'data' } as never)
  lab.settle()
  expect(raw()).toBeUndefined()
  expect(world.get('host', vm().hostId).volumeIds.every(id => world.find('volume', id))).toBe(true)
  await attach()
  await admin.vm.turnOff({ vmIds: [vmId] })
  lab.settle()
  await admin.vm.delete({ vmIds: [vmId] })
  await admin.vm.purge({ vmIds: [vmId] })
  lab.settle()
  expect(raw()).toBeUndefined()
  expect(world.find('lun', lunId)).toBeDefined()
})
