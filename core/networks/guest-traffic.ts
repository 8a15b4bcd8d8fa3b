import { idsInOrder } from '../../shared/domain/index.ts'
import type { HostRow, TableName, World } from '../world/index.ts'
import { askedMbpsOf } from '../world/index.ts'
import { virtualNetworksOf } from './hardware.ts'
import { reachOf } from './guests.ts'
import { uplinksOf } from './state.ts'

/** An uplink whose guests may ask for more than it carries, and the VMs that send over it. */
export interface GuestLink {
  readonly name: string
  readonly mbps: number
  readonly vmSlots: readonly number[]
}

/** What the guests of each host can count on, as far as rows and faults say. */
interface Rates {
  readonly revision: number
  seen: number
  /** By host slot: traffic up to this much fits, whichever way it goes. */
  readonly leastMbps: Float64Array
  /** Hosts with a fault, whose links may come and go by themselves. */
  readonly struck: readonly HostRow[]
}

const rateTables: readonly TableName[] = ['host', 'cluster', 'fault']
const known = new WeakMap<World, Rates>()

function ratesOf(world: World): Rates {
  const before = known.get(world)
  if (before?.seen === world.revision) return before
  const revision = world.changedSince(...rateTables)
  if (before?.revision === revision) {
    before.seen = world.revision
    return before
  }
  const leastMbps = new Float64Array(world.hosts.length)
  const struck: HostRow[] = []
  for (const host of world.all('host')) {
    leastMbps[host.slot] = leastOf(world, host)
    if (world.index.activeFaults.of(host.id).size > 0) struck.push(host)
  }
  const rates = { revision, seen: world.revision, leastMbps, struck }
  known.set(world, rates)
  return rates
}

/** The rate of the slowest way out of a host that VMs have. */
function leastOf(world: World, host: HostRow): number {
  let least = Infinity
  for (const network of virtualNetworksOf(world, host)) {
    if (network.kind === 'private' || network.kind === 'internal') continue
    least = Math.min(least, reachOf(world, host, network).nowMbps)
  }
  return least
}

/**
 * The uplinks of a host that VMs send over, each with its rate now. All that a guest sends goes
 * through its first adapter (ours); what stays on the host is not held back by any link.
 */
export function guestLinksOf(world: World, host: HostRow): GuestLink[] {
  const links = new Map<string, { name: string; mbps: number; vmSlots: number[] }>()
  const networks = new Map(virtualNetworksOf(world, host).map(one => [one.name, one]))
  const uplinks = new Set(uplinksOf(world, host).map(one => one.name))
  for (const id of idsInOrder(world.index.vmsByHost.of(host.id))) {
    const vm = world.get('vm', id)
    const network = networks.get(vm.networkAdapters[0]?.network ?? '')
    if (!network || network.over === undefined || !uplinks.has(network.over)) continue
    const { nowMbps, reach } = reachOf(world, host, network)
    // A network cut off from its uplink carries nothing out, whatever else shares the link.
    const key = reach === 'outside' ? network.over : network.name
    const link = links.get(key) ?? { name: key, mbps: nowMbps, vmSlots: [] }
    link.vmSlots.push(vm.slot)
    links.set(key, link)
  }
  return [...links.values()]
}

/**
 * Takes back from the totals of this second what guests send beyond the rate of their uplink: each
 * gets the same share of what it asks for. Costs a comparison a host where all links suffice.
 */
export function capGuestTraffic(world: World): void {
  const { leastMbps, struck } = ratesOf(world)
  const { networkMbps, fullUplinks } = world.hosts.data
  for (const host of struck) leastMbps[host.slot] = leastOf(world, host)
  for (let slot = 0; slot < world.hosts.length; slot++) {
    if (networkMbps[slot]! <= leastMbps[slot]! && fullUplinks[slot] === 0) continue
    const host = world.index.hostBySlot[slot]
    if (host) capHost(world, host)
  }
}

function capHost(world: World, host: HostRow): void {
  const { networkShare } = world.vms.data
  const { networkMbps, fullUplinks } = world.hosts.data
  let full = 0
  for (const { mbps, vmSlots } of guestLinksOf(world, host)) {
    const asked = vmSlots.reduce((sum, slot) => sum + askedMbpsOf(world, slot), 0)
    const share = asked > mbps ? mbps / asked : 1
    for (const slot of vmSlots) networkShare[slot] = share
    if (share === 1) continue
    full++
    networkMbps[host.slot] = Math.max(0, networkMbps[host.slot]! - (asked - mbps))
  }
  fullUplinks[host.slot] = full
}
