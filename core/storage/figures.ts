import type { LinkKind } from '../../shared/domain/index.ts'
import { bytesPerMib } from '../../shared/domain/index.ts'
import { dataDisks, diskFigures } from '../physics/index.ts'
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

/** The array under a volume: all LUNs of a volume lie on one. */
export function arrayOf(world: World, volume: Pick<VolumeRow, 'lunIds'>): ArrayRow | undefined {
  const [pool] = poolsOf(world, volume)
  return pool && world.get('array', pool.arrayId)
}

/** Random operations a second that the disks under a volume do (physics 2.3). */
export function randomIopsOf(world: World, volume: Pick<VolumeRow, 'lunIds'>): number {
  let sum = 0
  for (const pool of new Set(poolsOf(world, volume))) {
    sum += (pool.disks * 1000) / diskFigures[pool.diskKind].serviceMs
  }
  return sum
}

/** What an array's ports in use carry together, in MiB a second. */
export function linkMibPerS(array: ArrayRow, ports = array.activePorts): number {
  // A link of 4 Gb Fibre Channel carries 400 MB (10^6) a second.
  return (ports * array.linkGbps * 1e9 * bytesPerNamedBit[array.linkKind]) / bytesPerMib
}

/** Sequential throughput of a volume: what its disks or the links to its array give. */
export function throughputMibPerS(world: World, volume: Pick<VolumeRow, 'lunIds'>): number {
  const array = arrayOf(world, volume)
  if (!array) return 0
  let disks = 0
  for (const pool of new Set(poolsOf(world, volume))) {
    const { sequentialMibPerS } = diskFigures[pool.diskKind]
    disks += dataDisks(pool.raid, pool.disks) * sequentialMibPerS
  }
  return Math.min(disks, linkMibPerS(array))
}
