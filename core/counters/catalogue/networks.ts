import type { HostId } from '../../../shared/domain/index.ts'
import { instanceName } from '../../../shared/perfmon/index.ts'
import {
  adaptersOf,
  isAdapterUp,
  reachOf,
  teamsOf,
  virtualNetworksOf,
} from '../../networks/index.ts'
import type { HostAdapter, HostRow, VirtualNetwork, VmRow, World } from '../../world/index.ts'
import { askedMbpsOf, followsFrom, networkMbpsOf } from '../../world/index.ts'
import { hostSet, notModelled } from '../declare.ts'
import type { Sight } from '../types.ts'
import { partitionsOn } from './subjects.ts'

export const bytesPerMbit = 125000
/** Bytes of a frame of guests (ours). */
const frameBytes = 1500

/** An adapter of a VM; the first one carries all that the VM sends (ours). */
interface GuestAdapter {
  readonly vm: VmRow
  readonly isFirst: boolean
}

interface Switch {
  readonly host: HostRow
  readonly network: VirtualNetwork
}

interface Nic {
  readonly host: HostRow
  readonly adapter: HostAdapter
}

/** For each host that was asked for, the slots of its VMs by the network of their first adapter. */
const guestSlots = followsFrom(['vm'], () => new Map<HostId, Map<string, number[]>>())

function slotsOf(world: World, { id }: HostRow): Map<string, number[]> {
  const hosts = guestSlots(world)
  const known = hosts.get(id)
  if (known) return known
  const found = new Map<string, number[]>()
  for (const vmId of world.index.vmsByHost.of(id)) {
    const { slot, networkAdapters } = world.get('vm', vmId)
    const network = networkAdapters[0]?.network
    if (network !== undefined) found.set(network, [...(found.get(network) ?? []), slot])
  }
  hosts.set(id, found)
  return found
}

/** What the guests of a host send over one of its virtual networks, Mbps. */
function carriedMbps(world: World, host: HostRow, { name }: VirtualNetwork): number {
  let sum = 0
  for (const slot of slotsOf(world, host).get(name) ?? []) sum += networkMbpsOf(world, slot)
  return sum
}

function switchBytes(world: World, { host, network }: Switch): number {
  return carriedMbps(world, host, network) * bytesPerMbit
}

/** Part of what goes over its uplink that an adapter carries: all, or its part of a team. */
function partOf(world: World, { host, adapter }: Nic): number {
  const team = teamsOf(host).find(one => one.adapters.includes(adapter.name))
  const names = team?.adapters ?? [adapter.name]
  const up = adaptersOf(world, host).filter(
    one => names.includes(one.name) && isAdapterUp(world, host, one.name),
  )
  if (!up.some(one => one.name === adapter.name)) return 0
  if (team?.mode === 'load-balance') {
    return adapter.rateMbps / up.reduce((sum, one) => sum + one.rateMbps, 0)
  }
  const fastest = up.reduce((best, one) => (one.rateMbps > best.rateMbps ? one : best))
  return fastest.name === adapter.name ? 1 : 0
}

/** What guests send through an adapter: these networks of the host, and its part of them. */
interface Way {
  readonly networks: readonly VirtualNetwork[]
  readonly part: number
}

const noWay: Way = { networks: [], part: 0 }

function wayOf(world: World, nic: Nic): Way {
  const { host, adapter } = nic
  const team = teamsOf(host).find(one => one.adapters.includes(adapter.name))
  const over = team?.name ?? adapter.name
  const networks = virtualNetworksOf(world, host).filter(
    one => one.over === over && reachOf(world, host, one).reach === 'outside',
  )
  // Most adapters carry no guests: theirs is no network, or their team sends by another.
  const part = networks.length === 0 ? 0 : partOf(world, nic)
  return part === 0 ? noWay : { networks, part }
}

/** Ways of adapters of hosts that nothing strikes: a new row of the host makes new subjects. */
const unstruck = new WeakMap<Nic, Way>()

function nicBytes(world: World, nic: Nic): number {
  const { host } = nic
  const isStruck = world.index.activeFaults.of(host.id).size > 0
  const known = isStruck ? undefined : unstruck.get(nic)
  const way = known ?? wayOf(world, nic)
  if (!isStruck && !known) unstruck.set(nic, way)
  const { networks, part } = way
  let mbps = 0
  for (const network of networks) mbps += carriedMbps(world, host, network)
  return mbps * part * bytesPerMbit
}

