import type { World } from '../../world/index.ts'
import type { Chance } from '../chance.ts'
import type { Given } from './types.ts'
import { someVms } from './vms.ts'

/** Hosts come, go, are emptied and restart; clusters are made and changed. */
export function hostCommand(world: World, chance: Chance): Given {
  const host = chance.any([...world.all('host')])
  const hostId = host?.id
  const cluster = chance.any([...world.all('cluster')])
  const mode = chance.pick(['migrate', 'save'])
  const [savesRest, bringBack] = [chance.percent(60), chance.percent(50)]
  switch (chance.integer(0, 8)) {
    case 0:
    case 1:
      return ['host.startMaintenance', { hostId, mode, savesRest }]
    case 2:
    case 3:
      return ['host.stopMaintenance', { hostId, bringBack, startsSaved: chance.percent(50) }]
    case 4:
      return ['host.restart', { hostId, mode, savesRest, bringBack }]
    case 5:
      return ['host.add', newHost(world, chance)]
    case 6:
      return ['host.remove', { hostId, withVms: chance.percent(50) }]
    case 7: {
      const nodes = [...world.all('host')].filter(
        one => cluster !== undefined && one.clusterId === cluster.id,
      )
      const owner = chance.any(nodes)
      const preferredOwnerIds = owner ? [owner.id] : []
      const priority = chance.pick(['high', 'medium', 'low', 'no-auto-start'])
      return ['cluster.setOwners', { vmIds: someVms(world, chance), preferredOwnerIds, priority }]
    }
    default: {
      const quorum = chance.pick(['node-majority', 'node-and-disk-majority'])
      const reserveMethod = chance.pick(['2012-r2', '2012', '2008-r2'])
      const changes = { quorum, reserveMethod, reserveNodes: chance.integer(0, 2) }
      return ['cluster.update', { clusterId: cluster?.id, changes }]
    }
  }
}

function newHost(world: World, chance: Chance): object {
  const group = chance.any([...world.all('hostgroup')])
  return {
    ...{ name: `added-${chance.integer(1, 99)}`, hostGroupId: group?.id },
    ...{ version: chance.pick(['2008-r2', '2012-r2']), logicalProcessors: 8, cpuMhz: 2500 },
    ...{ memoryMib: 16384, networkMbps: 1000, networks: ['Servers'], localDiskGib: 200 },
  }
}
