import type { LinkKind } from '../../shared/domain/index.ts'
import { bytesPerMib } from '../../shared/domain/index.ts'
import { dataDisks, diskFigures } from '../physics/index.ts'
import { arrayUnder, storageMap, workOf } from './map.ts'
import type { ArrayRow, PoolRow, VolumeRow, World } from '../world/index.ts'

/** Bytes a second that a link carries for each bit of its name: 8b/10b coding, or frames of TCP. */
const bytesPerNamedBit: Readonly<Record<LinkKind, number>> = {
  'fibre-channel': 1 / 10,
  sas: 1 / 10,
  iscsi: 0.115,
}

/** The pools under a volume, in the order of its LUNs; a pool with two of them comes twice. */
export function poolsOf(world: World, volume: Pick<VolumeRow, 'lunIds'>): PoolRow[] {
  return volume.lunIds.map(id => world.get('pool', world.get('lun', id).poolId))
}

/** Random operations a second that the disks under a volume do (physics 2.3). */
export function randomIopsOf(world: World, volume: Pick<VolumeRow, 'lunIds'>): number {
  return overPools(world, volume, ({ disks, diskKind }) => {
    return (disks * 1000) / diskFigures[diskKind].serviceMs
  })
}

/** Sum over the pools under a volume, each once. */
function overPools(
  world: World,
  volume: Pick<VolumeRow, 'lunIds'>,
  figure: (pool: PoolRow) => number,
): number {
  const pools = new Set(poolsOf(world, volume))
  return [...pools].reduce((sum, pool) => sum + figure(pool), 0)
}

/** Disk operations that one request costs, with this share of requests that write (physics 2.4). */
export function backEndOf(
  world: World,
  volume: Pick<VolumeRow, 'slot'>,
  writeShare: number,
): number {
  const state = storageMap(world).volumeBySlot[volume.slot]
  if (!state) return 0
  return state.pools.reduce((sum, { pool, ...part }) => {
    const reads = (1 - writeShare) * part.reads
    return sum + workOf(state, pool, reads, writeShare * part.writes)
  }, 0)
}

/** Time that the disks of a volume need for one request while nobody else asks. */
export function idleRequestMs(
  world: World,
  volume: Pick<VolumeRow, 'slot'>,
  writeShare: number,
): number {
  const state = storageMap(world).volumeBySlot[volume.slot]
  const serviceMs = state?.pools[0]?.pool.serviceMs ?? 0
  return backEndOf(world, volume, writeShare) * serviceMs
}

/** What an array's ports in use carry together, in MiB a second. */
export function linkMibPerS(array: ArrayRow, ports = array.activePorts): number {
  // A link of 4 Gb Fibre Channel carries 400 MB (10^6) a second.
  return (ports * array.linkGbps * 1e9 * bytesPerNamedBit[array.linkKind]) / bytesPerMib
}

/** Sequential throughput of a volume: what its disks or the links to its array give. */
export function throughputMibPerS(world: World, volume: Pick<VolumeRow, 'lunIds'>): number {
  const array = arrayUnder(world, volume)
  if (!array) return 0
  const disksMibPerS = overPools(world, volume, ({ raid, disks, diskKind }) => {
    return dataDisks(raid, disks) * diskFigures[diskKind].sequentialMibPerS
  })
  return Math.min(disksMibPerS, linkMibPerS(array))
}
