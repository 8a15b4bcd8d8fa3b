import { expect, test } from 'vitest'
import {
  backEndPerRequest,
  closedResponse,
  openResponseMs,
} from '../../../../core/physics/index.ts'

/** A 15K spindle's operation (physics 2.3). */
const serviceMs = 5.6

test.each([
  [0, 5.6],
  [0.5, 11],
  [0.7, 19],
  [0.8, 28],
  [0.9, 56],
  [0.95, 112],
])('open queue: load %f: %f ms, as published', (load, expectedMs) => {
  expect(Math.abs(openResponseMs(serviceMs, load) / expectedMs - 1)).toBeLessThan(0.03)
})

/**
 * The table of physics 2.4: 260 VMs, RAID 5 of five spindles, 16 % writes, 70 % coalesced. Beside
 * its disks a guest needs the processor for 25 s, with 70,000 operations for 60 s.
 */
const storms = [
  {
    operations: 9000,
    hitRate: 0,
    processorS: 25,
    aloneS: 77,
    iops: 852,
    latencyMs: 302,
    minutes: 46,
  },
  {
    operations: 9000,
    hitRate: 0.9,
    processorS: 25,
    aloneS: 39,
    iops: 3184,
    latencyMs: 79,
    minutes: 12,
  },
  {
    operations: 9000,
    hitRate: 0.97,
    processorS: 25,
    aloneS: 36,
    iops: 4046,
    latencyMs: 61,
    minutes: 9.6,
  },
  {
    operations: 70_000,
    hitRate: 0.9,
    processorS: 60,
    aloneS: 168,
    iops: 3185,
    latencyMs: 81,
    minutes: 95,
  },
]

test.each(storms)(
  'boot storm: $operations operations, $hitRate read hits: the published analysis within 5 %',
  ({ operations, hitRate, processorS, aloneS, iops, latencyMs, minutes }) => {
    const mix = { writeShare: 0.16, readHitRate: hitRate, coalescedShare: 0.7 }
    const demandMs = serviceMs * backEndPerRequest('raid-5', mix)
    const thinkMs = (processorS * 1000) / operations
    const boot = { thinkMs, demandMs, servers: 5 }
    const alone = closedResponse({ clients: 1, ...boot })
    expect(Math.abs(operations / alone.throughputPerS / aloneS - 1)).toBeLessThan(0.05)
    const storm = closedResponse({ clients: 260, ...boot })
    expect(Math.abs(storm.throughputPerS / iops - 1)).toBeLessThan(0.05)
    expect(Math.abs(storm.responseMs / latencyMs - 1)).toBeLessThan(0.05)
    const took = (260 * operations) / storm.throughputPerS / 60
    expect(Math.abs(took / minutes - 1)).toBeLessThan(0.05)
  },
)

test('closed queue: one client: no queue, whatever the servers', () => {
  const alone = closedResponse({ clients: 1, thinkMs: 0, demandMs: 7, servers: 3 })
  expect(alone.responseMs).toBe(7)
})

test('closed queue: more clients: never above the rate of the servers, and never slower', () => {
  let before = 0
  for (const clients of [1, 4, 16, 64, 256]) {
    const { throughputPerS, load } = closedResponse({
      ...{ clients, thinkMs: 10, demandMs: serviceMs, servers: 5 },
    })
    expect(throughputPerS).toBeGreaterThan(before)
    expect(load).toBeLessThanOrEqual(1)
    before = throughputPerS
  }
})
