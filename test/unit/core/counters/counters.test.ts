import { expect, test } from 'vitest'
import { brokenInvariants } from '../../../../core/checks/index.ts'
import { sets } from '../../../../core/counters/index.ts'
import { put } from '../../../../core/world/index.ts'
import type { LabClient } from '../../../kit/lab.ts'
import { Lab, refusalOf } from '../../../kit/lab.ts'
import { agency, longBeach } from '../api/agency.ts'

async function lab() {
  const made = await Lab.with('poc-lab')
  made.lab.run(30)
  return { ...made, world: made.lab.core.simulation.world }
}

async function valueOf(client: LabClient, path: string): Promise<number> {
  const { samples } = await client.counter.read({ paths: [path] })
  return samples[0]!.value!
}

test('counters: processors of poc-lab: virtual and root ones sum to the logical ones', async () => {
  const { admin, world } = await lab()
  const sum = async (object: string) => {
    const { paths } = await admin.counter.expand({
      paths: [`\\\\hv-01\\${object}(*)\\*Guest Run Time`],
    })
    const own = paths.filter(path => !path.includes('_Total'))
    const { samples } = await admin.counter.read({ paths: own })
    return samples.reduce((all, { value }) => all + value!, 0)
  }
  const logical = await sum('Hyper-V Hypervisor Logical Processor')
  const virtual = await sum('Hyper-V Hypervisor Virtual Processor')
  const root = await sum('Hyper-V Hypervisor Root Virtual Processor')
  expect(virtual).toBeGreaterThan(1)
  expect(logical).toBeCloseTo(virtual + root, 6)
  const { usedPercent, rootPercent, hypervisorPercent } = world.hosts.data
  // Eight processors: the mean is an eighth of what all of them do.
  const load = (usedPercent[0]! + rootPercent[0]! + hypervisorPercent[0]!) / 8
  const total = '\\\\HV-01\\hyper-v hypervisor logical processor(_total)\\% Total Run Time'
  expect(await valueOf(admin, total)).toBeCloseTo(load, 6)
})

test('counters: Processor of the parent: only the share of the root, and its text says so', async () => {
  const { admin, world } = await lab()
  const own = await valueOf(admin, '\\\\hv-01\\Processor(_Total)\\% Processor Time')
  expect(own).toBeCloseTo(world.hosts.data.rootPercent[0]! / 8, 6)
  const {
    sets: [set],
  } = await admin.counter.sets({ object: 'processor' })
  expect(set!.counters[0]!.explain).toContain('classic trap')
})

test('counters: memory of poc-lab: what 32 GB less VMs and parent leave', async () => {
  const { admin, world } = await lab()
  // hv-01 has 44 of the 260 desktops: 500 MB and 32 MB of overhead each, and 512 MB of its own.
  expect(await valueOf(admin, '\\\\hv-01\\Memory\\Available MBytes')).toBe(32768 - 44 * 532 - 512)
  expect(await valueOf(admin, '\\\\hv-01\\Hyper-V Hypervisor\\Partitions')).toBe(45)
  expect(
    await valueOf(admin, '\\\\hv-01\\Hyper-V Hypervisor Partition(desk-001)\\Deposited Pages'),
  ).toBe(32 * 256)
  expect(world.count('vm')).toBe(260)
})

