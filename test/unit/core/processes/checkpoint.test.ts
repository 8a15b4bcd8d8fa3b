import { expect, test } from 'vitest'
import type { HostVersion, VmId } from '../../../../shared/domain/index.ts'
import { spaceOf } from '../../../../core/processes/space.ts'
import { put } from '../../../../core/world/index.ts'
import { Lab, refusalOf } from '../../../kit/lab.ts'

const vmId: VmId = 'vm-1'

async function laboratory(version: HostVersion = '2008-r2') {
  const { lab, admin } = await Lab.with('poc-lab')
  const { world } = lab.core.simulation
  for (const host of [...world.all('host')]) world.apply(put('host', { ...host, version }))
  for (const cluster of [...world.all('cluster')]) {
    world.apply(put('cluster', { ...cluster, version }))
  }
  const vm = () => world.get('vm', vmId)
  const tree = async () => (await admin.vm.get({ vmId })).checkpoints
  const done = async (call: Promise<{ jobId?: `job-${number}` }>) => {
    const { jobId } = await call
    lab.settle()
    return admin.job.get({ jobId: jobId! })
  }
  return { lab, admin, world, vm, tree, done }
}

test('checkpoint: of a running VM: made without a stop, with its memory on the volume', async () => {
  const { admin, vm, tree, done, world } = await laboratory()
  const volume = () => world.get('volume', vm().disks[0]!.volumeId).usedGib
  const before = volume()
  const job = await done(admin.vm.checkpoint({ vmIds: [vmId], name: 'before the patch' }))
  expect(job.status).toBe('completed')
  expect(job.steps.at(-1)?.detail).toMatch(
    /^Took \d+\.\d s \(forecast \d+\.\d s\); requests of guests took \d+\.\d ms/,
  )
  expect(vm().state).toBe('running')
  const { checkpoints, currentId } = await tree()
  expect(currentId).toBe(1)
  expect(checkpoints).toMatchObject([
    { id: 1, name: 'before the patch', state: 'running', imageMib: vm().memoryMib },
  ])
  expect(volume() - before).toBeCloseTo(vm().memoryMib / 1024, 3)
})

test('checkpoint: each that the guest writes above: its reads look through one file more', async () => {
  const { admin, vm, done, world } = await laboratory()
  const reads = () => world.vms.data.readPart[vm().slot]!
  const alone = reads()
  await done(admin.vm.checkpoint({ vmIds: [vmId] }))
  expect(reads() / alone).toBeCloseTo(1.05, 9)
  await done(admin.vm.checkpoint({ vmIds: [vmId] }))
  expect(reads() / alone).toBeCloseTo(1.1, 9)
})

test('checkpoint: the guest writes on: its differencing disk grows, and never past what was there', async () => {
  const { lab, admin, vm, done } = await laboratory()
  await done(admin.vm.checkpoint({ vmIds: [vmId] }))
  lab.run(600)
  const hour = vm().writtenGib![0]!
  lab.run(1200)
  const later = vm().writtenGib![0]!
  expect(hour).toBeGreaterThan(0)
  expect(later).toBeGreaterThan(hour)
  expect(later).toBeLessThan(vm().disks[0]!.usedGib)
})

test('checkpoint: restored while it runs: hardware and memory come back, later checkpoints stay', async () => {
  const { lab, admin, world, vm, tree, done } = await laboratory()
  await done(admin.vm.checkpoint({ vmIds: [vmId] }))
  lab.run(600)
  await done(admin.vm.checkpoint({ vmIds: [vmId] }))
  world.apply({ table: 'vm', row: { ...vm(), cpuWeight: 7 } })
  const job = await done(admin.vm.checkpointRestore({ vmId, checkpointId: 1 }))
  expect(job.status).toBe('completed')
  expect(vm()).toMatchObject({ state: 'running', cpuWeight: 100, checkpointId: 1 })
  const { checkpoints, writtenGib } = await tree()
  expect([checkpoints.length, writtenGib]).toEqual([2, 0])
})

test('checkpoint: of a stopped VM restored: the VM is stopped, and one of a guest leaves it saved', async () => {
  const { lab, admin, vm, done } = await laboratory()
  await done(admin.vm.checkpoint({ vmIds: [vmId] }))
  await admin.vm.turnOff({ vmIds: [vmId] })
  lab.settle()
  await done(admin.vm.checkpoint({ vmIds: [vmId] }))
  await done(admin.vm.checkpointRestore({ vmId, checkpointId: 1 }))
  expect(vm()).toMatchObject({ state: 'saved', savedImageMib: vm().memoryMib })
  await done(admin.vm.checkpointRestore({ vmId, checkpointId: 2 }))
  expect(vm().state).toBe('stopped')
})

