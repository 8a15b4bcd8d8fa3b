import { mixedResponse, openWaiting } from '../physics/index.ts'
import type { World } from '../world/index.ts'
import type { PoolState, StorageMap, VolumePart, VolumeState } from './map.ts'
import { storageMap, workOf } from './map.ts'
import { ageSnapshots, snapshotWork } from './snapshot-cost.ts'

/** Requests of one running guest that can wait at its disks at a time (ours). */
export const waitingPerGuest = 4
/** Time of a request at the controller and on the link, without its disks (ours). */
export const controllerMs = 0.2
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

const noServices: ReadonlyMap<number, BootService> = new Map()

/**
 * Carries one second of requests to the disks: fills the load, latency and queue of every pool and
 * volume, and answers how long a request of a booting guest takes, by volume. The cost grows with
 * volumes and pools, and with the boots that are under way; without boots it allocates nothing.
 */
export function serveStorage(
  world: World,
  boots: ReadonlyMap<number, BootDemand>,
  streamsMibPerS: ReadonlyMap<number, number>,
): ReadonlyMap<number, BootService> {
  const map = storageMap(world)
  const hasSnapshots = world.count('snapshot') > 0
  gather(world, map, streamsMibPerS, hasSnapshots)
  const services = boots.size > 0 ? new Map<number, BootService>() : noServices
  for (const pool of map.pools) {
    if (boots.size > 0) serveBoots(world, map, pool, boots, services as Map<number, BootService>)
    else serveGuests(world, pool)
  }
  for (const volume of map.volumes) {
    serveVolume(world, volume)
    if (hasSnapshots) ageSnapshots(world, volume)
  }
  return services
}

/** Brings the operations of the volumes to their pools, as operations of disks. */
function gather(
  world: World,
  map: StorageMap,
  streamsMibPerS: ReadonlyMap<number, number>,
  hasSnapshots: boolean,
): void {
  const { iops, waiting, streamLoad } = world.pools.data
  const { reads, writes, guests } = world.volumes.data
  iops.fill(0, 0, world.pools.length)
  waiting.fill(0, 0, world.pools.length)
  streamLoad.fill(0, 0, world.pools.length)
  for (const volume of map.volumes) {
    const { slot } = volume
    const missed = Math.max(0, reads[slot]!) * volume.missShare
    const destaged = Math.max(0, writes[slot]!) * volume.destageShare
    const stream = streamsMibPerS.size > 0 ? (streamsMibPerS.get(slot) ?? 0) : 0
    for (const part of volume.pools) {
      const { pool } = part
      const at = pool.slot
      const work = missed * part.reads * pool.perRead + destaged * part.writes * pool.perWrite
      iops[at] = iops[at]! + work
      if (hasSnapshots) iops[at] = iops[at]! + snapshotWork(world, volume, part)
      waiting[at] = waiting[at]! + guests[slot]! * part.reads * waitingPerGuest
      if (stream > 0 && pool.sequentialMibPerS > 0) {
        streamLoad[at] = streamLoad[at]! + (stream * part.writes) / pool.sequentialMibPerS
      }
    }
  }
}

/** The part of its time that a pool's disks spend on rebuilding and on copies, and on one more. */
export function takenShare(world: World, pool: PoolState, more = 0): number {
  return Math.min(shareMax, pool.rebuildLoad + world.pools.data.streamLoad[pool.slot]! + more)
}

/** A pool that only running guests ask: an open queue, until all that can wait waits. */
function serveGuests(world: World, pool: PoolState): void {
  const { iops, waiting } = world.pools.data
  if (!pool.isOnline) return note(world, pool, 0, 1, 0)
  const taken = takenShare(world, pool)
  const { slot, servers } = pool
  const open = openWaiting(servers, pool.serviceMs / (1 - taken), iops[slot]!, waiting[slot]!)
  note(world, pool, open.load * (1 - taken) + taken, open.stretch / (1 - taken), open.servedShare)
}

function note(
  world: World,
  { slot }: PoolState,
  load: number,
  stretch: number,
  servedShare: number,
): void {
  const { data } = world.pools
  data.load[slot] = load
  data.stretch[slot] = stretch
  data.servedShare[slot] = servedShare
}

/** A pool that guests ask which boot, beside those that run. */
function serveBoots(
  world: World,
  map: StorageMap,
  pool: PoolState,
  boots: ReadonlyMap<number, BootDemand>,
  services: Map<number, BootService>,
): void {
  const { demand, clients } = bootsOn(map, pool, boots)
  if (clients === 0 || !pool.isOnline) return serveGuests(world, pool)
  const { iops, waiting } = world.pools.data
  const { slot, servers } = pool
  const taken = takenShare(world, pool)
  const serviceMs = pool.serviceMs / (1 - taken)
  const outcome = mixedResponse({
    servers,
    serviceMs,
    openPerS: iops[slot]!,
    openWaitingMax: waiting[slot]!,
    clients,
    demandMs: (demand.work / clients) * serviceMs,
    thinkMs: demand.thinkMs / clients,
  })
  const load = outcome.load * (1 - taken) + taken
  note(world, pool, load, outcome.stretch / (1 - taken), outcome.servedShare)
  for (const volumeSlot of demand.volumeSlots) {
    const earlier = services.get(volumeSlot)?.responseMs ?? 0
    const responseMs = Math.max(earlier, outcome.clientResponseMs + pool.extraMs)
    services.set(volumeSlot, { responseMs })
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
    clients += boot.clients * part.reads
    demand.thinkMs += boot.thinkMs * part.reads
    const reads = boot.clients - boot.writeShare
    demand.work += part.reads * workOf(volume, pool, reads, boot.writeShare)
    demand.volumeSlots.push(boot.volumeSlot)
  }
  return { demand, clients: Math.ceil(clients) }
}

/** What a pool adds to the mean request of a volume, of which this part writes. */
export function meanMs(
  volume: VolumeState,
  { pool, reads, writes }: VolumePart,
  writePart: number,
  stretch: number,
): number {
  const share = (1 - writePart) * reads + writePart * writes
  const work = workOf(volume, pool, 1 - writePart, writePart)
  return share * (work * pool.serviceMs * stretch + pool.extraMs)
}

/** Share of a volume's requests that write; half where there are none. */
export function writePartOf(readsPerS: number, writesPerS: number): number {
  const sum = readsPerS + writesPerS
  return sum > 0 ? writesPerS / sum : 0.5
}

/** Latency and queue of a volume: its mean request, over all its pools. */
function serveVolume(world: World, volume: VolumeState): void {
  const { reads, writes, iops, latencyMs, queue, servedShare } = world.volumes.data
  const pools = world.pools.data
  const { slot } = volume
  const writePart = writePartOf(reads[slot]!, writes[slot]!)
  let waitedMs = controllerMs
  let served = 1
  for (const part of volume.pools) {
    const { pool } = part
    waitedMs += meanMs(volume, part, writePart, pools.stretch[pool.slot]!)
    served = Math.min(served, pools.servedShare[pool.slot]!)
  }
  latencyMs[slot] = waitedMs
  servedShare[slot] = served
  queue[slot] = (iops[slot]! * served * waitedMs) / 1000
}
