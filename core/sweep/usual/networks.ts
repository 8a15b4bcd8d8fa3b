import { adaptersOf, clusterNetworksOf } from '../../networks/index.ts'
import type { World } from '../../world/index.ts'
import type { Chance } from '../chance.ts'
import type { Given } from './types.ts'
import { someVms } from './vms.ts'

/** What an administrator of the network does: adapters, teams, virtual and cluster networks. */
export function networkCommand(world: World, chance: Chance): Given {
  switch (chance.integer(0, 5)) {
    case 0:
      return clusterNetworkCommand(world, chance)
    case 1: {
      const names = [...world.all('cluster')].flatMap(one => clusterNetworksOf(world, one))
      const network = chance.any(names)?.name
      const networks = network === undefined || chance.percent(30) ? {} : { networks: [network] }
      return ['network.setMigrationNetworks', { vmIds: someVms(world, chance), ...networks }]
    }
    default:
      return hostNetworkCommand(world, chance)
  }
}

function clusterNetworkCommand(world: World, chance: Chance): Given {
  const cluster = chance.any([...world.all('cluster')])
  const name = cluster && chance.any(clusterNetworksOf(world, cluster))?.name
  const changes = chance.pick([
    { role: chance.pick([0, 1, 3]) },
    { metric: chance.integer(1, 20000) },
    { autoMetric: true },
  ])
  return ['network.updateClusterNetwork', { clusterId: cluster?.id, name, changes }]
}

function hostNetworkCommand(world: World, chance: Chance): Given {
  const host = chance.any([...world.all('host')])
  const adapters = host ? adaptersOf(world, host).map(adapter => adapter.name) : []
  const teams = (host?.teams ?? []).map(team => team.name)
  const hostId = host?.id
  const mode = chance.pick(['fault-tolerance', 'load-balance'])
  const over = chance.any([...adapters, ...teams])
  const network = {
    ...{ name: chance.any(host?.networks ?? []), hostId },
    ...{ kind: chance.pick(['private', 'internal', 'external', 'dedicated']) },
  }
  const outside = { over, vlan: chance.integer(1, 9) }
  const isOutside = network.kind === 'external' || network.kind === 'dedicated'
  const whole = isOutside ? { ...network, ...outside } : network
  switch (chance.integer(0, 6)) {
    case 0: {
      const changes = chance.pick([
        { rateMbps: chance.pick([100, 1000, 10000]) },
        { jumboFrames: chance.percent(50) },
        { vmQueue: chance.percent(50), chimney: chance.percent(50) },
      ])
      return ['network.updateAdapter', { hostId, name: chance.any(adapters), changes }]
    }
    case 1:
      return ['network.createTeam', { hostId, name: 'Team 1', mode, adapters: adapters.slice(-2) }]
    case 2:
      return ['network.updateTeam', { hostId, name: chance.any(teams), mode }]
    case 3:
      return ['network.removeTeam', { hostId, name: chance.any(teams) }]
    case 4:
      return ['network.createVirtualNetwork', { ...whole, name: `net-${chance.integer(1, 9)}` }]
    case 5:
      return ['network.updateVirtualNetwork', whole]
    default:
      return ['network.removeVirtualNetwork', { hostId, name: network.name }]
  }
}
