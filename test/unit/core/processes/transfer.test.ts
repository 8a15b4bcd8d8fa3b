import { expect, test } from 'vitest'
import type { HostId, VmId } from '../../../../shared/domain/index.ts'
import type { VmRow, World } from '../../../../core/world/index.ts'
import { put } from '../../../../core/world/index.ts'
import type { LabClient } from '../../../kit/lab.ts'
import { Lab, refusalOf } from '../../../kit/lab.ts'

type Hosts = readonly HostId[]

/** The laboratory with two hosts that left the cluster: one with disks of its own, one without. */
async function lab() {
  const { lab: made, admin } = await Lab.with('poc-lab')
  const { world } = made.core.simulation
  made.run(5)
  const alone: HostId[] = []
  for (const name of ['alone-01', 'alone-02']) {
    const { id } = await admin.host.add({
      ...{ name, hostGroupId: 'hostgroup-2', model: 'x', version: '2008-r2' },
      ...{ logicalProcessors: 8, cpuMhz: 2600, memoryMib: 32768, networkMbps: 1000 },
      ...{ localDiskGib: 500, networks: ['Desktops'] },
    } as never)
    alone.push(id as HostId)
  }
  made.settle()
  return { lab: made, admin, world, alone: alone as Hosts }
}

function vmWith(world: World, test: (vm: VmRow) => boolean): VmId {
  return [...world.all('vm')].find(test)!.id
}

function usedGib(world: World): number {
  return [...world.all('volume')].reduce((sum, volume) => sum + volume.usedGib, 0)
}

async function waysTo(admin: LabClient, vmId: VmId, hostId: HostId, useLan = false) {
  const { targets } = await admin.vm.transferTargets({ vmId, useLan })
  const target = targets.find(one => one.hostId === hostId)!
  const ways = target.rungs.map(({ method, blockedBecause }) => blockedBecause?.code ?? method)
  return { target, ways }
}

test('ladder: another node: live, and the others are possible too', async () => {
  const { admin, world } = await lab()
  const { target, ways } = await waysTo(
    admin,
    vmWith(world, vm => vm.state === 'running'),
    'host-2',
  )
  expect(target.method).toBe('live')
  expect(ways).toEqual(['live', 'quick', 'transfer.san-shared', 'lan'])
})

test('ladder: the network is asked for: no other way is taken', async () => {
  const { admin, world } = await lab()
  const vmId = vmWith(world, vm => vm.state === 'running')
  const { target } = await waysTo(admin, vmId, 'host-2', true)
  expect(target.method).toBe('lan')
})

test('ladder: a host outside the cluster: only the network, and each other way says why', async () => {
  const { admin, world, alone } = await lab()
  const { target, ways } = await waysTo(
    admin,
    vmWith(world, vm => vm.state === 'running'),
    alone[0]!,
  )
  expect(target.method).toBe('lan')
  expect(ways).toEqual([
    'migration.other-cluster',
    'migration.other-cluster',
    'transfer.san-shared',
    'lan',
  ])
})

test('transfer: over the network: saved, copied, restored; the job tells both figures', async () => {
  const { lab: made, admin, world, alone } = await lab()
  const vmId = vmWith(world, vm => vm.state === 'running')
  const { target } = await waysTo(admin, vmId, alone[0]!)
  const gib = usedGib(world)
  const { jobId } = await admin.vm.transfer({ vmId, hostId: alone[0]! })
  made.run(10)
  expect(world.get('vm', vmId).state).toBe('transferring')
  expect(usedGib(world)).toBeGreaterThan(gib + 2)
  made.settle()
  const vm = world.get('vm', vmId)
  expect(vm).toMatchObject({ state: 'running', hostId: alone[0], highlyAvailable: false })
  expect(vm.transfer).toBeUndefined()
  expect(usedGib(world)).toBeCloseTo(gib, 3)
  const job = await admin.job.get({ jobId: jobId! })
  expect(job.steps.at(-1)?.detail).toMatch(/down for .* s \(forecast .* s, down for .* s\)/)
  const took = job.endedMs! - job.startedMs
  expect(took / 1000 / target.forecast!.durationS).toBeGreaterThan(0.95)
  expect(took / 1000 / target.forecast!.durationS).toBeLessThan(1.05)
})

test('transfer: a slower network: it alone sets how long the copy takes', async () => {
  const { admin, world, alone } = await lab()
  const vmId = vmWith(world, vm => vm.state === 'running')
  const copyS = async (rateMbps: number) => {
    const host = world.get('host', alone[0]!)
    const adapters = host.adapters!.map(one => ({ ...one, rateMbps }))
    world.apply(put('host', { ...host, adapters }))
    const { forecast } = (await waysTo(admin, vmId, alone[0]!)).target
    const text = forecast!.explanation.find(one => one.includes('the network between them'))!
    return Number(/: ([\d.]+) s/.exec(text)![1])
  }
  const [slow, slower] = [await copyS(400), await copyS(200)]
  expect(slower / slow).toBeCloseTo(2, 1)
})

