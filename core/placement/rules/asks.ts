import type {
  CheckLevel,
  CustomRule,
  PlacementCheck,
  PropertyValues,
  VolumeId,
} from '../../../shared/domain/index.ts'
import { adaptersOf, reachOf, teamsOf, virtualNetworksOf } from '../../networks/index.ts'
import type { HostRow, VirtualNetwork, World } from '../../world/index.ts'
import { configurationOf, propertiesOfHost } from './custom.ts'

/** What a host's group asks beyond the rating, with the facts of the host that it is asked about. */
export interface HostAsks {
  readonly checks: Readonly<Partial<Record<PlacementCheck, CheckLevel>>>
  readonly customRules: readonly CustomRule[]
  readonly properties: PropertyValues
  /** Why a network of the host leads nowhere, by its name. */
  readonly deadNetworks: Readonly<Record<string, string>>
  /** Networks whose adapters all have a queue for each VM. */
  readonly queueNetworks: readonly string[]
  readonly reachedVolumeIds: readonly VolumeId[]
}

/** Undefined where nothing is asked beyond the rating, as in every fabric that nobody changed. */
export function asksOf(world: World, host: HostRow): HostAsks | undefined {
  const configuration = configurationOf(world, host)
  if (!configuration) return undefined
  const { checks, customRules } = configuration
  const networks = virtualNetworksOf(world, host)
  const dead = networks.flatMap(network => {
    const { reach, because } = reachOf(world, host, network)
    return reach === 'outside' ? [] : [[network.name, because ?? 'it leads nowhere'] as const]
  })
  return {
    ...{ checks, customRules, properties: propertiesOfHost(world, host) },
    deadNetworks: Object.fromEntries(dead),
    queueNetworks: networks
      .filter(network => hasQueue(world, host, network))
      .map(network => network.name),
    reachedVolumeIds: host.volumeIds,
  }
}

function hasQueue(world: World, host: HostRow, { over }: VirtualNetwork): boolean {
  const names = teamsOf(host).find(team => team.name === over)?.adapters ?? [over]
  const adapters = adaptersOf(world, host).filter(adapter => names.includes(adapter.name))
  return adapters.length > 0 && adapters.every(adapter => adapter.vmQueue)
}
