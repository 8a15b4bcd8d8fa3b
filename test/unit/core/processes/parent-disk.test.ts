import { expect, test } from 'vitest'
import type { DiskId, VmId, VolumeId } from '../../../../shared/domain/index.ts'
import { chainOf, parentsOf, readCostOf, writeCostOf } from '../../../../core/storage/index.ts'
import { Lab, refusalOf } from '../../../kit/lab.ts'

const vmId: VmId = 'vm-1'
const twinId: VmId = 'vm-2'

/** The laboratory with two VMs that are off, and the largest disk of its library. */
async function laboratory() {
  const { lab, admin } = await Lab.with('poc-lab')
  const { world } = lab.core.simulation
  await admin.vm.turnOff({ vmIds: [vmId, twinId] })
  lab.settle()
  const [library] = [...world.all('disk')].sort((a, b) => b.usedGib - a.usedGib)
  const vm = (id = vmId) => world.get('vm', id)
  const volumeId = vm().disks[0]!.volumeId
  const volume = () => world.get('volume', volumeId)
  const start = async (id: VmId, input: object) => {
    const { jobId } = await admin.vm.changeDisk({ vmId: id, ...input } as never)
    return () => admin.job.get({ jobId: jobId! })
  }
  const disk = async (input: object, id = vmId) => {
    const job = await start(id, input)
    lab.settle()
    return job()
  }
  const code = async (input: object, id = vmId) =>
    (await refusalOf(admin.vm.changeDisk({ vmId: id, ...input } as never))).code
  return { lab, admin, world, vm, volume, volumeId, library: library!, start, disk, code }
}

function onLibrary(diskId: DiskId, disk = 'data') {
  return { action: 'add', format: 'differencing', disk, parent: { diskId } }
}

test('differencing: a library disk: copied to the volume once, for all that stand on it', async () => {
  const { vm, volume, library, disk } = await laboratory()
  const before = volume().usedGib
  const first = await disk(onLibrary(library.id))
  expect(first.status).toBe('completed')
  const [parent] = parentsOf(volume())
  expect(parent).toMatchObject({ fromDiskId: library.id, copying: undefined })
  expect(vm().disks.at(-1)).toMatchObject({ parentId: parent!.id, sizeGib: library.sizeGib })
  expect(volume().usedGib - before).toBeCloseTo(library.usedGib + 0.1, 3)
  const second = await disk(onLibrary(library.id), twinId)
  expect(parentsOf(volume())).toHaveLength(1)
  expect(volume().usedGib - before).toBeCloseTo(library.usedGib + 0.2, 3)
  const took = (job: typeof first) => job.endedMs! - job.startedMs!
  expect(took(second)).toBeLessThan(took(first) / 3)
})

test('differencing: two VMs at once: one copies the parent, the other waits for it', async () => {
  const { lab, volume, library, start } = await laboratory()
  const jobs = [
    await start(vmId, onLibrary(library.id)),
    await start(twinId, onLibrary(library.id)),
  ]
  lab.settle()
  expect(parentsOf(volume())).toHaveLength(1)
  for (const job of jobs) expect((await job()).status).toBe('completed')
})

test('differencing: cancelled while the parent is copied: nothing of it is left', async () => {
  const { lab, admin, vm, volume, library, start } = await laboratory()
  const before = volume().usedGib
  const job = await start(vmId, onLibrary(library.id))
  lab.run(3)
  expect(parentsOf(volume())[0]!.copying).toBeDefined()
  await admin.job.cancel({ jobId: (await job()).id })
  lab.settle()
  expect(parentsOf(volume())).toHaveLength(0)
  expect(volume().usedGib).toBeCloseTo(before, 5)
  expect(vm().disks).toHaveLength(1)
})

test('differencing: a disk becomes a parent: each file below costs reads, and all of it merges back', async () => {
  const { world, vm, volume, disk, code } = await laboratory()
  const { slot } = vm()
  const { usedGib, name, format } = vm().disks[0]!
  const plain = { reads: world.vms.data.readPart[slot]!, writes: world.vms.data.writePart[slot]! }
  const before = volume().usedGib
  await disk({ action: 'makeParent', disk: name })
  await disk({ action: 'makeParent', disk: name })
  expect(chainOf(world, vm().disks[0]).map(one => one.id)).toEqual([2, 1])
  expect(world.vms.data.readPart[slot]).toBeCloseTo(plain.reads * readCostOf(2), 6)
  const grows = writeCostOf({ format: 'differencing' }) / writeCostOf({ format })
  expect(world.vms.data.writePart[slot]).toBeCloseTo(plain.writes * grows, 6)
  expect(await code({ action: 'expand', disk: name, sizeGib: 500 })).toBe('disk.size-of-parent')
  expect(await code({ action: 'compact', disk: name })).toBe('disk.not-dynamic')
  await disk({ action: 'merge', disk: name })
  await disk({ action: 'merge', disk: name })
  expect(vm().disks[0]).toMatchObject({ name, format, parentId: undefined })
  expect(vm().disks[0]!.usedGib).toBeGreaterThan(usedGib)
  expect(volume().usedGib - before).toBeLessThan(0.2)
  expect(world.vms.data.readPart[slot]).toBeCloseTo(plain.reads, 6)
  expect(await code({ action: 'merge', disk: name })).toBe('disk.no-parent')
})

