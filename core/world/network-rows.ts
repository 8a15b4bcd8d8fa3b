import type { ClusterNetworkRole, TeamMode, VirtualNetworkKind } from '../../shared/domain/index.ts'

/** A subnet that the nodes of a cluster share, as the failover cluster lists it (seed 002). */
export interface ClusterNetwork {
  /** `Cluster Network 1` and so on, in the order of enumeration. */
  readonly name: string
  readonly role: ClusterNetworkRole
  /** The lower, the sooner it is chosen. */
  readonly metric: number
  /** Whether the cluster set the metric; by hand makes it false. */
  readonly autoMetric: boolean
  /** A network with a default gateway counts as public. */
  readonly hasGateway: boolean
  /** Address and prefix length, such as `10.1.1.0/24`. */
  readonly subnet: string
  readonly description: string
}

/** A physical network adapter of a host. */
export interface HostAdapter {
  readonly name: string
  readonly rateMbps: number
  readonly macAddress: string
  /** The subnet that it is plugged into; nodes with the same one share a cluster network. */
  readonly subnet: string
  readonly hasGateway: boolean
  /** The host's address there. */
  readonly address: string
  /** TCP in the adapter's own processor, and a queue in it for each VM. */
  readonly chimney: boolean
  readonly vmQueue: boolean
  readonly jumboFrames: boolean
}

/** Adapters that hosts and VMs use as one. */
export interface HostTeam {
  readonly name: string
  readonly mode: TeamMode
  /** Names of its adapters, all on one subnet. */
  readonly adapters: readonly string[]
}

/** A virtual network of a host. */
export interface VirtualNetwork {
  readonly name: string
  readonly kind: VirtualNetworkKind
  /** The adapter or team of an external one. */
  readonly over?: string
  readonly vlan?: number
}
