import { oneDecimal } from '../../shared/domain/index.ts'
import { diskFigures } from '../physics/index.ts'
import type { PoolRow, VolumeRow, World } from '../world/index.ts'
import { poolsOf } from './figures.ts'
import { storageMap } from './map.ts'
import { takenShare } from './serve.ts'

/** How long a request of a volume takes now, and how busy the disks under it are. */
export interface VolumeLatency {
  /** A random request at an idle disk. */
  readonly serviceMs: number
  /** Share of the time in which its busiest group's disks work, 0 to 1. */
  readonly load: number
  /** What one operation of a disk takes now, with its waiting. */
  readonly operationMs: number
  /** The mean of its VMs' requests, of which the cache answers a part. */
  readonly latencyMs: number
}

/** The RAID group under a volume that works hardest now. */
export function busiestPool(world: World, volume: Pick<VolumeRow, 'lunIds'>): PoolRow | undefined {
  const { load } = world.pools.data
  let found: PoolRow | undefined
  for (const pool of poolsOf(world, volume)) {
    if (!found || load[pool.slot]! > load[found.slot]!) found = pool
  }
  return found
}

/**
 * Operations a second that the disks of a RAID group do: of the time in which they work, what
 * rebuilding and copies leave. Guests that boot wait for their answers, so what they get is known
 * by the load alone.
 */
export function diskOperationsOf(world: World, { slot }: PoolRow): number {
  const state = storageMap(world).pools.find(one => one.slot === slot)
  if (!state?.isOnline) return 0
  const busy = Math.max(0, world.pools.data.load[slot]! - takenShare(world, state))
  return (busy * state.servers * 1000) / state.serviceMs
}

/** What one operation of a disk of a RAID group takes now, with its waiting. */
export function operationMsOf(world: World, { slot, diskKind }: PoolRow): number {
  return diskFigures[diskKind].serviceMs * Math.max(1, world.pools.data.stretch[slot]!)
}

/** The latency of a volume at this moment, as the step measured it. */
export function latencyOf(world: World, volume: VolumeRow): VolumeLatency {
  const pool = busiestPool(world, volume)
  const serviceMs = pool ? diskFigures[pool.diskKind].serviceMs : 0
  const load = pool ? world.pools.data.load[pool.slot]! : 0
  const latencyMs = world.volumes.data.latencyMs[volume.slot]!
  return { serviceMs, load, operationMs: pool ? operationMsOf(world, pool) : 0, latencyMs }
}

/** "fc-15k" as people say it: "15k FC". */
function diskWords(kind: string): string {
  const [bus = kind, speed] = kind.split('-')
  return speed === undefined ? bus : `${speed} ${bus.toUpperCase()}`
}

/** "raid-5" as people say it: "a RAID 5 group". */
function raidWords(raid: string): string {
  return raid === 'none' ? 'a single disk' : `a ${raid.toUpperCase().replace('-', ' ')} group`
}

/** How the latency of a volume comes about, a sentence each (physics 2.3, 2.4). */
export function explainLatency(world: World, volume: VolumeRow): string[] {
  const pool = busiestPool(world, volume)
  if (!pool) return []
  const { serviceMs, load, operationMs, latencyMs } = latencyOf(world, volume)
  const { disks, name, raid, diskKind } = pool
  const now = Math.round(world.pools.data.iops[pool.slot]!)
  const most = Math.round((disks * 1000) / serviceMs)
  const array = world.get('array', pool.arrayId)
  const percents = [array.readHitRate, array.coalescedShare].map(one => Math.round(one * 100))
  return [
    `An idle disk (${diskWords(diskKind)}) takes ${oneDecimal(serviceMs)} ms for a random request of 8 KiB: seek, half a turn and transfer.`,
    `The cache answers ${percents[0]} % of the reads and puts ${percents[1]} % of the writes together; what is left of a write costs ${raidWords(raid)} several operations of its disks.`,
    `The ${disks} disks of ${name} do at most ${most} operations a second and are asked for ${now}: each is busy for ${Math.round(load * 100)} % of the time.`,
    `An operation waits behind those before it: ${oneDecimal(serviceMs)} ms / (1 - load) in an open queue, ${oneDecimal(operationMs)} ms now. Guests that boot wait for their answers, so that a full queue stops growing.`,
    `Over all requests, with those that the cache answers, that is ${oneDecimal(latencyMs)} ms; 0.2 ms of it is the controller and the link (ours).`,
  ]
}
