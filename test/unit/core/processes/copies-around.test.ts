import { expect, test } from 'vitest'
import type {
  HostGroupId,
  HostId,
  RoleId,
  UserId,
  VmId,
  VolumeId,
} from '../../../../shared/domain/index.ts'
import { partsOf } from '../../../../core/faults/index.ts'
import type { World } from '../../../../core/world/index.ts'
import { put } from '../../../../core/world/index.ts'
import type { LabClient } from '../../../kit/lab.ts'
import { Lab, refusalOf } from '../../../kit/lab.ts'

const password = 'correct horse battery'

/** The laboratory with two hosts of no cluster, and two VMs that are off. */
async function lab() {
  const { lab: made, admin } = await Lab.with('poc-lab')
  const { world } = made.core.simulation
  made.run(5)
  const alone: HostId[] = []
  for (const name of ['alone-01', 'alone-02']) {
    const { id } = await admin.host.add({
      ...{ name, hostGroupId: 'hostgroup-2', version: '2008-r2' },
      ...{ logicalProcessors: 8, cpuMhz: 2600, memoryMib: 32768, networkMbps: 1000 },
      ...{ localDiskGib: 500, networks: ['Desktops'] },
    })
    alone.push(id as HostId)
  }
  made.settle()
  const on = [...world.all('vm')].filter(vm => vm.state === 'running').map(vm => vm.id)
  const off = on.slice(0, 2)
  await admin.vm.shutDown({ vmIds: off })
  made.settle()
  return { lab: made, admin, world, alone, off, on: on.slice(2) }
}

const removal = (admin: LabClient, hostId: HostId) =>
  refusalOf(admin.host.remove({ hostId, withVms: true }))

test('host.remove: a transfer copies to the host: refused until it is over', async () => {
  const { lab: made, admin, world, alone, on } = await lab()
  await admin.vm.transfer({ vmId: on[0]!, hostId: alone[0]! })
  for (const second of [1, 3, 5]) {
    made.run(second)
    expect((await removal(admin, alone[0]!)).code).toBe('vm.busy')
  }
  made.settle()
  expect(world.get('vm', on[0]!)).toMatchObject({ state: 'running', hostId: alone[0] })
})

test('host.remove: a clone is made of a VM on the host: refused, and the clone is whole', async () => {
  const { lab: made, admin, world, alone, off } = await lab()
  const vmId = off[0]!
  await admin.vm.transfer({ vmId, hostId: alone[0]! })
  made.settle()
  const { id } = await admin.vm.clone({ vmId, name: 'copy', hostId: alone[1]! })
  expect((await removal(admin, alone[0]!)).code).toBe('vm.busy')
  made.run(2)
  expect((await removal(admin, alone[1]!)).code).toBe('vm.busy')
  made.settle()
  expect(world.get('vm', id as VmId).state).toBe('stopped')
  expect((await admin.host.remove({ hostId: alone[0]!, withVms: true })).accepted).toBe(1)
})

test('host.remove: a snapshot of a disk in the host is written: refused until it is over', async () => {
  const { lab: made, admin, world, alone, off } = await lab()
  await admin.vm.transfer({ vmId: off[0]!, hostId: alone[0]! })
  made.settle()
  const { volumeId } = world.get('vm', off[0]!).disks[0]!
  await admin.snapshot.take({ volumeId, kind: 'copy-on-write', name: 'one' })
  made.run(1)
  expect((await removal(admin, alone[0]!)).code).toBe('vm.busy')
  made.settle()
  expect((await admin.host.remove({ hostId: alone[0]!, withVms: true })).accepted).toBe(1)
})

test('storage: an empty volume that a transfer copies to: in use', async () => {
  const { lab: made, admin, world, alone, on } = await lab()
  const [volumeId] = world.get('host', alone[0]!).volumeIds
  await admin.vm.transfer({ vmId: on[0]!, hostId: alone[0]! })
  made.run(6)
  const steps = [{ kind: 'delete-volume' as const, volumeId: volumeId! }]
  expect((await refusalOf(admin.storage.change({ steps }))).code).toBe('storage.volume-in-use')
  made.settle()
})

test('clone: restarted after its name was taken: refused', async () => {
  const { lab: made, admin, world, off } = await lab()
  const { jobId } = await admin.vm.clone({ vmId: off[0]!, name: 'copy' })
  made.run(2)
  await admin.job.cancel({ jobId: jobId! })
  await admin.vm.clone({ vmId: off[0]!, name: 'copy' })
  made.settle()
  expect((await refusalOf(admin.job.restart({ jobId: jobId! }))).code).toBe('name.taken')
  expect([...world.all('vm')].filter(vm => vm.name === 'copy')).toHaveLength(1)
})

