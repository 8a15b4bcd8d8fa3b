import { z } from 'zod'
import type { ObjectKind } from './ids.ts'

/** Where a fault strikes. */
export type FaultTargetKind =
  | Extract<
      ObjectKind,
      'host' | 'cluster' | 'array' | 'pool' | 'lun' | 'volume' | 'vm' | 'job' | 'role'
    >
  | 'fabric'

/** The part of the product that a kind of fault belongs to, as the drill panel groups them. */
export const faultAreas = ['hosts', 'network', 'storage', 'guests', 'jobs', 'service'] as const
export type FaultArea = (typeof faultAreas)[number]

/** What a part of a target is called in the catalogue. */
export type FaultPartKind = 'adapter' | 'cluster-network' | 'virtual-network' | 'path' | 'port'

/** What a kind of fault is told besides its target. */
export interface FaultKindEntry {
  readonly area: FaultArea
  readonly target: FaultTargetKind
  /** A part of the target that has to be named, such as an adapter of a host. */
  readonly part?: FaultPartKind
  /** A size, with its unit, least, most and what it is unless said otherwise. */
  readonly amount?: {
    readonly unit: 'percent' | 'ms' | 's' | 'mib' | 'iops' | 'count'
    readonly least: number
    readonly most: number
    readonly usual: number
  }
  /** Over as soon as it has struck: it has no end to wait for. */
  readonly isInstant?: true
}

const percent = { unit: 'percent', least: 1, most: 100, usual: 50 } as const
const onHost = { area: 'hosts', target: 'host' } as const
const onNetwork = { area: 'network', target: 'host' } as const
const onClusterNetwork = { area: 'network', target: 'cluster', part: 'cluster-network' } as const
const onGuest = { area: 'guests', target: 'vm' } as const

/** Every way in which the fabric can be broken, by name (peers, D.3). */
export const faultCatalogue = {
  'host-crash': onHost,
  'host-hang': onHost,
  'host-slow': { ...onHost, amount: percent },
  'host-power-loss': onHost,
  'host-reboot-loop': { ...onHost, amount: { unit: 's', least: 60, most: 3600, usual: 300 } },
  'host-memory-leak': {
    ...onHost,
    amount: { unit: 'mib', least: 64, most: 1048576, usual: 4096 },
  },
  'host-agent-silent': onHost,
  'host-removed': onHost,
  'stale-inventory': onHost,
  'clock-jump': { ...onHost, amount: { unit: 's', least: 1, most: 86400, usual: 600 } },
  'quorum-tie': { area: 'hosts', target: 'cluster' },
  'witness-loss': { area: 'hosts', target: 'cluster' },
  'adapter-down': { ...onNetwork, part: 'adapter' },
  'adapter-flap': {
    ...{ ...onNetwork, part: 'adapter' },
    amount: { unit: 's', least: 2, most: 600, usual: 10 },
  },
  'vlan-mistake': { ...onNetwork, part: 'virtual-network' },
  'cluster-network-down': onClusterNetwork,
  'heartbeat-loss': { ...onClusterNetwork, amount: percent },
  'asymmetric-partition': onNetwork,
  'path-loss': { area: 'storage', target: 'host', part: 'path' },
  'all-paths-down': { area: 'storage', target: 'host' },
  'array-port-down': { area: 'storage', target: 'array', part: 'port' },
  'array-controller-failure': { area: 'storage', target: 'array' },
  'cache-battery-failure': { area: 'storage', target: 'array' },
  'disk-failure': {
    ...{ area: 'storage', target: 'pool' },
    amount: { unit: 'count', least: 1, most: 8, usual: 1 },
  },
  'latency-spike': {
    ...{ area: 'storage', target: 'pool' },
    amount: { unit: 'ms', least: 1, most: 10000, usual: 50 },
  },
  'thin-pool-exhausted': { area: 'storage', target: 'pool' },
  'lun-unmasked': { area: 'storage', target: 'lun' },
  'volume-full': { area: 'storage', target: 'volume' },
  'volume-owner-change': { area: 'storage', target: 'volume' },
  'coordinator-death': { area: 'storage', target: 'volume' },
  'checkpoint-chain-too-deep': {
    ...onGuest,
    amount: { unit: 'count', least: 2, most: 50, usual: 20 },
  },
  'guest-crash': onGuest,
  'guest-hang': onGuest,
  'runaway-guest': { ...onGuest, amount: { unit: 'iops', least: 10, most: 100000, usual: 1000 } },
  'guest-services-silent': onGuest,
  'migration-abort': {
    ...{ area: 'jobs', target: 'vm' },
    amount: { unit: 'percent', least: 0, most: 99, usual: 50 },
  },
  'job-worker-death': { area: 'jobs', target: 'job', isInstant: true },
  'permission-revoked': { area: 'service', target: 'role' },
  'directory-down': { area: 'service', target: 'fabric' },
  'rule-storm': { area: 'service', target: 'fabric', amount: percent },
  'store-busy': { area: 'service', target: 'fabric' },
  'store-full': { area: 'service', target: 'fabric' },
} as const satisfies Readonly<Record<string, FaultKindEntry>>

export type FaultKind = keyof typeof faultCatalogue
export const faultKinds = Object.keys(faultCatalogue) as FaultKind[]
export const faultKind = z.enum(faultKinds as [FaultKind, ...FaultKind[]])

/** What a kind of fault is told. */
export function faultEntry(kind: FaultKind): FaultKindEntry {
  return faultCatalogue[kind]
}