test('checkpoint: deleted with 2008 R2 while the VM runs: merged once it is off, and nothing is lost', async () => {
  const { lab, admin, world, vm, tree, done } = await laboratory()
  await done(admin.vm.checkpoint({ vmIds: [vmId] }))
  lab.run(300)
  await done(admin.vm.checkpointDelete({ vmId, checkpointId: 1 }))
  expect((await tree()).checkpoints).toMatchObject([{ isDeleted: true, imageMib: 0 }])
  await admin.vm.turnOff({ vmIds: [vmId] })
  lab.run(61)
  lab.settle()
  expect([...world.all('job')].at(-1)).toMatchObject({
    ...{ name: 'job.vm.mergeCheckpoints', status: 'completed', ownerName: 'Hostward' },
  })
  expect(vm()).toMatchObject({ state: 'stopped' })
  expect(vm().checkpoints).toBeUndefined()
  expect([...spaceOf(vm()).values()]).toEqual([vm().disks[0]!.usedGib])
})

test('checkpoint: deleted with 2012 R2 while the VM runs: merged at once', async () => {
  const { lab, admin, vm, done } = await laboratory('2012-r2')
  await done(admin.vm.checkpoint({ vmIds: [vmId] }))
  lab.run(600)
  await done(admin.vm.checkpointDelete({ vmId, checkpointId: 1 }))
  expect(vm()).toMatchObject({ state: 'running' })
  expect(vm().checkpoints).toBeUndefined()
})

test('checkpoint: one that two stand on is deleted: its disks stay until one of them goes', async () => {
  const { lab, admin, tree, done } = await laboratory('2012-r2')
  await done(admin.vm.checkpoint({ vmIds: [vmId] }))
  await done(admin.vm.checkpoint({ vmIds: [vmId] }))
  await done(admin.vm.checkpointRestore({ vmId, checkpointId: 1 }))
  await done(admin.vm.checkpointDelete({ vmId, checkpointId: 1 }))
  expect((await tree()).checkpoints.map(one => [one.id, one.isDeleted])).toEqual([
    [1, true],
    [2, false],
  ])
  await done(admin.vm.checkpointDelete({ vmId, checkpointId: 2 }))
  lab.settle()
  expect((await tree()).checkpoints).toEqual([])
})

test('checkpoint: the fifty-first, and one that is not there: refused with their numbers', async () => {
  const { lab, admin, done } = await laboratory()
  await admin.vm.turnOff({ vmIds: [vmId] })
  lab.settle()
  for (let at = 0; at < 50; at++) await done(admin.vm.checkpoint({ vmIds: [vmId] }))
  const refusal = await refusalOf(admin.vm.checkpoint({ vmIds: [vmId] }))
  expect([refusal.code, refusal.data]).toEqual([
    'checkpoint.limit',
    { name: 'desk-001', limit: 50 },
  ])
  const unknown = await refusalOf(admin.vm.checkpointRestore({ vmId, checkpointId: 99 }))
  expect(unknown.code).toBe('checkpoint.unknown')
})

test('checkpoint: a full volume: the guest is paused and says why', async () => {
  const { lab, admin, world, vm, done } = await laboratory()
  await done(admin.vm.checkpoint({ vmIds: [vmId] }))
  const volume = world.get('volume', vm().disks[0]!.volumeId)
  const other = world.get('vm', 'vm-2')
  const [disk] = other.disks
  const sizeGib = disk!.usedGib + volume.capacityGib - volume.usedGib
  const filler = { ...disk!, format: 'fixed' as const, sizeGib }
  world.apply({ table: 'vm', row: { ...other, disks: [filler] } })
  world.apply({ table: 'volume', row: { ...volume, usedGib: volume.capacityGib } })
  lab.run(61)
  expect(vm()).toMatchObject({ state: 'paused', failure: { code: 'vm.paused-full' } })
})

test('checkpoint: renamed: undone by its own answer', async () => {
  const { admin, tree, done } = await laboratory()
  await done(admin.vm.checkpoint({ vmIds: [vmId], name: 'a' }))
  const { undo } = await admin.vm.checkpointRename({ vmId, checkpointId: 1, name: 'b' })
  expect((await tree()).checkpoints[0]!.name).toBe('b')
  await admin.vm.checkpointRename(undo!.input as never)
  expect((await tree()).checkpoints[0]!.name).toBe('a')
})

test('checkpoint: forecast: says what it would take, or why not', async () => {
  const { lab, admin } = await laboratory()
  const made = await admin.vm.checkpointForecast({ vmId, action: 'create' })
  expect(made.forecast).toMatchObject({ downtimeS: 0 })
  expect(made.forecast!.explanation.join(' ')).toMatch(/MB of memory go to disk/)
  const { blockedBecause } = await admin.vm.checkpointForecast({
    vmId,
    action: 'restore',
    checkpointId: 3,
  })
  expect(blockedBecause?.code).toBe('checkpoint.unknown')
  lab.run(1)
})
