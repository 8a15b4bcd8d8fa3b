import type { HostVersion } from '../../shared/domain/index.ts'
import { vmAdapterKinds, vmAdapterLimits } from '../../shared/domain/index.ts'
import type { Refusal } from '../../shared/refusals/index.ts'
import { refuse } from '../../shared/refusals/index.ts'
import type { HostRow, VirtualNetwork, VmNetworkAdapter, World } from '../world/index.ts'
import { isStruck } from '../world/index.ts'
import { virtualNetworksOf } from './hardware.ts'
import type { Uplink } from './state.ts'
import { uplinksOf } from './state.ts'

/** Why a VM of a host version cannot have these adapters: more of a kind than facts 7.1 allow. */
export function vmAdapterRefusal(
  version: HostVersion,
  adapters: readonly Pick<VmNetworkAdapter, 'kind'>[],
): Refusal | undefined {
  for (const kind of vmAdapterKinds) {
    const value = adapters.filter(adapter => adapter.kind === kind).length
    const limit = vmAdapterLimits[version][kind]
    if (value > limit) return refuse('limit.network-adapters', { kind, value, limit, version })
  }
  return undefined
}

/** How far VMs on a virtual network reach now. */
export interface Reach {
  /** The physical network, their host, VMs on the same host, or nothing at all. */
  readonly reach: 'outside' | 'host' | 'vms' | 'nothing'
  /** Why no further, or why slower than it could be, in a sentence. */
  readonly because?: string
  readonly nominalMbps: number
  readonly nowMbps: number
}

/** How far VMs on a host's virtual network reach: its kind, its uplink, its VLAN. */
export function reachOf(world: World, host: HostRow, network: VirtualNetwork): Reach {
  const none = { nominalMbps: 0, nowMbps: 0 }
  if (network.kind === 'private') {
    const because = `${network.name} is private: it joins VMs on ${host.name} alone`
    return { reach: 'vms', because, ...none }
  }
  if (network.kind === 'internal') {
    const because = `${network.name} is internal: it joins VMs with ${host.name} alone`
    return { reach: 'host', because, ...none }
  }
  const uplink = uplinksOf(world, host).find(one => one.name === network.over)
  if (!uplink) {
    const because = `${network.name} lies over ${network.over ?? 'no adapter'}, which ${host.name} has not`
    return { reach: 'host', because, ...none }
  }
  return overUplink(world, host, network, uplink)
}

function overUplink(world: World, host: HostRow, network: VirtualNetwork, uplink: Uplink): Reach {
  const { nominalMbps, nowMbps } = uplink
  const inside = network.kind === 'dedicated' ? 'vms' : 'host'
  if (isStruck(world, 'vlan-mistake', host.id, network.name)) {
    const because = `the switch port of ${host.name} is in another VLAN than ${network.name}`
    return { reach: inside, because, nominalMbps, nowMbps: 0 }
  }
  if (nowMbps === 0) {
    const because = `${uplink.name} of ${host.name} has no link`
    return { reach: inside, because, nominalMbps, nowMbps }
  }
  if (nowMbps < nominalMbps) {
    const because = `${uplink.name} of ${host.name} has lost an adapter: ${nowMbps} of ${nominalMbps} Mbit/s`
    return { reach: 'outside', because, nominalMbps, nowMbps }
  }
  return { reach: 'outside', nominalMbps, nowMbps }
}

/** How far one adapter of a VM reaches on its host. */
export function reachOfAdapter(
  world: World,
  host: HostRow,
  adapter: Pick<VmNetworkAdapter, 'network' | 'vlan'>,
): Reach {
  const network = virtualNetworksOf(world, host).find(one => one.name === adapter.network)
  const [wanted, own] = [adapter.vlan, network?.vlan]
  if (network && wanted !== undefined && own !== undefined && wanted !== own) {
    const because = `the adapter is in VLAN ${wanted}, and ${network.name} of ${host.name} carries VLAN ${own}`
    return { reach: 'nothing', because, nominalMbps: 0, nowMbps: 0 }
  }
  if (network) return reachOf(world, host, network)
  const because = `${host.name} has no virtual network ${adapter.network}`
  return { reach: 'nothing', because, nominalMbps: 0, nowMbps: 0 }
}
