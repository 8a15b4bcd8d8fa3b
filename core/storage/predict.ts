import { mixedResponse } from '../physics/index.ts'
import type { World } from '../world/index.ts'
import type { PoolState, VolumeState } from './map.ts'
import { storageMap, workOf } from './map.ts'
import { controllerMs, takenShare, waitingPerGuest } from './serve.ts'

/** What is to reach a volume besides what reaches it now. */
export interface AddedLoad {
  /** Guests that boot at a time, the pause of each between two requests, and their writes. */
  readonly boots: number
  readonly thinkMs: number
  readonly writeShare: number
  /** Running guests that come on top, with their reads and writes a second. */
  readonly guests: number
  readonly readsPerS: number
  readonly writesPerS: number
}

export interface PredictedLatency {
  /** Mean request of the running guests. */
  readonly latencyMs: number
  /** A request of a guest that boots. */
  readonly bootResponseMs: number
}

/**
 * The latency that a volume would have with more guests running and so many booting at a time, by
 * the equations of the step (`serveStorage`): the same mixed network of open and closed requests.
 */
export function predictLatency(
  world: World,
  volumeSlot: number,
  more: AddedLoad,
): PredictedLatency {
  const volume = storageMap(world).volumeBySlot[volumeSlot]
  if (!volume) return { latencyMs: controllerMs, bootResponseMs: 0 }
  const writePart = writePartOf(world, volumeSlot, more)
  let latencyMs = controllerMs
  let bootResponseMs = 0
  for (const { pool, ...part } of volume.pools) {
    const outcome = poolOutcome(world, volume, { pool, ...part }, more)
    const share = (1 - writePart) * part.reads + writePart * part.writes
    const work = workOf(volume, pool, 1 - writePart, writePart)
    latencyMs += share * (work * pool.serviceMs * outcome.stretch + pool.extraMs)
    bootResponseMs = Math.max(bootResponseMs, outcome.responseMs + pool.extraMs)
  }
  return { latencyMs, bootResponseMs }
}

/** Share of the running guests' operations that write; half where there are none, as in the step. */
function writePartOf(world: World, slot: number, more: AddedLoad): number {
  const { reads, writes } = world.volumes.data
  const sum = reads[slot]! + writes[slot]! + more.readsPerS + more.writesPerS
  return sum > 0 ? (writes[slot]! + more.writesPerS) / sum : 0.5
}

type Part = VolumeState['pools'][number]

function poolOutcome(world: World, volume: VolumeState, { pool, ...part }: Part, more: AddedLoad) {
  const { iops, waiting } = world.pools.data
  const taken = takenShare(world, pool)
  const slowMs = pool.serviceMs / (1 - taken)
  const clients = Math.ceil(more.boots * part.reads)
  const outcome = mixedResponse({
    ...{ servers: Math.max(1, pool.servers), serviceMs: slowMs },
    openPerS: iops[pool.slot]! + addedWork(volume, pool, part, more),
    openWaitingMax: waiting[pool.slot]! + more.guests * part.reads * waitingPerGuest,
    clients,
    demandMs: workOf(volume, pool, 1 - more.writeShare, more.writeShare) * slowMs,
    thinkMs: more.thinkMs,
  })
  return { stretch: outcome.stretch / (1 - taken), responseMs: outcome.clientResponseMs }
}

/** Operations of disks a second for the guests that come on top. */
function addedWork(
  volume: VolumeState,
  pool: PoolState,
  part: Omit<Part, 'pool'>,
  more: AddedLoad,
): number {
  return workOf(volume, pool, more.readsPerS * part.reads, more.writesPerS * part.writes)
}
