import { z } from 'zod'
import type { HostVersion } from './fabric.ts'

/** What a cluster may do with a network: nothing, its own traffic, or clients' as well (seed 002). */
export const clusterNetworkRoles = [0, 1, 3] as const
export type ClusterNetworkRole = (typeof clusterNetworkRoles)[number]
export const clusterNetworkRole = z.union([z.literal(0), z.literal(1), z.literal(3)])

/** Traffic that finds its network by the rules of the cluster. */
export const trafficClasses = ['heartbeat', 'csv', 'live-migration', 'client'] as const
export type TrafficClass = (typeof trafficClasses)[number]
export const trafficClass = z.enum(trafficClasses)

/**
 * Whom a virtual network joins: VMs of one host alone, with their host, with the physical network,
 * or with a physical network that the host itself does not use.
 */
export const virtualNetworkKinds = ['private', 'internal', 'external', 'dedicated'] as const
export type VirtualNetworkKind = (typeof virtualNetworkKinds)[number]
export const virtualNetworkKind = z.enum(virtualNetworkKinds)

/** One adapter carries and the others stand by, or all carry at once. */
export const teamModes = ['fault-tolerance', 'load-balance'] as const
export type TeamMode = (typeof teamModes)[number]
export const teamMode = z.enum(teamModes)

/** Integrated adapters need guest services, emulated ones do not and are slower. */
export const vmAdapterKinds = ['synthetic', 'emulated'] as const
export type VmAdapterKind = (typeof vmAdapterKinds)[number]

/** Adapters that a VM may have, by kind: the same for both host versions (facts 7.1). */
export const vmAdapterLimits: Readonly<
  Record<HostVersion, Readonly<Record<VmAdapterKind, number>>>
> = {
  '2008-r2': { synthetic: 8, emulated: 4 },
  '2012-r2': { synthetic: 8, emulated: 4 },
}

/** The VLANs that a virtual network or an adapter can be in (facts 7.1). */
export const vlanMost = 4094
export const vlan = z.number().int().min(1).max(vlanMost)

/** The highest metric that can be given by hand (ours; the cluster's own property holds 32 bits). */
export const metricMost = 65535
