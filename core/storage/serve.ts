import { mixedResponse } from '../physics/index.ts'
import type { World } from '../world/index.ts'
import type { PoolState, StorageMap, VolumeState } from './map.ts'
import { storageMap, workOf } from './map.ts'
import { ageSnapshots, snapshotWork } from './snapshot-cost.ts'

/** Requests of one running guest that can wait at its disks at a time (ours). */
const waitingPerGuest = 4
/** Time of a request at the controller and on the link, without its disks (ours). */
const controllerMs = 0.2
/** Disks answer this much of their time at most; a rebuild and a stream take their part of it. */
const shareMax = 0.95

/** What guests that boot ask of a volume: clients that each wait for their answer. */
export interface BootDemand {
  readonly volumeSlot: number
  clients: number
  /** Sum of the clients' pauses between an answer and the next request. */
  thinkMs: number
  /** Sum of the shares of their requests that write. */
  writeShare: number
}

/** What a boot gets of its volume in this second. */
export interface BootService {
  readonly responseMs: number
}

/**
 * Carries one second of requests to the disks: fills the load, latency and queue of every pool and
 * volume, and answers how long a request of a booting guest takes, by volume. The cost grows with
 * volumes and pools, and with the boots that are under way.
 */
export function serveStorage(
  world: World,
  boots: ReadonlyMap<number, BootDemand>,
  streamsMibPerS: ReadonlyMap<number, number>,
): Map<number, BootService> {
  const map = storageMap(world)
  gather(world, map, streamsMibPerS)
  const services = new Map<number, BootService>()
  for (const pool of map.pools) servePool(world, map, pool, boots, services)
  for (const volume of map.volumes) {
    serveVolume(world, volume)
    ageSnapshots(world, volume)
  }
  return services
}

/** Brings the operations of the volumes to their pools, as operations of disks. */
function gather(world: World, map: StorageMap, streamsMibPerS: ReadonlyMap<number, number>): void {
  const { iops, waiting, streamLoad } = world.pools.data
  const { reads, writes, guests } = world.volumes.data
  iops.fill(0)
  waiting.fill(0)
  streamLoad.fill(0)
  for (const volume of map.volumes) {
    const { slot, missShare, destageShare } = volume
    const missed = Math.max(0, reads[slot]!) * missShare
    const destaged = Math.max(0, writes[slot]!) * destageShare
    const stream = streamsMibPerS.get(slot) ?? 0
    for (const at of volume.pools) {
      const { pool, ...part } = at
      const work = missed * part.reads * pool.perRead + destaged * part.writes * pool.perWrite
      iops[pool.slot] = iops[pool.slot]! + work + snapshotWork(world, volume, at)
      waiting[pool.slot] = waiting[pool.slot]! + guests[slot]! * part.reads * waitingPerGuest
      if (stream > 0 && pool.sequentialMibPerS > 0) {
        const load = (stream * part.writes) / pool.sequentialMibPerS
        streamLoad[pool.slot] = streamLoad[pool.slot]! + load
      }
    }
  }
}

function servePool(
  world: World,
  map: StorageMap,
  pool: PoolState,
  boots: ReadonlyMap<number, BootDemand>,
  services: Map<number, BootService>,
): void {
  const { iops, waiting, streamLoad, load, stretch, servedShare } = world.pools.data
  const { slot, serviceMs, servers } = pool
  if (!pool.isOnline) {
    load[slot] = 0
    stretch[slot] = 1
    servedShare[slot] = 0
    return
  }
  const taken = Math.min(shareMax, pool.rebuildLoad + streamLoad[slot]!)
  const slowMs = serviceMs / (1 - taken)
  const { demand, clients } = bootsOn(map, pool, boots)
  const outcome = mixedResponse({
    ...{ servers, serviceMs: slowMs, openPerS: iops[slot]!, openWaitingMax: waiting[slot]! },
    clients,
    demandMs: clients > 0 ? (demand.work / clients) * slowMs : 0,
    thinkMs: clients > 0 ? demand.thinkMs / clients : 0,
  })
  load[slot] = Math.max(outcome.load * (1 - taken) + taken, Math.min(1, taken))
  stretch[slot] = outcome.stretch / (1 - taken)
  servedShare[slot] = outcome.servedShare
  for (const volumeSlot of demand.volumeSlots) {
    const earlier = services.get(volumeSlot)?.responseMs ?? 0
    services.set(volumeSlot, {
      responseMs: Math.max(earlier, outcome.clientResponseMs + pool.extraMs),
    })
  }
}

/** The booting guests whose volumes lie on a pool, in whole clients. */
function bootsOn(map: StorageMap, pool: PoolState, boots: ReadonlyMap<number, BootDemand>) {
  const demand = { work: 0, thinkMs: 0, volumeSlots: [] as number[] }
  let clients = 0
  for (const boot of boots.values()) {
    const volume = map.volumeBySlot[boot.volumeSlot]
    const part = volume?.pools.find(one => one.pool === pool)
    if (!volume || !part) continue
    const here = boot.clients * part.reads
    clients += here
    demand.thinkMs += boot.thinkMs * part.reads
    demand.work +=
      part.reads * workOf(volume, pool, boot.clients - boot.writeShare, boot.writeShare)
    demand.volumeSlots.push(boot.volumeSlot)
  }
  return { demand, clients: Math.ceil(clients) }
}

/** Latency and queue of a volume: its mean request, over all its pools. */
function serveVolume(world: World, volume: VolumeState): void {
  const { reads, writes, iops, latencyMs, queue, servedShare } = world.volumes.data
  const pools = world.pools.data
  const { slot } = volume
  const sum = reads[slot]! + writes[slot]!
  const writePart = sum > 0 ? writes[slot]! / sum : 0.5
  let waitedMs = controllerMs
  let served = 1
  for (const { pool, ...part } of volume.pools) {
    const share = (1 - writePart) * part.reads + writePart * part.writes
    const work = workOf(volume, pool, 1 - writePart, writePart)
    const stretched = work * pool.serviceMs * pools.stretch[pool.slot]!
    waitedMs += share * (stretched + pool.extraMs)
    served = Math.min(served, pools.servedShare[pool.slot]!)
  }
  latencyMs[slot] = waitedMs
  servedShare[slot] = served
  queue[slot] = (iops[slot]! * served * waitedMs) / 1000
}
