import { numberOfId } from '../../shared/domain/index.ts'
import { defined } from '../engine/assert.ts'
import { storageMap } from '../storage/index.ts'
import type { Workload } from '../workload/index.ts'
import type { VmRow, VolumeRow, World } from '../world/index.ts'
import type { Boot, BootCourse } from './course.ts'
import { bootOf, courseOf, latencyWithBoots } from './course.ts'

/** The boots on the disks of one volume, or of several that share them, and how they go. */
export interface BootLane {
  /** The first of the volumes; its latency is held under the limit. */
  readonly volume: VolumeRow
  readonly volumeNames: readonly string[]
  /** In the order in which they start. */
  readonly boots: readonly Boot[]
  /** How many boot at a time. */
  readonly parallelMax: number
  readonly latencyNowMs: number
  /** With one boot under way now, and with all of them running and one under way. */
  readonly latencyOneMs: number
  readonly latencyLastMs: number
  readonly staggered: BootCourse
  /** All at once. */
  readonly unstaggered: BootCourse
}

/** Order of the priorities: those that are restarted last boot last. */
const ranks = { high: 0, medium: 1, low: 2, 'no-auto-start': 3 } as const

/** By priority, then by name, then by id: the same VMs always boot in the same order. */
export function bootOrder(a: VmRow, b: VmRow): number {
  const rank = ranks[a.priority ?? 'medium'] - ranks[b.priority ?? 'medium']
  if (rank !== 0) return rank
  if (a.name !== b.name) return a.name < b.name ? -1 : 1
  return numberOfId(a.id) - numberOfId(b.id)
}

/**
 * The lanes of a staggered start: for each set of disks as many boots at a time as keep the
 * predicted mean latency of its running guests under the limit, also when all the others run
 * already; one at a time where not even that holds then.
 */
export function planLanes(
  world: World,
  workload: Workload,
  vms: readonly VmRow[],
  limitMs: number,
): BootLane[] {
  const lanes = new Map<number, VmRow[]>()
  for (const vm of [...vms].sort(bootOrder)) {
    const key = disksUnder(world, volumeOf(world, vm))
    lanes.set(key, [...(lanes.get(key) ?? []), vm])
  }
  return [...lanes]
    .sort(([a], [b]) => a - b)
    .map(([, members]) => laneOf(world, workload, members, limitMs))
}

function laneOf(
  world: World,
  workload: Workload,
  vms: readonly VmRow[],
  limitMs: number,
): BootLane {
  const volumes = vms.map(vm => volumeOf(world, vm))
  const volume = defined(volumes[0], 'a lane has a VM')
  const boots = vms.map(vm => bootOf(world, workload, vm))
  const latency = (underWay: number, ready: number) =>
    latencyWithBoots(world, volume.slot, boots, underWay, ready).latencyMs
  const last = boots.length - 1
  const parallelMax = mostUnder(limitMs, boots.length, count =>
    Math.max(latency(count, 0), latency(count, boots.length - count)),
  )
  return {
    ...{ volume, boots, parallelMax },
    volumeNames: [...new Set(volumes.map(one => one.name))],
    latencyNowMs: latency(0, 0),
    latencyOneMs: latency(1, 0),
    latencyLastMs: latency(1, last),
    staggered: courseOf(world, volume.slot, boots, parallelMax),
    unstaggered: courseOf(world, volume.slot, boots, boots.length),
  }
}

/** The largest count from 1 to `most` whose figure is not above the limit; the figure rises. */
function mostUnder(limit: number, most: number, figure: (count: number) => number): number {
  let good = 1
  let bad = most + 1
  while (bad - good > 1) {
    const middle = Math.floor((good + bad) / 2)
    if (figure(middle) <= limit) good = middle
    else bad = middle
  }
  return good
}

/** The volume that a VM boots from. */
function volumeOf(world: World, vm: VmRow): VolumeRow {
  return world.get('volume', defined(vm.disks[0], `a disk of ${vm.name}`).volumeId)
}

/** Names the disks under a volume: volumes on one RAID group slow each other down. */
function disksUnder(world: World, volume: VolumeRow): number {
  const pools = storageMap(world).volumeBySlot[volume.slot]?.pools ?? []
  return pools.reduce((least, { pool }) => Math.min(least, pool.slot), Number.MAX_SAFE_INTEGER)
}