test('differencing: converted: takes in the whole chain, and leaves the parents to others', async () => {
  const { vm, volume, library, disk } = await laboratory()
  await disk(onLibrary(library.id))
  const before = volume().usedGib
  const job = await disk({ action: 'convert', disk: 'data', format: 'fixed' })
  expect(job.status).toBe('completed')
  expect(vm().disks.at(-1)).toMatchObject({ format: 'fixed', parentId: undefined })
  expect(vm().disks.at(-1)!.usedGib).toBeGreaterThanOrEqual(library.usedGib)
  expect(volume().usedGib - before).toBeCloseTo(library.sizeGib - 0.1, 3)
  expect(parentsOf(volume())).toHaveLength(1)
})

test('differencing: the parent of two: neither merged into nor deleted until nothing stands on it', async () => {
  const { lab, admin, volume, volumeId, library, disk, code } = await laboratory()
  await disk(onLibrary(library.id))
  await disk(onLibrary(library.id), twinId)
  const parentId = parentsOf(volume())[0]!.id
  expect(await code({ action: 'merge', disk: 'data' })).toBe('disk.parent-shared')
  const refusal = await refusalOf(admin.storage.deleteParentDisk({ volumeId, parentId }))
  expect(refusal.code).toBe('disk.parent-in-use')
  expect(refusal.data).toMatchObject({ disks: 2 })
  await disk({ action: 'remove', disk: 'data' })
  await disk({ action: 'remove', disk: 'data' }, twinId)
  const before = volume().usedGib
  await admin.storage.deleteParentDisk({ volumeId, parentId })
  lab.settle()
  expect(before - volume().usedGib).toBeCloseTo(library.usedGib, 3)
})

test('differencing: stored, moved or copied elsewhere: refused by name; a clone beside it shares the parent', async () => {
  const { lab, admin, world, vm, volume, disk } = await laboratory()
  await disk({ action: 'makeParent', disk: vm().disks[0]!.name })
  expect((await refusalOf(admin.vm.store({ vmIds: [vmId] }))).code).toBe('disk.parent-stays')
  const others = [...world.all('volume')].filter(one => one.id !== volume().id)
  const reached = world.get('host', vm().hostId).volumeIds
  const other = others.find(one => reached.includes(one.id))?.id as VolumeId | undefined
  if (other) {
    const refusal = await refusalOf(admin.vm.migrateStorage({ vmId, volumeId: other }))
    expect(['disk.parent-stays', 'storage-migration.not-shared']).toContain(refusal.code)
  }
  const before = volume().usedGib
  const { id } = await admin.vm.clone({ vmId, name: 'linked' })
  lab.settle()
  expect(world.get('vm', id!).disks[0]).toMatchObject({ parentId: 1, format: 'differencing' })
  expect(volume().usedGib - before).toBeCloseTo(0.1, 3)
})

test('differencing: a guest that writes: its file grows and never past what the disk shows', async () => {
  const { lab, admin, vm, disk } = await laboratory()
  await disk({ action: 'makeParent', disk: vm().disks[0]!.name })
  await admin.vm.start({ vmIds: [vmId] })
  lab.settle()
  const before = vm().disks[0]!.usedGib
  lab.run(600)
  expect(vm().disks[0]!.usedGib).toBeGreaterThan(before)
  expect(vm().disks[0]!.usedGib).toBeLessThan(vm().disks[0]!.sizeGib)
})

test('differencing: VMs from a template: one copy of its disk, and each its own small file', async () => {
  const { lab, admin, world } = await laboratory()
  const [template] = [...world.all('template')].filter(one => one.enabled)
  const group = [...world.all('hostgroup')][0]!
  const used = () => [...world.all('volume')].reduce((sum, one) => sum + one.usedGib, 0)
  const before = used()
  await admin.vm.create({
    ...{ name: 'thin', count: 2, workload: 'idle', startAfterCreation: false },
    source: { kind: 'template', templateId: template!.id, differencing: true },
    destination: { kind: 'hostgroup', hostGroupId: group.id },
  } as never)
  lab.settle()
  const made = [...world.all('vm')].filter(one => one.name.startsWith('thin'))
  expect(made).toHaveLength(2)
  for (const one of made) {
    expect(one.state).toBe('stopped')
    expect(one.disks[0]!.format).toBe('differencing')
  }
  const { usedGib } = world.get('disk', template!.diskId)
  const volumes = new Set(made.map(one => one.disks[0]!.volumeId)).size
  expect(used() - before).toBeCloseTo(volumes * usedGib + 0.2, 3)
})
