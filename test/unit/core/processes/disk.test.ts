import { expect, test } from 'vitest'
import type { VmId } from '../../../../shared/domain/index.ts'
import { Lab, refusalOf } from '../../../kit/lab.ts'

const vmId: VmId = 'vm-1'

async function laboratory() {
  const { lab, admin } = await Lab.with('poc-lab')
  const { world } = lab.core.simulation
  const vm = () => world.get('vm', vmId)
  const off = async () => {
    await admin.vm.turnOff({ vmIds: [vmId] })
    lab.settle()
  }
  const disk = async (input: object) => {
    const { jobId } = await admin.vm.changeDisk({ vmId, ...input } as never)
    lab.settle()
    return admin.job.get({ jobId: jobId! })
  }
  return { lab, admin, world, vm, off, disk }
}

test('disk: a fixed SCSI disk is added while the VM runs: it takes its whole size', async () => {
  const { vm, world, disk } = await laboratory()
  const volume = () => world.get('volume', vm().disks[0]!.volumeId).usedGib
  const before = volume()
  const add = { action: 'add', disk: 'data.vhd', sizeGib: 20, format: 'fixed', bus: 'scsi' }
  const job = await disk(add)
  expect(job.status).toBe('completed')
  expect(job.steps.at(-1)?.detail).toMatch(/^Took .* \(forecast .*\)$/)
  expect(volume() - before).toBeCloseTo(20, 5)
})

test('disk: expanded, converted, compacted and removed while the VM is off: undone in room', async () => {
  const { vm, world, off, disk } = await laboratory()
  await off()
  const volume = () => world.get('volume', vm().disks[0]!.volumeId).usedGib
  const before = volume()
  await disk({ action: 'add', disk: 'data.vhd', sizeGib: 20, format: 'dynamic' })
  await disk({ action: 'expand', disk: 'data.vhd', sizeGib: 30 })
  await disk({ action: 'convert', disk: 'data.vhd', format: 'fixed' })
  expect(volume() - before).toBeCloseTo(30, 5)
  await disk({ action: 'convert', disk: 'data.vhd', format: 'dynamic' })
  await disk({ action: 'compact', disk: 'data.vhd' })
  await disk({ action: 'remove', disk: 'data.vhd' })
  expect(volume()).toBeCloseTo(before, 5)
})

test('disk: refusals: the state, the first disk, the size of the version, and checkpoints', async () => {
  const { lab, admin, off, vm } = await laboratory()
  const code = async (input: object) =>
    (await refusalOf(admin.vm.changeDisk({ vmId, ...input } as never))).code
  const first = vm().disks[0]!.name
  expect(await code({ action: 'expand', disk: first, sizeGib: 99 })).toBe('vm.bad-power-state')
  expect(await code({ action: 'add', disk: 'a', sizeGib: 5, bus: 'ide' })).toBe(
    'vm.bad-power-state',
  )
  expect(await code({ action: 'add', disk: 'a', sizeGib: 2041 })).toBe('disk.too-large')
  await off()
  expect(await code({ action: 'remove', disk: first })).toBe('disk.boots')
  expect(await code({ action: 'expand', disk: first, sizeGib: 1 })).toBe('disk.not-larger')
  expect(await code({ action: 'add', disk: 'a', sizeGib: 2000, format: 'fixed' })).toBe(
    'vm.no-space',
  )
  await admin.vm.checkpoint({ vmIds: [vmId] })
  lab.settle()
  expect(await code({ action: 'expand', disk: first, sizeGib: 99 })).toBe('disk.has-checkpoints')
})

test('hardware: a stopped VM: changed with tracking and undone; a running one only its share', async () => {
  const { admin, vm, off } = await laboratory()
  const running = await refusalOf(admin.vm.setHardware({ vmId, changes: { cpuCount: 2 } }))
  expect(running.code).toBe('vm.bad-power-state')
  await admin.vm.setHardware({ vmId, changes: { cpuWeight: 200 } })
  const { blocked } = await admin.vm.hardware({ vmId })
  expect(blocked.map(one => one.field)).toEqual([
    ...['cpuCount', 'memoryMib', 'memoryRange', 'networkAdapters', 'integrationServices'],
  ])
  await off()
  const network = vm().networkAdapters[0]!.network
  const networkAdapters = [
    ...vm().networkAdapters.map(one => ({ ...one })),
    { network, kind: 'emulated' as const, vlan: 12 },
  ]
  const changes = { cpuCount: 2, memoryMib: 1024, networkAdapters }
  const { undo, jobId } = await admin.vm.setHardware({ vmId, changes })
  expect(vm()).toMatchObject({ cpuCount: 2, memoryMib: 1024 })
  expect(new Set(vm().networkAdapters.map(one => one.macAddress)).size).toBe(2)
  expect((await admin.job.get({ jobId: jobId! })).changes).toHaveLength(3)
  await admin.vm.setHardware(undo!.input as never)
  expect(vm()).toMatchObject({ cpuCount: 1, memoryMib: 500 })
  const many = Array.from({ length: 9 }, () => ({ network, kind: 'synthetic' as const }))
  const refusal = await refusalOf(
    admin.vm.setHardware({ vmId, changes: { networkAdapters: many } }),
  )
  expect(refusal.code).toBe('limit.network-adapters')
  const large = await refusalOf(admin.vm.setHardware({ vmId, changes: { cpuCount: 5 } }))
  expect(large.code).toBe('limit.cpu-count')
})

test('disk: work that queues behind another job: what was asked wrongly is refused at once', async () => {
  const { admin, off, vm, disk } = await laboratory()
  await off()
  await admin.vm.start({ vmIds: [vmId] })
  const first = vm().disks[0]!.name
  const raw = { vmId, action: 'convert', disk: first, format: 'pass-through' } as const
  expect((await refusalOf(admin.vm.changeDisk(raw))).code).toBe('input.invalid')
  const add = { action: 'add', disk: 'data.vhd', sizeGib: 5 }
  expect((await disk(add)).status).toBe('completed')
  expect((await refusalOf(admin.vm.changeDisk({ vmId, ...add } as never))).code).toBe('name.taken')
})

test('disk: two of one name are asked for while the VM is busy: the second fails', async () => {
  const { lab, admin, off, vm } = await laboratory()
  await off()
  await admin.vm.start({ vmIds: [vmId] })
  const add = { vmId, action: 'add', disk: 'data.vhd', sizeGib: 5 } as const
  const jobs = [await admin.vm.changeDisk(add), await admin.vm.changeDisk(add)]
  lab.settle()
  const ends = await Promise.all(jobs.map(({ jobId }) => admin.job.get({ jobId: jobId! })))
  expect(ends.map(job => job.status)).toEqual(['completed', 'failed'])
  expect(
    vm()
      .disks.map(one => one.name)
      .filter(name => name === 'data.vhd'),
  ).toHaveLength(1)
})
