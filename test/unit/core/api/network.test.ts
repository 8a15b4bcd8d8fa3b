import { describe, expect, test } from 'vitest'
import type { ClusterId, HostId, VmId } from '../../../../shared/domain/index.ts'
import { Lab, refusalOf } from '../../../kit/lab.ts'
import { strike } from '../../../kit/network-rows.ts'

const clusterId: ClusterId = 'cluster-1'
const hostId: HostId = 'host-1'
const vmId: VmId = 'vm-1'

async function laboratory() {
  const { lab, admin } = await Lab.with('poc-lab')
  const { world } = lab.core.simulation
  const undo = async (answer: { undo?: { operation: string; input: unknown } }) => {
    const [area, name] = answer.undo!.operation.split('.') as ['network', 'host']
    return (admin[area] as Record<string, (input: unknown) => Promise<unknown>>)[name]!(
      answer.undo!.input,
    )
  }
  return { lab, admin, world, undo }
}

describe('cluster networks', () => {
  test('network.cluster: what carries what, now and after each single failure', async () => {
    const { admin } = await laboratory()
    const { networks, outcomes, hiddenHosts } = await admin.network.cluster({ clusterId })
    expect(networks.map(one => [one.metric, one.carries])).toEqual([
      [10000, ['client']],
      [1000, ['heartbeat', 'csv']],
      [1100, ['live-migration']],
    ])
    expect(networks[0]!.nodes).toHaveLength(6)
    expect(hiddenHosts).toBe(0)
    const migration = outcomes.map(one => [
      one.fails,
      one.carries.find(({ traffic }) => traffic === 'live-migration')?.network,
    ])
    expect(migration).toEqual([
      [undefined, 'Cluster Network 3'],
      ['Cluster Network 1', 'Cluster Network 3'],
      ['Cluster Network 2', 'Cluster Network 1'],
      ['Cluster Network 3', 'Cluster Network 1'],
    ])
  })

  test('network.console: the example of seed 002: the change it asks for, then its listing', async () => {
    const { admin, undo } = await laboratory()
    const line = 'cluster net "cluster network 2" /prop metric=1001'
    const { change, lines } = await admin.network.console({ clusterId, line })
    expect(lines).toEqual([])
    const answer = await admin.network.updateClusterNetwork({ clusterId, ...change! })
    const listing = { clusterId, line: 'cluster net "Cluster Network 2" /prop' }
    const after = await admin.network.console(listing)
    expect(after.lines).toContain('D  Cluster Network 2    Metric                   1001 (0x3e9)')
    expect(after.lines).toContain('D  Cluster Network 2    AutoMetric               0 (0x0)')
    const job = await admin.job.get({ jobId: answer.jobId! })
    expect(job.changes).toEqual([
      { object: 'Cluster Network 2', property: 'metric', before: '1000', after: '1001' },
      { object: 'Cluster Network 2', property: 'autoMetric', before: 'true', after: 'false' },
    ])
    await undo(answer)
    const back = await admin.network.console(listing)
    expect(back.lines).toContain('D  Cluster Network 2    AutoMetric               1 (0x1)')
  })

  test('network.console: trouble: the refusal names it, and what there is', async () => {
    const { admin } = await laboratory()
    const line = 'cluster net "Cluster Network 9" /prop'
    const refusal = await refusalOf(admin.network.console({ clusterId, line }))
    expect(refusal.code).toBe('network.unknown')
    expect(refusal.text).toContain('Cluster Network 1, Cluster Network 2, Cluster Network 3')
  })

  test('network.updateClusterNetwork: a metric above live migration’s: the two change places', async () => {
    const { admin } = await laboratory()
    const change = { clusterId, name: 'Cluster Network 2', changes: { metric: 1200 } }
    await admin.network.updateClusterNetwork(change)
    const { networks } = await admin.network.cluster({ clusterId })
    expect(networks.map(one => one.carries)).toEqual([
      ['client'],
      ['live-migration'],
      ['heartbeat', 'csv'],
    ])
  })

  test('network.updateClusterNetwork: the last network of the cluster: keeps a role', async () => {
    const { admin } = await laboratory()
    const ignore = (number: number) =>
      admin.network.updateClusterNetwork({
        ...{ clusterId, name: `Cluster Network ${number}`, changes: { role: 0 } },
      })
    await ignore(1)
    await ignore(2)
    expect((await refusalOf(ignore(3))).code).toBe('network.last-for-cluster')
  })
})

