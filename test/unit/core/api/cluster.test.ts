import { expect, test } from 'vitest'
import { endFault, injectFault } from '../../../../core/faults/index.ts'
import type { ClusterId, HostId } from '../../../../shared/domain/index.ts'
import type { LabClient } from '../../../kit/lab.ts'
import { Lab, refusalOf } from '../../../kit/lab.ts'

const spec = (name: string, version: '2008-r2' | '2012-r2' = '2012-r2') => ({
  ...{ name, hostGroupId: 'hostgroup-1' as const, version },
  ...{ logicalProcessors: 8, cpuMhz: 2500, memoryMib: 32768, networkMbps: 1000 },
  ...{ networks: ['Servers'], localDiskGib: 100 },
})

/** Hosts of a group that the console manages. */
async function added(lab: Lab, admin: LabClient, names: string[]): Promise<HostId[]> {
  const ids: HostId[] = []
  for (const name of names) ids.push((await admin.host.add(spec(name))).id as HostId)
  lab.run(61)
  return ids
}

test('cluster.create: hosts of two groups fail the validation, hosts of one become a cluster', async () => {
  const { lab, admin } = await Lab.with('state-agency')
  const { world } = lab.core.simulation
  const [one, two] = (await added(lab, admin, ['NODE-1', 'NODE-2'])) as [HostId, HostId]
  const mixed = await refusalOf(admin.cluster.create({ name: 'C', hostIds: ['host-1', one] }))
  expect(mixed.code).toBe('cluster.invalid')
  const { tests } = await admin.cluster.validate({ hostIds: [one, two] })
  expect(tests.filter(test => test.outcome === 'fail')).toEqual([])
  const { id, undo } = await admin.cluster.create({ name: 'C', hostIds: [one, two] })
  const clusterId = id as ClusterId
  const details = await admin.cluster.get({ clusterId })
  expect(details).toMatchObject({ votes: 3, votesTotal: 3, votesNeeded: 2, reserveNodes: 1 })
  lab.run(60)
  expect(world.get('host', one).clusterId).toBe(id)
  expect(undo).toEqual({ operation: 'cluster.destroy', input: { clusterId } })
  await admin.cluster.destroy({ clusterId })
  expect(world.get('host', one).clusterId).toBeUndefined()
  expect(world.find('cluster', clusterId)).toBeUndefined()
  lab.run(60)
})

test('cluster.create: a host that is still being added is no node yet, and is one when it is there', async () => {
  const { lab, admin } = await Lab.with('state-agency')
  const [one] = (await added(lab, admin, ['NODE-1'])) as [HostId]
  const two = (await admin.host.add(spec('NODE-2'))).id as HostId
  const input = { name: 'C', hostIds: [one, two] }
  expect((await refusalOf(admin.cluster.create(input))).code).toBe('host.pending')
  lab.run(61)
  await admin.cluster.create(input)
})

test('cluster.addNodes and removeNode: votes follow, and the node is a host of its own again', async () => {
  const { lab, admin } = await Lab.with('state-agency')
  const hostIds = await added(lab, admin, ['NODE-1', 'NODE-2', 'NODE-3'])
  const [one, two, three] = hostIds as [HostId, HostId, HostId]
  const clusterId = (await admin.cluster.create({ name: 'C', hostIds: [one, two] })).id as ClusterId
  const input = { clusterId, hostIds: [three] }
  const { tests } = await admin.cluster.validateNodes(input)
  expect(tests.map(test => test.outcome)).not.toContain('fail')
  const { undo } = await admin.cluster.addNodes(input)
  lab.run(5)
  expect(await admin.cluster.get({ clusterId })).toMatchObject({ votes: 3, hasWitness: false })
  await admin.cluster.removeNode(undo!.input as { hostId: HostId })
  lab.run(5)
  const left = await admin.cluster.get({ clusterId })
  expect(left.nodes.map(node => node.name)).toEqual(['NODE-1', 'NODE-2'])
  expect(left).toMatchObject({ votes: 3, votesTotal: 3, hasWitness: true })
  expect((await admin.host.get({ hostId: three })).clusterId).toBeUndefined()
})