test('transfer: cancelled while it copies: saved where it was, and nothing left behind', async () => {
  const { lab: made, admin, world, alone } = await lab()
  const vmId = vmWith(world, vm => vm.state === 'running')
  const { hostId } = world.get('vm', vmId)
  const { jobId } = await admin.vm.transfer({ vmId, hostId: alone[0]! })
  made.run(10)
  await admin.job.cancel({ jobId: jobId! })
  expect(world.get('vm', vmId)).toMatchObject({ state: 'saved', hostId, savedImageMib: 500 })
  expect(world.get('vm', vmId).transfer).toBeUndefined()
})

test('repair: a move that failed: retried, undone or taken as it is', async () => {
  const { lab: made, admin, world, alone } = await lab()
  const vmId = vmWith(world, vm => vm.state === 'running')
  const { hostId } = world.get('vm', vmId)
  const fail = async () => {
    await admin.vm.transfer({ vmId, hostId: alone[0]! })
    made.run(8)
    world.apply(
      put('host', { ...world.get('host', alone[0]!), maintenance: { sinceMs: 0 } as never }),
    )
    made.settle()
    expect(world.get('vm', vmId)).toMatchObject({ state: 'migration-failed', hostId })
    expect(world.get('vm', vmId).failure?.code).toBe('host.in-maintenance')
    world.apply(put('host', { ...world.get('host', alone[0]!), maintenance: undefined }))
  }
  await fail()
  await admin.vm.repair({ vmIds: [vmId], action: 'undo' })
  made.settle()
  expect(world.get('vm', vmId)).toMatchObject({ state: 'running', hostId })
  await fail()
  await admin.vm.repair({ vmIds: [vmId], action: 'ignore' })
  expect(world.get('vm', vmId)).toMatchObject({ state: 'saved', hostId })
  await admin.vm.start({ vmIds: [vmId] })
  made.settle()
  await fail()
  const { options } = await admin.vm.repairOptions({ vmId })
  expect(options.map(one => one.blockedBecause)).toEqual([undefined, undefined, undefined])
  await admin.vm.repair({ vmIds: [vmId], action: 'retry' })
  made.settle()
  expect(world.get('vm', vmId)).toMatchObject({ state: 'running', hostId: alone[0] })
  const { code } = await refusalOf(admin.vm.repair({ vmIds: [vmId], action: 'undo' }))
  expect(code).toBe('repair.not-failed')
})

test('library: stored and deployed: on no host meanwhile, without quota, and the same again', async () => {
  const { lab: made, admin, world, alone } = await lab()
  const vmId = vmWith(world, vm => vm.state === 'running')
  expect((await refusalOf(admin.vm.store({ vmIds: [vmId] }))).code).toBe('vm.bad-power-state')
  await admin.vm.shutDown({ vmIds: [vmId] })
  made.settle()
  const before = world.get('vm', vmId)
  const gib = usedGib(world)
  await admin.vm.store({ vmIds: [vmId] })
  made.settle()
  const stored = world.get('vm', vmId)
  expect(stored).toMatchObject({ state: 'stored', disks: [] })
  expect(usedGib(world)).toBeCloseTo(gib - 2.2, 3)
  expect(world.index.vmsByHost.of(before.hostId).has(vmId)).toBe(false)
  expect((await admin.vm.get({ vmId })).hostId).toBeUndefined()
  expect((await refusalOf(admin.vm.start({ vmIds: [vmId] }))).code).toBe('vm.bad-power-state')
  const used = await refusalOf(admin.share.delete({ shareId: stored.stored!.shareId }))
  expect(used.data).toMatchObject({ users: expect.arrayContaining([before.name]) })
  await admin.vm.deploy({ vmId, hostId: alone[1]! })
  made.settle()
  const again = world.get('vm', vmId)
  expect(again).toMatchObject({ state: 'stopped', hostId: alone[1], highlyAvailable: false })
  expect(again.disks[0]).toMatchObject({ name: before.disks[0]!.name, usedGib: 2.2 })
  expect(usedGib(world)).toBeCloseTo(gib, 3)
})

test('library: a host that is removed leaves its stored VMs to its host group', async () => {
  const { lab: made, admin, world, alone } = await lab()
  const vmId = vmWith(world, vm => vm.state === 'running')
  await admin.vm.transfer({ vmId, hostId: alone[0]! })
  await admin.vm.shutDown({ vmIds: [vmId] })
  await admin.vm.store({ vmIds: [vmId] })
  made.settle()
  await admin.host.remove({ hostId: alone[0]!, withVms: false })
  expect(world.get('vm', vmId).state).toBe('stored')
  await admin.vm.deploy({ vmId })
  made.settle()
  expect(world.get('vm', vmId).state).toBe('stopped')
})