describe('adapters, teams and virtual networks', () => {
  test('network.updateAdapter: another rate: the host’s rate follows, and undo brings it back', async () => {
    const { admin, world, undo } = await laboratory()
    const changes = { rateMbps: 10000, jumboFrames: true }
    const answer = await admin.network.updateAdapter({ hostId, name: 'Public 1', changes })
    expect(world.get('host', hostId).networkMbps).toBe(10000)
    await undo(answer)
    expect(world.get('host', hostId).networkMbps).toBe(1000)
    const refusal = await refusalOf(admin.network.updateAdapter({ hostId, name: 'X', changes }))
    expect(refusal.code).toBe('network.unknown')
  })

  test('network.updateTeam: load balance: twice the rate for VMs', async () => {
    const { admin, world, undo } = await laboratory()
    const answer = await admin.network.updateTeam({ hostId, name: 'Public', mode: 'load-balance' })
    expect(world.get('host', hostId).networkMbps).toBe(2000)
    await undo(answer)
    expect(world.get('host', hostId).networkMbps).toBe(1000)
  })

  test('network.removeTeam: in use: refused by what lies over it; free: gone, and undone', async () => {
    const { lab, admin, world, undo } = await laboratory()
    const inUse = await refusalOf(admin.network.removeTeam({ hostId, name: 'Public' }))
    expect(inUse).toMatchObject({ code: 'network.in-use' })
    expect(inUse.text).toContain('the virtual network Desktops')
    for (const name of ['Management', 'Desktops', 'Servers']) {
      await admin.network.updateVirtualNetwork({ hostId, name, kind: 'private' })
    }
    const answer = await admin.network.removeTeam({ hostId, name: 'Public' })
    expect(world.get('host', hostId).teams).toEqual([])
    await undo(answer)
    expect(world.get('host', hostId).teams).toHaveLength(1)
    lab.run(2)
  })

  test('network.createTeam: adapters of a team, of two subnets, unknown: refused each', async () => {
    const { admin } = await laboratory()
    const codeOf = async (name: string, ...adapters: string[]) =>
      (
        await refusalOf(
          admin.network.createTeam({ hostId, name, mode: 'fault-tolerance', adapters }),
        )
      ).code
    expect(await codeOf('Team', 'Public 1', 'Heartbeat')).toBe('network.adapter-taken')
    expect(await codeOf('Team', 'Heartbeat', 'Live Migration')).toBe('network.team-subnets')
    expect(await codeOf('Team', 'Heartbeat', 'Nothing')).toBe('network.unknown')
    expect(await codeOf('Public', 'Heartbeat', 'Live Migration')).toBe('name.taken')
  })

  test('network.createVirtualNetwork: by kind and uplink; the same VLAN twice is refused', async () => {
    const { lab, admin, world, undo } = await laboratory()
    const create = (name: string, more: object) =>
      admin.network.createVirtualNetwork({ hostId, name, kind: 'external', ...more })
    const answer = await create('Laboratory', { over: 'Public', vlan: 30 })
    expect(world.get('host', hostId).networks).toContain('Laboratory')
    expect((await refusalOf(create('Second', { over: 'Public', vlan: 30 }))).code).toBe(
      'network.uplink-taken',
    )
    const alone = create('Third', { over: 'Public', vlan: 40, kind: 'dedicated' })
    expect((await refusalOf(alone)).code).toBe('network.uplink-taken')
    expect((await refusalOf(create('Fourth', {}))).code).toBe('network.needs-uplink')
    expect((await refusalOf(create('Fifth', { over: 'Public 1' }))).code).toBe('network.unknown')
    expect((await refusalOf(create('laboratory', { over: 'Public' }))).code).toBe('name.taken')
    await undo(answer)
    expect(world.get('host', hostId).networks).not.toContain('Laboratory')
    lab.run(2)
  })

  test('network.removeVirtualNetwork: with VMs on it: refused with some of their names', async () => {
    const { admin } = await laboratory()
    const refusal = await refusalOf(
      admin.network.removeVirtualNetwork({ hostId, name: 'Desktops' }),
    )
    expect(refusal.code).toBe('network.in-use')
    expect(refusal.text).toMatch(/desk-001.*39 more VMs/)
  })
})

