import type { HostDetails, HostRowView } from '../../shared/contract/index.ts'
import { limitsOf, platformOf, processorLimitOf } from '../../shared/domain/index.ts'
import {
  bmcOf,
  clockOffsetS,
  conditionOf,
  energyWhOf,
  explainHostProcessor,
  explainPower,
  inheritedReserves,
  overridesReserves,
  processorUseOf,
  reserveGroupOf,
  reservesOf,
  savedWhOf,
  wattsOf,
  wattsWhenOn,
} from '../hosts/index.ts'
import {
  isPassedThrough,
  accessOf,
  arrayUnder,
  randomIopsOf,
  throughputMibPerS,
  volumeFreeGib,
} from '../storage/index.ts'
import { hostMemoryView } from '../memory/index.ts'
import type { HostRow, World } from '../world/index.ts'

type Details = Omit<HostDetails, keyof HostRowView>

/** What the console shows of one host beyond its row in a list. */
export function detailsOf(world: World, host: HostRow): Details {
  const { cpuReservePercent, diskReserveMib, iopsMax, networkReservePercent } = reservesOf(
    world,
    host,
  )
  return {
    ...{ cpuReservePercent, diskReserveMib, iopsMax, networkReservePercent },
    reserves: reservesView(world, host),
    processorUse: {
      ...processorUseOf(world, host),
      explanation: explainHostProcessor(world, host),
    },
    networkMbps: host.networkMbps,
    networks: [...host.networks],
    volumes: host.volumeIds
      .filter(id => !isPassedThrough(world.get('volume', id)))
      .map(id => volumeView(world, host, id)),
    placementPaths: [...(host.placementPaths ?? [])],
    hypervisor: host.hypervisor ?? 'hyper-v',
    ...{ condition: conditionOf(host), conditionMs: host.conditionMs },
    ...{ clockOffsetS: clockOffsetS(world, host), isEvicted: host.isEvicted === true },
    maintenanceMs: host.maintenance?.sinceMs,
    virtualProcessors: world.hosts.data.virtualProcessors[host.slot]!,
    memory: hostMemoryView(world, host),
    power: powerView(world, host),
    limits: limitsView(host),
    notes: host.notes,
    customProperties: { ...host.customProperties },
  }
}

function powerView(world: World, host: HostRow): Details['power'] {
  return {
    watts: wattsOf(world, host),
    energyWh: energyWhOf(world, host),
    savedWh: savedWhOf(world, host),
    ...{ idleWatts: wattsWhenOn(host, 0), fullWatts: wattsWhenOn(host, 1) },
    bmc: bmcOf(host),
    poweredOffMs: host.poweredOff?.sinceMs,
    patchedMs: host.patchedMs,
    explanation: explainPower(host),
  }
}

function reservesView(world: World, host: HostRow): Details['reserves'] {
  const isOwn = overridesReserves(host)
  const inherited = inheritedReserves(world, host)
  const group = reserveGroupOf(world, world.get('hostgroup', host.hostGroupId))
  const own = isOwn ? reservesOf(world, host) : inherited
  return { isOwn, own, inherited, fromGroupName: group?.name, parentMib: host.parentMib }
}

function volumeView(
  world: World,
  host: HostRow,
  id: HostRow['volumeIds'][number],
): Details['volumes'][number] {
  const volume = world.get('volume', id)
  const array = arrayUnder(world, volume)
  const { route, paths, pathsUp, because } = accessOf(world, host, volume)
  return {
    ...{ id, name: volume.name, kind: volume.kind, fileSystem: volume.fileSystem },
    ...{ capacityGib: volume.capacityGib, freeGib: volumeFreeGib(world, id) },
    randomIops: randomIopsOf(world, volume),
    throughputMibPerS: throughputMibPerS(world, volume),
    luns: volume.lunIds.map(lunId => world.get('lun', lunId).name),
    arrayName: array?.name ?? '',
    ...{ linkKind: array?.linkKind ?? 'sas', linkGbps: array?.linkGbps ?? 0 },
    ...{ route, paths, pathsUp, because },
  }
}

function limitsView(host: HostRow): Details['limits'] {
  const { vcpusPerVm, memoryMibPerVm, runningVmsPerHost } = limitsOf(host)
  const { limit } = processorLimitOf(host)
  return {
    ...{ platform: platformOf(host), vcpusPerVm, memoryMibPerVm, runningVmsPerHost },
    ...(Number.isFinite(limit) ? { virtualProcessors: limit } : {}),
  }
}