function guestAdapters(world: World, host: HostRow, sight: Sight, isLegacy: boolean) {
  return partitionsOn(world, host, sight).flatMap(vm =>
    vm.networkAdapters.flatMap(({ kind }, at) => {
      if (isLegacy && kind !== 'emulated') return []
      const adapter = kind === 'emulated' ? 'Legacy Network Adapter' : 'Network Adapter'
      const name = `${instanceName(vm.name)}_${adapter}${at === 0 ? '' : ` ${at + 1}`}`
      return [{ name, subject: { vm, isFirst: at === 0 }, objectId: vm.id }]
    }),
  )
}

/** Bytes a second that a guest asks to send and its uplink does not carry. */
function droppedBytes(world: World, { vm, isFirst }: GuestAdapter): number {
  const lost = askedMbpsOf(world, vm.slot) - networkMbpsOf(world, vm.slot)
  return isFirst ? Math.max(0, lost) * bytesPerMbit : 0
}

export const guestAdapterSet = hostSet<GuestAdapter>(
  {
    object: 'Hyper-V Virtual Network Adapter',
    description: 'Adapters of VMs.',
    hasTotal: true,
    counters: {
      'Bytes/sec': {
        ...{ unit: 'B/s', scale: -4, description: 'Bytes sent and received.' },
        explain:
          'The traffic of the VM at its load, cut to its share of a full uplink, all through its first adapter (ours).',
        read: (world, { vm, isFirst }) =>
          isFirst ? networkMbpsOf(world, vm.slot) * bytesPerMbit : 0,
        threshold: { warning: 250e6, source: 'WSD: 250 MB/s' },
      },
    },
  },
  (world, host, sight) => guestAdapters(world, host, sight, false),
)

export const legacyAdapterSet = hostSet<GuestAdapter>(
  {
    object: 'Hyper-V Legacy Network Adapter',
    description: 'Emulated adapters of VMs.',
    hasTotal: true,
    counters: {
      'Frames Dropped': {
        ...{ unit: '1/s', description: 'Frames that were lost in the last second.' },
        explain: `Bytes dropped as frames of ${frameBytes} bytes (ours).`,
        read: (world, one) => droppedBytes(world, one) / frameBytes,
        threshold: { warning: 100, critical: 1000, source: 'PAL' },
      },
      'Bytes Dropped': {
        ...{ unit: 'B/s', scale: -4, description: 'Bytes that were lost in the last second.' },
        explain: 'What the VM asks to send beyond its share of a full uplink.',
        read: droppedBytes,
      },
    },
  },
  (world, host, sight) => guestAdapters(world, host, sight, true),
)

export const switchSet = hostSet<Switch>(
  {
    object: 'Hyper-V Virtual Switch',
    description: 'Virtual networks of a host.',
    hasTotal: true,
    counters: {
      'Bytes/sec': {
        ...{ unit: 'B/s', scale: -4, description: 'Bytes of all its ports.' },
        ...{ explain: 'The sum over the VMs whose first adapter is on it.', read: switchBytes },
      },
      'Packets/sec': {
        ...{ unit: '1/s', scale: -2, description: 'Packets of all its ports.', isGeneral: true },
        explain: `The bytes as packets of ${frameBytes} bytes (ours).`,
        read: (world, one) => switchBytes(world, one) / frameBytes,
      },
    },
  },
  (world, host) =>
    virtualNetworksOf(world, host).map(network => ({
      ...{ name: instanceName(network.name), subject: { host, network } },
    })),
)

export const interfaceSet = hostSet<Nic>(
  {
    object: 'Network Interface',
    description: 'Physical adapters of a host.',
    counters: {
      'Bytes Total/sec': {
        ...{ unit: 'B/s', scale: -4, description: 'Bytes of guests sent and received.' },
        explain:
          'Traffic of the virtual networks over the adapter or its team that reach outside, balanced by rate or on the fastest one; what migrations and redirection send is not counted.',
        read: nicBytes,
      },
      'Current Bandwidth': {
        ...{ unit: 'bit/s', scale: -6, description: 'Rate of the link.' },
        explain: 'The rate of the adapter; 0 while its link is down.',
        read: (world, { host, adapter }) =>
          isAdapterUp(world, host, adapter.name) ? adapter.rateMbps * 1e6 : 0,
      },
      'Output Queue Length': {
        ...{ unit: 'count', description: 'Packets that wait.', ...notModelled() },
      },
    },
  },
  (world, host) =>
    adaptersOf(world, host).map(adapter => ({
      ...{ name: instanceName(adapter.name), subject: { host, adapter } },
    })),
)
