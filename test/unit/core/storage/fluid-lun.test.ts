import { describe, expect, it } from 'vitest'
import { closedResponse, openResponseMs } from '../../../../core/physics/index.ts'
import { Laboratory } from '../../../../core/scenarios/laboratory.ts'
import { serveStorage } from '../../../../core/storage/index.ts'
import { put } from '../../../../core/world/index.ts'
import { simulateClosed, simulateOpen } from './request-simulation.ts'

const spindles = 5
const serviceMs = 5.6
/** Time at the controller that the step adds to every request. */
const controllerMs = 0.2

/** The lab's LUN without its cache: every request is one operation of a disk. */
function bareLun() {
  const { world } = new Laboratory('poc-lab', 1)
  for (const array of world.all('array')) world.apply(put('array', { ...array, readHitRate: 0 }))
  world.volumes.data.guests[0] = 1e6
  return world
}

function fluidOpenMs(perS: number): number {
  const world = bareLun()
  world.volumes.data.reads[0] = perS
  serveStorage(world, new Map(), new Map())
  return world.volumes.data.latencyMs[0]! - controllerMs
}

function fluidClosedMs(clients: number, thinkMs: number): number {
  const world = bareLun()
  const demand = { volumeSlot: 0, clients, thinkMs: clients * thinkMs, writeShare: 0 }
  return serveStorage(world, new Map([[0, demand]]), new Map()).get(0)!.responseMs
}

describe('the LUN of the step against a simulation of every request', () => {
  for (const load of [0.1, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95]) {
    it(`open arrivals: a load of ${load}: latency within 3 %, and that of M/M/1`, () => {
      const perS = (load * spindles * 1000) / serviceMs
      // So many that three standard errors of the mean stay below 3 % (2.6 of them at 0.95).
      const requests = load > 0.92 ? 12_000_000 : load > 0.85 ? 4_000_000 : 1_000_000
      const simulatedMs = simulateOpen({ count: spindles, serviceMs, seed: 11 }, perS, requests)
      expect(Math.abs(fluidOpenMs(perS) / simulatedMs - 1)).toBeLessThan(0.03)
      expect(Math.abs(openResponseMs(serviceMs, load) / simulatedMs - 1)).toBeLessThan(0.03)
    })
  }

  for (const [clients, thinkMs] of [
    [1, 50],
    [5, 20],
    [10, 20],
    [20, 20],
    [40, 20],
    [260, 20],
  ] as const) {
    it(`closed arrivals: ${clients} clients: latency within 3 %, and that of mean value analysis`, () => {
      const disks = { count: spindles, serviceMs, seed: 7 }
      const requests = clients > 100 ? 150_000 : 400_000
      const simulated = simulateClosed(disks, clients, thinkMs, requests)
      const exact = closedResponse({ clients, thinkMs, demandMs: serviceMs, servers: spindles })
      expect(Math.abs(exact.responseMs / simulated.responseMs - 1)).toBeLessThan(0.03)
      expect(Math.abs(exact.throughputPerS / simulated.perS - 1)).toBeLessThan(0.03)
      const fluid = fluidClosedMs(clients, thinkMs)
      expect(Math.abs(fluid / simulated.responseMs - 1)).toBeLessThan(0.03)
    })
  }
})