test('counters: disks of poc-lab: VMs sum to hosts, hosts to the volume, the volume to its array', async () => {
  const { admin, world } = await lab()
  const sum = async (path: string) => {
    const { paths } = await admin.counter.expand({ paths: [path] })
    const own = paths.filter(one => !one.includes('_Total'))
    let all = 0
    for (let at = 0; at < own.length; at += 200) {
      const { samples } = await admin.counter.read({ paths: own.slice(at, at + 200) })
      all += samples.reduce((before, { value }) => before + value!, 0)
    }
    return all
  }
  const devices = '\\Hyper-V Virtual Storage Device(*)'
  const reads = await sum(`${devices}\\Read Operations/sec`)
  const writes = await sum(`${devices}\\Write Operations/sec`)
  const iops = world.volumes.data.iops[0]!
  expect(iops).toBeGreaterThan(50)
  expect(reads + writes).toBeCloseTo(iops, 5)
  expect(await sum(`${devices}\\Read Bytes/sec`)).toBeCloseTo(reads * 8192, 1)
  expect(await sum('\\LogicalDisk(*)\\Disk Transfers/sec')).toBeCloseTo(iops, 5)
  expect(await sum('\\PhysicalDisk(*)\\Disk Transfers/sec')).toBeCloseTo(iops, 5)
  const volume = '\\\\HOSTWARD\\Hostward Volume(Volume1)\\'
  expect(await valueOf(admin, `${volume}Operations/sec`)).toBeCloseTo(iops, 9)
  const array = '\\\\HOSTWARD\\Hostward Storage Array(clariion-01)\\'
  expect(await valueOf(admin, `${array}Operations/sec`)).toBeCloseTo(iops, 9)
  expect(await valueOf(admin, `${array}Link Bandwidth`)).toBeCloseTo(4e8, 0)
  const latencyMs = await valueOf(admin, `${volume}Latency`)
  const disk = '\\\\hv-01\\LogicalDisk(Volume1)\\'
  expect(await valueOf(admin, `${disk}Avg. Disk sec/Read`)).toBeCloseTo(latencyMs / 1000, 9)
  const transfers = await valueOf(admin, `${disk}Disk Transfers/sec`)
  const queue = await valueOf(admin, `${disk}Avg. Disk Queue Length`)
  expect(queue).toBeCloseTo((transfers * latencyMs) / 1000, 9)
})

test('counters: networks of poc-lab: adapters, switches and links carry the same bytes', async () => {
  const { admin, world } = await lab()
  const bytes = world.hosts.data.networkMbps[0]! * 125000
  const adapters = '\\\\hv-01\\Hyper-V Virtual Network Adapter(_Total)\\Bytes/sec'
  expect(await valueOf(admin, adapters)).toBeCloseTo(bytes, 3)
  const network = '\\\\hv-01\\Hyper-V Virtual Switch(Desktops)\\Bytes/sec'
  expect(await valueOf(admin, network)).toBeCloseTo(bytes, 3)
  const { paths } = await admin.counter.expand({
    paths: ['\\\\hv-01\\Network Interface(*)\\Bytes Total/sec'],
  })
  const { samples } = await admin.counter.read({ paths })
  expect(samples.reduce((sum, { value }) => sum + value!, 0)).toBeCloseTo(bytes, 3)
})

test('counters: shared volumes: 2012 names find the set of 2008 R2', async () => {
  const { admin } = await Lab.with('state-agency-san')
  const old = await admin.counter.expand({ paths: ['\\Cluster Shared Volumes(*)\\IO Read Bytes'] })
  const alias = await admin.counter.expand({
    paths: ['\\Cluster CSV File System(*)\\Redirected Read Bytes/sec'],
  })
  expect(alias.paths.length).toBeGreaterThanOrEqual(old.paths.length)
  for (const path of old.paths) expect(alias.paths).toContain(path)
})

test('counters: a live migration on 2012 R2: what leaves the source arrives at the target', async () => {
  const { lab: one, admin } = await Lab.with('poc-lab')
  const { world } = one.core.simulation
  for (const host of [...world.all('host')]) {
    world.apply(put('host', { ...host, version: '2012-r2' }))
  }
  const target = world.get('host', 'host-2')
  await admin.vm.migrate({ vmIds: ['vm-1'], hostId: target.id })
  const path = (host: string, counter: string) =>
    `\\\\${host}\\Hyper-V VM Live Migration(desk-001)\\${counter}`
  const paths = [
    path('hv-01', 'Sender: Sent Bytes/sec'),
    path('hv-02', 'Receiver: Uncompressed Bytes Received/sec'),
  ]
  let most = 0
  for (let second = 0; second < 120 && one.openJobs > 0; second++) {
    one.run(0.5)
    const { samples } = await admin.counter.read({ paths })
    const [sent = 0, received = 0] = samples.map(sample => sample.value ?? 0)
    expect(sent).toBe(received)
    most = Math.max(most, sent)
  }
  // A link of 1 Gbit/s carries 119.5 MB a second of a copy.
  expect(most).toBeCloseTo(119.5e6, -5)
})

