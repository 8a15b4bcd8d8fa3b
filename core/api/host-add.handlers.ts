import type { HostTestView } from '../../shared/contract/index.ts'
import {
  hypervisors,
  limitsOf,
  mibPerGib,
  numberOfId,
  platformOf,
} from '../../shared/domain/index.ts'
import type { Refusal } from '../../shared/refusals/index.ts'
import { refuse } from '../../shared/refusals/index.ts'
import { inheritedReserves, reserveGroupOf } from '../hosts/index.ts'
import { FabricBuilder } from '../inventory/builder.ts'
import { adaptersOf, addressIn } from '../networks/index.ts'
import { addS, hostAddName } from '../processes/host/index.ts'
import type { HostRow, World } from '../world/index.ts'
import { put } from '../world/index.ts'
import type { Applied, HandlerContext, InputOf } from './handler.ts'

type NewHost = InputOf<'host', 'add'>

/** Memory that the parent partition of a new host keeps (facts 7.3). */
const parentMib = 512

const pass = (text: string) => ({ outcome: 'pass', text }) as const
const warn = (text: string) => ({ outcome: 'warn', text }) as const
const fail = (refusal: Refusal) => ({ outcome: 'fail', text: refusal.text }) as const

function nameRefusal(world: World, name: string): Refusal | undefined {
  const lower = name.toLowerCase()
  for (const host of world.all('host')) {
    if (host.name.toLowerCase() === lower) return refuse('name.taken', { kind: 'host', name })
  }
  return undefined
}

/** Why the version of the host cannot use all that it has (facts 7.1, where a figure is known). */
function sizeRefusal(input: NewHost, what: 'processors' | 'memory'): Refusal | undefined {
  const limits = limitsOf(input)
  const host = { host: input.name, platform: platformOf(input) }
  const { logicalProcessors, memoryMib } = input
  if (what === 'processors') {
    const limit = limits.logicalProcessors
    if (limit === undefined || logicalProcessors <= limit) return undefined
    const processors = { what: 'logical processors', wanted: logicalProcessors, limit }
    return refuse('host.too-large', { ...host, ...processors })
  }
  const limit = limits.memoryMib
  if (limit === undefined || memoryMib <= limit) return undefined
  return refuse('host.too-large', { ...host, what: 'MB of memory', wanted: memoryMib, limit })
}

/** Why so many threads do not run on so many cores. */
function coresRefusal(input: NewHost): Refusal | undefined {
  const { name: host, logicalProcessors, cores = logicalProcessors } = input
  const isPossible = cores <= logicalProcessors && logicalProcessors <= cores * 2
  return isPossible ? undefined : refuse('host.cores', { host, cores, logicalProcessors })
}

/** Every look at a host before it is added, in the order of the report. */
function testsOf(world: World, input: NewHost): HostTestView[] {
  const taken = nameRefusal(world, input.name)
  const product = hypervisors[input.hypervisor]
  const processors = coresRefusal(input) ?? sizeRefusal(input, 'processors')
  const memory = sizeRefusal(input, 'memory')
  const platform = platformOf(input)
  const memoryGib = Math.round(input.memoryMib / mibPerGib)
  return [
    { name: 'name', ...(taken ? fail(taken) : pass(`No host is called ${input.name} yet.`)) },
    {
      name: 'hypervisor',
      ...(product.canCluster
        ? pass(`${platform} takes VMs and can be a node of a cluster.`)
        : warn(`${platform} is shown and watched, but takes no new VMs and joins no cluster.`)),
    },
    {
      name: 'processors',
      ...(processors ? fail(processors) : pass(`${input.logicalProcessors} logical processors.`)),
    },
    { name: 'memory', ...(memory ? fail(memory) : pass(`${memoryGib} GB of memory.`)) },
    { name: 'network', ...networkTest(world, input) },
    { name: 'reserves', ...reservesTest(world, input) },
  ]
}

function networkTest(world: World, input: NewHost) {
  const neighbour = neighbourOf(world, input.hostGroupId)
  if (!neighbour) return warn('The group has no host yet: it is plugged into a subnet of its own.')
  const subnets = new Set(adaptersOf(world, neighbour).map(adapter => adapter.subnet))
  const missing = neighbour.networks.filter(name => !input.networks.includes(name))
  const where = `It is plugged into ${[...subnets].join(', ')}, as ${neighbour.name} is`
  if (missing.length === 0) return pass(`${where}, and has the same virtual networks.`)
  return warn(`${where}; VMs on ${missing.join(', ')} cannot come to it without that network.`)
}

