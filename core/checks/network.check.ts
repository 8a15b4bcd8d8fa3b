import { adaptersOf, teamsOf, uplinksOf, virtualNetworksOf } from '../networks/index.ts'
import type { HostRow, World } from '../world/index.ts'
import type { Check } from './types.ts'

/**
 * The parts of a host's network fit together: an adapter is in one team at most, a virtual network
 * lies over something that the host has, and two are told apart by a VLAN.
 */
export const networkCheck: Check = {
  name: 'network',
  find({ world }) {
    for (const host of world.all('host')) {
      const found = brokenTeam(world, host) ?? brokenNetwork(world, host)
      if (found !== undefined) return `${host.name}: ${found}`
    }
    return undefined
  },
}

function brokenTeam(world: World, host: HostRow): string | undefined {
  const names = new Set(adaptersOf(world, host).map(adapter => adapter.name))
  const seen = new Set<string>()
  for (const team of teamsOf(host)) {
    for (const adapter of team.adapters) {
      if (!names.has(adapter)) return `the team ${team.name} has no adapter ${adapter}`
      if (seen.has(adapter)) return `${adapter} is in two teams`
      seen.add(adapter)
    }
  }
  return undefined
}

function brokenNetwork(world: World, host: HostRow): string | undefined {
  const uplinks = new Set(uplinksOf(world, host).map(uplink => uplink.name))
  const networks = virtualNetworksOf(world, host)
  const seen = new Set<string>()
  for (const { name, kind, over, vlan } of networks) {
    const isOutside = kind === 'external' || kind === 'dedicated'
    if (isOutside && !uplinks.has(over ?? ''))
      return `${name} lies over ${over}, which is not there`
    if (!isOutside && over !== undefined) return `${name} is ${kind} and lies over ${over}`
    if (host.virtualNetworks && isOutside && seen.has(`${over} ${vlan}`)) {
      return `two virtual networks share ${over} and VLAN ${vlan ?? 'none'}`
    }
    seen.add(`${over} ${vlan}`)
  }
  const named = networks.map(network => network.name).join()
  return named === host.networks.join() ? undefined : `networks are ${host.networks.join()}`
}
