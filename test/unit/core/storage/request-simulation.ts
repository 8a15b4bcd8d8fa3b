import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'

/**
 * Disks that serve one request after the other, each request at a disk of its own choice: written
 * for the tests, request by request, with nothing of the model in it.
 */
export interface Disks {
  readonly count: number
  readonly serviceMs: number
  readonly seed: number
}

function chance(seed: number): () => number {
  const generator = xoroshiro128plus(seed)
  return () => uniformFloat64(generator)
}

function exponential(random: () => number, mean: number): number {
  return -Math.log(1 - random()) * mean
}

/** Mean response in ms of requests that come by themselves, at random, so many a second. */
export function simulateOpen(disks: Disks, perS: number, requests: number): number {
  const random = chance(disks.seed)
  const freeMs = new Float64Array(disks.count)
  const gapMs = 1000 / perS
  let nowMs = 0
  let sumMs = 0
  for (let at = 0; at < requests; at++) {
    nowMs += exponential(random, gapMs)
    const disk = Math.floor(random() * disks.count)
    freeMs[disk] = Math.max(nowMs, freeMs[disk]!) + exponential(random, disks.serviceMs)
    sumMs += freeMs[disk]! - nowMs
  }
  return sumMs / requests
}

export interface ClosedRun {
  readonly responseMs: number
  readonly perS: number
}

/** Clients that each wait for their answer and then pause before they ask again. */
export function simulateClosed(
  disks: Disks,
  clients: number,
  thinkMs: number,
  requests: number,
): ClosedRun {
  const random = chance(disks.seed)
  const freeMs = new Float64Array(disks.count)
  const asksMs = Float64Array.from({ length: clients }, () => exponential(random, thinkMs + 1))
  const warmUp = Math.floor(requests / 10)
  let sumMs = 0
  let beganMs = 0
  let nowMs = 0
  for (let at = 0; at < requests + warmUp; at++) {
    const client = earliest(asksMs)
    nowMs = asksMs[client]!
    if (at === warmUp) beganMs = nowMs
    const disk = Math.floor(random() * disks.count)
    freeMs[disk] = Math.max(nowMs, freeMs[disk]!) + exponential(random, disks.serviceMs)
    if (at >= warmUp) sumMs += freeMs[disk]! - nowMs
    asksMs[client] = freeMs[disk]! + (thinkMs > 0 ? exponential(random, thinkMs) : 0)
  }
  return { responseMs: sumMs / requests, perS: (requests * 1000) / (nowMs - beganMs) }
}

function earliest(times: Float64Array): number {
  let best = 0
  for (let at = 1; at < times.length; at++) if (times[at]! < times[best]!) best = at
  return best
}