test('counters: QoS of a VM with a limit: what it gets is the limit', async () => {
  const { admin, lab: one } = await lab()
  const { world } = one.core.simulation
  world.apply(put('vm', { ...world.get('vm', 'vm-1'), iopsLimit: 1 }))
  one.run(2)
  const qos = '\\\\hv-01\\Hostward Storage QoS(desk-001)\\'
  expect(await valueOf(admin, `${qos}Limit Operations/sec`)).toBe(1)
  const asked = await valueOf(admin, `${qos}Asked Operations/sec`)
  expect(await valueOf(admin, `${qos}Operations/sec`)).toBeCloseTo(Math.min(1, asked), 9)
  const nodes = '\\\\hv-01\\Hyper-V VM Vid Numa Node(_Total)\\Processor Count'
  expect(await valueOf(admin, nodes)).toBe(8)
})

test('counters: watts of poc-lab: six hosts sum to the total', async () => {
  const { admin, world } = await lab()
  const total = await valueOf(admin, '\\\\HOSTWARD\\Hostward Host Power(_Total)\\Watts')
  const watts = world.hosts.data.watts.subarray(0, 6)
  expect(total).toBeCloseTo(
    watts.reduce((sum, one) => sum + one, 0),
    9,
  )
  // Two quad-core Xeons draw 160 W without load.
  expect(total).toBeGreaterThan(6 * 160)
})

test('counters: sums: hold while guests shut down, boot and migrate', async () => {
  const { admin, lab: one } = await lab()
  const vmIds = Array.from({ length: 12 }, (_, at) => `vm-${at + 1}` as const)
  await admin.vm.shutDown({ vmIds })
  one.settle()
  await admin.vm.start({ vmIds })
  one.settle()
  one.run(5)
  expect(brokenInvariants(one.core.simulation)).toEqual([])
})

test('counters: two VMs of one name on a host: the second is #1', async () => {
  const { admin, world } = await lab()
  const twin = world.get('vm', 'vm-7')
  world.apply(put('vm', { ...twin, name: 'desk-001' }))
  const { paths, total } = await admin.counter.expand({
    paths: ['\\\\hv-01\\Hyper-V Hypervisor Virtual Processor(desk-001*)\\% Guest*'],
  })
  expect(total).toBe(2)
  expect(paths[1]).toContain('(desk-001:Hv VP 0#1)')
  expect(await valueOf(admin, paths[1]!)).toBe(world.vms.data.grantedPercent[twin.slot])
})

test('counters: expand: what is beyond the limit is counted', async () => {
  const { admin } = await lab()
  const answer = await admin.counter.expand({
    ...{ paths: ['\\Hyper-V Hypervisor Partition(desk-*)\\Address Spaces'], limit: 100 },
  })
  expect([answer.paths.length, answer.total, answer.leftOut]).toEqual([100, 260, 160])
})

test('counters: expand: paths that find nothing now are named', async () => {
  const { admin } = await lab()
  const [found, nowhere] = ['\\Memory\\Available MBytes', '\\\\nowhere\\Memory\\*']
  const answer = await admin.counter.expand({ paths: [found, nowhere], limit: 1 })
  expect(answer.unmatched).toEqual([nowhere])
})

test('counters: a bound path follows its VM as it stops', async () => {
  const { admin, lab: one } = await lab()
  const path = '\\\\hv-01\\Hyper-V Hypervisor Virtual Processor(desk-001:Hv VP 0)\\% Guest Run Time'
  expect(await valueOf(admin, path)).toBeGreaterThanOrEqual(0)
  await admin.vm.shutDown({ vmIds: ['vm-1'] })
  one.settle()
  const refusal = await refusalOf(admin.counter.read({ paths: [path] }))
  expect(refusal).toMatchObject({ code: 'counter.unknown', data: { path, part: 'instance' } })
})

test('counters: a path that is none is refused by what is wrong with it', async () => {
  const { admin } = await lab()
  const read = (path: string) => refusalOf(admin.counter.read({ paths: [path] }))
  expect(await read('nonsense')).toMatchObject({ code: 'counter.bad-path' })
  expect((await read('\\\\hv-01\\Processor(*)\\x')).text).toContain('wildcard')
  expect((await read('\\\\nowhere\\Memory\\Available MBytes')).text).toContain('no such computer')
  expect((await read('\\\\hv-01\\Memories\\Available MBytes')).text).toContain('no such object')
})

