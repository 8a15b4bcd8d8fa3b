import type { ClusterNetworkRole, VirtualNetworkKind } from '../../shared/domain/index.ts'
import { addressIn, hostMacAddressOf, withAutoMetrics } from '../networks/index.ts'
import type {
  ClusterNetwork,
  HostAdapter,
  HostRow,
  HostTeam,
  VirtualNetwork,
} from '../world/index.ts'

/** A network that all nodes of a cluster are on; two adapters or more make a team. */
export interface NetworkSpec {
  /** The team's name, and what its adapters are called by. */
  readonly name: string
  readonly role: ClusterNetworkRole
  readonly hasGateway: boolean
  /** The first two numbers of its subnet; the cluster's number is the third. */
  readonly range: string
  readonly adapters: number
  readonly rateMbps: number
}

/** A virtual network of a host, external unless it says otherwise. */
export interface VirtualNetworkSpec {
  readonly name: string
  readonly kind?: VirtualNetworkKind
  readonly vlan?: number
}

const publicNetwork: NetworkSpec = {
  ...{ name: 'Public', role: 3, hasGateway: true, range: '10.1', adapters: 2, rateMbps: 1000 },
}
const heartbeat: NetworkSpec = {
  ...{ name: 'Heartbeat', role: 1, hasGateway: false, range: '192.168' },
  ...{ adapters: 1, rateMbps: 1000 },
}

/**
 * The networks that seed 002 recommends beside a storage network of its own kind; rates are ours.
 */
export function bladeNetworks(rateMbps: number): readonly NetworkSpec[] {
  const migration = { name: 'Live Migration', role: 1, hasGateway: false, range: '172.16' } as const
  return [{ ...publicNetwork, rateMbps }, heartbeat, { ...migration, adapters: 1, rateMbps }]
}

/** The simple case of seed 002, one public and one private network, and iSCSI kept to itself. */
export const sanNetworks: readonly NetworkSpec[] = [
  publicNetwork,
  heartbeat,
  {
    ...{ name: 'iSCSI', role: 0, hasGateway: false, range: '172.20' },
    ...{ adapters: 1, rateMbps: 1000 },
  },
]

/** The networks as the failover cluster lists them. */
export function clusterNetworksFor(
  clusterNumber: number,
  specs: readonly NetworkSpec[],
): ClusterNetwork[] {
  const networks = specs.map(({ role, hasGateway, range }, at) => ({
    ...{ name: `Cluster Network ${at + 1}`, role, hasGateway },
    ...{ metric: 0, autoMetric: true, description: '' },
    subnet: `${range}.${clusterNumber}.0/24`,
  }))
  return withAutoMetrics(networks)
}

interface HostPlan {
  readonly hostNumber: number
  /** Its place among the nodes, from 1. */
  readonly node: number
  readonly networkMbps: number
  readonly virtualNetworks: readonly VirtualNetworkSpec[]
  readonly clusterNetworks?: readonly ClusterNetwork[]
  readonly specs?: readonly NetworkSpec[]
}

type Networking = Pick<HostRow, 'adapters' | 'teams' | 'virtualNetworks' | 'networks'>

/** Adapters, teams and virtual networks of a host: as a node, or with two adapters of its own. */
export function hostNetworking(plan: HostPlan): Networking {
  const networks = plan.virtualNetworks.map(network => network.name)
  const { adapters, teams } = plan.specs ? nodeAdapters(plan, plan.specs) : ownAdapters(plan)
  const over = (kind: VirtualNetworkKind) =>
    kind === 'dedicated' ? adapters.at(-1)!.name : (teams[0]?.name ?? adapters[0]!.name)
  const virtualNetworks = plan.virtualNetworks.map(
    ({ kind = 'external', ...rest }): VirtualNetwork => ({ ...rest, kind, over: over(kind) }),
  )
  return { adapters, teams, virtualNetworks, networks }
}

function nodeAdapters(plan: HostPlan, specs: readonly NetworkSpec[]) {
  const adapters: HostAdapter[] = []
  const teams: HostTeam[] = []
  specs.forEach((spec, at) => {
    const { subnet } = plan.clusterNetworks![at]!
    const names: string[] = []
    for (let number = 1; number <= spec.adapters; number++) {
      const name = spec.adapters > 1 ? `${spec.name} ${number}` : spec.name
      names.push(name)
      adapters.push({
        ...{ name, rateMbps: spec.rateMbps, subnet, hasGateway: spec.hasGateway },
        macAddress: hostMacAddressOf(plan.hostNumber, adapters.length),
        address: addressIn(subnet, plan.node + 10),
        ...{ chimney: true, vmQueue: spec.hasGateway, jumboFrames: false },
      })
    }
    if (names.length > 1) teams.push({ name: spec.name, mode: 'fault-tolerance', adapters: names })
  })
  return { adapters, teams }
}

function ownAdapters({ hostNumber, networkMbps }: HostPlan) {
  const subnet = `10.100.${hostNumber % 250}.0/24`
  const adapters = [1, 2].map((number): HostAdapter => ({
    ...{ name: `LAN ${number}`, rateMbps: networkMbps, subnet, hasGateway: true },
    macAddress: hostMacAddressOf(hostNumber, number - 1),
    address: addressIn(subnet, number + 9),
    ...{ chimney: true, vmQueue: number === 2, jumboFrames: false },
  }))
  return { adapters, teams: [] as HostTeam[] }
}
