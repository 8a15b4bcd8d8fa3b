import type { VolumeId } from '../../../shared/domain/index.ts'
import { lanMibPerS } from '../../networks/index.ts'
import type { HostRow, ShareRow, VmRow, World } from '../../world/index.ts'
import { volumeRate } from '../work.ts'

/**
 * Taking a LUN from one host and showing it to another: the array's masking, and both hosts looking
 * for disks anew (ours; makers give no figure).
 */
export const remapMs = 20000

/** What a copy goes at, and what sets the rate. */
export interface CopyRate {
  readonly mibPerS: number
  readonly limit: 'source' | 'target' | 'network' | 'share'
  /** The rate of the network link alone, which copies from the same host share. */
  readonly linkMibPerS: number
}

/** Where a copy begins and ends; without a volume at that end it is the library share. */
interface CopyEnds {
  readonly hosts: readonly HostRow[]
  readonly share?: ShareRow
  readonly fromVolumeId?: VolumeId
  readonly toVolumeId?: VolumeId
}

/**
 * The rate of a copy: the slowest of both disks, the network between two hosts, and a share's own
 * link.
 */
export function copyRateOf(world: World, ends: CopyEnds): CopyRate {
  const { share, fromVolumeId, toVolumeId } = ends
  const isOne = new Set(ends.hosts.map(host => host.id)).size === 1 && !share
  const network = isOne ? Infinity : lanMibPerS(world, ends.hosts)
  const limits: [CopyRate['limit'], number][] = [
    ['network', network],
    ['share', share?.throughputMibPerS ?? Infinity],
    ['source', fromVolumeId ? volumeRate(world, fromVolumeId) : Infinity],
    ['target', toVolumeId ? volumeRate(world, toVolumeId) : Infinity],
  ]
  const [limit, mibPerS] = limits.reduce((least, one) => (one[1] < least[1] ? one : least))
  const linkMibPerS = Math.min(network, share?.throughputMibPerS ?? Infinity)
  return {
    mibPerS: Math.max(0.001, mibPerS),
    limit,
    linkMibPerS: Math.max(0.001, Math.min(1e9, linkMibPerS)),
  }
}

/** The disk that a VM's files are read from; undefined while they are in the library. */
export function sourceVolume(vm: VmRow): VolumeId | undefined {
  return vm.disks[0]?.volumeId
}