test('san: a LUN of its own: shown to the other host, and nothing is copied', async () => {
  const { lab: made, admin, world, alone } = await lab()
  const vmId = vmWith(world, vm => vm.state === 'running')
  const sourceId = world.get('vm', vmId).hostId
  const first = [...world.all('pool')][0]!
  const pool = { ...first, id: world.nextId('pool'), slot: world.pools.take(), name: 'New disks' }
  world.apply(put('pool', pool))
  const lunId = world.nextId('lun')
  world.apply(
    put('lun', { id: lunId, poolId: pool.id, name: 'LUN of one', sizeGib: 20, isThin: true }),
  )
  const host = world.get('host', sourceId)
  const volumeId = world.nextId('volume')
  world.apply(
    put('volume', {
      ...{ id: volumeId, slot: world.volumes.take(), name: 'Own', kind: 'cluster-disk' },
      ...{ fileSystem: 'ntfs', layout: 'concatenation', lunIds: [lunId], ownerHostId: host.id },
      ...{ capacityGib: 20, usedGib: 0 },
    }),
  )
  for (const node of [...world.all('host')].filter(one => one.clusterId)) {
    world.apply(put('host', { ...node, volumeIds: [...node.volumeIds, volumeId] }))
  }
  await admin.vm.migrateStorage({ vmId, volumeId })
  made.settle()
  expect((await waysTo(admin, vmId, alone[0]!)).ways[2]).toBe('transfer.san-not-attached')
  const other = world.get('host', alone[0]!)
  world.apply(put('host', { ...other, volumeIds: [...other.volumeIds, 'volume-1'] }))
  const { target } = await waysTo(admin, vmId, alone[0]!)
  expect(target.method).toBe('san')
  await admin.vm.transfer({ vmId, hostId: alone[0]! })
  made.settle()
  expect(world.get('vm', vmId)).toMatchObject({ state: 'running', hostId: alone[0] })
  expect(world.get('vm', vmId).disks[0]!.volumeId).toBe(volumeId)
  expect(world.get('volume', volumeId)).toMatchObject({ kind: 'local', ownerHostId: alone[0] })
  expect(world.get('host', sourceId).volumeIds).not.toContain(volumeId)
})

test('clone: of a stopped VM and of one in the library: its own files and addresses', async () => {
  const { lab: made, admin, world } = await lab()
  const vmId = vmWith(world, vm => vm.state === 'running')
  expect((await refusalOf(admin.vm.clone({ vmId, name: 'copy' }))).code).toBe('clone.source')
  await admin.vm.shutDown({ vmIds: [vmId] })
  made.settle()
  const gib = usedGib(world)
  const { forecast } = await admin.vm.cloneForecast({ vmId, name: 'copy' })
  expect(forecast!.latency).toHaveLength(1)
  expect(forecast!.latency![0]!.duringMs).toBeGreaterThan(forecast!.latency![0]!.beforeMs)
  const { jobId, id } = await admin.vm.clone({ vmId, name: 'copy' })
  made.run(4)
  expect([world.get('vm', vmId).state, world.get('vm', id!).state]).toEqual(['cloning', 'creating'])
  made.settle()
  const [source, copy] = [world.get('vm', vmId), world.get('vm', id!)]
  expect([source.state, copy.state]).toEqual(['stopped', 'stopped'])
  expect(copy.networkAdapters[0]!.macAddress).not.toBe(source.networkAdapters[0]!.macAddress)
  expect(usedGib(world)).toBeCloseTo(gib + 2.2, 3)
  const job = await admin.job.get({ jobId: jobId! })
  expect(job.steps.at(-1)?.detail).toMatch(/^Took .* \(forecast.*requests of guests took/)
  expect((await refusalOf(admin.vm.clone({ vmId, name: 'copy' }))).code).toBe('name.taken')
  await admin.vm.store({ vmIds: [vmId] })
  made.settle()
  const again = await admin.vm.clone({ vmId, name: 'third' })
  made.settle()
  expect(world.get('vm', again.id!).state).toBe('stopped')
  expect(world.get('vm', vmId).state).toBe('stored')
})

test('clone: cancelled: nothing is left, and the source is what it was', async () => {
  const { lab: made, admin, world } = await lab()
  const vmId = vmWith(world, vm => vm.state === 'running')
  await admin.vm.shutDown({ vmIds: [vmId] })
  made.settle()
  const { jobId, id } = await admin.vm.clone({ vmId, name: 'copy' })
  made.run(4)
  await admin.job.cancel({ jobId: jobId! })
  expect(world.find('vm', id)).toBeUndefined()
  expect(world.get('vm', vmId).state).toBe('stopped')
})
