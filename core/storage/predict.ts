import { mixedResponse } from '../physics/index.ts'
import type { VolumeRow, World } from '../world/index.ts'
import type { VolumePart, VolumeState } from './map.ts'
import { storageMap, workOf } from './map.ts'
import { controllerMs, meanMs, takenShare, waitingPerGuest, writePartOf } from './serve.ts'

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
  /** Operations of disks on top, such as the writes of the volume manager itself. */
  readonly diskPerS?: number
  /** A copy on top, which takes its part of the disks' time. */
  readonly streamMibPerS?: number
}

const nothing: AddedLoad = {
  ...{ boots: 0, thinkMs: 0, writeShare: 0 },
  ...{ guests: 0, readsPerS: 0, writesPerS: 0 },
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
  const { reads, writes } = world.volumes.data
  const writePart = writePartOf(
    reads[volumeSlot]! + more.readsPerS,
    writes[volumeSlot]! + more.writesPerS,
  )
  let latencyMs = controllerMs
  let bootResponseMs = 0
  for (const part of volume.pools) {
    const outcome = poolOutcome(world, volume, part, more)
    latencyMs += meanMs(volume, part, writePart, outcome.stretch)
    bootResponseMs = Math.max(bootResponseMs, outcome.responseMs + part.pool.extraMs)
  }
  return { latencyMs, bootResponseMs }
}

/**
 * What the mean latency becomes while more reaches the disks, by the same equations: as a factor on
 * the latency that is there, so that guests that boot now count too.
 */
export function latencyWith(
  world: World,
  { slot }: Pick<VolumeRow, 'slot'>,
  more: Pick<AddedLoad, 'diskPerS' | 'streamMibPerS'>,
): number {
  const before = predictLatency(world, slot, nothing).latencyMs
  const during = predictLatency(world, slot, { ...nothing, ...more }).latencyMs
  return (world.volumes.data.latencyMs[slot]! * during) / before
}

function poolOutcome(world: World, volume: VolumeState, part: VolumePart, more: AddedLoad) {
  const { iops, waiting } = world.pools.data
  const { pool } = part
  const stream = more.streamMibPerS ?? 0
  const copying = stream > 0 && pool.isOnline ? (stream * part.writes) / pool.sequentialMibPerS : 0
  const taken = takenShare(world, pool, copying)
  const slowMs = pool.serviceMs / (1 - taken)
  const clients = Math.ceil(more.boots * part.reads)
  const outcome = mixedResponse({
    ...{ servers: Math.max(1, pool.servers), serviceMs: slowMs },
    openPerS: iops[pool.slot]! + addedWork(volume, part, more),
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
  { pool, reads, writes }: VolumePart,
  more: AddedLoad,
): number {
  const written = volume.pools.reduce((sum, part) => sum + part.writes, 0)
  const onDisks = more.diskPerS && written > 0 ? (more.diskPerS * writes) / written : 0
  return workOf(volume, pool, more.readsPerS * reads, more.writesPerS * writes) + onDisks
}