test('counters: a restricted user: hosts and VMs outside the scope are in no answer', async () => {
  const { as, world } = await agency()
  const rae = await as('rae')
  const hidden = [...world.all('host')].filter(host => host.hostGroupId !== longBeach)
  const names = new Set(hidden.map(host => host.name))
  const { computers } = await rae.counter.sets({})
  expect(computers.filter(name => names.has(name))).toEqual([])
  const { paths } = await rae.counter.expand({ paths: ['\\*(*)\\*'] })
  expect(paths.length).toBeGreaterThan(10)
  expect(paths.filter(path => hidden.some(host => path.startsWith(`\\\\${host.name}\\`)))).toEqual(
    [],
  )
  const [host] = hidden
  const path = `\\\\${host!.name}\\Memory\\Available MBytes`
  const refusal = await refusalOf(rae.counter.read({ paths: [path] }))
  const none = await refusalOf(rae.counter.read({ paths: [path.replace(host!.name, 'x')] }))
  expect(refusal.text.replace(host!.name, 'x')).toBe(none.text)
  await expect((await as('sue')).counter.sets({})).rejects.toMatchObject({ code: 'access.denied' })
})

test('counters: every counter has a text, says how it is computed, and names are unique', () => {
  expect(new Set(sets.map(set => `${set.object} ${set.release}`)).size).toBe(sets.length)
  for (const set of sets) {
    expect(new Set(set.counters.map(one => one.name)).size).toBe(set.counters.length)
    for (const one of set.counters) expect([one.description, one.explain].every(Boolean)).toBe(true)
  }
})

test.each([
  ['Hyper-V Hypervisor Logical Processor', '% Total Run Time', 75, 90],
  ['Hyper-V Hypervisor Virtual Processor', '% Guest Run Time', 75, 90],
  ['Hyper-V Hypervisor Logical Processor', 'Context Switches/sec', 20000, undefined],
  ['Hyper-V Dynamic Memory Balancer', 'Average Pressure', undefined, 80],
  ['LogicalDisk', 'Avg. Disk sec/Read', 0.015, 0.025],
  ['LogicalDisk', '% Free Space', 10, 5],
  ['Hyper-V Virtual Storage Device', 'Error Count', 1, undefined],
  ['Hyper-V Legacy Network Adapter', 'Frames Dropped', 100, 1000],
  ['Cluster Shared Volumes', 'IO Read Bytes', 512000, undefined],
  ['Cluster CSV File System', 'Redirected Read Bytes/sec', 1000000, undefined],
  ['Cluster CSV Volume Manager', 'Direct IO Failure Redirection/sec', 1, 100],
  ['Cluster NetFt Heartbeats', 'Missing heartbeats', 1, 4],
  ['Cluster Resource Control Manager', 'RHS Restarts', 1, 10],
  ['Hyper-V Virtual Machine Health Summary', 'Health Critical', undefined, 1],
])('counters: thresholds of the facts: %s, %s', (object, name, warning, critical) => {
  const set = sets.find(one => one.object === object)!
  const { threshold } = set.counters.find(one => one.name === name)!
  expect([threshold?.warning, threshold?.critical]).toEqual([warning, critical])
})

test('counters: a host group: its hosts and nothing else', async () => {
  const { admin } = await agency()
  const paths = ['\\\\*\\Hyper-V Hypervisor Logical Processor(_Total)\\% Total Run Time']
  const everywhere = await admin.counter.expand({ paths })
  const there = await admin.counter.expand({ paths, scope: longBeach })
  expect(everywhere.paths.length).toBeGreaterThan(there.paths.length)
  expect(there.paths.every(path => path.startsWith('\\\\lb-hv-'))).toBe(true)
  const object = 'Hyper-V Hypervisor Logical Processor'
  const { rows } = await admin.counter.instances({ object, scope: longBeach })
  expect(new Set(rows.map(row => row.computer))).toEqual(new Set(['lb-hv-01']))
})