test('cluster.addNodes: a host of another version or a node already: refused with every failure', async () => {
  const { lab, admin } = await Lab.with('poc-lab')
  lab.core.simulation.afterEvent = undefined
  const { id } = await admin.host.add(spec('HV-OLD', '2012-r2'))
  lab.run(61)
  const hostIds = [id as HostId, 'host-1' as const]
  const refusal = await refusalOf(admin.cluster.addNodes({ clusterId: 'cluster-1', hostIds }))
  expect(refusal.code).toBe('cluster.node-invalid')
  expect(refusal.text).toMatch(/same version.*belongs to a cluster already/s)
})

test('cluster.removeNode: VMs stand against it, and an emptied node goes', async () => {
  const { lab, admin } = await Lab.with('poc-lab')
  lab.core.simulation.afterEvent = undefined
  const plan = await admin.cluster.removePlan({ hostId: 'host-1' })
  expect(plan.blockers[0]).toContain('44 of its highly available VMs')
  expect((await refusalOf(admin.cluster.removeNode({ hostId: 'host-1' }))).code).toBe(
    'host.is-node',
  )
  expect((await refusalOf(admin.cluster.destroy({ clusterId: 'cluster-1' }))).code).toBe(
    'cluster.has-vms',
  )
  await admin.host.startMaintenance({ hostId: 'host-1', mode: 'migrate' })
  lab.settle()
  await admin.cluster.removeNode({ hostId: 'host-1' })
  const details = await admin.cluster.get({ clusterId: 'cluster-1' })
  expect(details).toMatchObject({ votes: 5, votesTotal: 5, votesNeeded: 3 })
}, 120000)

test('cluster.removeNode: what the others need to go on stands against it', async () => {
  const { lab, admin } = await Lab.with('state-agency')
  const hostIds = await added(lab, admin, ['NODE-1', 'NODE-2', 'NODE-3', 'NODE-4'])
  const [one, two, three, four] = hostIds as [HostId, HostId, HostId, HostId]
  const clusterId = (await admin.cluster.create({ name: 'C', hostIds })).id as ClusterId
  await admin.cluster.update({ clusterId, changes: { quorum: 'node-majority' } })
  for (const targetId of [three, four]) {
    injectFault(lab.core.simulation, { kind: 'host-crash', targetId, ownerName: 'test' })
  }
  // Until their silence has lasted, both still have their votes.
  lab.run(2)
  const risk = await refusalOf(admin.cluster.removeNode({ hostId: two }))
  expect(risk).toMatchObject({ code: 'cluster.quorum-at-risk', data: { votes: 1, needed: 2 } })
  lab.run(15)
  // Nodes that are gone are not missed.
  await admin.cluster.removeNode({ hostId: four })
  await admin.cluster.removeNode({ hostId: three })
  lab.run(15)
  await admin.cluster.update({ clusterId, changes: { quorum: 'node-and-disk-majority' } })
  await admin.cluster.removeNode({ hostId: two })
  const last = await refusalOf(admin.cluster.removeNode({ hostId: one }))
  expect(last.code).toBe('cluster.last-node')
})

test('cluster.removeNode: the shared volumes stay with the others, and a VM on one keeps its host', async () => {
  const { lab, admin } = await Lab.with('state-agency-san')
  lab.core.simulation.afterEvent = undefined
  const { rows } = await admin.host.list({ limit: 50 })
  const node = rows.find(host => host.clusterId !== undefined)!
  const clusterId = node.clusterId!
  const volumes = async (hostId: HostId) =>
    (await admin.host.get({ hostId })).volumes.filter(volume => volume.kind !== 'local')
  const shared = await volumes(node.id)
  expect(shared.length).toBeGreaterThan(0)
  await admin.host.startMaintenance({ hostId: node.id, mode: 'migrate' })
  lab.settle()
  const { world } = lab.core.simulation
  for (const id of world.index.vmsByHost.of(node.id)) {
    if (world.get('vm', id).highlyAvailable) continue
    await admin.vm.delete({ vmIds: [id] })
    lab.settle()
    await admin.vm.purge({ vmIds: [id] })
  }
  lab.settle()
  const plan = await admin.cluster.removePlan({ hostId: node.id })
  expect(plan.blockers).toEqual([])
  expect(plan.consequences.join()).toMatch(/no longer reaches.*that are off go to other nodes: 1/)
  const { undo } = await admin.cluster.removeNode({ hostId: node.id })
  expect(await volumes(node.id)).toEqual([])
  lab.run(5)
  await admin.cluster.addNodes(undo!.input as Parameters<typeof admin.cluster.addNodes>[0])
  expect((await volumes(node.id)).length).toBe(shared.length)
  expect((await admin.host.get({ hostId: node.id })).clusterId).toBe(clusterId)
}, 60000)