function reservesTest(world: World, { hostGroupId }: NewHost) {
  const group = world.get('hostgroup', hostGroupId)
  const reserves = inheritedReserves(world, { hostGroupId })
  const from = reserveGroupOf(world, group)?.name ?? 'the defaults'
  const { cpuReservePercent, networkReservePercent } = reserves
  const memoryMib = Math.max(reserves.memoryReserveMib, parentMib)
  return pass(
    `It keeps back ${cpuReservePercent} % of its processors, ${memoryMib} MB of memory ` +
      `and ${networkReservePercent} % of its network, from ${from}.`,
  )
}

function addPreview({ world }: HandlerContext, input: InputOf<'host', 'addPreview'>) {
  return {
    tests: testsOf(world, input),
    durationS: addS.contact + addS.agent + addS.inventory,
  }
}

/** A host of a described hardware comes into a group, with disks of its own. */
function add(context: HandlerContext, input: NewHost) {
  const { world, access, caller } = context
  const group = world.find('hostgroup', input.hostGroupId)
  if (!group || !access.scope(caller, 'host.add').hostGroup(group)) {
    return refuse('not-found', { kind: 'host group', id: input.hostGroupId })
  }
  const refusal =
    nameRefusal(world, input.name) ??
    coresRefusal(input) ??
    sizeRefusal(input, 'processors') ??
    sizeRefusal(input, 'memory')
  if (refusal) return refusal
  return (): Applied => {
    const hostId = make(context, input)
    const { jobs } = context.simulation
    const jobId = jobs.submit({
      ...{ name: 'job.host.add', process: hostAddName, parameters: {}, cmdlet: 'Add-SCVMHost' },
      ...{ targetId: hostId, targetName: input.name },
      ...{ userId: caller.userId, ownerName: caller.name },
    })
    const memoryGib = Math.round(input.memoryMib / mibPerGib)
    const after = `${input.logicalProcessors} logical processors, ${memoryGib} GB`
    const change = { object: input.name, property: 'Host', before: '', after }
    world.apply(put('job', { ...world.get('job', jobId), changes: [change] }))
    const undo = { operation: 'host.remove', input: { hostId, withVms: false } }
    return { jobId, id: hostId, accepted: 1, undo }
  }
}

/** The rows of a new host, which is pending until its job has ended. */
function make({ world, workload }: HandlerContext, input: NewHost): HostRow['id'] {
  const builder = new FabricBuilder(world, workload)
  const { localDiskGib, hypervisor, networks, ...given } = input
  const { placementPaths, availableForPlacement, servicePack, cores, ...spec } = given
  const arrayId = builder.array({
    ...{ name: `${input.name} disks`, model: 'Local disks', linkKind: 'sas', linkGbps: 6 },
    ...{ ports: ['0'], activePorts: 1, readHitRate: 0, coalescedShare: 0 },
  })
  const poolId = builder.pool({
    ...{ arrayId, name: 'Local disks', raid: 'raid-1', diskKind: 'sas-10k', disks: 2 },
    diskGib: localDiskGib,
  })
  const volumeId = builder.volume({
    ...{ name: 'D:', kind: 'local', fileSystem: 'ntfs', poolId },
    capacityGib: localDiskGib,
  })
  const hostId = builder.host({
    ...spec,
    ...(cores === undefined || cores === spec.logicalProcessors ? {} : { cores }),
    networks: [...new Set(networks)].map((name, at) => ({ name, vlan: at + 1 })),
    ...{ parentMib, volumeIds: [volumeId] },
    ...(input.version === '2008-r2' && servicePack > 0 ? { servicePack } : {}),
  })
  plugIn(world, world.get('host', hostId))
  const host = { ...world.get('host', hostId), availableForPlacement, overridesReserves: false }
  world.apply(
    put('host', {
      ...host,
      isPending: true,
      ...(hypervisor === 'hyper-v' ? {} : { hypervisor }),
      ...(placementPaths.length > 0 ? { placementPaths } : {}),
    }),
  )
  return hostId
}

/** The host after which a new one of a group is plugged in. */
function neighbourOf(world: World, groupId: HostRow['hostGroupId'], but?: HostRow['id']) {
  return [...world.all('host')].find(one => one.hostGroupId === groupId && one.id !== but)
}

/** A new host is plugged into the subnets of its neighbours in the group. */
function plugIn(world: World, host: HostRow): void {
  const neighbour = neighbourOf(world, host.hostGroupId, host.id)
  if (!neighbour) return
  const there = adaptersOf(world, neighbour)
  const adapters = adaptersOf(world, host).map((adapter, at) => {
    const { subnet, hasGateway } = there[at % there.length] ?? adapter
    const address = addressIn(subnet, (numberOfId(host.id) % 240) + 10)
    return { ...adapter, subnet, hasGateway, address }
  })
  world.apply(put('host', { ...host, adapters }))
}

/** Hosts that come. */
export const hostAddHandlers = { add, addPreview }