describe('VMs', () => {
  test('network.vm: reach: outside, until the VLAN, the adapters or the kind of network stop it', async () => {
    const { admin, world } = await laboratory()
    const reach = async () => (await admin.network.vm({ vmId })).adapters[0]!
    expect(await reach()).toMatchObject({ reach: 'outside', nowMbps: 1000 })
    const mend = strike(world, 'vlan-mistake', hostId, 'Desktops')
    expect(await reach()).toMatchObject({ reach: 'host', nowMbps: 0 })
    expect((await reach()).because).toContain('another VLAN')
    mend()
    strike(world, 'adapter-down', hostId, 'Public 1')
    expect(await reach()).toMatchObject({ reach: 'outside', nowMbps: 1000 })
    strike(world, 'adapter-down', hostId, 'Public 2')
    expect((await reach()).because).toContain('no link')
    await admin.network.updateVirtualNetwork({ hostId, name: 'Desktops', kind: 'private' })
    expect(await reach()).toMatchObject({ reach: 'vms' })
  })

  test('network.setMigrationNetworks: an order of its own, also with role 0; undo gives it back', async () => {
    const { admin, world, undo } = await laboratory()
    await admin.network.updateClusterNetwork({
      ...{ clusterId, name: 'Cluster Network 1', changes: { role: 0 } },
    })
    const networks = ['Cluster Network 1', 'Cluster Network 3']
    const answer = await admin.network.setMigrationNetworks({ vmIds: [vmId], networks })
    const { migration } = await admin.network.vm({ vmId })
    expect(migration).toMatchObject({ isOwnList: true, usesNow: 'Cluster Network 1' })
    await undo(answer)
    expect(world.get('vm', vmId).migrationNetworks).toBeUndefined()
    const unknown = admin.network.setMigrationNetworks({ vmIds: [vmId], networks: ['X'] })
    expect((await refusalOf(unknown)).code).toBe('network.unknown')
  })

  test('vm.create: nine synthetic adapters: more than a VM can have', async () => {
    const { admin, world } = await laboratory()
    const template = [...world.all('template')][0]!
    const adapter = { network: 'Desktops', kind: 'synthetic' as const }
    const networks = Array.from({ length: 9 }, () => adapter)
    const refusal = await refusalOf(
      admin.vm.create({
        name: 'many-adapters',
        source: { kind: 'template', templateId: template.id },
        hardware: { ...template.hardware, networks },
        destination: { kind: 'host', hostId },
      }),
    )
    expect(refusal).toMatchObject({ code: 'limit.network-adapters' })
    expect(refusal.text).toContain('9 synthetic')
  })
})

describe('lists and scope', () => {
  test('network.adapters: filter and order over all hosts in scope', async () => {
    const { admin, world } = await laboratory()
    const all = await admin.network.adapters({ scope: clusterId })
    expect(all.total).toBe(24)
    strike(world, 'adapter-down', hostId, 'Heartbeat')
    const down = await admin.network.adapters({
      filter: [{ field: 'isUp', op: 'is', value: 'false' }],
    })
    expect(down.rows).toMatchObject([{ id: 'host-1/Heartbeat', isUp: false }])
    const one = await admin.network.virtualNetworks({ scope: hostId })
    expect(one.rows.map(row => [row.name, row.vms])).toEqual([
      ['Management', 0],
      ['Desktops', 44],
      ['Servers', 0],
    ])
    expect((await admin.network.clusters({})).clusters).toEqual([
      { id: clusterId, name: 'poc-cluster', networks: 3, down: 1 },
    ])
  })
})
