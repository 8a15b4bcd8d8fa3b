import { z } from 'zod'
import type { ObjectKind } from './ids.ts'

/** Where a fault strikes. */
export type FaultTargetKind =
  | Extract<
      ObjectKind,
      'host' | 'cluster' | 'array' | 'pool' | 'lun' | 'volume' | 'vm' | 'job' | 'role'
    >
  | 'fabric'

/** What a kind of fault is told besides its target. */
export interface FaultKindEntry {
  readonly target: FaultTargetKind
  /** A part of the target that has to be named, such as an adapter of a host. */
  readonly part?: 'adapter' | 'cluster-network' | 'virtual-network' | 'path' | 'port'
  /** A size, with its unit, least, most and what it is unless said otherwise. */
  readonly amount?: {
    readonly unit: 'percent' | 'ms' | 's' | 'mib' | 'iops' | 'count'
    readonly least: number
    readonly most: number
    readonly usual: number
  }
}

const percent = { unit: 'percent', least: 1, most: 100, usual: 50 } as const

/** Every way in which the fabric can be broken, by name (peers, D.3). */
export const faultCatalogue = {
  'host-crash': { target: 'host' },
  'host-hang': { target: 'host' },
  'host-slow': { target: 'host', amount: percent },
  'host-power-loss': { target: 'host' },
  'host-reboot-loop': {
    target: 'host',
    amount: { unit: 's', least: 60, most: 3600, usual: 300 },
  },
  'host-memory-leak': {
    target: 'host',
    amount: { unit: 'mib', least: 64, most: 1048576, usual: 4096 },
  },
  'host-agent-silent': { target: 'host' },
  'adapter-down': { target: 'host', part: 'adapter' },
  'adapter-flap': {
    target: 'host',
    part: 'adapter',
    amount: { unit: 's', least: 2, most: 600, usual: 10 },
  },
  'vlan-mistake': { target: 'host', part: 'virtual-network' },
  'cluster-network-down': { target: 'cluster', part: 'cluster-network' },
  'heartbeat-loss': { target: 'cluster', part: 'cluster-network', amount: percent },
  'asymmetric-partition': { target: 'host' },
  'quorum-tie': { target: 'cluster' },
  'witness-loss': { target: 'cluster' },
  'path-loss': { target: 'host', part: 'path' },
  'all-paths-down': { target: 'host' },
  'array-port-down': { target: 'array', part: 'port' },
  'array-controller-failure': { target: 'array' },
  'cache-battery-failure': { target: 'array' },
  'disk-failure': { target: 'pool', amount: { unit: 'count', least: 1, most: 8, usual: 1 } },
  'latency-spike': { target: 'pool', amount: { unit: 'ms', least: 1, most: 10000, usual: 50 } },
  'thin-pool-exhausted': { target: 'pool' },
  'lun-unmasked': { target: 'lun' },
  'volume-full': { target: 'volume' },
  'volume-owner-change': { target: 'volume' },
  'coordinator-death': { target: 'volume' },
  'checkpoint-chain-too-deep': {
    target: 'vm',
    amount: { unit: 'count', least: 2, most: 50, usual: 20 },
  },
  'guest-crash': { target: 'vm' },
  'guest-hang': { target: 'vm' },
  'runaway-guest': {
    target: 'vm',
    amount: { unit: 'iops', least: 10, most: 100000, usual: 1000 },
  },
  'guest-services-silent': { target: 'vm' },
  'migration-abort': {
    target: 'vm',
    amount: { unit: 'percent', least: 0, most: 99, usual: 50 },
  },
  'job-worker-death': { target: 'job' },
  'store-busy': { target: 'fabric' },
  'store-full': { target: 'fabric' },
  'clock-jump': { target: 'host', amount: { unit: 's', least: 1, most: 86400, usual: 600 } },
  'permission-revoked': { target: 'role' },
  'directory-down': { target: 'fabric' },
} as const satisfies Readonly<Record<string, FaultKindEntry>>

export type FaultKind = keyof typeof faultCatalogue
export const faultKinds = Object.keys(faultCatalogue) as FaultKind[]
export const faultKind = z.enum(faultKinds as [FaultKind, ...FaultKind[]])