test('clone: of a saved VM in the library: saved too, and it goes on from there', async () => {
  const { lab: made, admin, world, on } = await lab()
  await admin.vm.saveState({ vmIds: [on[0]!] })
  made.settle()
  const refusal = await refusalOf(admin.vm.clone({ vmId: on[0]!, name: 'copy' }))
  expect(refusal.text).toMatch(/is saved, and only a stopped or stored VM/)
  await admin.vm.store({ vmIds: [on[0]!] })
  made.settle()
  const { id } = await admin.vm.clone({ vmId: on[0]!, name: 'copy' })
  made.settle()
  const { state, savedImageMib } = world.get('vm', id as VmId)
  expect([state, savedImageMib]).toEqual(['saved', world.get('vm', on[0]!).savedImageMib])
  await admin.vm.start({ vmIds: [id as VmId] })
  made.settle()
  expect(world.get('vm', id as VmId).state).toBe('running')
})

/** Sue with a role for as many points as VMs are hers, and who may store. */
async function selfService(admin: LabClient, world: World, vmId: VmId) {
  const { id } = await admin.user.create({ name: 'sue', displayName: '', password })
  const userId = id as UserId
  const { hostGroupId } = world.get('host', world.get('vm', vmId).hostId)
  const role = await admin.role.create({
    ...{ name: 'Desktops', profile: 'self-service-user', userIds: [userId] },
    ...{ scope: { hostGroupIds: [hostGroupId] }, actions: ['store'] },
    quota: { points: 1, shared: false },
  })
  const roleId = role.id as RoleId
  const give = (vmIds: VmId[]) => admin.vm.setOwner({ vmIds, ownerId: userId, roleId })
  return { give }
}

test('quota: a deployment is restarted after its points went to another VM: refused', async () => {
  const { lab: made, admin, world, off } = await lab()
  await admin.vm.update({ vmIds: off, changes: { quotaPoints: 1 } })
  const { give } = await selfService(admin, world, off[0]!)
  await give([off[0]!])
  await admin.vm.store({ vmIds: [off[0]!] })
  made.settle()
  const { jobId } = await admin.vm.deploy({ vmId: off[0]! })
  made.run(1)
  await admin.job.cancel({ jobId: jobId! })
  await give([off[1]!])
  expect((await refusalOf(admin.vm.deploy({ vmId: off[0]! }))).code).toBe('quota.exceeded')
  expect((await refusalOf(admin.job.restart({ jobId: jobId! }))).code).toBe('quota.exceeded')
})

test('transfer: restarted by who does not see its target: refused like a target that is not', async () => {
  const { lab: made, admin, world, alone, on } = await lab()
  const vmId = on[0]!
  const { hostGroupId } = world.get('host', world.get('vm', vmId).hostId)
  const hidden = world.get('host', alone[0]!)
  const { id: elsewhere } = await admin.hostGroup.create({
    ...{ parentId: 'hostgroup-1', name: 'Elsewhere' },
  })
  world.apply(put('host', { ...hidden, hostGroupId: elsewhere as HostGroupId }))
  const { id } = await admin.user.create({ name: 'kim', displayName: '', password })
  await admin.role.create({
    ...{ name: 'Lab', profile: 'delegated-administrator', userIds: [id as UserId] },
    scope: { hostGroupIds: [hostGroupId] },
  })
  const { jobId } = await admin.vm.transfer({ vmId, hostId: hidden.id })
  made.run(3)
  await admin.job.cancel({ jobId: jobId! })
  const kim = await made.signIn('kim', password)
  expect((await refusalOf(kim.job.restart({ jobId: jobId! }))).code).toBe('not-found')
  expect(world.get('vm', vmId).hostId).not.toBe(hidden.id)
})

/** A LUN of its own for a VM, in the array that another host is attached to. */
async function ownLun({ lab: made, admin, world, alone, on }: Awaited<ReturnType<typeof lab>>) {
  const vmId = on[0]!
  const { hostId } = world.get('vm', vmId)
  const [first] = [...world.all('pool')]
  const pool = { ...first!, id: world.nextId('pool'), slot: world.pools.take(), name: 'New disks' }
  const lunId = world.nextId('lun')
  const volumeId: VolumeId = world.nextId('volume')
  world.applyAll([
    put('pool', pool),
    put('lun', { id: lunId, poolId: pool.id, name: 'LUN of one', sizeGib: 20, isThin: true }),
    put('volume', {
      ...{ id: volumeId, slot: world.volumes.take(), name: 'Own', kind: 'cluster-disk' },
      ...{ fileSystem: 'ntfs', layout: 'concatenation', lunIds: [lunId], ownerHostId: hostId },
      ...{ capacityGib: 20, usedGib: 0 },
    }),
  ])
  for (const node of [...world.all('host')].filter(one => one.clusterId)) {
    world.apply(put('host', { ...node, volumeIds: [...node.volumeIds, volumeId] }))
  }
  await admin.vm.migrateStorage({ vmId, volumeId })
  made.settle()
  const other = world.get('host', alone[0]!)
  world.apply(put('host', { ...other, volumeIds: [...other.volumeIds, 'volume-1'] }))
  return { vmId, hostId, volumeId }
}