test('cluster.setOwners: limits of its own count in a failover, and strangers are no owners', async () => {
  const { lab, admin } = await Lab.with('poc-lab')
  lab.core.simulation.afterEvent = undefined
  const { simulation } = lab.core
  const { rows } = await admin.vm.list({ scope: 'host-1', limit: 2 })
  const [first, other] = rows.map(vm => vm.id)
  const vmIds = [first!]
  const { undo } = await admin.cluster.setOwners({
    ...{ vmIds, preferredOwnerIds: ['host-4'], priority: 'high', failoverThreshold: 1 },
    ...{ failoverPeriodH: 12, failback: 'allow' },
  })
  const group = await admin.cluster.group({ vmId: first! })
  expect(group).toMatchObject({ limit: { failovers: 1, hours: 12, failsBack: true } })
  expect(group.order[0]).toBe((await admin.host.get({ hostId: 'host-4' })).name)
  const plan = await admin.host.failoverPlan({ hostId: 'host-1' })
  expect(plan.places[0]).toMatchObject({ vmId: first, priority: 'high' })
  const fault = injectFault(simulation, { kind: 'host-crash', targetId: 'host-1', ownerName: 't' })
  lab.run(600)
  expect(simulation.world.get('vm', first!).hostId).toBe('host-4')
  injectFault(simulation, { kind: 'host-crash', targetId: 'host-4', ownerName: 't' })
  lab.run(600)
  expect(simulation.world.get('vm', first!).failure?.code).toBe('failover.threshold')
  endFault(simulation, fault)
  const stranger = { vmIds: [other!], possibleOwnerIds: ['host-77' as const] }
  expect((await refusalOf(admin.cluster.setOwners(stranger))).code).toBe('cluster.not-a-node')
  const torn = { vmIds, possibleOwnerIds: ['host-2' as const] }
  expect((await refusalOf(admin.cluster.setOwners(torn))).code).toBe('cluster.owner-not-possible')
  await admin.cluster.setOwners(undo!.input as Parameters<typeof admin.cluster.setOwners>[0])
  expect((await admin.cluster.group({ vmId: first! })).priority).toBe('medium')
}, 120000)

test('failback: a VM goes back by its own word, whatever its cluster says', async () => {
  const { lab, admin } = await Lab.with('poc-lab')
  lab.core.simulation.afterEvent = undefined
  const { simulation } = lab.core
  const { rows } = await admin.vm.list({ scope: 'host-1', limit: 2 })
  const [home, away] = rows.map(vm => vm.id)
  const owners = { preferredOwnerIds: ['host-1' as const] }
  await admin.cluster.update({ clusterId: 'cluster-1', changes: { isFailbackOn: true } })
  await admin.cluster.setOwners({ vmIds: [home!], ...owners })
  await admin.cluster.setOwners({ vmIds: [away!], ...owners, failback: 'prevent' })
  const fault = injectFault(simulation, { kind: 'host-crash', targetId: 'host-1', ownerName: 't' })
  lab.run(600)
  endFault(simulation, fault)
  lab.run(900)
  expect(simulation.world.get('vm', home!).hostId).toBe('host-1')
  expect(simulation.world.get('vm', away!).hostId).not.toBe('host-1')
}, 120000)
