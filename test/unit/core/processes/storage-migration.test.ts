import { expect, test } from 'vitest'
import type { HostVersion } from '../../../../shared/domain/index.ts'
import { put } from '../../../../core/world/index.ts'
import { Lab, refusalOf } from '../../../kit/lab.ts'

/** A VM on a host that reaches another volume with room for it. */
async function office(version: HostVersion) {
  const { lab, admin } = await Lab.with('state-agency-san')
  const { world } = lab.core.simulation
  for (const host of [...world.all('host')]) world.apply(put('host', { ...host, version }))
  for (const cluster of [...world.all('cluster')]) {
    world.apply(put('cluster', { ...cluster, version }))
  }
  lab.run(5)
  for (const { id, state } of world.all('vm')) {
    if (state !== 'running') continue
    const { targets } = await admin.vm.storageTargets({ vmId: id })
    const free = targets.find(one => one.forecast)
    if (free) return { lab, admin, world, vmId: id, target: free }
  }
  throw new Error('no VM can move')
}

test('storage migration: 2012 R2: the guest runs on, and both volumes know', async () => {
  const { lab, admin, world, vmId, target } = await office('2012-r2')
  const before = world.get('vm', vmId).disks[0]!.volumeId
  const { jobId, undo } = await admin.vm.migrateStorage({ vmId, volumeId: target.volumeId })
  lab.run(3)
  expect(world.get('vm', vmId).state).toBe('running')
  lab.settle()
  const job = await admin.job.get({ jobId: jobId! })
  expect(job.status).toBe('completed')
  expect(job.steps.at(-1)?.detail).not.toContain('down')
  expect(world.get('vm', vmId).disks.every(one => one.volumeId === target.volumeId)).toBe(true)
  await admin.vm.migrateStorage(undo!.input as never)
  lab.settle()
  expect(world.get('vm', vmId).disks[0]!.volumeId).toBe(before)
})

test('storage migration: 2008 R2: an outage at the end, as the forecast said', async () => {
  const { lab, admin, world, vmId, target } = await office('2008-r2')
  expect(target.forecast!.downtimeS).toBeGreaterThan(0)
  const { jobId } = await admin.vm.migrateStorage({ vmId, volumeId: target.volumeId })
  lab.settle()
  expect(world.get('vm', vmId).state).toBe('running')
  const job = await admin.job.get({ jobId: jobId! })
  expect(job.steps.at(-1)?.detail).toMatch(/down for \d+\.\d s \(forecast .*down for/)
})

test('storage migration: cancelled: the VM stays on its old files; the same volume is refused', async () => {
  const { lab, admin, world, vmId, target } = await office('2008-r2')
  const { volumeId } = world.get('vm', vmId).disks[0]!
  const { jobId } = await admin.vm.migrateStorage({ vmId, volumeId: target.volumeId })
  lab.run(2)
  await admin.job.cancel({ jobId: jobId! })
  expect(world.get('vm', vmId)).toMatchObject({ state: 'running', disks: [{ volumeId }] })
  const refusal = await refusalOf(admin.vm.migrateStorage({ vmId, volumeId }))
  expect(refusal.code).toBe('storage-migration.same-volume')
})

test('storage migration: a volume for a group: only the VMs of its members go there', async () => {
  const { lab, admin, world, vmId, target } = await office('2012-r2')
  const { volumeId } = target
  const { id } = await admin.userGroup.save({ name: 'Storage', description: '', userIds: [] })
  const userGroupId = id as 'usergroup-1'
  await admin.storage.setAccess({ volumeId, userGroupIds: [userGroupId] })
  const [user] = [...world.all('user')]
  world.apply(put('vm', { ...world.get('vm', vmId), ownerId: user!.id }))
  const refusal = await refusalOf(admin.vm.migrateStorage({ vmId, volumeId }))
  expect(refusal).toMatchObject({ code: 'storage.not-a-member' })
  expect(refusal.text).toContain('Storage')
  const { targets } = await admin.vm.storageTargets({ vmId })
  const blocked = targets.find(one => one.volumeId === volumeId)?.blockedBecause
  expect(blocked?.code).toBe('storage.not-a-member')
  await admin.userGroup.save({ userGroupId, name: 'Storage', userIds: [user!.id] })
  await admin.vm.migrateStorage({ vmId, volumeId })
  lab.settle()
  expect(world.get('vm', vmId).disks[0]!.volumeId).toBe(volumeId)
})

test('storage migration: while it copies: requests take what the forecast said, on both volumes', async () => {
  const { lab, admin, world, vmId, target } = await office('2012-r2')
  const effects = target.forecast!.latency!
  expect(effects).toHaveLength(2)
  await admin.vm.migrateStorage({ vmId, volumeId: target.volumeId })
  lab.run(5)
  for (const { volumeName, beforeMs, duringMs } of effects) {
    const volume = [...world.all('volume')].find(one => one.name === volumeName)!
    const measuredMs = world.volumes.data.latencyMs[volume.slot]!
    expect(duringMs).toBeGreaterThan(beforeMs)
    expect(Math.abs(duringMs / measuredMs - 1)).toBeLessThan(0.05)
  }
})