test('san: a disk of another VM comes to the LUN meanwhile: the LUN stays where it is', async () => {
  const made = await lab()
  const { admin, world, alone } = made
  const { vmId, hostId, volumeId } = await ownLun(made)
  await admin.vm.transfer({ vmId, hostId: alone[0]! })
  made.lab.run(6)
  const beside = [...world.all('vm')].find(
    vm => vm.hostId === hostId && vm.id !== vmId && vm.state === 'running',
  )!
  const disk = { disk: 'more.vhd', sizeGib: 1, format: 'dynamic', bus: 'scsi' } as const
  await admin.vm.changeDisk({ vmId: beside.id, action: 'add', ...disk, volumeId })
  made.lab.settle()
  expect(world.get('vm', beside.id).disks).toHaveLength(2)
  expect(world.get('vm', vmId)).toMatchObject({ state: 'migration-failed', hostId })
  expect(world.get('vm', vmId).failure?.code).toBe('transfer.san-others')
  await admin.vm.repair({ vmIds: [vmId], action: 'undo' })
  made.lab.settle()
  expect(world.get('vm', vmId)).toMatchObject({ state: 'running', hostId })
})

test('clone: its host failed, and the source was stored since: restarted, the source stays stored', async () => {
  const { lab: made, admin, world, alone, off } = await lab()
  const [vmId] = off
  const { jobId } = await admin.vm.clone({ vmId: vmId!, name: 'copy', hostId: alone[0]! })
  made.run(6)
  await admin.fault.inject({ kind: 'host-power-loss', targetId: alone[0]! } as never)
  made.run(60)
  await admin.fault.end({ faultIds: [...world.all('fault')].map(fault => fault.id) })
  made.run(1200)
  const [share] = [...world.all('share')]
  await admin.vm.store({ vmIds: [vmId!], shareId: share!.id })
  made.settle()
  await admin.job.restart({ jobId: jobId! })
  made.settle()
  expect((await admin.job.get({ jobId: jobId! })).status).toBe('completed')
  expect(world.get('vm', vmId!).state).toBe('stored')
})

test('disk: added on a volume that another node owns: refused, and the owner is named', async () => {
  const made = await lab()
  const { admin, world } = made
  const { hostId, volumeId } = await ownLun(made)
  const away = [...world.all('vm')].find(vm => vm.hostId !== hostId && vm.state === 'running')!
  const disk = { disk: 'more.vhd', sizeGib: 1, format: 'dynamic', bus: 'scsi' } as const
  const add = admin.vm.changeDisk({ vmId: away.id, action: 'add', ...disk, volumeId })
  const refusal = await refusalOf(add)
  expect(refusal.code).toBe('cluster.disk-elsewhere')
  expect(refusal.text).toContain(world.get('host', hostId).name)
})

test('clone: its host went into maintenance mode meanwhile: a restart is refused until it ends', async () => {
  const { lab: made, admin, alone, off } = await lab()
  const vmId = off[0]!
  await admin.vm.transfer({ vmId, hostId: alone[0]! })
  made.settle()
  const { jobId } = await admin.vm.clone({ vmId, name: 'copy', hostId: alone[1]! })
  await admin.job.cancel({ jobId: jobId! })
  await admin.host.startMaintenance({ hostId: alone[1]!, mode: 'save' })
  made.settle()
  const refusal = await refusalOf(admin.job.restart({ jobId: jobId! }))
  expect(refusal.code).toBe('host.in-maintenance')
})

test('clone: no adapter of the target is up: refused, and named', async () => {
  const { lab: made, admin, world, alone, off } = await lab()
  const vmId = off[0]!
  await admin.vm.transfer({ vmId, hostId: alone[0]! })
  made.settle()
  for (const part of partsOf(world, 'adapter', alone[1]!)) {
    await admin.fault.inject({ kind: 'adapter-down', targetId: alone[1]!, part })
  }
  const refusal = await refusalOf(admin.vm.clone({ vmId, name: 'copy', hostId: alone[1]! }))
  expect(refusal).toMatchObject({
    code: 'transfer.no-network',
    data: { source: 'alone-01', target: 'alone-02' },
  })
})

test('store: the last adapter of the host goes down before the copy begins: failed, and named', async () => {
  const { lab: made, admin, world, alone, off } = await lab()
  const vmId = off[0]!
  await admin.vm.transfer({ vmId, hostId: alone[0]! })
  made.settle()
  const [share] = [...world.all('share')]
  const { jobId } = await admin.vm.store({ vmIds: [vmId], shareId: share!.id })
  for (const part of partsOf(world, 'adapter', alone[0]!)) {
    await admin.fault.inject({ kind: 'adapter-down', targetId: alone[0]!, part })
  }
  made.settle()
  const job = await admin.job.get({ jobId: jobId! })
  expect(job.failure?.code).toBe('transfer.no-network')
})
